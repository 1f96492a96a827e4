//! Writes that belong together, with what they expect.

use super::record::{Kept, Record, Space, seal};
use super::{Key, StoreError, Version};

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
        Ok(())
    }

    /// Takes away the record that was read.
    #[cfg(test)]
    pub(crate) fn remove<R: Record>(&mut self, key: &Key, read: &Kept<R>) {
        let expected = Expected::At(read.version);
        self.change::<R>(key, Some(expected), Some(Write::Remove));
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
}
