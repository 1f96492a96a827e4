//! The one thread that writes: it commits together whatever waits, and answers each batch once it is durable.

use super::{Table, failed, table};
use crate::store::batch::{Batch, Write};
use crate::store::record::{value, version_of};
use crate::store::{StoreError, Version};
use redb::{Database, ReadableTable, TableDefinition, WriteTransaction};
use std::sync::Arc;
use std::thread::JoinHandle;
use tokio::sync::{mpsc, oneshot};

/// The most batches of one commit: enough to share its cost, few enough not to make the first wait.
const GROUP: usize = 256;

/// How many may wait before callers do.
const WAITING: usize = 1024;

/// The store's own table: under `version`, the last version that was given.
const OWN: Table = TableDefinition::new("store");
const LAST: &[u8] = b"version";

type Outcome = Result<Version, StoreError>;

struct Job {
    batch: Batch,
    answer: oneshot::Sender<Outcome>,
}

/// A handle on the thread; it ends, with everything written, when this is dropped.
pub(super) struct Writer {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(file: Arc<Database>) -> Result<Self, StoreError> {
        let mut last = last_version(&file)?;
        let (jobs, mut waiting) = mpsc::channel(WAITING);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || {
                let mut group = Vec::new();
                while waiting.blocking_recv_many(&mut group, GROUP) > 0 {
                    last = write_group(&file, last, &mut group);
                }
            })
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Some(thread),
        })
    }

    /// Hands a batch over and waits until it is durable or refused.
    pub(super) async fn commit(&self, batch: Batch) -> Outcome {
        let gone = || StoreError::Unavailable("the writer has stopped".to_owned());
        let (answer, answered) = oneshot::channel();
        let jobs = self.jobs.as_ref().ok_or_else(gone)?;
        jobs.send(Job { batch, answer }).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn last_version(file: &Database) -> Result<u64, StoreError> {
    let begun = file.begin_write().map_err(failed)?;
    let last = {
        let own = begun.open_table(OWN).map_err(failed)?;
        let kept = own.get(LAST).map_err(failed)?;
        let bytes = kept.map(|kept| kept.value().to_vec());
        bytes.and_then(|bytes| bytes.try_into().ok())
    };
    begun.commit().map_err(failed)?;
    Ok(last.map_or(0, u64::from_be_bytes))
}

/// Writes a group and answers everybody in it; returns the last version given.
fn write_group(file: &Database, last: u64, group: &mut Vec<Job>) -> u64 {
    let jobs = std::mem::take(group);
    let batches: Vec<&Batch> = jobs.iter().map(|job| &job.batch).collect();
    let (last, outcomes) = match commit_together(file, last, &batches) {
        Ok(done) => done,
        Err(error) => {
            tracing::error!(%error, "a write failed; nothing of it was acknowledged");
            (last, vec![Err(error); jobs.len()])
        }
    };
    for (job, outcome) in jobs.into_iter().zip(outcomes) {
        // Whoever asked may have gone; what was written stays written.
        let _ = job.answer.send(outcome);
    }
    last
}

fn commit_together(
    file: &Database,
    last: u64,
    batches: &[&Batch],
) -> Result<(u64, Vec<Outcome>), StoreError> {
    let mut writing = file.begin_write().map_err(failed)?;
    writing.set_quick_repair(true);
    let mut newest = last;
    let mut outcomes = Vec::with_capacity(batches.len());
    for batch in batches {
        outcomes.push(match unexpected(&writing, batch)? {
            Some(conflict) => Err(conflict),
            None => {
                newest += 1;
                apply(&writing, batch, Version(newest))?;
                Ok(Version(newest))
            }
        });
    }
    if newest == last {
        writing.abort().map_err(failed)?;
        return Ok((last, outcomes));
    }
    let mut own = writing.open_table(OWN).map_err(failed)?;
    own.insert(LAST, newest.to_be_bytes().as_slice())
        .map_err(failed)?;
    drop(own);
    writing.commit().map_err(failed)?;
    Ok((newest, outcomes))
}

/// The first expectation of a batch that does not hold, with the batches before it in the group written.
fn unexpected(writing: &WriteTransaction, batch: &Batch) -> Result<Option<StoreError>, StoreError> {
    for change in &batch.changes {
        let Some(expected) = change.expects else {
            continue;
        };
        let records = writing.open_table(table(change.space)).map_err(failed)?;
        let found = records.get(change.key.as_bytes()).map_err(failed)?;
        let found = found
            .map(|value| version_of(change.space, &change.key, value.value()))
            .transpose()?;
        if !expected.holds(found) {
            return Ok(Some(StoreError::Conflict {
                space: change.space.name,
                key: change.key.clone(),
            }));
        }
    }
    Ok(None)
}

fn apply(writing: &WriteTransaction, batch: &Batch, version: Version) -> Result<(), StoreError> {
    for change in &batch.changes {
        let mut records = writing.open_table(table(change.space)).map_err(failed)?;
        match &change.write {
            Some(Write::Put(json)) => {
                let value = value(change.space, version, json);
                records
                    .insert(change.key.as_bytes(), value.as_slice())
                    .map_err(failed)?;
            }
            Some(Write::Remove) => {
                records.remove(change.key.as_bytes()).map_err(failed)?;
            }
            None => {}
        }
    }
    Ok(())
}
