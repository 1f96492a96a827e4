//! A form with conditions of every sort, a page at which it ends, optional questions, rules, and both kinds of repeat.

use super::content::catalogue;
use super::judged::{Judge, Seen};
use crate::cases::cases;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value as Json, json};

pub(super) const EVENT: &str = r#"form: event
title: Plan an event
started by: anyone
reference: ZZZ
sections:
  - section: about
    title: About it
    pages:
      - page: member
        questions:
          - { question: is_member, type: yes or no, ask: Are you a member?, called: whether you are a member }
      - page: sorry
        title: You cannot
        show when: is_member is no
        stop: true
        questions:
          - text: Members only.
      - page: what
        title: What is it?
        questions:
          - question: kind
            type: choose one
            ask: What is it?
            called: kind
            options: { talk: A talk, feast: A feast, other: { label: Something else } }
          - question: what_else
            type: text
            ask: What else?
            called: description
            show when: kind is other
            optional: is_member is not answered
          - question: meals
            type: choose several
            ask: Which meals?
            called: meals
            options: { lunch: Lunch, tea: Tea, supper: Supper }
            optional: kind is not feast
      - page: numbers
        title: How many?
        questions:
          - { question: guests_count, type: whole number, ask: How many?, called: number of guests, at least: 1, at most: 100, optional: true }
      - page: note
        show when: guests_count is more than 50
        questions:
          - question: note
            type: long text
            ask: Anything else?
            called: note
      - page: ticks
        title: Tick
        questions:
          - { question: is_loud, type: tick box, ask: It is loud, called: that it is loud, optional: true }
          - { question: has_read, type: tick box, ask: I have read the rules, called: that you have read the rules, optional: kind is talk }
      - page: noise
        show when: is_loud is yes
        questions:
          - { question: until, type: text, ask: Until when?, called: end of the noise }
      - page: quiet
        show when: is_loud is not yes
        questions:
          - { question: why_quiet, type: text, ask: Why is it quiet?, called: reason, optional: is_loud is answered }
      - page: read
        show when: has_read is no
        questions:
          - { question: why_unread, type: text, ask: Why not?, called: other reason }
      - page: dates
        title: When?
        show when: not (kind is talk and meals includes none of (lunch, tea))
        questions:
          - { question: starts_on, type: date, ask: When does it start?, called: start date }
          - question: ends_on
            type: date
            ask: When does it end?
            called: end date
            optional: kind is one of (talk, other)
            rules:
              - must be: ends_on is on or after starts_on
                otherwise: The end date must be the start date or later
              - warn when: ends_on is more than 10 days after starts_on
                say: That is long
        rules:
          - must be: starts_on is after today
            otherwise: Choose a later day
            show when: kind is feast
      - page: deposit
        show when: is_big
        questions:
          - { question: deposit, type: money, ask: How much do you pay now?, called: deposit, at most: 500 }
  - section: guests
    title: Guests
    show when: kind is feast or meals includes all of (lunch, supper)
    repeat: { each: guest, from: 1, to: 3, item title: "{{ guest_name or \"A guest\" }}" }
    pages:
      - page: guest
        title: Who?
        questions:
          - { question: guest_name, type: person name, ask: Who is it?, called: name of the guest }
          - { question: pays, type: yes or no, ask: Do they pay?, called: whether they pay }
      - page: price
        show when: pays is yes
        questions:
          - { question: price, type: money, ask: How much?, called: price }
      - page: gift
        show when: is_member is yes and pays is no
        questions:
          - { question: gift, type: text, ask: Which gift?, called: gift, optional: true }
          - { question: wine, type: yes or no, ask: Wine?, called: whether there is wine, show when: kind is feast }
  - section: plans
    title: Plans
    repeat: { for each: meals, as: meal }
    pages:
      - page: plan
        title: Plan
        questions:
          - { question: dish, type: text, ask: Which dish?, called: dish }
          - { question: sherry, type: yes or no, ask: Sherry?, called: whether there is sherry, show when: meal is supper }
  - section: end
    pages:
      - page: total
        questions:
          - question: total_paid
            type: money
            ask: In all
            called: total
            optional: true
            starts as: total
            fixed: true
