//! A record that is written for no other reason than to know that writing works.

use super::{Batch, Kept, Key, Record, Space, Store, StoreError};
use crate::clock::Moment;
use serde::{Deserialize, Serialize};

/// When writing was last tried.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Beat {
    at: Moment,
}

impl Record for Beat {
    const SPACE: Space = Space {
        name: "beats",
        format: 1,
    };
}

/// Writes it.
///
/// # Errors
/// When the store cannot be read or written.
pub(crate) async fn beat(store: &dyn Store, at: Moment) -> Result<(), StoreError> {
    let key = Key::from("ready");
    let before: Option<Kept<Beat>> = store.read().await?.find(&key).await?;
    let mut batch = Batch::new();
    match before {
        Some(before) => batch.replace(&key, &before, &Beat { at })?,
        None => batch.claim(&key, &Beat { at })?,
    }
    match store.commit(batch).await {
        // Somebody else wrote just now, which is what was to be known.
        Ok(_) | Err(StoreError::Conflict { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}
