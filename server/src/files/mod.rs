//! Files that people upload: their bytes, in the data folder, under the digest of what is in them.
//!
//! A file is on the disk before the draft that names it is committed, and is taken away only when no draft and no submission
//! names it any more. Which records name a file is an index of theirs ([`BY_FILE`], [`crate::submissions::BY_FILE`]), so the
//! two cannot fall out of step: after a crash there may be a file that nobody names, which is swept up, and never a name
//! without its file.

mod arriving;
mod backup;
mod checking;
mod content;
mod held;
mod packed;
mod scan;
mod scanner;
mod sweep;

pub(crate) use arriving::{Arrived, Arriving};
pub(crate) use backup::{copy_from, keep_beside, named_in};
pub(crate) use checking::Checking;
pub(crate) use held::{named, names_of};
pub(crate) use packed::parts;
pub(crate) use scan::{Scan, Standing, standings, wait};
pub(crate) use scanner::Found;
pub use scanner::Scanner;
pub(crate) use sweep::GRACE;

use crate::store::{Store, StoreError};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use tokio::sync::{RwLock, RwLockReadGuard};

/// Its name in the data folder.
const FOLDER: &str = "files";
/// Where files are while they arrive.
const INCOMING: &str = "incoming";
/// Digits of the digest that a shard is named by.
const SHARD: usize = 2;

/// The folder of files.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// Held for reading from putting a file in its place until the record that names it is there, and while copying; for
    /// writing while files that nobody names are taken away.
    placing: RwLock<()>,
    /// What looks for viruses, where there is one.
    pub(crate) scanner: Option<Scanner>,
}

/// Nothing is taken away as long as this is there.
pub(crate) type Held<'a> = RwLockReadGuard<'a, ()>;

/// The folder of files in a data folder.
pub(crate) fn folder_in(data: &Path) -> PathBuf {
    data.join(FOLDER)
}

/// Where a file of a data folder is.
pub(crate) fn path_in(data: &Path, digest: &str) -> Option<PathBuf> {
    path_below(&folder_in(data), digest)
}

/// Whether this is a digest as files are named by.
pub(crate) fn is_digest(text: &str) -> bool {
    crate::hex::is(text, 64)
}

impl Folder {
    /// The files of a data folder.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub(crate) fn open(data: &Path, scanner: Option<Scanner>) -> Result<Self, Error> {
        let path = folder_in(data);
        made(&path.join(INCOMING))?;
        Ok(Self {
            path,
            placing: RwLock::new(()),
            scanner,
        })
    }

    /// Where a file is, or would be.
    pub(crate) fn path_of(&self, digest: &str) -> Option<PathBuf> {
        path_below(&self.path, digest)
    }

    fn incoming(&self) -> PathBuf {
        self.path.join(INCOMING)
    }

    /// Nothing is taken away as long as this is held.
    pub(crate) async fn hold(&self) -> Held<'_> {
        self.placing.read().await
    }

    /// Puts a file that arrived in its place; on the disk when this returns. Whoever calls this holds [`Self::hold`] until a
    /// record names it.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub(crate) async fn place(&self, arrived: &Arrived, _held: &Held<'_>) -> Result<(), Error> {
        let to = self.path_of(arrived.digest());
        let to = to.ok_or_else(|| Error::from(ErrorKind::InvalidInput))?;
        let (from, size) = (arrived.path().to_owned(), arrived.size());
        let moved = tokio::task::spawn_blocking(move || put(&from, &to, size));
        moved
            .await
            .map_err(|_| Error::from(ErrorKind::Interrupted))?
    }

    /// Takes away those of these files that no record names any more; how many.
    ///
    /// # Errors
    /// When the store cannot be read. What cannot be taken away is tried again by the daily sweep.
    pub(crate) async fn let_go(
        &self,
        store: &dyn Store,
        digests: impl IntoIterator<Item = String>,
    ) -> Result<usize, StoreError> {
        let _alone = self.placing.write().await;
        let mut gone = 0;
        for digest in digests {
            let Some(path) = self.path_of(&digest) else {
                continue;
            };
            if held::is_held(store, &digest).await? {
                continue;
            }
            scan::forget(store, &digest).await?;
            match tokio::fs::remove_file(&path).await {
                Ok(()) => gone += 1,
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => tracing::warn!(%error, "a file that nobody needs stays on the disk"),
            }
        }
        Ok(gone)
    }
}

fn path_below(folder: &Path, digest: &str) -> Option<PathBuf> {
    if !is_digest(digest) {
        return None;
    }
    Some(folder.join(digest.get(..SHARD)?).join(digest))
}

/// A folder for us alone.
fn made(path: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Moves a file whose bytes are on the disk, and waits until its new name is, too.
fn put(from: &Path, to: &Path, size: u64) -> Result<(), Error> {
    let shard = to
        .parent()
        .ok_or_else(|| Error::from(ErrorKind::InvalidInput))?;
    if !shard.exists() {
        made(shard)?;
        if let Some(above) = shard.parent() {
            std::fs::File::open(above)?.sync_all()?;
        }
    }
    // The same bytes are there already, unless somebody cut them short.
    let is_there = std::fs::metadata(to).is_ok_and(|found| found.len() == size);
    if is_there {
        std::fs::remove_file(from)?;
    } else {
        std::fs::rename(from, to)?;
    }
    std::fs::File::open(shard)?.sync_all()
}
