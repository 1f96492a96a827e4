//! Made-up answers to the names of the vectors.

use super::given::Given;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Which numbers.
#[derive(Clone, Copy)]
pub(super) enum Numbers {
    /// Small and whole, which any program works out alike.
    Whole,
    /// Whatever can be written.
    Any,
}

fn text(words: &'static [&'static str]) -> BoxedStrategy<Given> {
    prop::sample::select(words)
        .prop_map(|word| Given::Text(word.to_owned()))
        .boxed()
}

fn number(numbers: Numbers) -> BoxedStrategy<Given> {
    let whole = (-5_i64..30).prop_map(|n| Given::Text(n.to_string()));
    match numbers {
        Numbers::Whole => whole.boxed(),
        Numbers::Any => prop_oneof![
            whole,
            (any::<i64>(), 0_u32..28).prop_map(|(n, scale)| Given::Text(rust(n, scale))),
            text(&[
                "0",
                "79228162514264337593543950335",
                "-79228162514264337593543950335",
                "0.0000000000000000000000000001"
            ]),
        ]
        .boxed(),
    }
}

/// A decimal of these digits, `scale` of them behind the point.
fn rust(n: i64, scale: u32) -> String {
    let digits = format!("{:0>29}", n.unsigned_abs());
    let (whole, rest) = digits.split_at(digits.len() - scale as usize);
    let whole = whole.trim_start_matches('0');
    let sign = if n < 0 { "-" } else { "" };
    if rest.is_empty() {
        return format!("{sign}{}", if whole.is_empty() { "0" } else { whole });
    }
    format!(
        "{sign}{}.{rest}",
        if whole.is_empty() { "0" } else { whole }
    )
}

fn date(numbers: Numbers) -> BoxedStrategy<Given> {
    let near = (0_i64..420).prop_map(|n| {
        let day = jiff::civil::date(2026, 6, 1)
            .checked_add(jiff::Span::new().days(n))
            .unwrap();
        Given::Text(day.to_string())
    });
    match numbers {
        Numbers::Whole => near.boxed(),
        Numbers::Any => {
            prop_oneof![near, text(&["0001-01-01", "9999-12-31", "2028-02-29"])].boxed()
        }
    }
}

/// Names, each answered or not.
fn some(names: Vec<(&'static str, BoxedStrategy<Given>)>) -> BoxedStrategy<Given> {
    let each: Vec<BoxedStrategy<Option<(String, Given)>>> = names
        .into_iter()
        .map(|(name, given)| {
            prop::option::weighted(0.75, given)
                .prop_map(move |given| given.map(|given| (name.to_owned(), given)))
                .boxed()
        })
        .collect();
    each.prop_map(|named| Given::Named(named.into_iter().flatten().collect::<BTreeMap<_, _>>()))
        .boxed()
}

fn items(item: BoxedStrategy<Given>) -> BoxedStrategy<Given> {
    prop::collection::vec(item, 0..4)
        .prop_map(Given::Several)
        .boxed()
}

/// What a case gives: any name may be missing.
pub(super) fn answers(numbers: Numbers) -> BoxedStrategy<Given> {
    let cost = some(vec![
        ("what_for", text(&["A", "Acme", "B"])),
        ("amount", number(numbers)),
        ("paid_on", date(numbers)),
        ("hours", number(numbers)),
        ("urgent", text(&["yes", "no"])),
    ]);
    let stay = some(vec![
        ("who", text(&["A", "Acme"])),
        ("begins_on", date(numbers)),
        ("over_on", date(numbers)),
    ]);
    let rooms = prop::sample::subsequence(&["hall", "attic", "cellar"], 1..=3);
    some(vec![
        ("name", text(&["A", "Acme", "Zoë"])),
        ("alias", text(&["A", "Acme"])),
        ("formed", text(&["yes", "no"])),
        ("listed", text(&["yes", "no"])),
        ("kind", text(&["club", "school", "firm"])),
        ("second_kind", text(&["school", "firm", "church"])),
        (
            "rooms",
            rooms
                .prop_map(|rooms| {
                    Given::Several(
                        rooms
                            .into_iter()
                            .map(|room| Given::Text(room.to_owned()))
                            .collect(),
                    )
                })
                .boxed(),
        ),
        ("period", text(&["short", "long", "old"])),
        ("staff", number(numbers)),
        ("seats", number(numbers)),
        ("fee", number(numbers)),
        ("starts_on", date(numbers)),
        ("ends_on", date(numbers)),
        ("first_month", text(&["2026-11", "2027-01"])),
        ("last_month", text(&["2026-12"])),
        ("home", text(&["1 High Street"])),
        ("p", text(&["true", "false"])),
        ("q", text(&["true", "false"])),
        ("costs", items(cost)),
        ("stays", items(stay)),
    ])
}
