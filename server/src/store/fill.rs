//! Indexes that a store was written without: filled when it is opened, in one batch.

use super::batch::{Change, Write};
use super::record::Record;
use super::{Batch, Key, Listing, Store, StoreError};

/// Records that are looked at together.
const PAGE: usize = 256;

/// Fills the indexes of a space where they lack what leads to its records. A store in order costs a look at the first of them.
///
/// # Errors
/// When the store cannot be read or written. A record that cannot be read is left to whoever checks the store.
pub(crate) async fn fill<R: Record>(store: &dyn Store) -> Result<usize, StoreError> {
    let snapshot = store.read().await?;
    let mut listing = Listing::first(PAGE);
    let mut batch = Batch::new();
    loop {
        let page = snapshot.list(R::SPACE, &listing).await?;
        let is_last = page.len() < PAGE;
        let is_first = listing.behind.is_none();
        let mut lacks = false;
        for (key, stored) in page {
            if let Ok(kept) = stored.open::<R>(&key) {
                for (space, entry) in entries(&key, &kept.record) {
                    let there = snapshot.get(space, &entry).await?.is_some();
                    lacks |= !there;
                    if !there {
                        batch.changes.push(Change {
                            space,
                            key: entry,
                            expects: None,
                            write: Some(Write::Put(key.as_bytes().to_vec())),
                        });
                    }
                }
            }
            listing.behind = Some(key);
        }
        if is_last || (is_first && !lacks) {
            break;
        }
    }
    let filled = batch.changes.len();
    if filled > 0 {
        store.commit(batch).await?;
    }
    Ok(filled)
}

/// Everything that leads to a record.
fn entries<R: Record>(key: &Key, record: &R) -> Vec<(super::Space, Key)> {
    let of = |index: &super::Index<R>| -> Vec<(super::Space, Key)> {
        let found = (index.keys)(record);
        let entry = |found: &Key| (index.space, index.entry(found, key));
        found.iter().map(entry).collect()
    };
    R::INDEXES.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::drafts::{self, BY_DAY, Draft, Owner};
    use crate::store::{Memory, check};

    #[tokio::test]
    async fn what_leads_to_no_record_any_more_leads_there_again_and_once() {
        let store = Memory::new();
        let now = Clock::Always("2026-03-01".parse().unwrap()).now();
        for _ in 0..PAGE + 9 {
            drafts::begin(&store, "lend", "d", Owner::of("s"), now)
                .await
                .unwrap();
        }
        assert_eq!(fill::<Draft>(&store).await.unwrap(), 0);
        let all = store
            .read()
            .await
            .unwrap()
            .list(BY_DAY.space, &Listing::first(9_999))
            .await;
        let mut batch = Batch::new();
        for (key, _) in all.unwrap() {
            batch.changes.push(Change {
                space: BY_DAY.space,
                key,
                expects: None,
                write: Some(Write::Remove),
            });
        }
        store.commit(batch).await.unwrap();
        assert_eq!(fill::<Draft>(&store).await.unwrap(), PAGE + 9);
        assert_eq!(fill::<Draft>(&store).await.unwrap(), 0);
        let snapshot = store.read().await.unwrap();
        let found = check::<Draft>(&*snapshot).await.unwrap();
        assert!(found.problems.is_empty(), "{found:?}");
    }
}
