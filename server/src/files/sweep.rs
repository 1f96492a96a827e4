//! Files that nobody names: left over when a process ended between putting a file in its place and writing the record.

use super::{Folder, INCOMING, is_digest};
use crate::store::{Store, StoreError};
use std::fs::DirEntry;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// How old a file is before anybody asks who needs it.
pub(crate) const GRACE: Duration = Duration::from_secs(60 * 60);

/// Files that are asked about at a time: uploads wait meanwhile.
const AT_ONCE: usize = 50;

impl Folder {
    /// Takes away what is older than `grace` and what nobody names; how many files.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) async fn sweep(
        &self,
        store: &dyn Store,
        grace: Duration,
    ) -> Result<usize, StoreError> {
        let folder = self.path.clone();
        let found = tokio::task::spawn_blocking(move || old(&folder, grace)).await;
        let (incoming, mut digests) = found.unwrap_or_default();
        let mut gone = 0;
        for path in incoming {
            gone += usize::from(tokio::fs::remove_file(path).await.is_ok());
        }
        while !digests.is_empty() {
            let rest = digests.split_off(digests.len().min(AT_ONCE));
            gone += self.let_go(store, digests).await?;
            digests = rest;
        }
        Ok(gone)
    }
}

/// What never arrived whole, and the digests of files, as far as they are old enough.
fn old(folder: &Path, grace: Duration) -> (Vec<std::path::PathBuf>, Vec<String>) {
    let is_old = |entry: &DirEntry| {
        let changed = entry.metadata().and_then(|found| found.modified());
        changed.is_ok_and(|changed| {
            let age = SystemTime::now().duration_since(changed);
            age.is_ok_and(|age| age >= grace)
        })
    };
    let (mut incoming, mut digests) = (Vec::new(), Vec::new());
    let entries = |path: &Path| std::fs::read_dir(path).into_iter().flatten().flatten();
    for shard in entries(folder) {
        let arriving = shard.file_name() == INCOMING;
        for entry in entries(&shard.path()).filter(is_old) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if arriving {
                incoming.push(entry.path());
            } else if is_digest(&name) {
                digests.push(name);
            }
        }
    }
    (incoming, digests)
}
