//! Verdicts on small forms, declared as editors declare them.

use super::*;
use crate::answers::Entered;
use crate::catalogue::Catalogue;
use crate::source::Sources;
use serde_json::{Value as Json, json};
use std::sync::Arc;

const SERVICE: &str = "service: rooms\nname: Rooms\noperator: The library\nzone: Europe/London\n";

const BOOKING: &str = r#"form: booking
title: Book a room
started by: anyone
reference: ROO
sections:
  - section: who
    title: About you
    pages:
      - page: member
        questions:
          - question: is_member
            type: yes or no
            ask: Are you a member?
            called: whether you are a member
      - page: sorry
        title: You cannot book
        show when: is_member is no
        stop: true
        questions:
          - text: Only members can book a room.
      - page: name
        questions:
          - question: full_name
            type: text
            ask: What is your name?
            called: name
            at most: 20 characters
          - question: kind
            type: choose one
            ask: What is it for?
            called: purpose
            options: { talk: A talk, feast: A feast, other: Something else }
          - question: purpose
            type: text
            ask: What else?
            called: other purpose
            show when: kind is other
      - page: dates
        title: When is it?
        questions:
          - question: starts_on
            type: date
            ask: When does it start?
            called: start date
          - question: ends_on
            type: date
            ask: When does it end?
            called: end date
            optional: kind is talk
            rules:
              - must be: ends_on is after starts_on
                otherwise: The end date must be after the start date
              - warn when: starts_on is today
                say: That is today
        rules:
          - must be: starts_on is on or after today
            otherwise: Choose days that are not over
      - page: food
        show when: kind is feast
        questions:
          - question: meals
            type: choose several
            ask: Which meals?
            called: meals
            options: { lunch: Lunch, tea: Tea, supper: Supper }
  - section: guests
    title: Guests
    show when: kind is feast
    repeat: { each: guest, from: 1, to: 3, item title: "{{ guest_name or \"A guest\" }}" }
    pages:
      - page: guest
        questions:
          - question: guest_name
            type: text
            ask: Who is it?
            called: guest's name
            rules:
              - must be: guest_name is not full_name
                otherwise: You are not your own guest
          - question: pays
            type: yes or no
            ask: Do they pay?
            called: whether they pay
      - page: price
        show when: pays is yes
        questions:
          - question: price
            type: money
            ask: How much?
            called: price
  - section: plans
    title: Plans
    show when: kind is feast
    repeat: { for each: meals, as: meal }
    pages:
      - page: plan
        title: "Plan"
        questions:
          - question: dish
            type: text
            ask: Which dish?
            called: dish
          - question: wine
            type: yes or no
            ask: Wine with it?
            called: whether there is wine
            show when: meal is supper
values:
  total: sum of guests.price
rules:
  - must be: total is less than 100
    otherwise: The guests pay too much
"#;

