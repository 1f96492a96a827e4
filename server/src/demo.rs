//! Whether a store is that of a demo: a mark in the store itself, so that what is made up is never taken for real, wherever the
//! file is copied to, and what is real is never mixed with it.

use crate::drafts::Draft;
use crate::mail::Letter;
use crate::store::{Batch, Index, Kept, Key, Listing, Record, Space, Store, StoreError};
use crate::submissions::Submission;
use serde::{Deserialize, Serialize};

/// What is in this store is made up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// How far each story was played: its name, and how many of its steps.
    played: std::collections::BTreeMap<String, usize>,
}

impl Record for Mark {
    const SPACE: Space = Space {
        name: "demo",
        format: 1,
    };
    const INDEXES: &'static [Index<Self>] = &[];
}

/// Why a store is not opened so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Apart {
    /// It is a demo's, and nobody asked for one.
    MadeUp,
    /// It holds what is no demo's.
    Real,
    /// It cannot be read or written.
    Failed(StoreError),
}

impl From<StoreError> for Apart {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

fn key() -> Key {
    Key::from("mark")
}

async fn find(store: &dyn Store) -> Result<Option<Kept<Mark>>, StoreError> {
    store.read().await?.find(&key()).await
}

/// Keeps what is made up and what is real apart: an empty store becomes a demo's when it is to be one, and stays so for ever.
///
/// # Errors
/// When the store is of the other sort.
pub(crate) async fn keep_apart(store: &dyn Store, demo: bool) -> Result<(), Apart> {
    let marked = find(store).await?.is_some();
    match (demo, marked) {
        (false, true) => Err(Apart::MadeUp),
        (true, false) if is_used(store).await? => Err(Apart::Real),
        (true, false) => {
            let mut batch = Batch::new();
            batch.claim(&key(), &Mark::default())?;
            store.commit(batch).await?;
            Ok(())
        }
        _ => Ok(()),
    }
}

async fn is_used(store: &dyn Store) -> Result<bool, StoreError> {
    let (snapshot, one) = (store.read().await?, Listing::first(1));
    Ok(!snapshot.list(Draft::SPACE, &one).await?.is_empty()
        || !snapshot.list(Submission::SPACE, &one).await?.is_empty()
        || !snapshot.list(Letter::SPACE, &one).await?.is_empty())
}

/// How many steps of a story were played.
///
/// # Errors
/// When the store fails.
pub(crate) async fn played(store: &dyn Store, story: &str) -> Result<usize, StoreError> {
    let mark = find(store).await?;
    Ok(mark.map_or(0, |mark| {
        mark.record.played.get(story).copied().unwrap_or(0)
    }))
}

/// Remembers that one more step of a story was played.
///
/// # Errors
/// When the store fails.
pub(crate) async fn was_played(store: &dyn Store, story: &str) -> Result<(), StoreError> {
    let Some(read) = find(store).await? else {
        return Ok(());
    };
    let mut mark = read.record.clone();
    *mark.played.entry(story.to_owned()).or_default() += 1;
    let mut batch = Batch::new();
    batch.replace(&key(), &read, &mark)?;
    store.commit(batch).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::drafts::{self, Owner};
    use crate::store::Memory;

    async fn begin(store: &Memory) {
        let now = Clock::Always("2026-03-01".parse().unwrap()).now();
        let begun = drafts::begin(store, "lend", "d", Owner::of("secret"), now).await;
        begun.unwrap();
    }

    #[tokio::test]
    async fn a_demo_stays_one_whatever_is_in_it() {
        let store = Memory::new();
        assert_eq!(keep_apart(&store, true).await, Ok(()));
        begin(&store).await;
        assert_eq!(keep_apart(&store, true).await, Ok(()));
        assert_eq!(keep_apart(&store, false).await, Err(Apart::MadeUp));
    }

    #[tokio::test]
    async fn what_is_real_is_never_taken_for_a_demo() {
        let store = Memory::new();
        assert_eq!(keep_apart(&store, false).await, Ok(()));
        begin(&store).await;
        assert_eq!(keep_apart(&store, true).await, Err(Apart::Real));
        assert_eq!(keep_apart(&store, false).await, Ok(()));
    }

    #[tokio::test]
    async fn a_story_goes_on_where_it_was_left() {
        let store = Memory::new();
        keep_apart(&store, true).await.unwrap();
        was_played(&store, "first-week").await.unwrap();
        was_played(&store, "first-week").await.unwrap();
        assert_eq!(played(&store, "first-week").await, Ok(2));
        assert_eq!(played(&store, "another").await, Ok(0));
    }
}
