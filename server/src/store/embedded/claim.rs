//! One program at a time has a data folder: whoever opens the store in it, and whoever puts another store in its place.

use crate::store::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Its name in the data folder. It stays when the claim ends: only the lock on it counts.
const FILE: &str = "accede.lock";

/// What is said to whoever comes second.
pub(super) const IN_USE: &str =
    "another accede has it open. Stop that one first, or name another folder with --data DIR";

/// A data folder that nobody else may use while this is here, not even after a crash of whoever had it before.
#[derive(Debug)]
pub(crate) struct Claim {
    _lock: File,
}

impl Claim {
    /// Takes a folder.
    ///
    /// # Errors
    /// When somebody has it, or nothing can be written there.
    pub(crate) fn of(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(FILE);
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let lock = options.open(&path).map_err(|error| {
            StoreError::Unavailable(format!("{} cannot be written: {error}", path.display()))
        })?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Unavailable(IN_USE.to_owned())),
            Err(TryLockError::Error(error)) => Err(StoreError::Unavailable(format!(
                "{} cannot be locked: {error}",
                path.display()
            ))),
        }
    }
}