fn catalogue() -> Arc<Catalogue> {
    let files = [
        ("forms/service.yaml", SERVICE),
        ("forms/booking.form.yaml", BOOKING),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let checked = crate::check(&Sources::new(files), today());
    let problems: Vec<&String> = checked
        .problems
        .iter()
        .map(|found| &found.message)
        .collect();
    assert!(problems.is_empty(), "{problems:?}");
    checked.catalogue.unwrap()
}

fn today() -> Date {
    jiff::civil::date(2026, 11, 23)
}

/// Judges a document against the booking form, and hands form and answers on.
fn judge(document: &Json, look: impl FnOnce(&Form, &Answers, &Verdict, Circumstances<'_>)) {
    let catalogue = catalogue();
    let form = catalogue.form("booking").unwrap();
    let answers = Answers::from_json(document);
    let at = Circumstances {
        today: today(),
        calendar: &catalogue.service().calendar,
    };
    look(form, &answers, &verdict(form, &answers, &at), at);
}

fn talk() -> Json {
    json!({ "is_member": true, "full_name": "Ada", "kind": "talk", "starts_on": "2026-12-01" })
}

fn feast() -> Json {
    json!({
        "is_member": true, "full_name": "Ada", "kind": "feast", "starts_on": "2026-12-01",
        "ends_on": "2026-12-02", "meals": ["supper", "tea"],
        "guests": [{ "guest_name": "Bo", "pays": true, "price": 40 }, { "guest_name": "Cy", "pays": false }],
        "plans": [{ "meal": "tea", "dish": "Cake" }, { "meal": "supper", "dish": "Pie", "wine": true }],
    })
}

fn with(mut document: Json, name: &str, value: Json) -> Json {
    document[name] = value;
    document
}

fn messages(verdict: &Verdict) -> Vec<&str> {
    verdict
        .wrong
        .iter()
        .map(|wrong| wrong.message.as_str())
        .collect()
}

fn names(form: &Form, verdict: &Verdict) -> Vec<String> {
    let name = |place: &Place| {
        form.page(*place)
            .map_or("items".to_owned(), |(_, page)| page.name.to_string())
    };
    verdict.path.iter().map(|(place, _)| name(place)).collect()
}

#[test]
fn right_answers_are_ready() {
    judge(&talk(), |form, _, found, _| {
        assert_eq!(found.outcome, Outcome::Ready, "{:?}", found.wrong);
        assert_eq!(names(form, found), ["member", "name", "dates"]);
    });
    judge(&feast(), |form, _, found, _| {
        assert_eq!(found.outcome, Outcome::Ready, "{:?}", found.wrong);
        let pages = [
            "member", "name", "dates", "food", "guest", "price", "guest", "items", "plan", "plan",
        ];
        assert_eq!(names(form, found), pages);
    });
}

#[test]
fn a_stop_page_ends_the_walk() {
    judge(
        &with(talk(), "is_member", json!(false)),
        |form, _, found, _| {
            let place = form.place("who", None, "sorry").unwrap();
            assert_eq!(found.outcome, Outcome::Stopped(place));
            assert_eq!(found.path.last(), Some(&(place, State::Stop)));
        },
    );
}

#[test]
fn everything_wrong_is_said_at_once_in_the_order_of_the_screens() {
    judge(
        &json!({ "kind": "other", "starts_on": "2026-02-30" }),
        |form, _, found, _| {
            assert_eq!(found.outcome, Outcome::Incomplete);
            let about: Vec<&str> = found
                .wrong
                .iter()
                .filter_map(|wrong| Some(wrong.path.as_ref()?.name.as_str()))
                .collect();
            assert_eq!(
                about,
                ["is_member", "full_name", "purpose", "starts_on", "ends_on"]
            );
            let missing: Vec<bool> = found.wrong.iter().map(|wrong| wrong.missing).collect();
            assert_eq!(missing, [true, true, true, false, true]);
            assert!(
                found.path.iter().all(|(_, state)| *state == State::Open),
                "{:?}",
                names(form, found)
            );
        },
    );
}

#[test]
fn an_unknown_condition_hides() {
    judge(&json!({ "is_member": true }), |form, _, found, _| {
        assert_eq!(names(form, found), ["member", "name", "dates"]);
        assert_eq!(
            found.path.first().map(|(_, state)| *state),
            Some(State::Complete)
        );
        let purpose = form.question("purpose").unwrap();
        assert_eq!(found.standing(purpose, None), Standing::Hidden);
    });
}

#[test]
fn a_rule_speaks_only_about_right_answers_and_the_first_that_fails_alone() {
    judge(
        &with(feast(), "ends_on", json!("2026-11-30")),
        |form, _, found, _| {
            assert_eq!(
                messages(found),
                ["The end date must be after the start date"]
            );
            let rule = found.wrong.first().and_then(|wrong| wrong.rule).unwrap();
            assert_eq!(form.rule_id(rule).as_deref(), Some("ends_on.rule.1"));
            let ends_on = form.question("ends_on").unwrap();
            assert!(found.value(form, ends_on, None).is_unknown());
        },
    );
    judge(
        &with(feast(), "starts_on", json!("soon")),
        |_, _, found, _| {
            assert_eq!(found.wrong.len(), 1);
            assert!(found.wrong.iter().all(|wrong| wrong.rule.is_none()));
        },
    );
}

#[test]
fn a_rule_of_a_page_belongs_to_no_question() {
    judge(
        &with(talk(), "starts_on", json!("2026-11-01")),
        |form, _, found, _| {
            assert_eq!(messages(found), ["Choose days that are not over"]);
            let wrong = found.wrong.first().unwrap();
            assert_eq!(wrong.path, None);
            assert_eq!(wrong.place, form.place("who", None, "dates").unwrap());
        },
    );
}

#[test]
fn a_warning_does_not_refuse() {
    judge(
        &with(talk(), "starts_on", json!("2026-11-23")),
        |_, _, found, _| {
            assert_eq!(found.outcome, Outcome::Ready);
            let said: Vec<&str> = found
                .warnings
                .iter()
                .map(|warning| warning.message.as_str())
                .collect();
            assert_eq!(said, ["That is today"]);
        },
    );
}

#[test]
fn optional_can_depend_on_an_answer() {
    judge(&with(talk(), "kind", json!("other")), |_, _, found, _| {
        assert_eq!(
            messages(found),
            ["Enter the other purpose", "Enter the end date"]
        );
    });
}

#[test]
fn items_are_counted() {
    judge(&with(feast(), "guests", json!([])), |_, _, found, _| {
        assert_eq!(messages(found), ["Add at least one guest"]);
        let wrong = found.wrong.first().unwrap();
        assert_eq!(wrong.place, Place::Items { section: 1 });
    });
    let guest = |n: usize| json!({ "guest_name": format!("Guest {n}"), "pays": false });
    let many: Vec<Json> = (0..4).map(guest).collect();
    judge(&with(feast(), "guests", many.into()), |_, _, found, _| {
        assert_eq!(messages(found), ["You can add up to 3 guests"]);
    });
}

#[test]
fn a_rule_refuses_the_item_that_breaks_it() {
    let guests =
        json!([{ "guest_name": "Bo", "pays": false }, { "guest_name": "Ada", "pays": false }]);
    judge(&with(feast(), "guests", guests), |form, _, found, _| {
        assert_eq!(messages(found), ["You are not your own guest"]);
        let path = found.wrong.first().unwrap().path.as_ref().unwrap();
        assert_eq!(path.item, Some((1, 1)));
        let open = found
            .path
            .iter()
            .filter(|(_, state)| *state == State::Open)
            .count();
        assert_eq!(open, 1, "{:?}", names(form, found));
        let guest_name = form.question("guest_name").unwrap();
        assert!(found.value(form, guest_name, Some(1)).is_unknown());
        assert_eq!(found.standing(guest_name, Some(1)), Standing::Wrong);
        assert_eq!(found.standing(guest_name, Some(0)), Standing::Right);
    });
}

#[test]
fn items_follow_the_chosen_options_in_the_order_offered() {
    judge(&feast(), |form, answers, found, _| {
        let dish = form.question("dish").unwrap();
        let wine = form.question("wine").unwrap();
        let at = |question, item| found.standing(question, Some(item));
        assert_eq!(
            (at(dish, 0), at(wine, 0)),
            (Standing::Right, Standing::Hidden)
        );
        assert_eq!(
            (at(dish, 1), at(wine, 1)),
            (Standing::Right, Standing::Right)
        );
        let place = form.place("plans", Some(1), "plan").unwrap();
        let supper = found.answers_at(form, place, answers).unwrap();
        assert_eq!(supper.get("dish"), Some(&Entered::Text("Pie".into())));
    });
}

#[test]
fn an_item_of_a_new_option_gets_its_place() {
    judge(
        &with(feast(), "meals", json!(["lunch", "supper"])),
        |form, answers, found, _| {
            let mut answers = answers.clone();
            let place = form.place("plans", Some(0), "plan").unwrap();
            assert_eq!(found.answers_at(form, place, &answers), None);
            let lunch = found.answers_at_mut(form, place, &mut answers);
            lunch.set("dish", Entered::Text("Soup".into()));
            assert_eq!(answers.items("plans").len(), 3);
            assert_eq!(
                found.answers_at(form, place, &answers).unwrap().get("meal"),
                Some(&Entered::Text("lunch".into()))
            );
        },
    );
}

#[test]
fn a_rule_of_the_form_waits_until_all_else_is_right() {
    let dear = json!([{ "guest_name": "Bo", "pays": true, "price": 400 }]);
    judge(
        &with(feast(), "guests", dear.clone()),
        |form, _, found, _| {
            assert_eq!(messages(found), ["The guests pay too much"]);
            assert_eq!(found.wrong.first().unwrap().place, Place::Check);
            let rule = found.wrong.first().and_then(|wrong| wrong.rule).unwrap();
            assert_eq!(form.rule_id(rule).as_deref(), Some("form.rule.1"));
        },
    );
    let blank = with(with(feast(), "guests", dear), "full_name", json!(""));
    judge(&blank, |_, _, found, _| {
        assert_eq!(messages(found), ["Enter the name"])
    });
}

#[test]
fn answers_of_hidden_pages_stay_out_of_what_is_sent() {
    judge(
        &with(feast(), "kind", json!("talk")),
        |form, answers, found, _| {
            assert_eq!(found.outcome, Outcome::Ready, "{:?}", found.wrong);
            let sent = found.answers_to_send(form, answers);
            let names: Vec<&str> = sent.iter().map(|(name, _)| name).collect();
            assert_eq!(
                names,
                ["ends_on", "full_name", "is_member", "kind", "starts_on"]
            );
        },
    );
}

#[test]
fn what_is_sent_is_judged_as_before_and_so_is_its_document() {
    judge(&feast(), |form, answers, found, at| {
        let sent = found.answers_to_send(form, answers);
        let again = verdict(form, &sent, &at);
        assert_eq!(again.outcome, Outcome::Ready);
        assert_eq!(again.answers_to_send(form, &sent), sent);
        let document = found.document(form);
        let from_document = verdict(form, &Answers::from_json(&document), &at);
        assert_eq!(from_document.document(form), document);
        assert_eq!(from_document.slots, found.slots);
    });
}

#[test]
fn a_page_is_judged_as_part_of_the_whole() {
    judge(&json!({ "full_name": "Ada" }), |form, answers, _, at| {
        let place = form.place("who", None, "name").unwrap();
        let found = page_verdict(form, answers, &at, place);
        assert_eq!(messages(&found), ["Select the purpose"]);
        assert!(found.path.len() > 1);
    });
}

#[test]
fn a_submission_is_recorded_in_the_words_asked() {
    judge(&feast(), |form, _, found, at| {
        let lines = found.record(form, at);
        let line = |name: &str| lines.iter().find(|line| line.question == name).unwrap();
        assert_eq!(line("starts_on").answer, ["1 December 2026"]);
        assert_eq!(line("starts_on").asked, "When does it start?");
        assert_eq!(line("price").section.as_deref(), Some("Bo"));
        assert_eq!(line("meals").answer, ["Tea", "Supper"]);
        assert_eq!(line("full_name").section.as_deref(), Some("About you"));
    });
}

#[test]
fn names_that_the_form_does_not_have_are_told() {
    let answers = Answers::from_json(
        &json!({ "ful_name": "Ada", "guests": [{ "nme": "Bo" }], "dish": "Pie" }),
    );
    let catalogue = catalogue();
    let form = catalogue.form("booking").unwrap();
    assert_eq!(
        unknown_names(form, &answers),
        ["dish", "ful_name", "guests.1.nme"]
    );
}
