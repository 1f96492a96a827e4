//! Other ways to a record than its key: a space declares them as functions from a record to keys.
//!
//! An index is a space of its own whose values are the keys of the records that it leads to. [`super::Batch`] writes it in the
//! same batch as the record, so it is never out of step. A list is a range over an index, a page at a time behind a cursor;
//! nothing is scanned and thrown away.

use super::record::{Kept, Record, Space};
use super::{Key, Listing, Snapshot, StoreError};
use crate::hex;

/// One way to the records of a space.
pub(crate) struct Index<R> {
    /// The space that it is kept in; the number of its format changes when `keys` does.
    pub(crate) space: Space,
    /// Whether a key may lead to one record only.
    pub(crate) unique: bool,
    /// The keys that lead to a record.
    pub(crate) keys: fn(&R) -> Vec<Key>,
}

impl<R> Index<R> {
    /// What is written for a record under one of its keys: entries of an index that is not unique are told apart by the
    /// record's own key.
    pub(super) fn entry(&self, key: &Key, record: &Key) -> Key {
        if self.unique {
            key.clone()
        } else {
            key.then(record)
        }
    }

    /// Where a list goes on behind a record; none when the index does not lead to it.
    pub(crate) fn cursor(&self, key: &Key, record: &R) -> Option<Cursor> {
        let found = (self.keys)(record);
        found.first().map(|found| Cursor(self.entry(found, key)))
    }
}

/// Where a list goes on. Opaque to whoever carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cursor(Key);

impl Cursor {
    /// As it stands in an address.
    pub(crate) fn as_text(&self) -> String {
        hex::of(self.0.as_bytes())
    }

    /// The cursor that stands in an address; none when it is not one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > 2048 {
            return None;
        }
        Some(Self(Key::from_bytes(&hex::bytes(text)?)))
    }
}

/// A page of a list.
#[derive(Debug)]
pub(crate) struct Page<R> {
    /// The records with their keys, in the order of the index.
    pub(crate) entries: Vec<(Key, Kept<R>)>,
    /// Where the next page begins; none on the last.
    pub(crate) next: Option<Cursor>,
}

impl dyn Snapshot {
    /// A page of the records that an index leads to, below a prefix of its keys.
    ///
    /// # Errors
    /// When the store fails, or the index leads to a record that is not there.
    pub(crate) async fn by<R: Record>(
        &self,
        index: &Index<R>,
        listing: &Listing,
        behind: Option<&Cursor>,
    ) -> Result<Page<R>, StoreError> {
        let mut one_more = listing.clone();
        one_more.limit = listing.limit.saturating_add(1);
        if let Some(Cursor(key)) = behind {
            one_more.behind = Some(key.clone());
        }
        let mut found = self.list(index.space, &one_more).await?;
        let more = found.len() > listing.limit;
        found.truncate(listing.limit);
        let next = found.last().filter(|_| more);
        let next = next.map(|(entry, _)| Cursor(entry.clone()));
        let mut entries = Vec::with_capacity(found.len());
        for (entry, stored) in found {
            let key = Key::from_bytes(stored.bytes());
            let Some(kept) = self.find::<R>(&key).await? else {
                return Err(astray(index.space, entry));
            };
            entries.push((key, kept));
        }
        Ok(Page { entries, next })
    }

    /// The one record that a unique index leads to.
    ///
    /// # Errors
    /// When the store fails, or the index leads to a record that is not there.
    pub(crate) async fn by_unique<R: Record>(
        &self,
        index: &Index<R>,
        key: &Key,
    ) -> Result<Option<(Key, Kept<R>)>, StoreError> {
        let Some(stored) = self.get(index.space, key).await? else {
            return Ok(None);
        };
        let record = Key::from_bytes(stored.bytes());
        match self.find::<R>(&record).await? {
            Some(kept) => Ok(Some((record, kept))),
            None => Err(astray(index.space, key.clone())),
        }
    }
}

fn astray(space: Space, key: Key) -> StoreError {
    StoreError::Damaged {
        space: space.name,
        key,
        cause: "it leads to a record that is not there".to_owned(),
    }
}
