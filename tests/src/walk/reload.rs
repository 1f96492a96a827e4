//! Content that changes while it is served: what visitors see of it, however it was saved.

use super::room::{FORM, START, sources};
use super::{Browser, Gateway};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const FILE: &str = "forms/borrow-a-room.form.yaml";

/// The form with another title, and a question that is asked in the same words.
fn titled(title: &str) -> String {
    FORM.replace("title: Borrow a room", &format!("title: {title}"))
        .replace("ask: What is your name?", &format!("ask: {title}"))
}

/// Opens a page until it is as wanted; no change takes this long.
fn until<'b, 'g>(
    browser: &'b mut Browser<'g>,
    address: &str,
    wanted: impl Fn(&Browser<'g>) -> bool,
) -> &'b mut Browser<'g> {
    let start = Instant::now();
    loop {
        browser.open(address);
        if wanted(browser) {
            return browser;
        }
        let waited = start.elapsed();
        let text = browser.page.text();
        assert!(waited < Duration::from_secs(20), "{address} says: {text}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn until_heading<'b, 'g>(browser: &'b mut Browser<'g>, title: &str) -> &'b mut Browser<'g> {
    until(browser, START, |browser| browser.page.heading() == title)
}

/// As some editors save: a new file beside the old one takes its place.
pub(super) fn rename_over(path: &Path, text: &str) {
    let beside = path.with_file_name(".saving");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
}

#[test]
fn a_question_that_is_added_is_asked_and_nothing_that_was_answered_is_lost() {
    let gateway = Gateway::written(sources(), false);
    let mut browser = gateway.browser();
    browser
        .open(START)
        .press("Start now")
        .fill("What is your name?", "Jo")
        .press("Continue");
    let here = browser.page.address.clone();
    let added = "          - question: pet\n            type: text\n            ask: Which pet?\n            called: pet\n";
    let more = FORM.replace(
        "            called: your name\n            at most: 60 characters\n",
        &format!("            called: your name\n            at most: 60 characters\n{added}"),
    );
    assert_ne!(more, FORM);
    fs::write(gateway.file(FILE), more).unwrap();
    let name = here.replace("/you/who", "/you/name");
    let has_pet = |browser: &Browser<'_>| browser.page.value("Which pet?").is_some();
    until(&mut browser, &name, has_pet);
    assert_eq!(
        browser.page.value("What is your name?").as_deref(),
        Some("Jo")
    );
}

#[test]
fn what_is_broken_leaves_what_was_good_and_mending_it_goes_on() {
    let gateway = Gateway::written(sources(), false);
    let mut browser = gateway.browser();
    for broken in [
        "",
        "form: [",
        "form: borrow-a-room\ntitle: Half\nsections:\n  - sec",
    ] {
        fs::write(gateway.file(FILE), broken).unwrap();
        std::thread::sleep(Duration::from_millis(200));
        browser.open(START).reads("Borrow a room");
    }
    let (forms, away) = (gateway.file("forms"), gateway.file("away"));
    fs::rename(&forms, &away).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    browser.open(START).reads("Borrow a room");
    fs::create_dir(&forms).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    browser.open(START).reads("Borrow a room");
    fs::remove_dir(&forms).unwrap();
    fs::rename(&away, &forms).unwrap();
    fs::write(gateway.file(FILE), titled("Mended")).unwrap();
    until_heading(&mut browser, "Mended");
}

#[test]
fn however_a_file_is_saved_the_new_one_is_served() {
    let gateway = Gateway::written(sources(), false);
    let (mut browser, path) = (gateway.browser(), gateway.file(FILE));
    fs::write(&path, titled("Written")).unwrap();
    until_heading(&mut browser, "Written");
    rename_over(&path, &titled("Renamed"));
    until_heading(&mut browser, "Renamed");
    fs::remove_file(&path).unwrap();
    fs::write(&path, titled("Created")).unwrap();
    until_heading(&mut browser, "Created");
    let (all, next) = (gateway.file("forms"), gateway.file("next"));
    fs::create_dir(&next).unwrap();
    for entry in fs::read_dir(&all).unwrap().flatten() {
        fs::copy(entry.path(), next.join(entry.file_name())).unwrap();
    }
    fs::write(next.join("borrow-a-room.form.yaml"), titled("Swapped")).unwrap();
    fs::rename(&all, gateway.file("before")).unwrap();
    fs::rename(&next, &all).unwrap();
    until_heading(&mut browser, "Swapped");
    // The folder that took its place is watched as well.
    fs::write(&path, titled("Written again")).unwrap();
    until_heading(&mut browser, "Written again");
}

#[test]
fn twenty_rapid_saves_end_in_the_last_state() {
    let gateway = Gateway::written(sources(), false);
    let mut browser = gateway.browser();
    for n in 1..=20 {
        let text = titled(&format!("State {n}"));
        if n % 2 == 0 {
            rename_over(&gateway.file(FILE), &text);
        } else {
            fs::write(gateway.file(FILE), text).unwrap();
        }
        std::thread::sleep(Duration::from_millis(n % 7));
    }
    until_heading(&mut browser, "State 20");
    std::thread::sleep(Duration::from_millis(300));
    browser.open(START).reads("State 20");
}

#[test]
fn a_request_uses_one_catalogue_from_start_to_end() {
    let gateway = Gateway::written(sources(), false);
    let mut browser = gateway.browser();
    browser.open(START).press("Start now");
    let address = browser.page.address.clone();
    let (path, done) = (gateway.file(FILE), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0;
            while !done.load(Ordering::Relaxed) {
                n += 1;
                rename_over(&path, &titled(&format!("State {n}")));
                std::thread::sleep(Duration::from_millis(3));
            }
        });
        let mut seen = std::collections::BTreeSet::new();
        let start = Instant::now();
        while seen.len() < 10 && start.elapsed() < Duration::from_secs(20) {
            browser.open(&address);
            // The title of the window has the question and the title of the form; both change together.
            let (heading, title) = (browser.page.heading(), browser.page.title());
            let whole = format!("{heading} - {heading} - The library");
            if heading != "What is your name?" {
                assert_eq!(title, whole);
            }
            seen.insert(heading);
        }
        done.store(true, Ordering::Relaxed);
        assert!(seen.len() >= 10, "{seen:?}");
    });
}
