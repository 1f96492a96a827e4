//! Connections that drip headers, then bodies, then read slowly: visitors do not notice, and the memory comes back.

use super::server::{Place, Server};
use super::{Line, is_heavy};
use rustix::net::sockopt::set_socket_recv_buffer_size;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Files that the server has open without any connection, at most.
const FILES: usize = 40;

/// Longer than all limits of the server together.
const AT_LAST: Duration = Duration::from_secs(60);

fn allow_files() {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let current = maximum;
    setrlimit(Resource::Nofile, Rlimit { current, maximum }).unwrap();
}

/// Opens many, each with these first bytes.
fn open(server: &Server, many: usize, head: &str) -> Vec<TcpStream> {
    let connect = |_| {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        set_socket_recv_buffer_size(&stream, 4096).unwrap();
        let _ = stream.write_all(head.as_bytes());
        stream.set_nonblocking(true).unwrap();
        stream
    };
    (0..many).map(connect).collect()
}

/// Keeps them up, a byte a second each, until the server has let all of them go.
fn keep_up(
    server: &Server,
    mut streams: Vec<TcpStream>,
    each: impl Fn(&mut TcpStream),
    what: &str,
) {
    let begun = Instant::now();
    let few = streams.len() / 20;
    assert!(
        server.files() > streams.len() / 2,
        "{what}: they were not even taken in"
    );
    while server.files() > FILES + few {
        assert!(
            begun.elapsed() < AT_LAST,
            "{what}: {} are still there after {AT_LAST:?}",
            server.files()
        );
        for stream in &mut streams {
            each(stream);
        }
        std::thread::sleep(Duration::from_secs(1));
    }
    println!("{what}: all let go after {:?}", begun.elapsed());
}

/// A visitor who opens a page now and again, on a new connection; how long each took.
fn visit(address: &str, until: &AtomicBool) -> Vec<Duration> {
    let mut took = Vec::new();
    while !until.load(Ordering::Relaxed) {
        let begun = Instant::now();
        let mut line = Line::to(address).unwrap();
        assert_eq!(line.get("/forms/note").unwrap().status, 200);
        took.push(begun.elapsed());
        std::thread::sleep(Duration::from_millis(20));
    }
    took.sort_unstable();
    took
}

fn all_three(server: &Server, many: usize) {
    let byte = |stream: &mut TcpStream| drop(stream.write(b"x"));
    let sip = |stream: &mut TcpStream| drop(stream.read(&mut [0; 16]));
    let head = "GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ";
    keep_up(server, open(server, many, head), byte, "headers");
    let head = format!(
        "POST /forms/note/{}/words HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: 100000\r\n\r\nwords=",
        "0".repeat(32)
    );
    keep_up(server, open(server, many, &head), byte, "bodies");
    let many_pages = "GET /forms/note HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(60);
    keep_up(server, open(server, many, &many_pages), sip, "slow reading");
}

/// Two hundred connections in half a minute; with ACCEDE_HEAVY ten thousand, and a visitor's page is timed.
#[test]
#[ignore = "it waits for every limit in turn, which takes minutes; see CONTRIBUTING.md"]
fn connections_that_drip_are_let_go_while_visitors_are_served_and_the_memory_comes_back() {
    let many = if is_heavy() { 10_000 } else { 200 };
    allow_files();
    let place = Place::new();
    let server = place.start(&[
        ("LIMITS_HEADER_SECONDS", "5"),
        ("LIMITS_BODY_SECONDS", "5"),
        ("LIMITS_ANSWER_SECONDS", "5"),
    ]);
    for _ in 0..50 {
        Line::to(&server.address)
            .unwrap()
            .get("/forms/note")
            .unwrap();
    }
    let (before, ended) = (server.memory(), AtomicBool::new(false));
    let (took, most) = std::thread::scope(|scope| {
        let visitor = scope.spawn(|| visit(&server.address, &ended));
        let watcher = scope.spawn(|| {
            let mut most = 0;
            while !ended.load(Ordering::Relaxed) {
                most = server.memory().max(most);
                std::thread::sleep(Duration::from_millis(200));
            }
            most
        });
        all_three(&server, many);
        ended.store(true, Ordering::Relaxed);
        (visitor.join().unwrap(), watcher.join().unwrap())
    });
    std::thread::sleep(Duration::from_secs(2));
    let after = server.memory();
    let slow = took[took.len() * 99 / 100];
    let mb = |bytes: u64| bytes / (1024 * 1024);
    println!(
        "{many} connections: a page in {slow:?} at the 99th percentile of {}; memory {} MB before, {} MB at most, {} MB after",
        took.len(),
        mb(before),
        mb(most),
        mb(after)
    );
    assert!(
        after < before + 32 * 1024 * 1024,
        "{} MB before, {} MB after",
        mb(before),
        mb(after)
    );
    assert!(!is_heavy() || slow < Duration::from_millis(500), "{slow:?}");
}
