//! A form for each kind of question with each of its properties, and answers of every sort.

use super::content::{KINDS, catalogue, form_of_kind};
use super::judged::{Judge, Seen};
use crate::cases::cases;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

/// What people and machines send, right for one kind and wrong for the others.
fn anything() -> BoxedStrategy<Json> {
    let likely: Vec<Json> = KINDS
        .iter()
        .flat_map(|(_, likely)| likely.iter())
        .map(|text| serde_json::from_str(text).unwrap())
        .collect();
    let odd = vec![
        json!(null),
        json!(""),
        json!("   "),
        json!([]),
        json!([""]),
        json!({}),
        json!({"day": ""}),
        json!("\u{202e}abc"),
        json!("a\u{0}b"),
        json!("\u{a0}"),
        json!("\u{200b}"),
        json!(1e300),
        json!(-0.0),
        json!(["a", 3]),
        json!([{"a": "b"}]),
        json!({"line_1": 3}),
        json!("é".repeat(30)),
        json!("x".repeat(600)),
        json!("2026-11-25T00:00:00Z"),
        json!("25/11/2026"),
        json!("+1 (0) 5"),
        json!("@"),
        json!("a@b.c"),
        json!("１２"),
    ];
    prop_oneof![
        4 => prop::sample::select(likely),
        2 => prop::sample::select(odd),
        1 => "[ -~é\u{2028}]{0,24}".prop_map(Json::from),
        1 => "[A-Za-z]{1,8}( [A-Za-z]{1,8}){0,3}".prop_map(Json::from),
        1 => any::<i32>().prop_map(Json::from),
        1 => (any::<i32>(), 0_i32..9).prop_map(|(n, places)| json!(f64::from(n) / 10_f64.powi(places))),
        1 => (2020_i32..2030, 0_u8..15, 0_u8..33).prop_map(|(y, m, d)| json!(format!("{y}-{m:02}-{d:02}"))),
        1 => "[A-Z]{2}[0-9]{4}".prop_map(Json::from),
        1 => "[a-z.]{1,6}@[a-z.]{1,9}".prop_map(Json::from),
        1 => prop::collection::vec(prop::sample::select(&["a", "b", "c", "d", "small", "large", "none"]), 0..5).prop_map(|options| json!(options)),
    ]
    .boxed()
}

/// A document with one answer, or none, or one of a name that no question has.
fn document(likely: &'static [&'static str]) -> BoxedStrategy<Json> {
    let likely =
        prop::sample::select(likely).prop_map(|text| serde_json::from_str::<Json>(text).unwrap());
    prop_oneof![
        6 => likely.prop_map(|answer| json!({ "one": answer })),
        12 => anything().prop_map(|answer| json!({ "one": answer })),
        1 => Just(json!({})),
        1 => anything().prop_map(|answer| json!({ "other": answer })),
    ]
    .boxed()
}

#[test]
fn an_answer_that_we_accept_the_schema_accepts_and_what_else_it_takes_a_rule_refuses() {
    let catalogue = catalogue();
    for (n, (kind, likely)) in KINDS.iter().enumerate() {
        for optional in [false, true] {
            let judge = Judge::new(catalogue.form(&form_of_kind(n, optional)).unwrap());
            let seen = std::cell::Cell::new(Seen::default());
            let judged = TestRunner::new(cases(150)).run(&document(likely), |document| {
                let mut so_far = seen.get();
                let judged = judge.judge(&document, &mut so_far);
                seen.set(so_far);
                judged.map_err(TestCaseError::fail)
            });
            judged.unwrap_or_else(|problem| panic!("{kind}: {problem}"));
            let seen = seen.get();
            assert!(
                seen.accepted > 3 && seen.refused_by_both > 3,
                "{kind} was not tried: {seen:?}"
            );
        }
    }
}
