//! Files that were not looked through for viruses yet, and those in which one was found. A file that is neither has no record.

use super::scanner::Found;
use super::{Folder, named};
use crate::clock::Moment;
use crate::store::{Batch, Kept, Key, Listing, Record, Space, Store, StoreError};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// How it stands with a file, under its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Scan {
    /// What is known of it.
    pub(crate) standing: Standing,
    /// Since when.
    pub(crate) since: Moment,
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    /// The scanner could not be asked: it waits, and goes nowhere.
    Waiting,
    /// A virus of this name is in it.
    Infected(String),
}

impl Record for Scan {
    const SPACE: Space = Space {
        name: "scans",
        format: 1,
    };
}

/// Files that are looked at together.
const PAGE: usize = 50;

/// The files among answers that may not pass: their names, and why.
///
/// # Errors
/// When the store fails.
pub(crate) async fn standings(
    store: &dyn Store,
    answers: &Json,
) -> Result<Vec<(String, String, Standing)>, StoreError> {
    let named = named(answers);
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let snapshot = store.read().await?;
    let mut found = Vec::new();
    for (digest, name) in named {
        if let Some(kept) = snapshot.find::<Scan>(&Key::of(&[&digest])).await? {
            found.push((digest, name, kept.record.standing));
        }
    }
    Ok(found)
}

/// Notes in the same batch as the record that names it that a file waits; once is enough.
///
/// # Errors
/// When the store fails.
pub(crate) async fn wait(
    store: &dyn Store,
    digest: &str,
    now: Moment,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    let key = Key::of(&[digest]);
    let known = store.read().await?.find::<Scan>(&key).await?;
    if known.is_some() {
        return Ok(());
    }
    let scan = Scan {
        standing: Standing::Waiting,
        since: now,
    };
    batch.claim(&key, &scan)
}

/// Forgets what was known of a file that is taken away.
pub(super) async fn forget(store: &dyn Store, digest: &str) -> Result<(), StoreError> {
    let key = Key::of(&[digest]);
    let Some(kept) = store.read().await?.find::<Scan>(&key).await? else {
        return Ok(());
    };
    let mut batch = Batch::new();
    batch.remove(&key, &kept);
    match store.commit(batch).await {
        Ok(_) | Err(StoreError::Conflict { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

impl Folder {
    /// Looks through the files that wait, as long as the scanner answers; how many were looked through.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn look_through(
        &self,
        store: &dyn Store,
        now: Moment,
    ) -> Result<usize, StoreError> {
        let Some(scanner) = &self.scanner else {
            return Ok(0);
        };
        let mut listing = Listing::first(PAGE);
        let mut looked = 0;
        loop {
            let page = store.read().await?.all::<Scan>(&listing).await?;
            let Some((last, _)) = page.last() else {
                return Ok(looked);
            };
            listing.behind = Some(last.clone());
            for (key, kept) in page {
                if kept.record.standing != Standing::Waiting {
                    continue;
                }
                let Some(path) = self.path_of(key.as_text()) else {
                    continue;
                };
                match scanner.scan(&path).await {
                    Found::Unknown(cause) => {
                        tracing::warn!(%cause, "the scanner does not answer: files wait");
                        return Ok(looked);
                    }
                    found => looked += usize::from(settle(store, &key, &kept, found, now).await?),
                }
            }
        }
    }
}

async fn settle(
    store: &dyn Store,
    key: &Key,
    kept: &Kept<Scan>,
    found: Found,
    now: Moment,
) -> Result<bool, StoreError> {
    let mut batch = Batch::new();
    match found {
        Found::Virus(virus) => {
            tracing::warn!(%virus, "a file that waited holds a virus");
            let scan = Scan {
                standing: Standing::Infected(virus),
                since: now,
            };
            batch.replace(key, kept, &scan)?;
        }
        _ => batch.remove(key, kept),
    }
    match store.commit(batch).await {
        Ok(_) => Ok(true),
        Err(StoreError::Conflict { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}
