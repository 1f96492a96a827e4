//! Stopping, and what those who watch are told.

use super::Line;
use super::server::Place;
use std::time::{Duration, Instant};

#[test]
fn a_stop_takes_nobody_in_and_finishes_what_is_under_way() {
    let place = Place::new();
    let mut server = place.start(&[]);
    let mut idle = Line::to(&server.address).unwrap();
    assert_eq!(idle.get("/health").unwrap().body, "alive\n");
    let mut line = Line::to(&server.address).unwrap();
    let draft = line.begin().unwrap().location().to_owned();
    let page = line.get(&draft).unwrap().location().to_owned();
    let carried = line.get(&page).unwrap().carried();
    let (head, rest) = (format!("{carried}&words=half%20"), "and%20half");
    let request = format!(
        "POST {page} HTTP/1.1\r\nhost: localhost\r\ncookie: {}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{head}",
        line.cookie,
        head.len() + rest.len()
    );
    line.send(request.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let asked = Instant::now();
    server.ask_to_stop();
    while Line::to(&server.address).is_ok_and(|mut line| line.get("/health").is_ok()) {
        assert!(
            asked.elapsed() < Duration::from_secs(5),
            "it still takes visitors in"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    line.send(rest.as_bytes()).unwrap();
    assert_eq!(
        line.answer().unwrap().status,
        303,
        "what was under way is finished"
    );
    let status = server.ended(Duration::from_secs(10));
    assert!(status.success(), "{status}: {}", place.log());
    let server = place.start(&[]);
    let mut again = Line::to(&server.address).unwrap();
    again.cookie.clone_from(&line.cookie);
    assert!(
        again
            .get(&page)
            .unwrap()
            .body
            .contains(">half and half</textarea>")
    );
}

#[test]
fn a_stop_does_not_wait_for_whoever_never_finishes() {
    let place = Place::new();
    let mut server = place.start(&[]);
    let mut line = Line::to(&server.address).unwrap();
    let draft = line.begin().unwrap().location().to_owned();
    let page = line.get(&draft).unwrap().location().to_owned();
    let request = format!(
        "POST {page} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: 99\r\n\r\nwords="
    );
    line.send(request.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let asked = Instant::now();
    server.ask_to_stop();
    let status = server.ended(Duration::from_secs(11));
    assert!(
        asked.elapsed() < Duration::from_secs(10),
        "{:?}",
        asked.elapsed()
    );
    assert!(status.success(), "{status}: {}", place.log());
}

#[test]
fn who_watches_is_told_that_it_is_alive_and_whether_it_is_ready() {
    let place = Place::new();
    let server = place.start(&[]);
    let mut line = Line::to(&server.address).unwrap();
    let ready = line.get("/ready").unwrap();
    assert_eq!((ready.status, ready.body.as_str()), (200, "ready\n"));
    assert_eq!(ready.header("cache-control"), Some("no-store"));
    let form = place.content().join("forms/note.form.yaml");
    let good = std::fs::read_to_string(&form).unwrap();
    std::fs::write(&form, good.replace("long text", "long txt")).unwrap();
    let until = |line: &mut Line, wanted: &str| {
        let begun = Instant::now();
        while line.get("/ready").unwrap().body != wanted {
            assert!(begun.elapsed() < Duration::from_secs(20), "never: {wanted}");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    until(
        &mut line,
        "ready\nthe content has errors: what was good before is served\n",
    );
    assert_eq!(line.get("/forms/note").unwrap().status, 200);
    std::fs::write(&form, good).unwrap();
    until(&mut line, "ready\n");
}
