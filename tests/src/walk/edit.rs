//! What editors see with `--edit`: what is wrong over the last good page, everything on `/edit/`, every question in its states.
//! Nobody else sees any of it.

use super::gateway::content;
use super::page::{select, words};
use super::reload::rename_over;
use super::room::{FORM, START, sources};
use super::{Browser, Gateway, Page};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const FILE: &str = "forms/borrow-a-room.form.yaml";
const OVER: &str = "[data-accede-found]";
const BROKEN: &str = ".accede-over__broken";

/// The form with a condition that names no option.
fn broken() -> String {
    FORM.replace("show when: who is club\n", "show when: who is clubb\n")
}

fn there(page: &Page, selector: &str) -> Option<String> {
    let html = page.parsed();
    select(&html, selector).first().map(|found| words(*found))
}

fn number(page: &Page) -> String {
    let html = page.parsed();
    let over = select(&html, OVER);
    over[0].attr("data-accede-found").unwrap().to_owned()
}

fn until(browser: &mut Browser<'_>, address: &str, wanted: impl Fn(&Page) -> bool) {
    let start = Instant::now();
    while !wanted(&browser.open(address).page) {
        let text = browser.page.text();
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{address} says: {text}"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_broken_edit_is_shown_over_the_last_good_page_with_its_place_and_line() {
    let gateway = Gateway::written(sources(), true);
    let mut browser = gateway.browser();
    browser.open(START).reads("Borrow a room");
    assert_eq!(there(&browser.page, BROKEN), None);
    fs::write(gateway.file(FILE), broken()).unwrap();
    until(&mut browser, START, |page| there(page, BROKEN).is_some());
    browser.reads("Borrow a room");
    let said = there(&browser.page, BROKEN).unwrap();
    let line = 1 + FORM
        .lines()
        .position(|line| line.ends_with("who is club"))
        .unwrap();
    for part in [
        "1 error",
        "This page is as it was before",
        "there is no option `clubb`",
        "did you mean `club`?",
        &format!("{FILE}:{line}:"),
        "show when: who is clubb",
    ] {
        assert!(said.contains(part), "no {part} in: {said}");
    }
    browser.open("/edit/").reads("What you are writing");
    assert!(browser.page.text().contains("show when: who is clubb"));
    fs::write(gateway.file(FILE), FORM).unwrap();
    until(&mut browser, START, |page| there(page, BROKEN).is_none());
    assert_eq!(there(&browser.page, OVER).as_deref(), Some("no problems"));
}

#[test]
fn a_page_that_is_refused_has_it_too_and_is_otherwise_whole() {
    let gateway = Gateway::written(sources(), true);
    let mut browser = gateway.browser();
    browser.open("/nowhere");
    assert_eq!(browser.page.status, 404);
    assert!(there(&browser.page, OVER).is_some());
    browser.open(START).press("Start now").press("Continue");
    assert!(there(&browser.page, OVER).is_some());
    assert_eq!(browser.page.messages(), ["Enter your name"]);
}

#[test]
fn without_edit_and_from_elsewhere_nothing_of_it_is_there() {
    let plain = Gateway::written(sources(), false);
    fs::write(plain.file(FILE), broken()).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let page = &plain.browser().open(START).page.clone();
    assert!(!page.html.contains("accede-over") && !page.html.contains("clubb"));
    let edited = Gateway::written(sources(), true);
    let address = edited.address();
    let elsewhere = [("host", "forms.example.org")];
    let passed_on = [
        ("host", address.as_str()),
        ("x-forwarded-for", "203.0.113.9"),
    ];
    for path in [
        "/edit",
        "/edit/",
        "/edit/changes",
        "/edit/forms/borrow-a-room",
    ] {
        let page = plain.browser().request("GET", path, &[], b"");
        assert_eq!(page.status, 404, "{path} without --edit");
        for headers in [&elsewhere[..], &passed_on] {
            let page = edited.browser().request("GET", path, headers, b"");
            assert_eq!(page.status, 404, "{path} with {headers:?}");
            assert!(
                !page.html.contains("accede-over"),
                "{path} with {headers:?}"
            );
        }
    }
}

#[test]
fn a_browser_is_told_of_every_change_and_let_go_when_the_server_stops() {
    let gateway = Gateway::written(sources(), true);
    let mut browser = gateway.browser();
    let before = number(&browser.open(START).page);
    let mut stream = TcpStream::connect(gateway.address()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let ask = format!(
        "GET /edit/changes HTTP/1.1\r\nhost: {}\r\n\r\n",
        gateway.address()
    );
    stream.write_all(ask.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let mut next = || lines.find_map(|line| line.strip_prefix("data: ").map(str::to_owned));
    assert_eq!(next().as_deref(), Some(before.as_str()));
    let changed = FORM.replace("title: Borrow a room", "title: Changed");
    rename_over(&gateway.file(FILE), &changed);
    let told = next().unwrap();
    assert_ne!(told, before);
    // By the time that it is told, the new page is there.
    browser.open(START).reads("Changed");
    assert_eq!(number(&browser.page), told);
    let start = Instant::now();
    drop(gateway);
    let last = next();
    assert_eq!(last, None, "after {told}");
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn every_question_of_a_market_is_shown_in_its_states_from_its_examples() {
    let gateway = Gateway::written(content("tests/content/rooms"), true);
    let mut browser = gateway.browser();
    browser.open("/edit/");
    let catalogue = gateway.catalogue();
    let mut titles = BTreeSet::new();
    for form in catalogue.forms() {
        browser
            .open(&format!("/edit/forms/{}", form.name()))
            .reads(form.title());
        let html = browser.page.parsed();
        let questions = form.sections().iter().flat_map(engine::Section::pages);
        let questions = questions.flat_map(engine::Page::questions).count();
        assert_eq!(
            select(&html, ".accede-states").len(),
            questions,
            "{}",
            form.name()
        );
        let mut ids = BTreeSet::new();
        for element in select(&html, "[id]") {
            let id = element.attr("id").unwrap();
            assert!(
                ids.insert(id.to_owned()),
                "{id} is there twice in {}",
                form.name()
            );
        }
        for state in select(&html, ".accede-states__one") {
            titles.insert(words(select_in(state, ".accede-states__title")[0]));
            let wrong = words(state).starts_with("Wrong From");
            let said = !select_in(state, ".govuk-error-message").is_empty();
            assert!(said || !wrong, "{}: {}", form.name(), words(state));
        }
    }
    for title in ["Empty", "Wrong", "Answered"] {
        assert!(titles.contains(title), "{title} is nowhere");
    }
}

fn select_in<'a>(element: scraper::ElementRef<'a>, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    let selector = scraper::Selector::parse(selector).unwrap();
    element.select(&selector).collect()
}

#[test]
fn a_question_stands_with_its_place_and_what_its_examples_answer() {
    let files = sources();
    let examples = "examples of: borrow-a-room\nexamples:\n  - example: somebody alone\n    answers:\n      full_name: Ana Silva\n      who: me\n    expect: { outcome: refused }\n";
    let files = files
        .iter()
        .map(|(_, file)| (file.path.to_string(), file.bytes.to_vec()))
        .chain([(
            "forms/borrow-a-room.examples.yaml".to_owned(),
            examples.into(),
        )]);
    let gateway = Gateway::written(engine::Sources::new(files), true);
    let mut browser = gateway.browser();
    browser.open("/edit/forms/borrow-a-room");
    let html = browser.page.parsed();
    let first = select(&html, ".accede-states")[0];
    let line = 1 + FORM
        .lines()
        .position(|line| line.contains("question: full_name"))
        .unwrap();
    assert!(
        words(first).contains(&format!("{FILE}:{line}:")),
        "{}",
        words(first)
    );
    let states: Vec<String> = select_in(first, ".accede-states__one")
        .into_iter()
        .map(words)
        .collect();
    assert!(
        states[0].starts_with("Empty From the example “somebody alone”."),
        "{states:?}"
    );
    assert!(
        states[1].starts_with("Wrong Left blank: no example answers it wrongly."),
        "{states:?}"
    );
    assert!(states[1].contains("Enter your name"), "{states:?}");
    let answered = select_in(first, "#full_name--answered");
    assert_eq!(answered[0].attr("value"), Some("Ana Silva"));
    let never = select(&html, "[aria-label=club_name]");
    assert!(words(never[0]).contains("No example comes to this question."));
}
