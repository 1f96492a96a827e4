//! Answers to one version of a form, brought to another.

use super::{Memory, Moved, move_answers};
use crate::answers::Answers;
use crate::catalogue::Form;
use crate::source::Sources;
use crate::verdict::{Circumstances, verdict};
use serde_json::{Value as Json, json};
use std::sync::Arc;

const SERVICE: &str = "service: s\nname: N\noperator: O\nzone: Europe/London\n";

/// A form with these lines below its head.
fn form(body: &str) -> Arc<Form> {
    let head = "form: f\ntitle: F\nstarted by: anyone\nreference: FF\n";
    let sources = Sources::new([
        ("forms/service.yaml".to_owned(), SERVICE.into()),
        (
            "forms/f.form.yaml".to_owned(),
            format!("{head}{body}").into_bytes(),
        ),
    ]);
    let checked = crate::check(&sources, jiff::civil::date(2026, 3, 2));
    let said = crate::text(&checked.problems, &sources, false);
    let catalogue = checked.catalogue.unwrap_or_else(|| panic!("{said}"));
    catalogue.form("f").unwrap().clone()
}

/// A form of one page with these questions: names and what stands behind `type:`.
fn page(questions: &[(&str, &str)]) -> Arc<Form> {
    let question = |(name, rest): &(&str, &str)| {
        format!("  - question: {name}\n    type: {rest}\n    ask: Which {name}?\n")
    };
    let questions: String = questions.iter().map(question).collect();
    form(&format!("questions:\n{questions}"))
}

/// Everything that a form asks, as remembered.
fn memory(form: &Form) -> Memory {
    let calendar = crate::Calendar::default();
    let at = Circumstances {
        today: jiff::civil::date(2026, 3, 2),
        calendar: &calendar,
    };
    let verdict = verdict(form, &Answers::new(), &at);
    let mut memory = Memory::new();
    for (n, section) in form.sections.iter().enumerate() {
        for page in 0..section.pages.len() {
            let section = n;
            let place = match form.sections[n].repeat {
                Some(_) => crate::Place::ItemPage {
                    section,
                    item: 0,
                    page,
                },
                None => crate::Place::Page { section, page },
            };
            memory.extend(verdict.asked_on(form, at, place));
        }
    }
    memory
}

fn moved(from: &Form, to: &Form, answers: Json) -> Moved {
    move_answers(to, &Answers::from_json(&answers), &memory(from))
}

#[track_caller]
fn becomes(from: &Form, to: &Form, answers: Json, expected: Json) -> Moved {
    let moved = moved(from, to, answers);
    assert_eq!(moved.answers.to_json(), expected);
    moved
}

#[test]
fn an_answer_whose_question_is_gone_is_kept_aside_and_comes_back_with_it() {
    let (with, without) = (
        page(&[("size", "text"), ("day", "date")]),
        page(&[("day", "date")]),
    );
    let left = becomes(
        &with,
        &without,
        json!({ "size": "big", "day": { "day": "1", "month": "2", "year": "2027" } }),
        json!({ "day": { "day": "1", "month": "2", "year": "2027" }, "size as text": "big" }),
    );
    assert_eq!(left.gone["size"], "Which size?");
    let back = move_answers(&with, &left.answers, &left.memory);
    assert_eq!(
        back.answers.get("size"),
        Some(&crate::Entered::Text("big".into()))
    );
    assert_eq!(back.answers.get("size as text"), None);
    assert_eq!(back.memory["size"].kind, "text");
    assert_eq!((back.gone.len(), back.retyped.len()), (0, 0));
}

#[test]
fn an_answer_of_another_kind_is_kept_aside_until_its_kind_returns() {
    let (text, number) = (page(&[("size", "text")]), page(&[("size", "whole number")]));
    let retyped = becomes(
        &text,
        &number,
        json!({ "size": "big" }),
        json!({ "size as text": "big" }),
    );
    assert!(retyped.retyped.contains("size"));
    assert!(!retyped.memory.contains_key("size"));
    let mut answers = retyped.answers;
    answers.set("size", crate::Entered::Text("40".into()));
    let mut known = retyped.memory;
    known.extend(memory(&number));
    let back = move_answers(&text, &answers, &known);
    assert_eq!(
        back.answers.to_json(),
        json!({ "size": "big", "size as whole number": "40" })
    );
    assert!(back.retyped.is_empty());
}

#[test]
fn a_kind_that_takes_all_that_the_other_took_keeps_the_answer() {
    for (from, to) in [("text", "long text"), ("whole number", "number")] {
        let (from, to) = (page(&[("size", from)]), page(&[("size", to)]));
        becomes(&from, &to, json!({ "size": "4" }), json!({ "size": "4" }));
        becomes(&to, &from, json!({ "size": "4" }), {
            let tag = memory(&to)["size"].kind.clone();
            json!({ format!("size as {tag}"): "4" })
        });
    }
}