values:
  total: sum of guests.price
  is_big: kind is feast and is_member is yes
rules:
  - must be: total is at most 100
    otherwise: The prices must add up to £100 or less
"#;

/// A name with one of these answers, mostly; something odd or nothing otherwise.
fn named(name: &'static str, likely: Vec<Json>) -> BoxedStrategy<Option<(String, Json)>> {
    let odd = prop::sample::select(vec![
        json!(""),
        json!(null),
        json!("nonsense"),
        json!(3),
        json!([]),
        json!({}),
        json!([{}]),
        json!(true),
    ]);
    prop_oneof![
        50 => prop::sample::select(likely).prop_map(Some),
        1 => odd.prop_map(Some),
        2 => Just(None),
    ]
    .prop_map(move |answer| answer.map(|answer| (name.to_owned(), answer)))
    .boxed()
}

fn object(named: Vec<BoxedStrategy<Option<(String, Json)>>>) -> BoxedStrategy<Json> {
    named
        .prop_map(|named| Json::Object(named.into_iter().flatten().collect::<Map<_, _>>()))
        .boxed()
}

fn items(
    name: &'static str,
    item: BoxedStrategy<Json>,
    most: usize,
) -> BoxedStrategy<Option<(String, Json)>> {
    prop_oneof![
        1 => Just(None),
        6 => prop::collection::vec(item, 0..=most).prop_map(move |items| Some((name.to_owned(), Json::from(items)))),
    ]
    .boxed()
}

fn document() -> BoxedStrategy<Json> {
    let days = || {
        vec![
            json!("2026-11-25"),
            json!("2026-12-01"),
            json!("2026-12-24"),
            json!("2026-02-30"),
        ]
    };
    let guest = object(vec![
        named("guest_name", vec![json!("Jo"), json!("Zoë")]),
        named("pays", vec![json!(true), json!(false)]),
        named("price", vec![json!(1.5), json!(60)]),
        named("gift", vec![json!("Flowers")]),
        named("wine", vec![json!(true), json!(false)]),
    ]);
    let plan = object(vec![
        named("meal", vec![json!("lunch"), json!("tea"), json!("supper")]),
        named("dish", vec![json!("Soup")]),
        named("sherry", vec![json!(true), json!(false)]),
    ]);
    let meals = vec![
        json!(["lunch"]),
        json!(["supper"]),
        json!(["lunch", "supper"]),
        json!(["tea", "lunch"]),
    ];
    object(vec![
        named(
            "is_member",
            vec![json!(true), json!(true), json!(true), json!(false)],
        ),
        named("kind", vec![json!("talk"), json!("feast"), json!("other")]),
        named("what_else", vec![json!("A walk")]),
        named("meals", meals),
        named("guests_count", vec![json!(5), json!(60), json!(100)]),
        named("note", vec![json!("None")]),
        named("starts_on", days()),
        named("ends_on", days()),
        named("is_loud", vec![json!(true), json!(false)]),
        named("has_read", vec![json!(true), json!(true), json!(false)]),
        named("until", vec![json!("Ten")]),
        named("why_quiet", vec![json!("So")]),
        named("why_unread", vec![json!("So")]),
        named("deposit", vec![json!(100), json!(12.5)]),
        named("total_paid", vec![json!(0)]),
        items("guests", guest, 4),
        items("plans", plan, 3),
        prop_oneof![30 => Just(None), 1 => Just(Some(("gests".to_owned(), json!([]))))].boxed(),
    ])
}

#[test]
fn whatever_shape_the_answers_have_the_schema_and_the_verdict_agree() {
    let judge = Judge::new(catalogue().form("event").unwrap());
    let seen = std::cell::Cell::new(Seen::default());
    let judged = TestRunner::new(cases(6_000)).run(&document(), |document| {
        let mut so_far = seen.get();
        let judged = judge.judge(&document, &mut so_far);
        seen.set(so_far);
        judged.map_err(TestCaseError::fail)
    });
    judged.unwrap_or_else(|problem| panic!("{problem}"));
    let seen = seen.get();
    assert!(
        seen.accepted > 20 && seen.refused_by_both > 20 && seen.refused_by_a_rule > 20,
        "{seen:?}"
    );
}
