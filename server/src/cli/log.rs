//! What is logged, and how: lines for people or for programs, on standard error.

use crate::settings::Log;
use tracing_subscriber::EnvFilter;

/// Begins to log. Libraries are heard when something of theirs failed. What a panic says may quote an answer, so it says where
/// alone.
pub(super) fn begin(log: Log) {
    let filter = EnvFilter::new(format!("error,server={}", log.level));
    let lines = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_env_filter(filter);
    if log.json {
        lines
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .init();
    } else {
        lines.init();
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a part of the program fell over");
    }));
}
