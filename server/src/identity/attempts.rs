//! Attempts that failed: after some, each next one has to wait longer, for the account and for the client alike.
//!
//! An attempt is counted before it is made, so that many at once do not all slip through. Sessions that exist are left alone.

use crate::clock::Moment;
use crate::mail::SecretKey;
use crate::store::{Batch, Key, Record, Space, Store, StoreError};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Attempts that do not wait, for an account and for a client (many people may sit behind one address).
const FREE_FOR_ACCOUNT: u32 = 5;
const FREE_FOR_CLIENT: u32 = 30;

/// The first wait, doubled with each further attempt, and the longest.
const FIRST_WAIT: Duration = Duration::from_secs(15);
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

/// How long nothing must fail until all is forgotten.
const FORGOTTEN: Duration = Duration::from_secs(24 * 60 * 60);

/// How often counting is tried again when others count in between.
const TRIES: usize = 200;

/// Attempts at one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Attempts {
    failed: u32,
    last: Moment,
    /// Until when no other is made.
    until: Option<Moment>,
}

impl Record for Attempts {
    const SPACE: Space = Space {
        name: "attempts",
        format: 1,
    };
}

/// What somebody attempts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Attempt<'a> {
    /// To sign in to the account with this address, whether there is one or not.
    Account(&'a str),
    /// To prove the second factor of this person.
    Factor(&'a str),
    /// To do either from this client.
    Client(&'a str),
}

impl Attempt<'_> {
    fn key(self, secret: &SecretKey) -> Key {
        let (what, name) = match self {
            Self::Account(name) => ("attempts at an account", name),
            Self::Factor(name) => ("attempts at a factor", name),
            Self::Client(name) => ("attempts of a client", name),
        };
        Key::from(secret.digest(what, name).as_str())
    }

    const fn free(self) -> u32 {
        match self {
            Self::Client(_) => FREE_FOR_CLIENT,
            _ => FREE_FOR_ACCOUNT,
        }
    }

    /// Counts an attempt that is about to be made.
    ///
    /// # Errors
    /// How long to wait, where it is not to be made.
    pub(crate) async fn counted(
        self,
        store: &dyn Store,
        secret: &SecretKey,
        now: Moment,
    ) -> Result<Result<(), Duration>, StoreError> {
        let key = self.key(secret);
        for _ in 0..TRIES {
            let found = store.read().await?.find::<Attempts>(&key).await?;
            let before = found.as_ref().map(|kept| &kept.record);
            let before = before.filter(|attempts| now < attempts.last.after(FORGOTTEN));
            if let Some(until) = before.and_then(|attempts| attempts.until)
                && now < until
            {
                return Ok(Err(now.until(until)));
            }
            let failed = before
                .map_or(0, |attempts| attempts.failed)
                .saturating_add(1);
            let attempts = Attempts {
                failed,
                last: now,
                until: wait(failed, self.free()).map(|wait| now.after(wait)),
            };
            let mut batch = Batch::new();
            match &found {
                Some(kept) => batch.replace(&key, kept, &attempts)?,
                None => batch.claim(&key, &attempts)?,
            }
            match store.commit(batch).await {
                Ok(_) => return Ok(Ok(())),
                Err(StoreError::Conflict { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Err(FIRST_WAIT))
    }

    /// Forgets what was counted, with whatever else a batch writes: the attempt was right.
    pub(crate) async fn forgiven(
        self,
        store: &dyn Store,
        secret: &SecretKey,
    ) -> Result<(), StoreError> {
        let key = self.key(secret);
        for _ in 0..TRIES {
            let found = store.read().await?.find::<Attempts>(&key).await?;
            let Some(kept) = found else {
                return Ok(());
            };
            let mut batch = Batch::new();
            batch.remove(&key, &kept);
            match store.commit(batch).await {
                Err(StoreError::Conflict { .. }) => {}
                other => return other.map(|_| ()),
            }
        }
        Ok(())
    }
}

/// How long the next attempt waits after so many that failed.
fn wait(failed: u32, free: u32) -> Option<Duration> {
    let over = failed.checked_sub(free)?;
    let factor = 2_u32.saturating_pow(over.min(20));
    Some(FIRST_WAIT.saturating_mul(factor).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::store::Memory;
    use std::sync::Arc;

    fn key() -> (tempfile::TempDir, SecretKey) {
        let folder = tempfile::tempdir().unwrap();
        let key = SecretKey::open(folder.path()).unwrap();
        (folder, key)
    }

    #[tokio::test]
    async fn waits_grow_and_are_forgiven() {
        let ((_folder, key), store) = (key(), Memory::new());
        let (jo, mut now) = (Attempt::Account("jo@example.org"), Clock::Machine.now());
        let mut waits = Vec::new();
        for _ in 0..15 {
            match jo.counted(&store, &key, now).await.unwrap() {
                Ok(()) => {}
                Err(wait) => {
                    waits.push(wait);
                    now = now.after(wait);
                }
            }
        }
        assert!(waits.is_sorted() && waits[0] == FIRST_WAIT, "{waits:?}");
        assert!(waits[1] == 2 * FIRST_WAIT && waits.len() == 5, "{waits:?}");
        let ann = Attempt::Account("ann@example.org");
        assert!(ann.counted(&store, &key, now).await.unwrap().is_ok());
        jo.forgiven(&store, &key).await.unwrap();
        assert!(jo.counted(&store, &key, now).await.unwrap().is_ok());
    }

    #[tokio::test]
    async fn a_day_without_a_failure_forgets_them() {
        let ((_folder, key), store) = (key(), Memory::new());
        let (jo, now) = (Attempt::Factor("jo"), Clock::Machine.now());
        for _ in 0..FREE_FOR_ACCOUNT {
            assert!(jo.counted(&store, &key, now).await.unwrap().is_ok());
        }
        assert!(jo.counted(&store, &key, now).await.unwrap().is_err());
        let later = now.after(FORGOTTEN);
        for _ in 0..FREE_FOR_ACCOUNT {
            assert!(jo.counted(&store, &key, later).await.unwrap().is_ok());
        }
    }

    #[tokio::test]
    async fn of_fifty_at_once_no_more_are_made_than_one_after_another() {
        let ((_folder, key), store) = (key(), Arc::new(Memory::new()));
        let (key, now) = (Arc::new(key), Clock::Machine.now());
        let tries = (0..50).map(|_| {
            let (store, key) = (store.clone(), key.clone());
            tokio::spawn(async move {
                let jo = Attempt::Factor("jo");
                jo.counted(&*store, &key, now).await.unwrap().is_ok()
            })
        });
        let tries: Vec<_> = tries.collect();
        let mut made = 0;
        for tried in tries {
            made += u32::from(tried.await.unwrap());
        }
        assert_eq!(made, FREE_FOR_ACCOUNT);
    }
}
