//! A store that forgets: the model that tests compare the others with.

use super::batch::{Batch, Write};
use super::record::{Space, Stored, value, version_of};
use super::{Key, Snapshot, Store, StoreError, Version, Waiting};
use std::collections::BTreeMap;
use std::ops::Bound;
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

type Records = BTreeMap<(&'static str, Key), Vec<u8>>;

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
                .get(&(change.space.name, change.key.clone()))
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
            let place = (change.space.name, change.key.clone());
            match &change.write {
                Some(Write::Put(json)) => {
                    records.insert(place, value(change.space, version, json));
                }
                Some(Write::Remove) => {
                    records.remove(&place);
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
            .get(&(space.name, key.clone()))
            .map(|bytes| Stored::read(space, key, bytes))
            .transpose();
        Box::pin(std::future::ready(found))
    }

    fn list<'a>(
        &'a self,
        space: Space,
        after: Option<&'a Key>,
        limit: usize,
    ) -> Waiting<'a, Vec<(Key, Stored)>> {
        let from = match after {
            Some(key) => Bound::Excluded((space.name, key.clone())),
            None => Bound::Included((space.name, Key::from(""))),
        };
        let found = self
            .0
            .range((from, Bound::Unbounded))
            .take_while(|((name, _), _)| *name == space.name)
            .take(limit)
            .map(|((_, key), bytes)| Ok((key.clone(), Stored::read(space, key, bytes)?)))
            .collect();
        Box::pin(std::future::ready(found))
    }
}
