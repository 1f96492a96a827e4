//! What is kept for a time alone: drafts that nobody sent, links that open no more, letters that were delivered, and files
//! that no record names. Erased once a day, oldest first, some at a time, so that nobody has to wait for it.

use crate::clock::Clock;
use crate::drafts;
use crate::files::{Folder, GRACE};
use crate::mail::{BY_LAST_DAY, BY_STANDING, Letter, Link};
use crate::store::{Batch, Index, Kept, Key, Listing, Record, Store, StoreError};
use jiff::ToSpan;
use jiff::tz::TimeZone;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Records that go at a time.
const AT_ONCE: usize = 50;

/// How often.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Erases what was kept long enough.
pub(crate) struct Eraser {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) files: Arc<Folder>,
    pub(crate) clock: Clock,
    /// For how many days.
    pub(crate) days: u32,
}

impl Eraser {
    /// Erases now and then every day, until it is told to stop.
    pub(crate) async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            match self.round().await {
                Ok(0) => {}
                Ok(count) => tracing::info!(count, "drafts, links, letters and files were erased"),
                Err(error) => tracing::error!(%error, "what was kept long enough is not erased"),
            }
            tokio::select! {
                () = tokio::time::sleep(DAY) => {}
                _ = stop.changed() => {}
            }
        }
    }

    async fn round(&self) -> Result<usize, StoreError> {
        let today = self.clock.today(&TimeZone::UTC);
        let last = today.saturating_sub(i64::from(self.days).days());
        let (last, today) = (last.to_string(), today.to_string());
        let store = &*self.store;
        let drafts = sweep(store, &drafts::BY_DAY, "", |draft| draft.saved.day() < last).await?;
        let links = sweep(store, &BY_LAST_DAY, "", |link: &Link| link.until < today);
        let links = links.await?;
        let letters = sweep(store, &BY_STANDING, "sent", |letter: &Letter| {
            letter.written.day() < last
        });
        let letters = letters.await?;
        let files = self.files.sweep(store, GRACE).await?;
        Ok(drafts + links + letters + files)
    }
}

/// Takes away the records at the beginning of an index that are old; how many.
pub(crate) async fn sweep<R: Record>(
    store: &dyn Store,
    index: &Index<R>,
    below: &str,
    is_old: impl Fn(&R) -> bool,
) -> Result<usize, StoreError> {
    let below = if below.is_empty() {
        Key::from("")
    } else {
        Key::of(&[below, ""])
    };
    let mut erased = 0;
    loop {
        let listing = Listing::first(AT_ONCE).below(below.clone());
        let first = store.read().await?.by(index, &listing, None).await?.entries;
        let old: Vec<(Key, Kept<R>)> = first
            .into_iter()
            .take_while(|(_, kept)| is_old(&kept.record))
            .collect();
        if old.is_empty() {
            return Ok(erased);
        }
        erased += old.len();
        let mut batch = Batch::new();
        for (key, kept) in &old {
            batch.remove(key, kept);
        }
        match store.commit(batch).await {
            Ok(_) => {}
            // Somebody just went on with one of them: it is not old any more when the list is read again.
            Err(StoreError::Conflict { .. }) => erased -= old.len(),
            Err(error) => return Err(error),
        }
    }
}
