//! As many open files as there may be connections.

use std::cmp::min;

/// Files that are not connections: the store, the log, what is read.
const OTHERS: u64 = 256;

/// Asks for as many files as these connections need; says so when fewer may be open.
#[cfg(unix)]
pub(super) fn enough_for(connections: usize) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let wanted = u64::try_from(connections)
        .unwrap_or(u64::MAX)
        .saturating_add(OTHERS);
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_none_or(|current| current >= wanted) {
        return;
    }
    let most = maximum.map_or(wanted, |maximum| min(maximum, wanted));
    let asked = Rlimit {
        current: Some(most),
        maximum,
    };
    if setrlimit(Resource::Nofile, asked).is_err() || most < wanted {
        tracing::warn!(
            allowed = most,
            wanted,
            "fewer files may be open than limits.connections needs: raise the limit of the service (ulimit -n)"
        );
    }
}

/// There is no such limit here.
#[cfg(not(unix))]
pub(super) fn enough_for(_: usize) {
    let _ = min(OTHERS, 0);
}
