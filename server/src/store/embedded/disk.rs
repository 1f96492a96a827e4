//! The open file. After one call that failed the library refuses every other until the file is opened again; that is done
//! here, once, by whoever notices first, so that reading goes on while writing cannot.

use super::failed;
use crate::store::StoreError;
use redb::{Database, DatabaseError, ReadTransaction, ReadableDatabase, TransactionError};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

/// How the file is opened: from a folder, or in tests from something that fails.
pub(super) type Opener = Box<dyn Fn() -> Result<Database, DatabaseError> + Send + Sync>;

/// How long to leave a file alone that could not be opened.
const PAUSE: Duration = Duration::from_millis(200);

/// A file that can be opened again.
pub(super) struct Disk {
    opener: Opener,
    state: RwLock<State>,
    /// The version of the last batch that was acknowledged.
    acknowledged: AtomicU64,
}

struct State {
    database: Option<Database>,
    /// Counts the openings: whoever found one broken does not close the next.
    opening: u64,
    failed_at: Option<Instant>,
}

/// A reading transaction, and which opening of the file it belongs to.
pub(super) struct Reading {
    pub(super) transaction: ReadTransaction,
    pub(super) opening: u64,
}

impl Disk {
    /// Opens the file.
    pub(super) fn open(opener: Opener) -> Result<Self, DatabaseError> {
        let database = Some(opener()?);
        let state = State {
            database,
            opening: 0,
            failed_at: None,
        };
        Ok(Self {
            opener,
            state: RwLock::new(state),
            acknowledged: AtomicU64::new(0),
        })
    }

    pub(super) fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::Acquire)
    }

    pub(super) fn acknowledge(&self, version: u64) {
        self.acknowledged.store(version, Ordering::Release);
    }

    /// Does something with the open file; gives the opening that it was done on, for [`Self::reopen`].
    pub(super) fn with<T>(
        &self,
        act: impl FnOnce(&Database) -> Result<T, redb::Error>,
    ) -> (u64, Result<T, redb::Error>) {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let done = match &state.database {
            Some(database) => act(database),
            None => Err(redb::Error::DatabaseClosed),
        };
        (state.opening, done)
    }

    /// Begins to read; opens the file again when that is what is in the way.
    pub(super) fn begin_read(&self) -> Result<Reading, StoreError> {
        let begin = |file: &Database| file.begin_read().map_err(|e: TransactionError| e.into());
        let (opening, begun) = self.with(begin);
        let (opening, transaction) = match begun {
            Ok(transaction) => (opening, transaction),
            Err(error) if is_broken(&error) => {
                self.reopen(opening)?;
                let (opening, begun) = self.with(begin);
                (opening, begun.map_err(failed)?)
            }
            Err(error) => return Err(failed(error)),
        };
        Ok(Reading {
            transaction,
            opening,
        })
    }

    /// Closes the opening that was found broken, and opens the file again; nothing when somebody did already.
    pub(super) fn reopen(&self, broken: u64) -> Result<(), StoreError> {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if state.opening != broken && state.database.is_some() {
            return Ok(());
        }
        let resting = |at: Instant| at.elapsed() < PAUSE;
        if state.database.is_none() && state.failed_at.is_some_and(resting) {
            let cause = "the store could not be opened a moment ago".to_owned();
            return Err(StoreError::Unavailable(cause));
        }
        // The lock on the file goes with the old one.
        state.database = None;
        state.opening += 1;
        match (self.opener)() {
            Ok(database) => {
                state.database = Some(database);
                state.failed_at = None;
                tracing::warn!("the store failed and was opened again");
                Ok(())
            }
            Err(error) => {
                state.failed_at = Some(Instant::now());
                tracing::error!(%error, "the store failed and cannot be opened again");
                Err(failed(error))
            }
        }
    }
}

/// Whether an error means that the file has to be opened again.
pub(super) fn is_broken(error: &redb::Error) -> bool {
    matches!(
        error,
        redb::Error::Io(_)
            | redb::Error::Backend(_)
            | redb::Error::PreviousIo
            | redb::Error::DatabaseClosed
            | redb::Error::LockPoisoned(_)
    )
}
