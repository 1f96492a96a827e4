//! Somebody has a page open while an editor changes the form under it.

use super::Gateway;
use super::room::{self, FORM};
use super::whole::at_check;
use engine::Sources;

fn with(old: &str, new: &str) -> Sources {
    assert!(FORM.contains(old), "the form has no `{old}`");
    let sources = room::sources();
    let form = FORM.replacen(old, new, 1);
    let files = sources.iter().map(|(_, file)| {
        let bytes = match file.path.ends_with(".form.yaml") {
            true => form.clone().into_bytes(),
            false => file.bytes.to_vec(),
        };
        (file.path.to_string(), bytes)
    });
    Sources::new(files)
}

const REASON: &str = "      - page: reason\n        questions:\n          - { question: reason, type: text, ask: Why a room? }\n      - page: rules\n";

/// A browser cannot outlive the server that it speaks to: its cookies and page are taken over into another.
macro_rules! changed {
    ($gateway:ident, $browser:ident, $sources:expr) => {
        let (cookies, page) = ($browser.cookies(), $browser.page.clone());
        $gateway.serve($sources);
        let mut $browser = $gateway.browser().with(cookies);
        $browser.page = page;
    };
}

#[test]
fn what_is_new_is_answered_and_the_form_is_sent() {
    let mut gateway = Gateway::room();
    let jo = at_check(&gateway);
    changed!(gateway, jo, with("      - page: rules\n", REASON));
    let check = jo.page.address.clone();
    jo.open(&check).reads("Why a room?");
    assert_eq!(jo.page.told(), ["New questions: Why a room?"]);
    jo.fill("Why a room?", "To sing")
        .press("Continue")
        .reads("Check your answers");
    assert_eq!(jo.page.news(), "");
    assert_eq!(
        jo.page.answer("What is your name?").as_deref(),
        Some("Jo Smith")
    );
    jo.press("Accept and send");
    assert_eq!(jo.page.answer("Why a room?").as_deref(), Some("To sing"));
}

#[test]
fn a_form_that_changed_since_it_was_looked_over_is_looked_over_again() {
    let mut gateway = Gateway::room();
    let jo = at_check(&gateway);
    changed!(
        gateway,
        jo,
        with(
            "I will leave the room as I found it",
            "I will leave the room better than I found it"
        )
    );
    jo.press("Accept and send").reads("Check your answers");
    let message = "This form changed after you opened this page. Check your answers again";
    assert_eq!(jo.page.summary(), [message]);
    jo.press("Accept and send");
    assert!(jo.page.text().contains("ROOM-"), "{}", jo.page.text());
}

#[test]
fn what_is_posted_under_an_old_name_is_taken_under_the_new_one() {
    let mut gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.follow("Change What is your name?")
        .fill("What is your name?", "Ann");
    let typed = jo
        .page
        .pressed(
            "Continue",
            &[("full_name".to_owned(), vec!["Ann".to_owned()])].into(),
        )
        .unwrap();
    changed!(
        gateway,
        jo,
        with(
            "question: full_name\n",
            "question: whole_name\n            renamed from: full_name\n"
        )
    );
    let answer = jo.post_fields(&typed.action, &typed.fields);
    assert_eq!(answer.status, 303);
    jo.open(&answer.headers["location"]);
    assert_eq!(jo.page.answer("What is your name?").as_deref(), Some("Ann"));
}

#[test]
fn what_is_posted_for_a_page_that_has_another_name_now_is_kept() {
    let mut gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.follow("Change What is your name?");
    let typed = jo
        .page
        .pressed(
            "Continue",
            &[("full_name".to_owned(), vec!["Ann".to_owned()])].into(),
        )
        .unwrap();
    changed!(
        gateway,
        jo,
        with("      - page: name\n", "      - page: your-name\n")
    );
    let answer = jo.post_fields(&typed.action, &typed.fields);
    assert_eq!(answer.status, 303);
    jo.open(&answer.headers["location"]);
    assert_eq!(jo.page.answer("What is your name?").as_deref(), Some("Ann"));
}

#[test]
fn a_page_that_is_gone_leads_to_the_first_that_is_open() {
    let mut gateway = Gateway::room();
    let jo = at_check(&gateway);
    let old = jo.page.address.replace("/check", "/you/rules");
    changed!(
        gateway,
        jo,
        with(
            "      - page: rules\n        title: What the house asks\n        questions:\n          - text: Leave the room as you found it.\n",
            ""
        )
    );
    jo.open(&old).reads("Check your answers");
    let nowhere = old.replace("/rules", "/nothing");
    jo.open(&nowhere);
    assert_eq!(jo.page.status, 404);
}
