//! How long a start takes on a store of 1,000,000 submissions, stopped as it should be and killed, and how much memory it needs.
//!
//! `cargo bench -p tests --bench start`: heavy, it writes some gigabytes. `ACCEDE_SUBMISSIONS` says how many.

#![allow(clippy::expect_used)]

use std::path::Path;
use std::time::Duration;
use tests::load::{Bars, Connection, Server, begin, pin, post, send};

fn main() -> Bars {
    pin("1");
    let asked = std::env::var("ACCEDE_SUBMISSIONS").ok();
    let count = asked
        .and_then(|count| count.parse().ok())
        .unwrap_or(1_000_000);
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/content");
    let data = tempfile::tempdir().expect("a folder");
    let server = Server::gateway(&content, data.path());
    let mut connection = Connection::to(server.address());
    let draft = begin(&mut connection, "short");
    let answers = "guest=Jo+Smith&visited_on-day=2&visited_on-month=3&visited_on-year=2026&came_back=yes\
                   &said=Quiet%2C+and+the+tea+was+good.";
    post(&mut connection, &draft, "visit/visit", answers);
    let reference = send(&mut connection, &draft);
    drop(connection);
    server.stop();
    server::filling::submissions(data.path(), &reference, count).expect("copies");
    let size = std::fs::metadata(data.path().join("accede.redb"))
        .expect("a store")
        .len();
    println!("{count} submissions, {} MB", size / 1024 / 1024);
    let mut bars = Bars::new();
    for how in ["after it was stopped", "after it was killed"] {
        let server = Server::gateway(&content, data.path());
        let mut connection = Connection::to(server.address());
        let page = connection.ask(&draft.get("sent")).status;
        assert_eq!(page, 200);
        std::thread::sleep(Duration::from_millis(300));
        let (start, memory) = (server.started_in, server.memory("VmHWM"));
        bars.time(&format!("start {how}"), start, Duration::from_secs(2));
        bars.memory(&format!("memory {how}"), memory, 100.0);
        drop(connection);
        server.kill();
    }
    bars
}
