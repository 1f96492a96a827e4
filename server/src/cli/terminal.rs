//! Writing to whoever ran the command. A reader that stopped reading (`accede check | head`) is no reason to fall over.

use std::io::{self, IsTerminal as _, Write as _};

/// What a command was asked for.
pub(super) fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// What goes beside it, so that output for programs stays clean.
pub(super) fn remark(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Why a command could not be done.
pub(super) fn complain(sentences: &str) {
    for sentence in sentences.lines() {
        remark(&format!("accede: {sentence}\n"));
    }
}

/// Whether colours would be seen, and are wanted (no-color.org).
pub(super) fn in_colour() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
}
