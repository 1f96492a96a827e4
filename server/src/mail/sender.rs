//! The task that empties the outbox: whatever is due is delivered, in order, and remembered before the next.
//!
//! A letter is marked as sent after it was handed over. Between the two a crash can make it go out again, under the same
//! id; it can never make it stay behind.

use super::{BY_STANDING, Letter, Mailroom, Post, Standing, delivered};
use crate::clock::{Clock, Moment};
use crate::store::{Batch, Kept, Key, Listing, Store, StoreError};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Letters that are looked up at a time.
const AT_ONCE: usize = 50;

/// How long it waits when nothing is due, and when the store fails.
const AT_MOST: Duration = Duration::from_secs(30);
const STORE_FAILED: Duration = Duration::from_secs(5);

/// Empties the outbox.
pub(crate) struct Sender {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) room: Arc<Mailroom>,
    pub(crate) post: Post,
}

impl Sender {
    /// Works until it is told to stop; the letter at hand is finished first.
    pub(crate) async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let rest = match self.round(&stop).await {
                Ok(due) => due.map_or(AT_MOST, |due| Clock::Machine.now().until(due).min(AT_MOST)),
                Err(error) => {
                    tracing::error!(%error, "the outbox cannot be read or written");
                    STORE_FAILED
                }
            };
            tokio::select! {
                () = self.room.bell.notified() => {}
                () = tokio::time::sleep(rest) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Delivers what is due; when the next letter is, if one waits.
    async fn round(&self, stop: &watch::Receiver<bool>) -> Result<Option<Moment>, StoreError> {
        loop {
            let listing = Listing::first(AT_ONCE).below(Key::of(&["waiting", ""]));
            let waiting = self.store.read().await?;
            let waiting = waiting.by(&BY_STANDING, &listing, None).await?.entries;
            if waiting.is_empty() {
                return Ok(None);
            }
            for (key, kept) in waiting {
                let Standing::Waiting { due, .. } = kept.record.standing else {
                    continue;
                };
                if due > Clock::Machine.now() || *stop.borrow() {
                    return Ok(Some(due));
                }
                self.deliver(&key, &kept).await?;
            }
        }
    }

    async fn deliver(&self, key: &Key, kept: &Kept<Letter>) -> Result<(), StoreError> {
        let id = key.as_text();
        let result = self.post.deliver(id, &kept.record, &self.room).await;
        let letter = delivered(kept, result, Clock::Machine.now());
        let message = &letter.message;
        match &letter.standing {
            Standing::Sent { .. } => tracing::info!(id, message, "a letter was sent"),
            Standing::Waiting { tries, .. } => {
                tracing::warn!(id, message, tries, "a letter could not be sent yet");
            }
            Standing::GivenUp { .. } => {
                tracing::error!(id, message, "a letter was given up: `accede mail` says why");
            }
        }
        let mut batch = Batch::new();
        batch.replace(key, kept, &letter)?;
        match self.store.commit(batch).await {
            // Somebody changed it meanwhile; the next round sees how.
            Ok(_) | Err(StoreError::Conflict { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
