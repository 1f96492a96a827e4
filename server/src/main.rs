//! The gateway: read the command, do it, say how it went.

fn main() -> std::process::ExitCode {
    server::run(std::env::args_os())
}
