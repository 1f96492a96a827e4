//! The addresses in a submission, and which of them somebody said to be theirs. A submission never changes, so this stands
//! beside it, under the same reference.

use crate::clock::Moment;
use crate::store::{Batch, Key, Record, Space, Store, StoreError};
use serde::{Deserialize, Serialize};

/// How often it is tried again when two links of one submission are opened at once.
const TRIES: usize = 8;

/// The addresses that letters of a submission went to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Addresses {
    pub(crate) all: Vec<Given>,
}

/// An address that somebody gave.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Given {
    pub(crate) address: String,
    /// When somebody opened the link that was sent there.
    pub(crate) confirmed: Option<Moment>,
}

impl Record for Addresses {
    const SPACE: Space = Space {
        name: "addresses of submissions",
        format: 1,
    };
}

impl Addresses {
    /// Those of a submission; none when nothing was to be confirmed.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn of(store: &dyn Store, reference: &str) -> Result<Self, StoreError> {
        let found = store
            .read()
            .await?
            .find::<Self>(&Key::from(reference))
            .await?;
        Ok(found.map(|kept| kept.record).unwrap_or_default())
    }

    /// Somebody opened the link that was sent to an address. The first time counts.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn confirm(
        store: &dyn Store,
        reference: &str,
        address: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        let key = Key::from(reference);
        let mut conflict = Ok(());
        for _ in 0..TRIES {
            let Some(kept) = store.read().await?.find::<Self>(&key).await? else {
                return Ok(());
            };
            let mut changed = kept.record.clone();
            let open = changed
                .all
                .iter_mut()
                .find(|given| given.address == address && given.confirmed.is_none());
            let Some(given) = open else {
                return Ok(());
            };
            given.confirmed = Some(now);
            let mut batch = Batch::new();
            batch.replace(&key, &kept, &changed)?;
            match store.commit(batch).await {
                Err(error @ StoreError::Conflict { .. }) => conflict = Err(error),
                done => return done.map(|_| ()),
            }
        }
        conflict
    }
}
