//! Whether a store is in order: every record readable, and every index in step with the records that it leads to.

use super::record::{Record, Space, Stored};
use super::{Index, Key, Listing, Snapshot, StoreError};

/// Records that are looked at together.
const PAGE: usize = 256;

/// What was found in one space and its indexes.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// Records that can be read.
    pub(crate) records: u64,
    /// What is wrong, a sentence each.
    pub(crate) problems: Vec<String>,
}

/// Looks at every record of a space and every entry of its indexes.
///
/// # Errors
/// When the store cannot be read at all. What is damaged in it is a finding.
pub(crate) async fn check<R: Record>(
    snapshot: &(dyn Snapshot + 'static),
) -> Result<Findings, StoreError> {
    let mut findings = Findings::default();
    let mut rest = Walk::over(R::SPACE);
    while let Some(page) = rest.next(snapshot, &mut findings.problems).await? {
        for (key, stored) in page {
            let record = match stored.open::<R>(&key) {
                Ok(kept) => kept.record,
                Err(damaged) => {
                    findings.problems.push(damaged.to_string());
                    continue;
                }
            };
            findings.records += 1;
            for index in R::INDEXES {
                leads_here(snapshot, index, &key, &record, &mut findings.problems).await?;
            }
        }
    }
    for index in R::INDEXES {
        leads_somewhere(snapshot, index, &mut findings.problems).await?;
    }
    Ok(findings)
}

async fn leads_here<R: Record>(
    snapshot: &(dyn Snapshot + 'static),
    index: &Index<R>,
    key: &Key,
    record: &R,
    problems: &mut Vec<String>,
) -> Result<(), StoreError> {
    for found in (index.keys)(record) {
        let entry = index.entry(&found, key);
        let space = index.space.name;
        match snapshot.get(index.space, &entry).await {
            Ok(Some(stored)) if stored.bytes() == key.as_bytes() => {}
            Ok(Some(_)) => problems.push(format!(
                "{space}: {entry} leads to another record than {key}"
            )),
            Ok(None) => problems.push(format!("{space}: nothing leads to the record {key}")),
            Err(StoreError::Damaged { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn leads_somewhere<R: Record>(
    snapshot: &(dyn Snapshot + 'static),
    index: &Index<R>,
    problems: &mut Vec<String>,
) -> Result<(), StoreError> {
    let space = index.space.name;
    let mut rest = Walk::over(index.space);
    while let Some(page) = rest.next(snapshot, problems).await? {
        for (entry, stored) in page {
            let key = Key::from_bytes(stored.bytes());
            let record = match snapshot.find::<R>(&key).await {
                Ok(Some(kept)) => kept.record,
                Ok(None) => {
                    problems.push(format!(
                        "{space}: {entry} leads to a record that is not there"
                    ));
                    continue;
                }
                Err(StoreError::Damaged { .. }) => continue,
                Err(error) => return Err(error),
            };
            let keys = (index.keys)(&record);
            if !keys.iter().any(|found| index.entry(found, &key) == entry) {
                problems.push(format!(
                    "{space}: {entry} does not belong to the record {key}"
                ));
            }
        }
    }
    Ok(())
}

/// A way through a space, a page at a time, that a damaged value does not end.
struct Walk {
    space: Space,
    listing: Listing,
    ended: bool,
}

impl Walk {
    fn over(space: Space) -> Self {
        Self {
            space,
            listing: Listing::first(PAGE),
            ended: false,
        }
    }

    async fn next(
        &mut self,
        snapshot: &(dyn Snapshot + 'static),
        problems: &mut Vec<String>,
    ) -> Result<Option<Vec<(Key, Stored)>>, StoreError> {
        while !self.ended {
            match snapshot.list(self.space, &self.listing).await {
                Ok(page) => {
                    self.ended = page.len() < self.listing.limit;
                    if let Some((last, _)) = page.last() {
                        self.listing.behind = Some(last.clone());
                    }
                    return Ok(Some(page));
                }
                // One at a time up to the one that is damaged, and on behind it.
                Err(StoreError::Damaged { .. }) if self.listing.limit > 1 => self.listing.limit = 1,
                Err(StoreError::Damaged { space, key, cause }) => {
                    self.listing.behind = Some(key.clone());
                    self.listing.limit = PAGE;
                    problems.push(StoreError::Damaged { space, key, cause }.to_string());
                }
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::drafts::{self, BY_DAY, Draft, Owner};
    use crate::store::batch::{Change, Write};
    use crate::store::{Batch, Memory, Store};

    async fn filled(drafts: usize) -> (Memory, Vec<Key>) {
        let store = Memory::new();
        let now = Clock::Always("2026-03-01".parse().unwrap()).now();
        let mut keys = Vec::new();
        for _ in 0..drafts {
            let begun = drafts::begin(&store, "lend", "d", Owner::of("s"), now).await;
            keys.push(begun.unwrap().key());
        }
        (store, keys)
    }

    /// Writes past everything that keeps a store in order.
    async fn break_in(store: &Memory, space: Space, key: &Key, write: Write) {
        let mut batch = Batch::new();
        batch.changes.push(Change {
            space,
            key: key.clone(),
            expects: None,
            write: Some(write),
        });
        store.commit(batch).await.unwrap();
    }

    async fn found(store: &Memory) -> Findings {
        let snapshot = store.read().await.unwrap();
        check::<Draft>(&*snapshot).await.unwrap()
    }

    #[tokio::test]
    async fn a_store_in_order_is_counted_and_nothing_is_said() {
        let (store, _) = filled(2 * PAGE).await;
        let found = found(&store).await;
        assert_eq!((found.records, found.problems.len()), (512, 0), "{found:?}");
    }

    #[tokio::test]
    async fn a_record_that_cannot_be_read_is_named_and_the_others_are_still_looked_at() {
        let (store, keys) = filled(9).await;
        break_in(&store, Draft::SPACE, &keys[4], Write::Put(b"{}".to_vec())).await;
        let found = found(&store).await;
        assert_eq!(found.records, 8);
        assert!(
            found.problems[0].contains(&keys[4].to_string()),
            "{found:?}"
        );
    }

    #[tokio::test]
    async fn a_value_of_a_newer_program_is_named_and_the_others_are_still_looked_at() {
        let (store, keys) = filled(9).await;
        let newer = Space {
            format: 200,
            ..Draft::SPACE
        };
        break_in(&store, newer, &keys[4], Write::Put(b"{}".to_vec())).await;
        let found = found(&store).await;
        assert_eq!((found.records, found.problems.len()), (8, 1), "{found:?}");
        assert!(
            found.problems[0].contains(&keys[4].to_string()),
            "{found:?}"
        );
    }

    #[tokio::test]
    async fn an_index_out_of_step_is_told_from_both_sides() {
        let (store, keys) = filled(3).await;
        let entry = |day: &str, key: &Key| BY_DAY.entry(&Key::of(&[day]), key);
        break_in(
            &store,
            BY_DAY.space,
            &entry("2026-03-01", &keys[0]),
            Write::Remove,
        )
        .await;
        let to = |key: &Key| Write::Put(key.as_bytes().to_vec());
        break_in(
            &store,
            BY_DAY.space,
            &entry("2020-01-01", &keys[1]),
            to(&keys[1]),
        )
        .await;
        break_in(
            &store,
            BY_DAY.space,
            &entry("2020-01-01", &Key::from("no")),
            to(&Key::from("no")),
        )
        .await;
        let said = found(&store).await.problems;
        let says = |words: &str| said.iter().filter(|said| said.contains(words)).count();
        assert_eq!(said.len(), 3, "{said:#?}");
        assert_eq!(says("nothing leads to the record"), 1);
        assert_eq!(says("does not belong to the record"), 1);
        assert_eq!(says("leads to a record that is not there"), 1);
    }
}
