//! Writes that belong together, with what they expect.

use super::record::{Kept, Record, Space, seal};
use super::{Key, StoreError, Version};
use std::collections::BTreeSet;

/// What a batch expects of one record, and what it does with it.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) space: Space,
    pub(super) key: Key,
    pub(super) expects: Option<Expected>,
    pub(super) write: Option<Write>,
}

/// How a record has to be for the batch to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    At(Version),
    Absent,
}

/// What happens to a record.
#[derive(Clone, Debug)]
pub(super) enum Write {
    Put(Vec<u8>),
    Remove,
}

impl Expected {
    /// Whether a record at this version, or none, is as expected.
    pub(super) fn holds(self, found: Option<Version>) -> bool {
        match self {
            Self::At(version) => found == Some(version),
            Self::Absent => found.is_none(),
        }
    }
}

/// Writes and expectations that commit whole or not at all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Batch {
    pub(super) changes: Vec<Change>,
}

impl Batch {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Writes a record under a key that must not be taken.
    pub(crate) fn claim<R: Record>(&mut self, key: &Key, record: &R) -> Result<(), StoreError> {
        let json = seal(key, record)?;
        self.change::<R>(key, Some(Expected::Absent), Some(Write::Put(json)));
        self.index(key, None, Some(record));
        Ok(())
    }

    /// Writes a record in place of the one that was read.
    pub(crate) fn replace<R: Record>(
        &mut self,
        key: &Key,
        read: &Kept<R>,
        record: &R,
    ) -> Result<(), StoreError> {
        let json = seal(key, record)?;
        let expected = Expected::At(read.version);
        self.change::<R>(key, Some(expected), Some(Write::Put(json)));
        self.index(key, Some(&read.record), Some(record));
        Ok(())
    }

    /// Takes away the record that was read.
    pub(crate) fn remove<R: Record>(&mut self, key: &Key, read: &Kept<R>) {
        let expected = Expected::At(read.version);
        self.change::<R>(key, Some(expected), Some(Write::Remove));
        self.index(key, Some(&read.record), None);
    }

    /// Expects a record to be as it was read, without writing it.
    #[cfg(test)]
    pub(crate) fn expect<R: Record>(&mut self, key: &Key, read: &Kept<R>) {
        self.change::<R>(key, Some(Expected::At(read.version)), None);
    }

    fn change<R: Record>(&mut self, key: &Key, expects: Option<Expected>, write: Option<Write>) {
        self.changes.push(Change {
            space: R::SPACE,
            key: key.clone(),
            expects,
            write,
        });
    }

    /// Brings the indexes of a record from how it was to how it will be. A key that stays is not written again.
    fn index<R: Record>(&mut self, key: &Key, was: Option<&R>, will_be: Option<&R>) {
        for index in R::INDEXES {
            let entries = |record: &R| -> BTreeSet<Key> {
                let keys = (index.keys)(record);
                keys.iter().map(|found| index.entry(found, key)).collect()
            };
            let old = was.map(entries).unwrap_or_default();
            let new = will_be.map(entries).unwrap_or_default();
            let mut change = |entry: &Key, expects, write| {
                self.changes.push(Change {
                    space: index.space,
                    key: entry.clone(),
                    expects,
                    write: Some(write),
                });
            };
            for entry in old.difference(&new) {
                change(entry, None, Write::Remove);
            }
            for entry in new.difference(&old) {
                let expects = index.unique.then_some(Expected::Absent);
                change(entry, expects, Write::Put(key.as_bytes().to_vec()));
            }
        }
    }
}
