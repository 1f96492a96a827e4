//! The gateway as it runs: HTTP, drafts and submissions in the store, and the command line.
//!
//! It never decides whether an answer is right: that is the engine's. It never lays out a page: that is the site's.

mod clock;
mod drafts;
mod reference;
mod store;
mod submissions;

/// Runs one command line.
#[must_use]
pub fn run(arguments: std::env::ArgsOs) -> std::process::ExitCode {
    let _ = arguments;
    std::process::ExitCode::from(2)
}
