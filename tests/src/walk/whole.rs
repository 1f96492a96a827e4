//! A whole form, from the list of forms to a reference.

use super::room::START;
use super::{Browser, Gateway};

/// A page by its heading, how it is answered, and what it says when it is not.
pub(super) type Step = (&'static str, fn(&mut Browser<'_>), &'static [&'static str]);

/// The pages of the short way, with what each needs to be right.
pub(super) fn steps() -> Vec<Step> {
    vec![
        (
            "What is your name?",
            |b| {
                b.fill("What is your name?", "Jo Smith");
            },
            &["Enter your name"],
        ),
        (
            "Who is it for?",
            |b| {
                b.choose("Myself");
            },
            &["Select who it is for"],
        ),
        ("What the house asks", |_| (), &[]),
        (
            "Which day?",
            |b| {
                b.fill("Day", "27").fill("Month", "3").fill("Year", "2026");
            },
            &["Enter the day"],
        ),
        (
            "What else do you need?",
            |b| {
                b.choose("No");
            },
            &["Select yes if you want coffee"],
        ),
        (
            "Who comes?",
            |b| {
                b.fill("Who comes?", "Ann");
            },
            &["Enter the name of the guest"],
        ),
        (
            "Where do they sit?",
            |b| {
                b.choose("In front");
            },
            &["Select the seat"],
        ),
        ("You have added 1 guest", |_| (), &[]),
    ]
}

/// Walks to check your answers.
pub(super) fn to_check(browser: &mut Browser<'_>) {
    browser.open("/").follow("Borrow a room").press("Start now");
    for (heading, fill, _) in steps() {
        browser.reads(heading);
        fill(browser);
        browser.press("Continue");
    }
    browser.reads("Check your answers");
}

/// Somebody who has come to check your answers.
pub(super) fn at_check(gateway: &Gateway) -> Browser<'_> {
    let mut browser = gateway.browser();
    to_check(&mut browser);
    browser
}

#[test]
fn a_person_walks_from_the_list_of_forms_to_a_reference() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    assert_eq!(
        jo.page.answer("What is your name?").as_deref(),
        Some("Jo Smith")
    );
    assert_eq!(
        jo.page.answer("Which day?").as_deref(),
        Some("27 March 2026")
    );
    assert!(
        jo.page
            .text()
            .contains("I will leave the room as I found it")
    );
    jo.press("Accept and send");
    let text = jo.page.text();
    assert!(jo.page.heading().contains("Borrow a room"), "{text}");
    assert!(text.contains("ROOM-"), "{text}");
    assert!(text.contains("We will write to you in two days"), "{text}");
    assert_eq!(jo.page.answer("Who comes?").as_deref(), Some("Ann"));
    assert!(
        text.contains("I will leave the room as I found it"),
        "{text}"
    );
}

#[test]
fn each_required_answer_is_asked_for_on_its_own_page_and_nothing_wrong_is_saved() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    jo.open(START).press("Start now");
    for (heading, fill, messages) in steps() {
        jo.reads(heading);
        if !messages.is_empty() {
            let here = jo.page.address.clone();
            jo.press("Continue");
            assert_eq!(jo.page.status, 422, "{heading}");
            assert_eq!(jo.page.summary(), messages, "{heading}");
            let beside: Vec<String> = messages
                .iter()
                .map(|message| format!("Error: {message}"))
                .collect();
            let read: Vec<String> = jo
                .page
                .messages()
                .iter()
                .map(|m| format!("Error: {}", m.trim_start_matches(": ")))
                .collect();
            assert_eq!(read, beside, "the same words beside the question");
            assert!(
                jo.page.title().starts_with("Error: "),
                "{}",
                jo.page.title()
            );
            jo.open(&here).reads(heading);
            assert!(
                jo.page.summary().is_empty(),
                "nothing was saved, so nothing is wrong"
            );
        }
        fill(&mut jo);
        jo.press("Continue");
    }
    jo.reads("Check your answers");
}

#[test]
fn what_was_typed_comes_back_with_its_message() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    jo.open(START).press("Start now");
    let long = "Jo <b>\"&' ".repeat(20);
    jo.fill("What is your name?", &long).press("Continue");
    assert_eq!(
        jo.page.summary(),
        ["Your name must be 60 characters or fewer"]
    );
    assert_eq!(
        jo.page.value("What is your name?").as_deref(),
        Some(long.as_str())
    );
    jo.fill("What is your name?", "Jo")
        .press("Continue")
        .choose("Myself")
        .press("Continue")
        .press("Continue");
    jo.fill("Day", "31")
        .fill("Month", "2")
        .fill("Year", "2026")
        .press("Continue");
    assert_eq!(
        jo.page.summary(),
        ["The day must be a real date, like 23 11 2026"]
    );
    assert_eq!(jo.page.value("Day").as_deref(), Some("31"));
    jo.fill("Day", "1").fill("Month", "3").press("Continue");
    assert_eq!(jo.page.summary(), ["The day must be today or later"]);
}

#[test]
fn every_page_leads_back_to_the_one_before_with_its_answer_in_it() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    let mut headings = Vec::new();
    while jo.page.heading() != "Borrow a room" {
        jo.back();
        headings.push(jo.page.heading());
    }
    let mut expected: Vec<String> = steps()
        .iter()
        .map(|(heading, ..)| (*heading).to_owned())
        .collect();
    expected.insert(0, "Borrow a room".to_owned());
    expected.reverse();
    assert_eq!(headings, expected);
    jo.open("/")
        .follow("Borrow a room")
        .back()
        .reads("The library");
}

#[test]
fn a_page_shows_what_was_answered_on_it() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.follow("Change What is your name?");
    assert_eq!(
        jo.page.value("What is your name?").as_deref(),
        Some("Jo Smith")
    );
    jo.back()
        .reads("Check your answers")
        .follow("Change Which day?");
    assert_eq!(jo.page.value("Month").as_deref(), Some("3"));
    jo.back().follow("Change Coffee?");
    assert!(jo.page.is_ticked("No") && !jo.page.is_ticked("Yes"));
}

#[test]
fn answers_survive_a_restart_of_the_server() {
    let mut gateway = Gateway::room();
    let (address, cookies) = {
        let mut jo = gateway.browser();
        jo.open(START)
            .press("Start now")
            .fill("What is your name?", "Jo")
            .press("Continue")
            .reads("Who is it for?");
        (jo.page.address.clone(), jo.cookies())
    };
    gateway.restart();
    let mut jo = gateway.browser().with(cookies);
    jo.open(&address).reads("Who is it for?").back();
    assert_eq!(jo.page.value("What is your name?").as_deref(), Some("Jo"));
}

#[test]
fn two_tabs_are_two_drafts() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    let other = jo.open(START).clone();
    jo.press("Start now")
        .fill("What is your name?", "Jo")
        .press("Continue");
    let mut other = other.with(jo.cookies());
    other
        .press("Start now")
        .fill("What is your name?", "Ann")
        .press("Continue")
        .back();
    assert_eq!(
        other.page.value("What is your name?").as_deref(),
        Some("Ann")
    );
    jo.back();
    assert_eq!(jo.page.value("What is your name?").as_deref(), Some("Jo"));
}

#[test]
fn a_note_is_read_beside_the_form() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    jo.open("/guidance/rooms").reads("Rooms");
    assert!(jo.page.text().contains("We lend rooms to anyone"));
    jo.open(START);
    assert!(
        jo.page.text().contains("We lend rooms to anyone"),
        "the start page says it, too"
    );
}
