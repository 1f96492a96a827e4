//! The task that has files looked through which waited for the scanner.

use super::Folder;
use crate::clock::Clock;
use crate::store::Store;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How often the scanner is asked again.
const PAUSE: Duration = Duration::from_secs(5);

/// Has files looked through that wait.
pub(crate) struct Checking {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) files: Arc<Folder>,
    pub(crate) clock: Clock,
}

impl Checking {
    /// Goes on until it is told to stop; without a scanner there is nothing to do.
    pub(crate) async fn run(self, mut stop: watch::Receiver<bool>) {
        while self.files.scanner.is_some() && !*stop.borrow() {
            match self
                .files
                .look_through(&*self.store, self.clock.now())
                .await
            {
                Ok(0) => {}
                Ok(count) => tracing::info!(count, "files that waited were looked through"),
                Err(error) => tracing::error!(%error, "files that wait are not looked through"),
            }
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                _ = stop.changed() => {}
            }
        }
    }
}
