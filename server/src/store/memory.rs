//! A store that forgets: the model that tests compare the others with.

use super::batch::{Batch, Write};
use super::record::{Space, Stored, value, version_of};
use super::{Key, Listing, Snapshot, Store, StoreError, Version, Waiting};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Records in memory.
#[derive(Default)]
pub(crate) struct Memory {
    state: Mutex<State>,
}

#[derive(Clone, Default)]
struct State {
    last: u64,
    records: Arc<Records>,
}

type Records = BTreeMap<&'static str, BTreeMap<Key, Vec<u8>>>;

impl Memory {
    /// No records.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    fn write(&self, batch: &Batch) -> Result<Version, StoreError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        for change in &batch.changes {
            let found = state
                .records
                .get(change.space.name)
                .and_then(|records| records.get(&change.key))
                .map(|bytes| version_of(change.space, &change.key, bytes))
                .transpose()?;
            if change
                .expects
                .is_some_and(|expected| !expected.holds(found))
            {
                return Err(StoreError::Conflict {
                    space: change.space.name,
                    key: change.key.clone(),
                });
            }
        }
        state.last += 1;
        let version = Version(state.last);
        let records = Arc::make_mut(&mut state.records);
        for change in &batch.changes {
            let records = records.entry(change.space.name).or_default();
            match &change.write {
                Some(Write::Put(json)) => {
                    let value = value(change.space, version, json);
                    records.insert(change.key.clone(), value);
                }
                Some(Write::Remove) => {
                    records.remove(&change.key);
                }
                None => {}
            }
        }
        Ok(version)
    }
}

impl Store for Memory {
    fn read(&self) -> Waiting<'_, Box<dyn Snapshot>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let snapshot: Box<dyn Snapshot> = Box::new(Moment(state.records.clone()));
        Box::pin(std::future::ready(Ok(snapshot)))
    }

    fn commit(&self, batch: Batch) -> Waiting<'_, Version> {
        Box::pin(std::future::ready(self.write(&batch)))
    }
}

struct Moment(Arc<Records>);

impl Snapshot for Moment {
    fn get<'a>(&'a self, space: Space, key: &'a Key) -> Waiting<'a, Option<Stored>> {
        let found = self
            .0
            .get(space.name)
            .and_then(|records| records.get(key))
            .map(|bytes| Stored::read(space, key, bytes))
            .transpose();
        Box::pin(std::future::ready(found))
    }

    fn list<'a>(&'a self, space: Space, listing: &'a Listing) -> Waiting<'a, Vec<(Key, Stored)>> {
        let found = match (self.0.get(space.name), listing.bounds()) {
            (None, _) | (_, None) => Ok(Vec::new()),
            (Some(records), Some((from, to))) => {
                let read = |(key, bytes): (&Key, &Vec<u8>)| {
                    Ok((key.clone(), Stored::read(space, key, bytes)?))
                };
                let range = records.range((from, to));
                if listing.backwards {
                    range.rev().take(listing.limit).map(read).collect()
                } else {
                    range.take(listing.limit).map(read).collect()
                }
            }
        };
        Box::pin(std::future::ready(found))
    }
}
