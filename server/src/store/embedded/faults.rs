//! A disk that fails: power cut at any sync with what was not synced reordered, torn or lost; the n-th call refused; no room left.
//! Whatever was acknowledged has to be there, reading has to go on, and writing has to come back by itself.

use super::Embedded;
use crate::clock::{Clock, Moment};
use crate::drafts::{self, Draft, Owner};
use crate::reference::Reference;
use crate::store::{Key, Listing, Record, Store, StoreError};
use crate::submissions::{self, Submission};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use redb::{Database, StorageBackend};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, ErrorKind};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Short, so that two hundred failures take seconds.
const REST: Duration = Duration::from_millis(20);

#[derive(Clone, Debug)]
enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

type Watch = Arc<dyn Fn(Vec<u8>) + Send + Sync>;

/// A disk in memory: what the process sees, what is durable, and what was done in between.
#[derive(Default)]
struct State {
    seen: Vec<u8>,
    durable: Vec<u8>,
    unsynced: Vec<Change>,
    calls: u64,
    /// The call that fails, once.
    fails_at: Option<u64>,
    /// The size beyond which there is no room.
    room: Option<usize>,
    /// Gets a disk as it could be after a power cut at each sync.
    watch: Option<Watch>,
    random: Option<StdRng>,
}

#[derive(Clone, Default)]
struct Medium(Arc<Mutex<State>>);

impl std::fmt::Debug for Medium {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Medium")
    }
}

fn change(image: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Length(length) => image.resize(*length, 0),
        Change::Write(at, bytes) => {
            let end = at + bytes.len();
            if image.len() < end {
                image.resize(end, 0);
            }
            image[*at..end].copy_from_slice(bytes);
        }
    }
}

impl State {
    /// Counts a call; whether it is the one that fails.
    fn call(&mut self) -> Result<(), Error> {
        self.calls += 1;
        if self.fails_at == Some(self.calls) {
            return Err(Error::other("the disk did not answer"));
        }
        Ok(())
    }

    fn has_room(&self, size: usize) -> Result<(), Error> {
        match self.room {
            Some(room) if size > room => Err(ErrorKind::StorageFull.into()),
            _ => Ok(()),
        }
    }

    /// What a disk may hold when the power goes now: any of what was not synced, in any order, the last write torn.
    fn after_a_cut(&mut self) -> Vec<u8> {
        let random = self.random.get_or_insert_with(|| StdRng::seed_from_u64(7));
        let mut image = self.durable.clone();
        let mut pending = self.unsynced.clone();
        pending.shuffle(random);
        pending.retain(|_| random.random_bool(0.6));
        if let Some(Change::Write(_, bytes)) = pending.last_mut()
            && random.random_bool(0.5)
        {
            bytes.truncate(random.random_range(0..=bytes.len()));
        }
        for one in &pending {
            change(&mut image, one);
        }
        image
    }
}

