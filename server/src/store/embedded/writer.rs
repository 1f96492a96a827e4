//! The one thread that writes: it commits together whatever waits, and answers each batch once it is durable.

use super::disk::{Disk, is_broken};
use super::{Table, failed, open, table};
use crate::store::batch::{Batch, Write};
use crate::store::record::{value, version_of};
use crate::store::{StoreError, Version};
use redb::{
    Database, ReadTransaction, ReadableTable, TableDefinition, TableError, TableHandle,
    WriteTransaction,
};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
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
    pub(super) fn start(disk: Arc<Disk>, rest: Duration) -> Result<Self, StoreError> {
        let (_, last) = disk.with(prepare);
        disk.acknowledge(last.map_err(failed)?);
        let (jobs, mut waiting) = mpsc::channel(WAITING);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || {
                let mut desk = Desk {
                    disk,
                    rest,
                    failed_at: None,
                };
                let mut group = Vec::new();
                while waiting.blocking_recv_many(&mut group, GROUP) > 0 {
                    desk.write(&mut group);
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

/// The last version that was given in a new store or an old one; the table is there afterwards.
fn prepare(file: &Database) -> Result<u64, redb::Error> {
    let begun = file.begin_write()?;
    let last = given(&begun.open_table(OWN)?)?;
    begun.commit()?;
    Ok(last)
}

fn given(own: &impl ReadableTable<&'static [u8], &'static [u8]>) -> Result<u64, redb::Error> {
    let kept = own.get(LAST)?.map(|kept| kept.value().to_vec());
    let bytes = kept.and_then(|bytes| bytes.try_into().ok());
    Ok(bytes.map_or(0, u64::from_be_bytes))
}

/// The last version that a reading transaction sees.
pub(super) fn last_version(reading: &ReadTransaction) -> Result<u64, redb::Error> {
    match open(reading.open_table(OWN))? {
        Some(own) => given(&own),
        None => Ok(0),
    }
}

/// What the thread works with.
struct Desk {
    disk: Arc<Disk>,
    /// How long nothing is tried after a failure.
    rest: Duration,
    /// When writing last failed, until it works again.
    failed_at: Option<Instant>,
}

impl Desk {
    /// Writes a group and answers everybody in it.
    fn write(&mut self, group: &mut Vec<Job>) {
        let jobs = std::mem::take(group);
        if self.failed_at.is_some_and(|at| at.elapsed() < self.rest) {
            let resting = StoreError::Unavailable("writing failed a moment ago".to_owned());
            return answer(jobs, |_| Err(resting.clone()));
        }
        match self.commit(&jobs) {
            Ok(outcomes) => {
                let mut outcomes = outcomes.into_iter();
                let lost = || Err(StoreError::Unavailable("no outcome".to_owned()));
                answer(jobs, |_| outcomes.next().unwrap_or_else(lost));
            }
            Err(error) => {
                tracing::error!(%error, "a write failed; nothing of it was acknowledged");
                let error = failed(error);
                answer(jobs, |_| Err(error.clone()));
            }
        }
    }

    fn commit(&mut self, jobs: &[Job]) -> Result<Vec<Outcome>, redb::Error> {
        let (opening, written) = self.disk.with(|file| commit_together(file, jobs));
        match written {
            Ok((last, outcomes)) => {
                self.failed_at = None;
                self.disk.acknowledge(last);
                Ok(outcomes)
            }
            Err(error) => {
                if is_broken(&error) {
                    self.failed_at = Some(Instant::now());
                    self.recover(opening);
                }
                Err(error)
            }
        }
    }

    /// Opens the file again. A commit that failed may be durable all the same: nobody was told so, and it counts.
    fn recover(&self, opening: u64) {
        if self.disk.reopen(opening).is_err() {
            return;
        }
        let reading = self.disk.begin_read();
        if let Ok(last) = reading.map(|reading| last_version(&reading.transaction))
            && let Ok(last) = last
        {
            self.disk.acknowledge(last);
        }
    }
}

fn answer(jobs: Vec<Job>, mut outcome: impl FnMut(&Job) -> Outcome) {
    for job in jobs {
        let outcome = outcome(&job);
        // Whoever asked may have gone; what was written stays written.
        let _ = job.answer.send(outcome);
    }
}

fn commit_together(file: &Database, jobs: &[Job]) -> Result<(u64, Vec<Outcome>), redb::Error> {
    let mut writing = file.begin_write()?;
    writing.set_quick_repair(true);
    let mut tables = Tables::of(&writing);
    let last = given(tables.open(OWN)?)?;
    let mut newest = last;
    let mut outcomes = Vec::with_capacity(jobs.len());
    for job in jobs {
        outcomes.push(match unexpected(&mut tables, &job.batch)? {
            Some(refused) => Err(refused),
            None => {
                newest += 1;
                apply(&mut tables, &job.batch, Version(newest))?;
                Ok(Version(newest))
            }
        });
    }
    if newest == last {
        drop(tables);
        writing.abort()?;
        return Ok((last, outcomes));
    }
    let own = tables.open(OWN)?;
    own.insert(LAST, newest.to_be_bytes().as_slice())?;
    drop(tables);
    writing.commit()?;
    Ok((newest, outcomes))
}

/// The tables that a group writes to: each is opened once for all of its batches.
struct Tables<'a> {
    writing: &'a WriteTransaction,
    open: Vec<OpenTable<'a>>,
}

type OpenTable<'a> = redb::Table<'a, &'static [u8], &'static [u8]>;

impl<'a> Tables<'a> {
    fn of(writing: &'a WriteTransaction) -> Self {
        let open = Vec::new();
        Self { writing, open }
    }

    fn open(&mut self, table: Table) -> Result<&mut OpenTable<'a>, redb::Error> {
        // There are a handful.
        let found = self
            .open
            .iter()
            .position(|open| open.name() == table.name());
        let at = match found {
            Some(at) => at,
            None => {
                self.open.push(self.writing.open_table(table)?);
                self.open.len() - 1
            }
        };
        let opened = self.open.get_mut(at);
        opened.ok_or_else(|| TableError::TableDoesNotExist(table.name().to_owned()).into())
    }
}

/// Why a batch cannot be written, with the batches before it in the group written: an expectation that does not hold.
fn unexpected(tables: &mut Tables<'_>, batch: &Batch) -> Result<Option<StoreError>, redb::Error> {
    for change in &batch.changes {
        let Some(expected) = change.expects else {
            continue;
        };
        let records = tables.open(table(change.space))?;
        let found = records.get(change.key.as_bytes())?;
        let found = found.map(|value| version_of(change.space, &change.key, value.value()));
        match found.transpose() {
            Ok(found) if expected.holds(found) => {}
            Ok(_) => {
                return Ok(Some(StoreError::Conflict {
                    space: change.space.name,
                    key: change.key.clone(),
                }));
            }
            Err(damaged) => return Ok(Some(damaged)),
        }
    }
    Ok(None)
}

fn apply(tables: &mut Tables<'_>, batch: &Batch, version: Version) -> Result<(), redb::Error> {
    for change in &batch.changes {
        let records = tables.open(table(change.space))?;
        match &change.write {
            Some(Write::Put(json)) => {
                let value = value(change.space, version, json);
                records.insert(change.key.as_bytes(), value.as_slice())?;
            }
            Some(Write::Remove) => {
                records.remove(change.key.as_bytes())?;
            }
            None => {}
        }
    }
    Ok(())
}
