//! Sending: once, as it was shown, and what is left of it.

use super::Gateway;
use super::room::START;
use super::whole::{at_check, to_check};
use std::thread;

fn reference(text: &str) -> String {
    let at = text
        .find("ROOM-")
        .unwrap_or_else(|| panic!("no reference in: {text}"));
    text[at..at + "ROOM-7K3M-92QF".len()].to_owned()
}

#[test]
fn the_page_about_what_was_sent_survives_reload_and_restart() {
    let mut gateway = Gateway::room();
    let (first, sent, cookies);
    {
        let mut jo = gateway.browser();
        to_check(&mut jo);
        jo.press("Accept and send");
        first = jo.page.html.clone();
        sent = jo.page.address.clone();
        cookies = jo.cookies();
        jo.open(&sent.clone());
        assert_eq!(jo.page.html, first);
    }
    gateway.restart();
    let mut jo = gateway.browser().with(cookies);
    jo.open(&sent);
    assert_eq!(jo.page.html, first);
}

#[test]
fn sending_twice_gives_the_same_reference() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    let answers: Vec<_> = thread::scope(|scope| {
        let senders: Vec<_> = (0..8)
            .map(|_| {
                let mut same = jo.clone();
                scope.spawn(move || {
                    same.press("Accept and send");
                    (same.page.status, reference(&same.page.text()))
                })
            })
            .collect();
        senders
            .into_iter()
            .map(|sender| sender.join().unwrap())
            .collect()
    });
    jo.press("Accept and send");
    let once = (200, reference(&jo.page.text()));
    assert!(
        answers.iter().all(|answer| *answer == once),
        "{answers:?} and {once:?}"
    );
}

#[test]
fn a_draft_that_was_sent_is_shown_as_sent_everywhere() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    let root = jo.page.address.trim_end_matches("/check").to_owned();
    jo.press("Accept and send");
    let sent = jo.page.address.clone();
    for old in ["", "/you/name", "/check", "/guests/items"] {
        jo.open(&format!("{root}{old}"));
        assert_eq!(jo.page.address, sent, "{old}");
    }
    let fields = [("full_name".to_owned(), "Somebody else".to_owned())];
    let answer = jo.post_fields(&format!("{root}/you/name"), &fields);
    assert_eq!(answer.status, 303);
    jo.open(&sent);
    assert_eq!(
        jo.page.answer("What is your name?").as_deref(),
        Some("Jo Smith")
    );
}

#[test]
fn what_changed_in_another_window_is_not_sent_unseen() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    let mut other = jo.clone();
    other
        .follow("Change What is your name?")
        .fill("What is your name?", "Ann")
        .press("Continue");
    jo.press("Accept and send");
    assert_eq!(jo.page.status, 422);
    let message = "Your answers changed after you opened this page. Check them again";
    assert_eq!(jo.page.summary(), [message]);
    assert_eq!(jo.page.answer("What is your name?").as_deref(), Some("Ann"));
    jo.press("Accept and send");
    assert_eq!(jo.page.answer("What is your name?").as_deref(), Some("Ann"));
    reference(&jo.page.text());
}

#[test]
fn pages_posted_at_once_from_two_windows_are_both_kept() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    for round in 0..10 {
        let (mut one, mut two) = (jo.clone(), jo.clone());
        one.follow("Change What is your name?")
            .fill("What is your name?", &format!("Jo {round}"));
        two.follow("Change Which day?")
            .fill("Day", &format!("{}", 10 + round));
        thread::scope(|scope| {
            scope.spawn(|| {
                one.press("Continue")
                    .reads("Check your answers")
                    .page
                    .status
            });
            scope.spawn(|| {
                two.press("Continue")
                    .reads("Check your answers")
                    .page
                    .status
            });
        });
        let check = jo.page.address.clone();
        jo.open(&check);
        assert_eq!(
            jo.page.answer("What is your name?"),
            Some(format!("Jo {round}"))
        );
        assert_eq!(
            jo.page.answer("Which day?"),
            Some(format!("{} March 2026", 10 + round))
        );
    }
}

#[test]
fn a_form_that_was_sent_can_be_begun_again() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.press("Accept and send");
    let first = reference(&jo.page.text());
    to_check(&mut jo);
    jo.press("Accept and send");
    assert_ne!(reference(&jo.page.text()), first);
    jo.open(START).reads("Borrow a room");
}