impl StorageBackend for Medium {
    fn len(&self) -> Result<u64, Error> {
        let mut state = self.0.lock().unwrap();
        state.call()?;
        Ok(state.seen.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), Error> {
        let mut state = self.0.lock().unwrap();
        state.call()?;
        let start = usize::try_from(offset).unwrap();
        let bytes = state.seen.get(start..start + out.len());
        out.copy_from_slice(bytes.ok_or(ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> Result<(), Error> {
        let mut state = self.0.lock().unwrap();
        state.call()?;
        let length = usize::try_from(len).unwrap();
        if length > state.seen.len() {
            state.has_room(length)?;
        }
        change(&mut state.seen, &Change::Length(length));
        state.unsynced.push(Change::Length(length));
        Ok(())
    }

    fn sync_data(&self) -> Result<(), Error> {
        let mut state = self.0.lock().unwrap();
        if let Some(watch) = state.watch.clone() {
            let image = state.after_a_cut();
            drop(state);
            watch(image);
            state = self.0.lock().unwrap();
        }
        if let Err(error) = state.call() {
            // What a failed sync leaves behind is anybody's guess, in the page cache too.
            state.seen = state.after_a_cut();
            state.durable = state.seen.clone();
            state.unsynced.clear();
            return Err(error);
        }
        state.durable = state.seen.clone();
        state.unsynced.clear();
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), Error> {
        let mut state = self.0.lock().unwrap();
        state.call()?;
        let one = Change::Write(usize::try_from(offset).unwrap(), data.to_vec());
        change(&mut state.seen, &one);
        state.unsynced.push(one);
        Ok(())
    }
}

impl Medium {
    fn holding(image: Vec<u8>) -> Self {
        let medium = Self::default();
        medium.0.lock().unwrap().durable = image.clone();
        medium.0.lock().unwrap().seen = image;
        medium
    }

    fn store(&self) -> Result<Embedded, StoreError> {
        let medium = self.clone();
        let opener = move || Database::builder().create_with_backend(medium.clone());
        Embedded::open_with(Box::new(opener), REST)
    }
}

fn submission(n: u64) -> Submission {
    Submission {
        form: "lend".to_owned(),
        title: "Borrow a room".to_owned(),
        definition: "d".to_owned(),
        sent_on: "2026-03-02".to_owned(),
        sent: now(),
        declaration: None,
        path: vec!["name".to_owned()],
        sections: Vec::new(),
        values: BTreeMap::new(),
        answers: serde_json::json!({ "name": format!("person {n}"), "why": "x".repeat(400) }),
    }
}

fn now() -> Moment {
    Clock::Always("2026-03-02".parse().unwrap()).now()
}

/// Begins a draft and sends it.
async fn walk(store: &Embedded, n: u64) -> Result<Reference, StoreError> {
    let owner = Owner::of("secret");
    let id = drafts::begin(store, "lend", "d", owner.clone(), now()).await?;
    let read = drafts::find(store, "lend", &owner, &id).await?;
    let read = read.ok_or_else(|| StoreError::Unavailable("the draft is gone".to_owned()))?;
    submissions::send(store, &id, &read, "T", &submission(n), &|_, _| Ok(())).await
}

/// Every acknowledged submission is there, whole, and nothing is out of step with it.
async fn nothing_is_missing(store: &Embedded, acknowledged: &BTreeMap<Reference, u64>) {
    let snapshot = store.read().await.unwrap();
    let everything = Listing::first(10_000);
    let kept = snapshot.all::<Submission>(&everything).await.unwrap();
    let sent: BTreeSet<String> = kept
        .iter()
        .map(|(key, _)| key.as_text().to_owned())
        .collect();
    for (reference, n) in acknowledged {
        let key = Key::from(reference.as_str());
        let found = snapshot.find::<Submission>(&key).await.unwrap();
        let found = found.unwrap_or_else(|| panic!("{reference} was acknowledged and is missing"));
        assert_eq!(found.record.answers, submission(*n).answers, "{reference}");
    }
    let drafts = snapshot.all::<Draft>(&everything).await.unwrap();
    let of_drafts: BTreeSet<String> = drafts
        .iter()
        .filter_map(|(_, kept)| kept.record.sent.as_ref())
        .map(|reference| reference.as_str().to_owned())
        .collect();
    assert_eq!(of_drafts, sent, "drafts and submissions are out of step");
    indexes_agree::<Draft>(store).await;
    indexes_agree::<Submission>(store).await;
}

/// Every index leads to every record it should, and to nothing else.
async fn indexes_agree<R: Record>(store: &Embedded) {
    let snapshot = store.read().await.unwrap();
    let everything = Listing::first(10_000);
    let records = snapshot.all::<R>(&everything).await.unwrap();
    for index in R::INDEXES {
        let found = snapshot.list(index.space, &everything).await.unwrap();
        let found: BTreeSet<Key> = found.into_iter().map(|(key, _)| key).collect();
        let wanted: BTreeSet<Key> = records
            .iter()
            .flat_map(|(key, kept)| {
                let keys = (index.keys)(&kept.record);
                keys.into_iter().map(move |found| index.entry(&found, key))
            })
            .collect();
        assert_eq!(found, wanted, "{}", index.space.name);
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}

#[test]
fn power_cut_at_any_sync_of_two_hundred_submissions_loses_none() {
    let medium = Medium::default();
    let acknowledged: Arc<Mutex<BTreeMap<Reference, u64>>> = Arc::default();
    let cuts = Arc::new(Mutex::new(0));
    let store = medium.store().unwrap();
    let (known, counted) = (acknowledged.clone(), cuts.clone());
    medium.0.lock().unwrap().watch = Some(Arc::new(move |image| {
        let known = known.lock().unwrap().clone();
        let store = Medium::holding(image).store().unwrap();
        // This is the thread that writes, outside of any runtime.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime.block_on(nothing_is_missing(&store, &known));
        *counted.lock().unwrap() += 1;
    }));
    runtime().block_on(async {
        for n in 0..200 {
            let reference = walk(&store, n).await.unwrap();
            acknowledged.lock().unwrap().insert(reference, n);
        }
        let acknowledged = acknowledged.lock().unwrap().clone();
        nothing_is_missing(&store, &acknowledged).await;
    });
    let cuts = *cuts.lock().unwrap();
    assert!(cuts >= 400, "only {cuts} syncs: two commits a submission");
}

/// Goes on with writing until it works again; how long that took.
async fn comes_back(store: &Embedded, known: &mut BTreeMap<Reference, u64>, n: u64) -> Duration {
    let begun = Instant::now();
    loop {
        if let Ok(reference) = walk(store, n).await {
            known.insert(reference, n);
            return begun.elapsed();
        }
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "call {n}: writing did not come back"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn one_call_fails(call: u64) -> bool {
    let medium = Medium::default();
    let mut known = BTreeMap::new();
    let store = medium.store().unwrap();
    let before = walk(&store, 0).await.unwrap();
    known.insert(before.clone(), 0);
    let at = medium.0.lock().unwrap().calls + call;
    medium.0.lock().unwrap().fails_at = Some(at);
    for n in 1..40 {
        if let Ok(reference) = walk(&store, n).await {
            known.insert(reference, n);
        }
        let found = submissions::find(&store, &before).await;
        assert!(
            found.unwrap().is_some(),
            "call {call}: reading did not go on"
        );
    }
    let failed = medium.0.lock().unwrap().calls >= at;
    comes_back(&store, &mut known, 1_000 + call).await;
    nothing_is_missing(&store, &known).await;
    drop(store);
    nothing_is_missing(&medium.store().unwrap(), &known).await;
    failed
}

#[test]
fn any_one_call_of_two_hundred_may_fail() {
    let failed = runtime().block_on(async {
        let calls = (1..=200).map(|call| tokio::spawn(one_call_fails(call)));
        let mut failed = 0;
        for call in calls.collect::<Vec<_>>() {
            failed += u32::from(call.await.unwrap());
        }
        failed
    });
    assert_eq!(failed, 200, "the run is too short to reach every call");
}

#[test]
fn a_full_disk_refuses_writes_keeps_reading_and_goes_on_when_there_is_room() {
    runtime().block_on(async {
        let medium = Medium::default();
        let mut known = BTreeMap::new();
        let store = medium.store().unwrap();
        let first = walk(&store, 0).await.unwrap();
        known.insert(first.clone(), 0);
        let size = medium.0.lock().unwrap().seen.len();
        medium.0.lock().unwrap().room = Some(size);
        let mut refused = 0;
        for n in 1..400 {
            match walk(&store, n).await {
                Ok(reference) => drop(known.insert(reference, n)),
                Err(StoreError::Unavailable(_)) => refused += 1,
                Err(other) => panic!("{other}"),
            }
            let found = submissions::find(&store, &first).await;
            assert!(found.unwrap().is_some(), "reading did not go on");
        }
        assert!(refused > 100, "the disk was never full: {refused}");
        medium.0.lock().unwrap().room = None;
        comes_back(&store, &mut known, 5_000).await;
        nothing_is_missing(&store, &known).await;
    });
}
