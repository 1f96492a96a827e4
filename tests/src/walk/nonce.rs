//! What is sent from a page that was open too long, or from none of ours, is shown again and not taken.

use super::browser::in_parts;
use super::mail::{letters, sources};
use super::room::START;
use super::whole::to_check;
use super::{Browser, Gateway, files, tables};
use std::time::Duration;

const STALE: &str = "This page was open for too long, or was opened another way. Check what is on it, then send it again";

fn on_the_name<'a>(gateway: &'a Gateway) -> Browser<'a> {
    let mut jo = gateway.browser();
    jo.open(START)
        .press("Start now")
        .reads("What is your name?");
    jo
}

fn named(name: &str) -> (String, String) {
    ("full_name".to_owned(), name.to_owned())
}

#[test]
fn a_page_that_was_open_for_a_day_comes_again_with_what_was_typed() {
    let mut gateway = Gateway::room();
    let (page, cookies, filled) = {
        let jo = on_the_name(&gateway);
        let filled = [jo.page.hidden(), vec![named("Jo <Smith>")]].concat();
        (jo.page.address.clone(), jo.cookies(), filled)
    };
    gateway.today("2026-03-03");
    let mut jo = gateway.browser().with(cookies);
    jo.page = jo.post_fields(&page, &filled);
    assert_eq!(jo.page.status, 422);
    assert_eq!(jo.page.summary(), [STALE]);
    assert_eq!(
        jo.page.value("What is your name?").as_deref(),
        Some("Jo <Smith>")
    );
    let mut other = jo.clone();
    other.open(&page);
    assert_eq!(other.page.value("What is your name?").as_deref(), Some(""));
    jo.press("Continue").reads("Who is it for?");
}

#[test]
fn what_no_page_of_ours_carried_is_not_taken() {
    let gateway = Gateway::room();
    let mut jo = on_the_name(&gateway);
    let page = jo.page.address.clone();
    let mut other = on_the_name(&gateway);
    let of_another_draft = other.page.hidden();
    let forged = vec![("_nonce".to_owned(), "0".repeat(56))];
    for carried in [Vec::new(), of_another_draft, forged] {
        let fields = [carried, vec![named("Eve")]].concat();
        let answer = jo.post_fields(&page, &fields);
        assert_eq!(
            (answer.status, answer.summary()),
            (422, vec![STALE.to_owned()])
        );
    }
    let kept = jo.post_fields(&format!("{page}?keep"), &[named("Eve")]);
    assert!(kept.html.contains("\"kept\":false"), "{}", kept.html);
    assert_eq!(
        jo.open(&page).page.value("What is your name?").as_deref(),
        Some("")
    );
    other
        .fill("What is your name?", "Ann")
        .press("Continue")
        .reads("Who is it for?");
}

#[test]
fn nothing_is_sent_added_or_taken_out_from_a_page_that_is_not_ours() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    to_check(&mut jo);
    let check = jo.page.address.clone();
    let shown: Vec<_> = jo.page.hidden();
    let shown: Vec<_> = shown
        .into_iter()
        .filter(|(name, _)| name == "_shown")
        .collect();
    let answer = jo.post_fields(&check, &shown);
    assert_eq!(
        (answer.status, answer.summary()),
        (422, vec![STALE.to_owned()])
    );
    jo.open(&check).reads("Check your answers");
    jo.back();
    let list = jo.page.address.clone();
    for fields in [Vec::new(), vec![("_add".to_owned(), "yes".to_owned())]] {
        let answer = jo.post_fields(&list, &fields);
        assert_eq!(
            (answer.status, answer.summary()),
            (422, vec![STALE.to_owned()])
        );
    }
    jo.open(&list)
        .press("Add another guest")
        .fill("Who comes?", "Bob")
        .press("Continue");
    let remove = list.replace("items", "remove/1");
    let answer = jo.post_fields(&remove, &[]);
    assert_eq!(
        (answer.status, answer.summary()),
        (422, vec![STALE.to_owned()])
    );
    jo.open(&list);
    assert!(jo.page.link("Remove Ann").is_some(), "she is still there");
}

#[test]
fn a_button_that_is_pressed_twice_sends_one_link() {
    let gateway = Gateway::on(sources(), "2026-03-02");
    let mut jo = gateway.browser();
    jo.open("/forms/borrow")
        .press("Start now")
        .fill("What is your name?", "Jo");
    jo.press("Save and come back later")
        .fill("Email address", "jo@example.org");
    let mut again = jo.clone();
    let mut mistyped = jo.clone();
    jo.press("Send me a link").reads("Check your email");
    again.press("Send me a link").reads("Check your email");
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(letters(&gateway, 1).len(), 1);
    mistyped
        .fill("Email address", "jo@example.net")
        .press("Send me a link")
        .reads("Check your email");
    assert_eq!(letters(&gateway, 2).len(), 2);
}

#[test]
fn a_file_that_no_page_of_ours_sends_is_not_kept() {
    let gateway = files::gateway();
    let mut jo = files::begun(&gateway);
    let page = jo.page.address.clone();
    let plan = [("plan".to_owned(), "a.pdf".to_owned(), files::pdf("a"))];
    let typed = [("called".to_owned(), "Hall".to_owned())];
    let answer = jo.post_parts(&page, &in_parts(&typed, &plan));
    assert_eq!(answer.status, 422);
    assert!(answer.summary().contains(&STALE.to_owned()));
    assert_eq!(
        answer.value("What is it called?").as_deref(),
        Some("Hall"),
        "what was typed stands"
    );
    assert!(files::kept(&gateway).is_empty());
    let carried = [jo.page.hidden(), typed.to_vec()].concat();
    let answer = jo.post_parts(&page, &in_parts(&carried, &plan));
    assert_eq!(answer.status, 303);
    assert_eq!(files::kept(&gateway).len(), 1);
}

#[test]
fn a_table_that_no_page_of_ours_sends_takes_the_place_of_nothing() {
    let gateway = tables::gateway();
    let mut jo = tables::uploading(&gateway);
    let page = jo.page.address.clone();
    let bytes = format!("{}Great hall,1200,\r\n", tables::HEAD).into_bytes();
    let table = [("_table".to_owned(), "halls.csv".to_owned(), bytes)];
    let answer = jo.post_parts(&page, &in_parts(&[], &table));
    assert_eq!(
        (answer.status, answer.summary()),
        (422, vec![STALE.to_owned()])
    );
    let answer = jo.post_parts(&page, &in_parts(&jo.page.hidden(), &table));
    let question = answer.headers["location"].clone();
    let answer = jo.post_fields(&question, &[]);
    assert_eq!(
        (answer.status, answer.summary()),
        (422, vec![STALE.to_owned()])
    );
    jo.open(&question)
        .press("Use the 1 hall")
        .reads("You have added 1 hall");
}
