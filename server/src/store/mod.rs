//! Where drafts and submissions are kept: typed spaces of JSON records under ordered keys.
//!
//! Reads see one moment. A [`Batch`] carries writes and what it expects of the records it was made from, and commits whole or
//! not at all; when [`Store::commit`] answers, the batch is durable. Domain rules live above this trait, in
//! [`crate::drafts`] and [`crate::submissions`]; nothing here knows what a form is.

mod batch;
mod beat;
mod check;
#[cfg(test)]
mod conformance;
mod embedded;
mod fill;
mod index;
mod key;
mod listing;
#[cfg(test)]
mod memory;
mod record;

pub(crate) use batch::Batch;
pub(crate) use beat::{Beat, beat};
pub(crate) use check::{Findings, check};
pub(crate) use embedded::{Claim, Embedded, file_in, keys_in, only_for_us, verified};
pub(crate) use fill::fill;
pub(crate) use index::{Cursor, Index};
pub(crate) use key::Key;
pub(crate) use listing::Listing;
#[cfg(test)]
pub(crate) use memory::Memory;
pub(crate) use record::{Kept, Record, Space};

use record::Stored;
use std::fmt;
use std::pin::Pin;

/// An answer of the store that has to be waited for.
pub(crate) type Waiting<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// When a record was last written. Never used twice in one store, so a record that was taken away and made again differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(pub(crate) u64);

/// What keeps records.
pub(crate) trait Store: Send + Sync + 'static {
    /// Everything as it is at this moment.
    fn read(&self) -> Waiting<'_, Box<dyn Snapshot>>;

    /// Writes a batch, whole or not at all; durable once answered.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when an expectation does not hold; then nothing was written.
    fn commit(&self, batch: Batch) -> Waiting<'_, Version>;
}

/// A moment of a store: later writes do not show.
pub(crate) trait Snapshot: Send + Sync {
    /// The record under a key.
    fn get<'a>(&'a self, space: Space, key: &'a Key) -> Waiting<'a, Option<Stored>>;

    /// Records of a space, in the order of their keys.
    fn list<'a>(&'a self, space: Space, listing: &'a Listing) -> Waiting<'a, Vec<(Key, Stored)>>;
}

impl dyn Snapshot {
    /// The record under a key, with the version that a batch may expect.
    pub(crate) async fn find<R: Record>(&self, key: &Key) -> Result<Option<Kept<R>>, StoreError> {
        match self.get(R::SPACE, key).await? {
            Some(stored) => Ok(Some(stored.open(key)?)),
            None => Ok(None),
        }
    }

    /// The records of a space, in the order of their keys.
    pub(crate) async fn all<R: Record>(
        &self,
        listing: &Listing,
    ) -> Result<Vec<(Key, Kept<R>)>, StoreError> {
        let stored = self.list(R::SPACE, listing).await?;
        let open = |(key, stored): (Key, Stored)| {
            let record = stored.open(&key)?;
            Ok((key, record))
        };
        stored.into_iter().map(open).collect()
    }
}

/// Why the store could not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StoreError {
    /// Somebody else was faster: an expectation of the batch does not hold. Read again.
    Conflict {
        /// The space.
        space: &'static str,
        /// The key that is not as expected.
        key: Key,
    },
    /// A record cannot be read as what it should be.
    Damaged {
        /// The space.
        space: &'static str,
        /// The record's key.
        key: Key,
        /// What is wrong with it.
        cause: String,
    },
    /// The disk, or whatever the store stands on, failed. Nothing was acknowledged.
    Unavailable(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict { space, key } => {
                write!(f, "the record {key} of {space} is not as expected")
            }
            Self::Damaged { space, key, cause } => {
                write!(f, "the record {key} of {space} cannot be read: {cause}")
            }
            Self::Unavailable(cause) => write!(f, "the store failed: {cause}"),
        }
    }
}

impl std::error::Error for StoreError {}
