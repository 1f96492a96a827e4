//! What one client may ask for, how long it may take over it, and what is said when that is too much.

use super::server::Place;
use super::{Answer, Line};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Two seconds for everything, so that tests do not take long.
const HASTE: [(&str, &str); 3] = [
    ("LIMITS_HEADER_SECONDS", "2"),
    ("LIMITS_BODY_SECONDS", "2"),
    ("LIMITS_ANSWER_SECONDS", "2"),
];

/// Ten bytes a second, until the other end has had enough; gives what came back, and when.
fn drip(mut stream: TcpStream, head: &str) -> (String, Duration) {
    let begun = Instant::now();
    stream.write_all(head.as_bytes()).unwrap();
    let mut reader = stream.try_clone().unwrap();
    let read = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = reader.read_to_end(&mut bytes);
        (String::from_utf8_lossy(&bytes).into_owned(), Instant::now())
    });
    while !read.is_finished() && begun.elapsed() < Duration::from_secs(20) {
        let _ = stream.write_all(b"x");
        std::thread::sleep(Duration::from_millis(100));
    }
    let _ = stream.shutdown(std::net::Shutdown::Both);
    let (said, at) = read.join().unwrap();
    (said, at.duration_since(begun))
}

#[test]
fn whoever_drips_headers_or_a_body_is_given_up_and_told_where_that_can_be() {
    let place = Place::new();
    let server = place.start(&HASTE);
    let connect = || TcpStream::connect(&server.address).unwrap();
    let (_, took) = drip(connect(), "GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ");
    assert!(took < Duration::from_secs(15), "headers: {took:?}");
    let (_, took) = drip(connect(), "");
    assert!(took < Duration::from_secs(15), "the first line: {took:?}");
    let mut line = Line::to(&server.address).unwrap();
    let draft = line.begin().unwrap().location().to_owned();
    let page = line.get(&draft).unwrap().location().to_owned();
    let head = format!(
        "POST {page} HTTP/1.1\r\nhost: localhost\r\ncookie: {}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: 100000\r\n\r\nwords=",
        line.cookie
    );
    let (said, took) = drip(connect(), &head);
    assert!(took < Duration::from_secs(15), "a body: {took:?}");
    assert!(said.starts_with("HTTP/1.1 408 "), "{said}");
    assert!(said.contains("It took too long"), "{said}");
    let begun = Instant::now();
    let mut idle = connect();
    assert_eq!(idle.read(&mut [0; 1]).unwrap_or(0), 0);
    assert!(
        begun.elapsed() < Duration::from_secs(15),
        "who says nothing is let go"
    );
}

#[test]
fn headers_and_a_body_that_are_too_large_are_refused() {
    let place = Place::new();
    let server = place.start(&[
        ("LIMITS_HEADER_KILOBYTES", "16"),
        ("LIMITS_BODY_KILOBYTES", "64"),
    ]);
    let mut line = Line::to(&server.address).unwrap();
    let long = "x".repeat(20_000);
    let refused = line.ask("GET", "/", &[("x-long", &long)], "").unwrap();
    assert_eq!(refused.status, 431);
    let mut line = Line::to(&server.address).unwrap();
    let fine = "x".repeat(12_000);
    assert_eq!(
        line.ask("GET", "/", &[("x-long", &fine)], "")
            .unwrap()
            .status,
        200
    );
    let draft = line.begin().unwrap().location().to_owned();
    let page = line.get(&draft).unwrap().location().to_owned();
    let refused = line
        .post(&page, &format!("words={}", "x".repeat(70_000)))
        .unwrap();
    assert_eq!(refused.status, 413);
    assert!(
        refused.body.contains("You have entered too much"),
        "{}",
        refused.body
    );
}

fn is_told_to_wait(answer: &Answer) {
    assert_eq!(answer.status, 429, "{}", answer.body);
    let seconds: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=3600).contains(&seconds), "{seconds}");
    assert!(
        answer.body.contains("Wait a little, then try again"),
        "{}",
        answer.body
    );
}

#[test]
fn whoever_posts_or_begins_too_much_is_told_to_wait_and_may_still_read() {
    let place = Place::new();
    let server = place.start(&[
        ("LIMITS_DRAFTS_PER_HOUR", "3"),
        ("LIMITS_POSTS_PER_MINUTE", "20"),
    ]);
    let mut line = Line::to(&server.address).unwrap();
    let draft = line.begin().unwrap().location().to_owned();
    let page = line.get(&draft).unwrap().location().to_owned();
    assert_eq!(line.begin().unwrap().status, 303);
    assert_eq!(line.begin().unwrap().status, 303);
    is_told_to_wait(&line.begin().unwrap());
    let body = format!("words=kept&{}", line.get(&page).unwrap().carried());
    let posts = (0..20).map(|_| line.post(&page, &body).unwrap());
    let refused = posts.filter(|answer| answer.status != 303).last();
    is_told_to_wait(&refused.expect("a post more than twenty in a minute was taken"));
    // A header that no proxy of ours wrote makes nobody another.
    for address in ["192.0.2.1", "192.0.2.2"] {
        let mut other = Line::to(&server.address).unwrap();
        let spoofed = [("x-forwarded-for", address)];
        is_told_to_wait(&other.ask("POST", "/forms/note", &spoofed, "").unwrap());
    }
    assert!(line.get(&page).unwrap().body.contains(">kept</textarea>"));
}

#[test]
fn behind_a_proxy_each_client_counts_for_itself() {
    let place = Place::new();
    let server = place.start(&[
        ("LIMITS_DRAFTS_PER_HOUR", "2"),
        ("TRUSTED_PROXIES", "127.0.0.0/8"),
    ]);
    let mut line = Line::to(&server.address).unwrap();
    let mut begin = |chain: &str| {
        let headers = [("x-forwarded-for", chain)];
        line.ask("POST", "/forms/note", &headers, "").unwrap()
    };
    for client in ["192.0.2.1", "192.0.2.2"] {
        assert_eq!(begin(client).status, 303);
        assert_eq!(begin(&format!("203.0.113.9, {client}")).status, 303);
        is_told_to_wait(&begin(&format!("203.0.113.10, {client}, 127.0.0.7")));
    }
}

#[test]
fn one_address_does_not_take_all_places_and_gets_its_own_back() {
    let place = Place::new();
    let server = place.start(&[("LIMITS_CONNECTIONS_PER_CLIENT", "4")]);
    let mut lines: Vec<Line> = (0..4).map(|_| Line::to(&server.address).unwrap()).collect();
    for line in &mut lines {
        assert_eq!(line.get("/health").unwrap().status, 200);
    }
    let mut fifth = Line::to(&server.address).unwrap();
    let busy = fifth.answer().unwrap();
    assert_eq!((busy.status, busy.header("retry-after")), (503, Some("10")));
    assert!(
        busy.body.contains("Close some, wait ten seconds"),
        "{}",
        busy.body
    );
    lines.clear();
    let begun = Instant::now();
    loop {
        let mut line = Line::to(&server.address).unwrap();
        if line.get("/health").is_ok_and(|answer| answer.status == 200) {
            break;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "places were not given back"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}
