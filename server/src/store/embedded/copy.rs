//! A copy of everything as it is at one moment, while writing goes on.

use super::writer::last_version;
use super::{Embedded, FILE, failed, only_for_us, open, table};
use crate::store::record::Space;
use crate::store::{Key, StoreError};
use redb::{Database, ReadTransaction, ReadableDatabase, ReadableTable, ReadableTableMetadata};
use redb::{TableDefinition, TableHandle};
use std::fs;
use std::path::{Path, PathBuf};

type Named<'a> = TableDefinition<'a, &'static [u8], &'static [u8]>;

fn unavailable(error: std::io::Error) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

/// The store's file in a data folder, where there is one.
pub(crate) fn file_in(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

impl Embedded {
    /// Writes a copy to a file that must not be there yet, opens it again and compares what is in it. Gives the number of
    /// records and index entries.
    ///
    /// # Errors
    /// When either of the two fails, or the copy is not the same.
    pub(crate) fn copy_to(&self, file: &Path) -> Result<u64, StoreError> {
        if file.exists() {
            let said = format!("{} is there already", file.display());
            return Err(StoreError::Unavailable(said));
        }
        let mut part = file.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let done = self.copy_by_way_of(&part, file);
        if done.is_err() {
            let _ = fs::remove_file(&part);
        }
        done
    }

    fn copy_by_way_of(&self, part: &Path, file: &Path) -> Result<u64, StoreError> {
        // Nobody else may open it at any time, so it gets its mode before its content.
        let _ = fs::remove_file(part);
        fs::File::create_new(part).map_err(unavailable)?;
        only_for_us(part).map_err(unavailable)?;
        let reading = self.disk.begin_read()?;
        let from = &reading.transaction;
        copy(from, part).map_err(failed)?;
        let known = sizes(from).map_err(failed)?;
        let found = verified(part)?;
        if known != found {
            let said = "the copy does not hold what the store holds";
            return Err(StoreError::Unavailable(said.to_owned()));
        }
        fs::rename(part, file).map_err(unavailable)?;
        let folder = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::File::open(folder.unwrap_or(Path::new("."))).map_err(unavailable)?;
        folder.sync_all().map_err(unavailable)?;
        Ok(found.1.iter().map(|(_, records)| records).sum())
    }
}

fn copy(from: &ReadTransaction, to: &Path) -> Result<(), redb::Error> {
    let to = Database::builder().create(to)?;
    for table in from.list_tables()? {
        let definition = Named::new(table.name());
        let writing = to.begin_write()?;
        {
            let mut copy = writing.open_table(definition)?;
            for entry in from.open_table(definition)?.iter()? {
                let (key, value) = entry?;
                copy.insert(key.value(), value.value())?;
            }
        }
        writing.commit()?;
    }
    Ok(())
}

/// The last version given, and each table with its number of entries.
type Sizes = (u64, Vec<(String, u64)>);

fn sizes(reading: &ReadTransaction) -> Result<Sizes, redb::Error> {
    let mut tables = Vec::new();
    for table in reading.list_tables()? {
        let entries = reading.open_table(Named::new(table.name()))?.len()?;
        tables.push((table.name().to_owned(), entries));
    }
    tables.sort();
    Ok((last_version(reading)?, tables))
}

/// What is in a copy, read as a store of its own.
pub(crate) fn verified(file: &Path) -> Result<Sizes, StoreError> {
    let mut copy = Database::open(file).map_err(failed)?;
    let whole = copy.check_integrity().map_err(failed)?;
    if !whole {
        let said = format!("{} is damaged", file.display());
        return Err(StoreError::Unavailable(said));
    }
    let reading = copy.begin_read().map_err(failed)?;
    sizes(&reading).map_err(failed)
}

/// The keys of these spaces in a copy.
pub(crate) fn keys_in(file: &Path, spaces: &[Space]) -> Result<Vec<Key>, StoreError> {
    let copy = Database::open(file).map_err(failed)?;
    let reading = copy.begin_read().map_err(failed)?;
    let mut keys = Vec::new();
    for space in spaces {
        let Some(table) = open(reading.open_table(table(*space))).map_err(failed)? else {
            continue;
        };
        for entry in table.iter().map_err(failed)? {
            let (key, _) = entry.map_err(failed)?;
            keys.push(Key::from_bytes(key.value()));
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::drafts::{self, Owner};
    use crate::store::Store;

    async fn begin(store: &dyn Store) -> drafts::DraftId {
        let now = Clock::Always("2026-03-01".parse().unwrap()).now();
        drafts::begin(store, "lend", "d", Owner::of("secret"), now)
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn a_copy_opens_as_a_store_with_what_was_there_and_nothing_later() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = Embedded::open(folder.path()).unwrap();
        let before = begin(&store).await;
        let records = store.copy_to(&file_in(other.path())).unwrap();
        assert!(records >= 2, "a draft and its index: {records}");
        let after = begin(&store).await;
        let copy = Embedded::open(other.path()).unwrap();
        let owner = Owner::of("secret");
        let find = async |id| drafts::find(&copy, "lend", &owner, id).await.unwrap();
        assert!(find(&before).await.is_some());
        assert!(find(&after).await.is_none());
    }

    #[tokio::test]
    async fn a_copy_never_takes_the_place_of_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let store = Embedded::open(folder.path()).unwrap();
        let file = folder.path().join("kept");
        fs::write(&file, "mine").unwrap();
        assert!(store.copy_to(&file).is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    }

    #[test]
    fn what_is_no_store_is_not_verified() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("odd");
        fs::write(&file, "not a store").unwrap();
        assert!(verified(&file).is_err());
    }
}
