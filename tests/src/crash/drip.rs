//! Connections that drip headers, then bodies, then read slowly: visitors do not notice, and the memory comes back.

use super::Line;
use super::server::{Place, Server};
use rustix::net::sockopt::set_socket_recv_buffer_size;
use rustix::net::{AddressFamily, SocketType, connect, socket};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Files that the server has open without any connection, at most.
const FILES: usize = 40;

/// Longer than all limits of the server together.
const AT_LAST: Duration = Duration::from_secs(60);

/// How much more memory it may hold afterwards than before.
const MORE: u64 = 32 * 1024 * 1024;

/// Ends what goes on beside a test, also when the test fails.
struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn allow_files() {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let current = maximum;
    setrlimit(Resource::Nofile, Rlimit { current, maximum }).unwrap();
}

/// Opens many, each with these first bytes, and waits until the server has taken in most of them.
fn open(server: &Server, many: usize, head: &str, what: &str) -> Vec<TcpStream> {
    let address: SocketAddr = server.address.parse().unwrap();
    let connect = |_| {
        // What the kernel reads ahead is settled when the connection is made.
        let stream = socket(AddressFamily::INET, SocketType::STREAM, None).unwrap();
        set_socket_recv_buffer_size(&stream, 4096).unwrap();
        connect(&stream, &address).unwrap();
        let mut stream = TcpStream::from(stream);
        let _ = stream.write_all(head.as_bytes());
        stream.set_nonblocking(true).unwrap();
        stream
    };
    let streams: Vec<TcpStream> = (0..many).map(connect).collect();
    let begun = Instant::now();
    while server.files() < many * 9 / 10 {
        assert!(
            begun.elapsed() < AT_LAST,
            "{what}: only {} were taken in",
            server.files()
        );
        std::thread::sleep(Duration::from_millis(10));
    }
    streams
}

/// Keeps them up, a byte a second each, until the server has let all of them go.
fn keep_up(
    server: &Server,
    mut streams: Vec<TcpStream>,
    each: impl Fn(&mut TcpStream),
    what: &str,
) {
    let begun = Instant::now();
    while server.files() > FILES {
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
    println!(
        "{what}: all let go after {:?}, memory {} MB",
        begun.elapsed(),
        mb(server.memory())
    );
}

fn mb(bytes: u64) -> u64 {
    bytes / (1024 * 1024)
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
    keep_up(server, open(server, many, head, "headers"), byte, "headers");
    let head = format!(
        "POST /forms/note/{}/words HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: 100000\r\n\r\nwords=",
        "0".repeat(32)
    );
    keep_up(server, open(server, many, &head, "bodies"), byte, "bodies");
    let many_pages = "GET /guidance/long HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(24);
    keep_up(
        server,
        open(server, many, &many_pages, "slow reading"),
        sip,
        "slow reading",
    );
}

/// Lets many drip, and a visitor come by meanwhile; with 99 of 100 of their pages in this time, and memory as before.
fn dripped_on(many: usize, seconds: &str, within: Option<Duration>) {
    allow_files();
    let place = Place::new();
    let long = format!("# Long\n\n{}\n", "Words that nobody reads. ".repeat(500));
    std::fs::write(place.content().join("guidance/long.md"), long).unwrap();
    let server = place.start(&[
        ("LIMITS_HEADER_SECONDS", seconds),
        ("LIMITS_BODY_SECONDS", seconds),
        ("LIMITS_ANSWER_SECONDS", seconds),
    ]);
    for _ in 0..50 {
        Line::to(&server.address)
            .unwrap()
            .get("/forms/note")
            .unwrap();
    }
    let (before, ended) = (server.memory(), AtomicBool::new(false));
    let (took, most) = std::thread::scope(|scope| {
        let ends = Ends(&ended);
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
        drop(ends);
        (visitor.join().unwrap(), watcher.join().unwrap())
    });
    std::thread::sleep(Duration::from_secs(2));
    let after = server.memory();
    let slow = took[took.len() * 99 / 100];
    println!(
        "{many} connections: a page in {slow:?} at the 99th percentile of {}; memory {} MB before, {} MB at most, {} MB after",
        took.len(),
        mb(before),
        mb(most),
        mb(after)
    );
    assert!(
        after < before + MORE,
        "{} MB before, {} MB after",
        mb(before),
        mb(after)
    );
    if let Some(within) = within {
        assert!(slow < within, "{slow:?}");
    }
}

#[test]
fn connections_that_drip_are_let_go_while_visitors_are_served_and_the_memory_comes_back() {
    dripped_on(400, "2", None);
}

#[test]
#[ignore = "ten thousand connections need `ulimit -n 20000` and a machine that does nothing else; see CONTRIBUTING.md"]
fn ten_thousand_connections_that_drip_slow_no_page_down_to_half_a_second() {
    dripped_on(10_000, "10", Some(Duration::from_millis(500)));
}
