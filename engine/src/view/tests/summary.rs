//! Lists of items, and check your answers.

use super::*;

#[test]
fn items_are_listed_with_their_titles_and_limits() {
    let items = |document: &Json, section| {
        look(&Answers::from_json(document), |viewer| {
            viewer.items(section, Shown::Judged).unwrap()
        })
    };
    let none = items(&json!({}), 2);
    assert_eq!(none.title, "You have not added any guests");
    assert_eq!(none.errors[0].message, "Add at least one guest");
    assert!(none.may_add && !none.may_remove);
    let two = items(
        &json!({ "guests": [{ "guest_name": "Jo" }, { "guest_name": "" }] }),
        2,
    );
    let lines: Vec<(&str, bool)> = two
        .items
        .iter()
        .map(|item| (item.title.as_str(), item.complete))
        .collect();
    assert_eq!(lines, [("Jo", true), ("Guest 2", false)]);
    assert_eq!(
        (two.title.as_str(), two.may_add, two.may_remove),
        ("You have added 2 guests", false, true)
    );
    let follows = items(&json!({ "full_name": "Jo", "meals": ["lunch", "tea"] }), 3);
    let titles: Vec<&str> = follows
        .items
        .iter()
        .map(|item| item.title.as_str())
        .collect();
    assert_eq!(
        (titles, follows.may_add, follows.may_remove),
        (vec!["Lunch", "Tea"], false, false)
    );
}

#[test]
fn the_summary_prints_what_was_asked_with_the_place_to_change_it() {
    let document = json!({
        "is_member": "no", "full_name": "Jo", "phone": "020 7946 0123", "kind": "other", "purpose": "Chess",
        "starts_on": "2026-11-23", "guests": [{ "guest_name": "Al" }, { "guest_name": "Bo" }],
    });
    let summary = look(&Answers::from_json(&document), |viewer| viewer.summary());
    assert_eq!(summary.declaration.as_deref(), Some("I keep the rules, Jo"));
    assert_eq!(summary.warnings, ["That is today"]);
    let titles: Vec<&str> = summary
        .sections
        .iter()
        .filter_map(|section| section.title.as_deref())
        .collect();
    assert_eq!(titles, ["About you", "The room", "Al", "Bo"]);
    assert_eq!(summary.sections[2].items, Some(Place::Items { section: 2 }));
    assert_eq!(summary.sections[3].items, None);
    let line = |name: &str| {
        let lines = summary.sections.iter().flat_map(|section| &section.lines);
        lines.clone().find(|line| line.field == name).unwrap()
    };
    assert_eq!(line("phone").answer, ["020 7946 0123"]);
    assert_eq!(line("starts_on-day").answer, ["23 November 2026"]);
    assert_eq!(line("starts_on-day").place, place("what", "details"));
    assert_eq!(line("purpose").answer, ["Chess"]);
    assert!(line("for_whom").fixed);
    assert!(line("website").answer.is_empty());
}
