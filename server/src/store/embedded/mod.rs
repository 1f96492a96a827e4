//! The default store: one redb file in the data folder.
//!
//! Reads go straight to the file's pages. Writes go through one thread that commits whatever waits as one group, so that many
//! people at once share the cost of making it durable. Nothing is acknowledged before it is.

mod claim;
mod copy;
mod disk;
#[cfg(test)]
mod faults;
mod writer;

pub(crate) use claim::Claim;
pub(crate) use copy::{file_in, keys_in, verified};

use super::record::{Space, Stored};
use super::{Batch, Key, Listing, Snapshot, Store, StoreError, Version, Waiting};
use claim::IN_USE;
use disk::{Disk, Opener, Reading, is_broken};
use redb::{
    ConcurrencyMode, Database, DatabaseError, ReadTransaction, TableDefinition, TableError,
};
use std::fs;
use std::ops::Bound;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use writer::{Writer, last_version};

/// The file in the data folder.
const FILE: &str = "accede.redb";

/// Memory for pages that were read.
const CACHE: usize = 32 * 1024 * 1024;

/// After a failed write nothing is tried for this long: a full disk is not made to open the file again for each request.
const REST: Duration = Duration::from_millis(500);

/// Keys and values are bytes of ours: no type of the library is part of the format.
type Table = TableDefinition<'static, &'static [u8], &'static [u8]>;

fn table(space: Space) -> Table {
    TableDefinition::new(space.name)
}

fn failed(error: impl Into<redb::Error>) -> StoreError {
    StoreError::Unavailable(error.into().to_string())
}

/// A store in one file.
pub(crate) struct Embedded {
    disk: Arc<Disk>,
    writer: Writer,
    /// Last, so that it is given back when the file is closed.
    _folder: Option<Claim>,
}

impl Embedded {
    /// Opens the store of a data folder, making both where they are missing.
    ///
    /// # Errors
    /// When the folder cannot be used, or another process has it open.
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        let unavailable = |error: std::io::Error| StoreError::Unavailable(error.to_string());
        fs::create_dir_all(folder).map_err(unavailable)?;
        let claim = Claim::of(folder)?;
        let path = folder.join(FILE);
        let file = path.clone();
        let opener = move || {
            Database::builder()
                .set_cache_size(CACHE)
                .set_concurrency_mode(ConcurrencyMode::SingleWriter)
                .create(&file)
        };
        let store = Self {
            _folder: Some(claim),
            ..Self::open_with(Box::new(opener), REST)?
        };
        only_for_us(&path).map_err(unavailable)?;
        Ok(store)
    }

    fn open_with(opener: Opener, rest: Duration) -> Result<Self, StoreError> {
        let disk = Disk::open(opener).map_err(|error| match error {
            DatabaseError::DatabaseAlreadyOpen => StoreError::Unavailable(IN_USE.to_owned()),
            other => failed(other),
        })?;
        let disk = Arc::new(disk);
        let writer = Writer::start(disk.clone(), rest)?;
        Ok(Self {
            disk,
            writer,
            _folder: None,
        })
    }
}

/// What people answered is nobody else's business on this machine.
#[cfg(unix)]
pub(crate) fn only_for_us(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
pub(crate) fn only_for_us(_: &Path) -> std::io::Result<()> {
    Ok(())
}

impl Store for Embedded {
    fn read(&self) -> Waiting<'_, Box<dyn Snapshot>> {
        let version = self.disk.acknowledged();
        let moment = self.disk.begin_read().map(|reading| {
            let reading = Mutex::new(reading);
            let disk = self.disk.clone();
            Box::new(Moment {
                disk,
                version,
                reading,
            }) as Box<dyn Snapshot>
        });
        Box::pin(std::future::ready(moment))
    }

    fn commit(&self, batch: Batch) -> Waiting<'_, Version> {
        Box::pin(self.writer.commit(batch))
    }
}

/// A snapshot. When the file fails under it and holds the same moment after it was opened again, reading goes on there.
struct Moment {
    disk: Arc<Disk>,
    /// The last version acknowledged before it began: nothing older is seen, and after opening again nothing newer may be.
    version: u64,
    reading: Mutex<Reading>,
}

impl Moment {
    fn reading<T>(
        &self,
        act: impl Fn(&ReadTransaction) -> Result<Result<T, StoreError>, redb::Error>,
    ) -> Result<T, StoreError> {
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        match act(&reading.transaction) {
            Err(error) if is_broken(&error) => {
                self.disk.reopen(reading.opening)?;
                let again = self.disk.begin_read()?;
                if last_version(&again.transaction).map_err(failed)? != self.version {
                    return Err(failed(error));
                }
                *reading = again;
                act(&reading.transaction).map_err(failed)?
            }
            done => done.map_err(failed)?,
        }
    }

    fn get_now(&self, space: Space, key: &Key) -> Result<Option<Stored>, StoreError> {
        self.reading(|transaction| {
            let Some(records) = open(transaction.open_table(table(space)))? else {
                return Ok(Ok(None));
            };
            let value = records.get(key.as_bytes())?;
            let read = value.map(|value| Stored::read(space, key, value.value()));
            Ok(read.transpose())
        })
    }

    fn list_now(&self, space: Space, listing: &Listing) -> Result<Vec<(Key, Stored)>, StoreError> {
        let Some((from, to)) = listing.bounds() else {
            return Ok(Vec::new());
        };
        self.reading(|transaction| {
            let Some(records) = open(transaction.open_table(table(space)))? else {
                return Ok(Ok(Vec::new()));
            };
            let mut range = records.range::<&[u8]>((bytes(&from), bytes(&to)))?;
            let mut found = Vec::new();
            while found.len() < listing.limit {
                let next = if listing.backwards {
                    range.next_back()
                } else {
                    range.next()
                };
                let Some(entry) = next else { break };
                let (key, value) = entry?;
                let key = Key::from_bytes(key.value());
                match Stored::read(space, &key, value.value()) {
                    Ok(stored) => found.push((key, stored)),
                    Err(damaged) => return Ok(Err(damaged)),
                }
            }
            Ok(Ok(found))
        })
    }
}

fn bytes(bound: &Bound<Key>) -> Bound<&[u8]> {
    match bound {
        Bound::Included(key) => Bound::Included(key.as_bytes()),
        Bound::Excluded(key) => Bound::Excluded(key.as_bytes()),
        Bound::Unbounded => Bound::Unbounded,
    }
}

/// A space that nothing was ever written to has no table yet.
fn open<T>(opened: Result<T, TableError>) -> Result<Option<T>, redb::Error> {
    match opened {
        Ok(table) => Ok(Some(table)),
        Err(TableError::TableDoesNotExist(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl Snapshot for Moment {
    fn get<'a>(&'a self, space: Space, key: &'a Key) -> Waiting<'a, Option<Stored>> {
        Box::pin(std::future::ready(self.get_now(space, key)))
    }

    fn list<'a>(&'a self, space: Space, listing: &'a Listing) -> Waiting<'a, Vec<(Key, Stored)>> {
        Box::pin(std::future::ready(self.list_now(space, listing)))
    }
}
