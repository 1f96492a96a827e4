//! What the gateway is compared with: a handler that sends the same bytes and does nothing else, and redb alone, committing
//! the same records as a group.

use axum::Router;
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

const CLIENTS: usize = 64;
const TIME: Duration = Duration::from_secs(2);
const GROUP: usize = 256;

/// Is a peer, when this process was started as one.
pub(crate) fn be_one() -> bool {
    let said = |name: &str| std::env::var(name).ok();
    let (Some(name), Some(given)) = (said("ACCEDE_PEER"), said("ACCEDE_PEER_GIVEN")) else {
        return false;
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if name == "bare" {
        let address = said("ACCEDE_PEER_ADDRESS").expect("an address");
        runtime.block_on(bare(Path::new(&given), &address));
    } else {
        runtime.block_on(group_commit(Path::new(&given), name == "submit"));
    }
    true
}

/// Sends what stands in the files `page` and `wrong` of a folder.
async fn bare(folder: &Path, address: &str) {
    let read = |name: &str| Bytes::from(std::fs::read(folder.join(name)).expect("a page"));
    let (page, wrong) = (read("page"), read("wrong"));
    let html = || [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    let shows = move || async move { (html(), page).into_response() };
    let refuses = move |_: Bytes| async move {
        (StatusCode::UNPROCESSABLE_ENTITY, html(), wrong).into_response()
    };
    let routes = Router::new()
        .route("/page", get(shows))
        .route("/wrong", post(refuses));
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .expect("a port");
    axum::serve(listener, routes).await.expect("a server");
}

type Table<'a> = TableDefinition<'a, &'static [u8], &'static [u8]>;
type Records = Vec<(&'static str, Vec<u8>, Vec<u8>)>;

const DRAFTS: &str = "drafts";
const SUBMISSIONS: &str = "submissions";

/// A record of each kind, as the gateway wrote it.
fn written(store: &Path) -> [(Vec<u8>, Vec<u8>); 2] {
    let file = Database::open(store).expect("a store");
    let reading = file.begin_read().expect("a moment");
    [DRAFTS, SUBMISSIONS].map(|name| {
        let Ok(table) = reading.open_table(Table::new(name)) else {
            return Default::default();
        };
        let all = table.iter().expect("records").flatten();
        let longest = all
            .map(|(key, value)| (key.value().to_vec(), value.value().to_vec()))
            .max_by_key(|(_, value)| value.len());
        longest.unwrap_or_default()
    })
}

/// What a client wants written, and how it hears that it is durable.
type Job = (Records, oneshot::Sender<()>);

/// The one writer: whatever waits is committed together.
fn write(file: &Database, waiting: &mut mpsc::Receiver<Job>) {
    let mut group = Vec::new();
    while waiting.blocking_recv_many(&mut group, GROUP) > 0 {
        let writing = file.begin_write().expect("to write");
        for (records, _) in &group {
            for (table, key, value) in records {
                let mut table = writing.open_table(Table::new(table)).expect("a table");
                let written = table.insert(key.as_slice(), value.as_slice());
                written.expect("room");
            }
        }
        writing.commit().expect("to write");
        for (_, done) in group.drain(..) {
            let _ = done.send(());
        }
    }
}

/// As many clients as the gateway has, one writer, and whatever waits committed together.
async fn group_commit(given: &Path, submit: bool) {
    let [draft, submission] = written(&given.join("accede.redb"));
    let folder = tempfile::tempdir_in(given).expect("a folder");
    let file = Database::create(folder.path().join("peer.redb")).expect("a store");
    let (jobs, mut waiting) = mpsc::channel::<Job>(1024);
    let writer = std::thread::spawn(move || write(&file, &mut waiting));
    let committed = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let clients = (0..CLIENTS).map(|client| {
        let (jobs, committed) = (jobs.clone(), committed.clone());
        let (draft, submission) = (draft.clone(), submission.clone());
        tokio::spawn(async move {
            for n in 0_u64.. {
                if start.elapsed() > TIME {
                    break;
                }
                // A draft is saved in its place; one that is sent is another each time, and so is what was sent.
                let turn = if submit { n } else { 0 };
                let name = blake3::hash(format!("{client} {turn}").as_bytes());
                let key = |size: usize| {
                    name.to_hex()
                        .as_bytes()
                        .iter()
                        .copied()
                        .take(size)
                        .collect()
                };
                let mut records = vec![(DRAFTS, key(draft.0.len()), draft.1.clone())];
                if submit {
                    records.push((SUBMISSIONS, key(submission.0.len()), submission.1.clone()));
                }
                let (done, durable) = oneshot::channel();
                jobs.send((records, done)).await.expect("a writer");
                durable.await.expect("an answer");
                committed.fetch_add(1, Ordering::Relaxed);
            }
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.expect("a client");
    }
    let took = start.elapsed();
    // While its threads are there to be asked.
    let cost = processor();
    drop(jobs);
    writer.join().expect("a writer");
    let committed = u32::try_from(committed.load(Ordering::Relaxed)).expect("a count");
    let rate = f64::from(committed) / took.as_secs_f64();
    println!("{rate} {}", cost / f64::from(committed));
}

/// Microseconds of processor time that this process has taken.
fn processor() -> f64 {
    let tasks = std::fs::read_dir("/proc/self/task")
        .expect("a process")
        .flatten();
    let time = |task: std::fs::DirEntry| -> Option<f64> {
        let said = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        said.split(' ').next()?.parse().ok()
    };
    tasks.filter_map(time).sum::<f64>() / 1e3
}