#[test]
fn an_answer_follows_the_names_that_its_question_had() {
    let from = page(&[("size", "text")]);
    let once = page(&[("extent", "text\n    renamed from: size")]);
    becomes(
        &from,
        &once,
        json!({ "size": "big" }),
        json!({ "extent": "big" }),
    );
    let twice = page(&[("area", "text\n    renamed from: [size, extent]")]);
    becomes(
        &from,
        &twice,
        json!({ "size": "big" }),
        json!({ "area": "big" }),
    );
    // Given under both names, the newer one stands and the other is not lost.
    let both = moved(&from, &once, json!({ "size": "big", "extent": "small" }));
    assert_eq!(
        both.answers.to_json(),
        json!({ "extent": "small", "size as text": "big" })
    );
    // What was put aside before anybody wrote `renamed from:` follows, too.
    let gone = moved(&from, &page(&[("day", "date")]), json!({ "size": "big" }));
    let found = move_answers(&once, &gone.answers, &gone.memory);
    assert_eq!(found.answers.to_json(), json!({ "extent": "big" }));
}

#[test]
fn an_option_follows_its_name() {
    let from = page(&[(
        "who",
        "choose several\n    options: { firm: A firm, club: A club }",
    )]);
    let to = page(&[(
        "who",
        "choose several\n    options:\n      company: { renamed from: firm, label: A company }\n      club: A club",
    )]);
    becomes(
        &from,
        &to,
        json!({ "who": ["firm", "club"] }),
        json!({ "who": ["company", "club"] }),
    );
}

const ONCE: &str = "sections:\n  - section: guests\n    questions:\n      - { question: called, type: text, ask: Who? }\n";
const OFTEN: &str = "sections:\n  - section: guests\n    repeat: { each: guest }\n    questions:\n      - { question: called, type: text, ask: Who? }\n";

#[test]
fn a_section_that_repeats_now_begins_with_the_one_that_was_given() {
    let (once, often) = (form(ONCE), form(OFTEN));
    becomes(
        &once,
        &often,
        json!({ "called": "Jo" }),
        json!({ "guests": [{ "called": "Jo" }] }),
    );
    becomes(&once, &often, json!({ "called": "" }), json!({}));
    becomes(
        &often,
        &once,
        json!({ "guests": [{ "called": "Jo" }] }),
        json!({ "called": "Jo" }),
    );
}

#[test]
fn of_several_items_none_is_chosen_when_a_section_repeats_no_more() {
    let (once, often) = (form(ONCE), form(OFTEN));
    let two = json!([{ "called": "Jo" }, { "called": "Ann" }]);
    let aside = becomes(
        &often,
        &once,
        json!({ "guests": two }),
        json!({ "guests as items": two }),
    );
    assert_eq!(aside.once, ["called".to_owned()].into());
    let back = move_answers(&often, &aside.answers, &aside.memory);
    assert!(back.once.is_empty());
    assert_eq!(back.answers.to_json(), json!({ "guests": two }));
    let newer = json!([{ "called": "Bo" }]);
    let both = json!({ "guests": newer, "guests as items": two });
    becomes(&often, &often, both.clone(), both);
}

#[test]
fn items_keep_what_is_aside_with_them_and_follow_their_section() {
    let often = form(OFTEN);
    let renamed = form(
        &OFTEN
            .replace(
                "section: guests",
                "section: visitors\n    renamed from: guests",
            )
            .replace("called", "age"),
    );
    let two = json!([{ "called": "Jo" }, { "called": "Ann" }]);
    let aside = json!({ "visitors": [{ "called as text": "Jo" }, { "called as text": "Ann" }] });
    let moved = becomes(&often, &renamed, json!({ "guests": two }), aside);
    assert_eq!(moved.gone["called"], "Who?");
}

#[test]
fn what_was_saved_before_kinds_were_fits_by_its_name() {
    let form = page(&[("size", "whole number")]);
    let answers = Answers::from_json(&json!({ "size": "big", "day": "2" }));
    let moved = move_answers(&form, &answers, &Memory::new());
    assert_eq!(
        moved.answers.to_json(),
        json!({ "day as unknown": "2", "size": "big" })
    );
}

#[test]
fn an_old_name_leads_to_one_question_alone() {
    for questions in [
        "questions:\n  - { question: a, type: text, ask: A? }\n  - { question: b, renamed from: a, type: text, ask: B? }\n",
        "questions:\n  - { question: a, renamed from: c, type: text, ask: A? }\n  - { question: b, renamed from: c, type: text, ask: B? }\n",
        "questions:\n  - question: a\n    type: choose one\n    ask: A?\n    options:\n      b: B\n      c: { renamed from: b, label: C }\n",
    ] {
        let head = "form: f\ntitle: F\nstarted by: anyone\nreference: FF\n";
        let sources = Sources::new([
            ("forms/service.yaml".to_owned(), SERVICE.into()),
            (
                "forms/f.form.yaml".to_owned(),
                format!("{head}{questions}").into_bytes(),
            ),
        ]);
        let checked = crate::check(&sources, jiff::civil::date(2026, 3, 2));
        let said: Vec<_> = checked
            .problems
            .iter()
            .map(|problem| problem.code.id)
            .collect();
        assert_eq!(said, ["E0501"], "{questions}");
    }
}
