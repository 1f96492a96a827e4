//! The default store: one redb file in the data folder.
//!
//! Reads go straight to the file's pages. Writes go through one thread that commits whatever waits as one group, so that many
//! people at once share the cost of making it durable. Nothing is acknowledged before it is.

mod writer;

use super::record::{Space, Stored};
use super::{Batch, Key, Snapshot, Store, StoreError, Version, Waiting};
use redb::{
    ConcurrencyMode, Database, DatabaseError, ReadTransaction, ReadableDatabase, TableDefinition,
    TableError,
};
use std::fs;
use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;
use writer::Writer;

/// The file in the data folder.
const FILE: &str = "accede.redb";

/// Memory for pages that were read.
const CACHE: usize = 32 * 1024 * 1024;

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
    file: Arc<Database>,
    writer: Writer,
}

impl Embedded {
    /// Opens the store of a data folder, making both where they are missing.
    ///
    /// # Errors
    /// When the folder cannot be used, or another process has it open.
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        let unavailable = |error: std::io::Error| StoreError::Unavailable(error.to_string());
        fs::create_dir_all(folder).map_err(unavailable)?;
        let path = folder.join(FILE);
        let opened = Database::builder()
            .set_cache_size(CACHE)
            .set_concurrency_mode(ConcurrencyMode::SingleWriter)
            .create(&path);
        let file = opened.map_err(|error| match error {
            DatabaseError::DatabaseAlreadyOpen => {
                StoreError::Unavailable("it is in use by another process".to_owned())
            }
            other => failed(other),
        })?;
        only_for_us(&path).map_err(unavailable)?;
        let file = Arc::new(file);
        let writer = Writer::start(file.clone())?;
        Ok(Self { file, writer })
    }
}

/// What people answered is nobody else's business on this machine.
#[cfg(unix)]
fn only_for_us(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn only_for_us(_: &Path) -> std::io::Result<()> {
    Ok(())
}

impl Store for Embedded {
    fn read(&self) -> Waiting<'_, Box<dyn Snapshot>> {
        let begun = self.file.begin_read().map_err(failed);
        let snapshot = begun.map(|moment| Box::new(Moment(moment)) as Box<dyn Snapshot>);
        Box::pin(std::future::ready(snapshot))
    }

    fn commit(&self, batch: Batch) -> Waiting<'_, Version> {
        Box::pin(self.writer.commit(batch))
    }
}

struct Moment(ReadTransaction);

impl Moment {
    fn get_now(&self, space: Space, key: &Key) -> Result<Option<Stored>, StoreError> {
        let Some(records) = open(self.0.open_table(table(space)))? else {
            return Ok(None);
        };
        let value = records.get(key.as_bytes()).map_err(failed)?;
        value
            .map(|value| Stored::read(space, key, value.value()))
            .transpose()
    }

    fn list_now(
        &self,
        space: Space,
        after: Option<&Key>,
        limit: usize,
    ) -> Result<Vec<(Key, Stored)>, StoreError> {
        let Some(records) = open(self.0.open_table(table(space)))? else {
            return Ok(Vec::new());
        };
        let from = after.map_or(Bound::Unbounded, |key| Bound::Excluded(key.as_bytes()));
        let range = records
            .range::<&[u8]>((from, Bound::Unbounded))
            .map_err(failed)?;
        range
            .take(limit)
            .map(|entry| {
                let (key, value) = entry.map_err(failed)?;
                let key = Key::from_bytes(key.value());
                let stored = Stored::read(space, &key, value.value())?;
                Ok((key, stored))
            })
            .collect()
    }
}

/// A space that nothing was ever written to has no table yet.
fn open<T>(opened: Result<T, TableError>) -> Result<Option<T>, StoreError> {
    match opened {
        Ok(table) => Ok(Some(table)),
        Err(TableError::TableDoesNotExist(_)) => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

impl Snapshot for Moment {
    fn get<'a>(&'a self, space: Space, key: &'a Key) -> Waiting<'a, Option<Stored>> {
        Box::pin(std::future::ready(self.get_now(space, key)))
    }

    fn list<'a>(
        &'a self,
        space: Space,
        after: Option<&'a Key>,
        limit: usize,
    ) -> Waiting<'a, Vec<(Key, Stored)>> {
        Box::pin(std::future::ready(self.list_now(space, after, limit)))
    }
}
