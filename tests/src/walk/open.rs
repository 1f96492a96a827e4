//! Pages that anybody may read: the first page, notes, and what stands around them.

use super::page::{select, words};
use super::{Browser, Gateway, Page};
use engine::Sources;

/// The words of every element that a selector finds.
fn all(page: &Page, selector: &str) -> Vec<String> {
    let html = page.parsed();
    let found = select(&html, selector).into_iter();
    found.map(words).collect()
}

#[test]
fn the_first_page_says_what_the_service_is_and_what_one_can_do() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    jo.open("/").reads("The library");
    assert_eq!(all(&jo.page, ".accede-opening p"), ["Rooms for anyone."]);
    assert_eq!(
        all(&jo.page, ".accede-card"),
        ["Borrow a room It takes two minutes"]
    );
    let text = jo.page.text();
    assert!(
        text.contains("We lend rooms to anyone"),
        "what there is to read: {text}"
    );
    assert!(text.contains("Ask at the desk."), "whom to ask: {text}");
}

#[test]
fn every_page_says_how_far_along_the_service_is_and_leads_to_the_notes_of_its_footer() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    let around = |jo: &Browser<'_>| {
        let address = &jo.page.address;
        assert_eq!(
            all(&jo.page, ".govuk-phase-banner__content"),
            ["Trial We try this out"],
            "{address}"
        );
        assert_eq!(all(&jo.page, "footer a"), ["House rules"], "{address}");
    };
    for address in ["/", "/guidance/rooms", super::room::START, "/nowhere"] {
        jo.open(address);
        around(&jo);
    }
    jo.open(super::room::START).press("Start now");
    around(&jo);
    jo.follow("House rules").reads("House rules");
}

#[test]
fn the_parts_of_the_service_stand_on_open_pages_and_not_on_the_steps_of_a_form() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    let here = "header nav a[aria-current]";
    for (address, part) in [
        ("/", "Start"),
        (super::room::START, "Start"),
        ("/guidance/house-rules", "Guidance"),
    ] {
        jo.open(address);
        assert_eq!(
            all(&jo.page, "header nav a"),
            ["Start", "Guidance"],
            "{address}"
        );
        assert_eq!(all(&jo.page, here), [part], "{address}");
    }
    jo.follow("Guidance").reads("Rooms").follow("Start");
    jo.reads("The library")
        .open(super::room::START)
        .press("Start now");
    assert!(all(&jo.page, "header nav a").is_empty());
}

#[test]
fn a_footer_leads_only_to_notes_that_are_there() {
    let service = "service: a\nname: A\noperator: B\nguidance: rules\nfooter: [house, rulse]\n";
    let files = [
        ("forms/service.yaml", service),
        ("guidance/house.md", "# House\n"),
        ("guidance/rules.md", "# Rules\n"),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let checked = engine::check(&Sources::new(files), "2026-03-02".parse().unwrap());
    let said: Vec<&str> = checked
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(said, ["there is no note `guidance/rulse.md`"]);
}
