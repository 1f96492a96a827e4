//! Types of a market that was made up: what a file says is what is read.

use super::{Given, IdentifierType, Outcome, Types};
use crate::catalogue::{List, Row};
use crate::condition::{Column, Type, Value};
use crate::declare::Problems;
use crate::name::ListName;
use crate::source::Sources;
use crate::yaml::{self, Limits};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::Arc;

const TODAY: Date = date(2026, 11, 23);

/// A list with a column `structure`: name, last day and cell of each row.
fn list(name: &str, rows: &[(&str, Option<Date>, &str)]) -> (ListName, Arc<List>) {
    let row = |(name, to, cell): &(&str, Option<Date>, &str)| Row {
        name: (*name).into(),
        label: (*name).to_owned(),
        hint: None,
        from: None,
        to: *to,
        cells: vec![Value::Text((*cell).into())],
    };
    let list = List {
        name: name.into(),
        title: name.to_owned(),
        columns: vec![Column {
            name: "structure".to_owned(),
            ty: Type::Text,
            called: "structure".to_owned(),
        }],
        rows: rows.iter().map(row).collect(),
    };
    (name.into(), Arc::new(list))
}

/// The types of some files, and what is wrong with them.
fn build(texts: &[&str]) -> (Types, Vec<String>) {
    let files = texts.iter().enumerate();
    let files = files.map(|(n, text)| (format!("forms/{n}.type.yaml"), text.as_bytes().to_vec()));
    let sources = Sources::new(files);
    let mut problems = Problems::new();
    let nodes: Vec<_> = sources
        .iter()
        .filter_map(|(id, file)| yaml::read(id, &file.bytes, Limits::default(), &mut problems))
        .collect();
    let lists = BTreeMap::from([list(
        "places",
        &[
            ("ab", None, "2 digits"),
            ("cd", None, "1 letter, 3 digits"),
            ("old", Some(date(2020, 1, 1)), "1 digit"),
        ],
    )]);
    let given = Given {
        lists: &lists,
        sources: &sources,
        today: TODAY,
        broken: &|_, _| false,
    };
    let types = Types::build(nodes.iter(), &given, &mut problems);
    let said = problems.into_iter();
    let said = said.map(|problem| format!("{:?}: {}", problem.code, problem.message));
    (types, said.collect())
}

/// The one type of a file that is right.
fn one(text: &str) -> Arc<IdentifierType> {
    let (types, problems) = build(&[text]);
    assert_eq!(problems, Vec::<String>::new());
    types.iter().next().unwrap().clone()
}

/// "ok", "ok, but …" or the message.
fn said(ty: &IdentifierType, typed: &str) -> String {
    match ty.read(typed, "the card", TODAY) {
        Outcome::Right { warnings, .. } if warnings.is_empty() => "ok".to_owned(),
        Outcome::Right { warnings, .. } => format!("ok, but {}", warnings.join("; ")),
        Outcome::Wrong { message, .. } => message,
    }
}

const CARD: &str = "
type: card
title: Library card
called: card
remove: [space, hyphen]
remove first: N
looks like: [branch: 2 letters, reader: 5 digits, check: 1 of digits X]
letters count: A is 1, X is 10
weights: [3, 1, 2, 3, 4, 5, 6]
right when: check is sum mod 11
wrong check is: warning
otherwise: Check the card of branch {{ branch }}, a character is wrong
rules:
  - must be: reader is not 0
    otherwise: The card {{ reader }} is the librarian's own
  - warn when: branch is not one of places
    say: We do not know the branch {{ branch }}
  - must be: reader is less than 90000
    show when: branch is one of places
valid: [AB000019]
invalid: { AB00000X: the librarian's, ABC: short }
";

#[test]
fn a_card_is_read_as_its_file_says() {
    let card = one(CARD);
    // A 1 and B 2 count 3 + 2; the digit 1 counts 6: 11, and 0 is left.
    assert_eq!(said(&card, "ab 00001-0"), "ok");
    assert_eq!(said(&card, "N AB000010"), "ok");
    assert_eq!(
        said(&card, "AB000019"),
        "ok, but Check the card of branch AB, a character is wrong"
    );
    assert_eq!(
        said(&card, "AB000000"),
        "The card 00000 is the librarian's own"
    );
    assert_eq!(
        said(&card, "AC000013"),
        "ok, but We do not know the branch AC; Check the card of branch AC, a character is wrong"
    );
    assert_eq!(said(&card, "AB999990"), "Check the card");
    assert_eq!(
        said(&card, "AB00001"),
        "The card must be 8 characters, like AB000019, and this has 7 characters"
    );
    assert_eq!(
        said(&card, "AB0000!0"),
        "The card must only include letters and digits, like AB000019, not “!”"
    );
    assert_eq!(
        said(&card, "AB0000A0"),
        "The card must be 2 letters, 5 digits, 1 of digits or “X”, like AB000019"
    );
}

#[test]
fn a_shape_of_a_lists_row_counts_while_the_row_does() {
    let place = one(
        "type: place\ntitle: Place\nlooks like: [town: row of places, \"-\", street: structure of town]\nvalid: [AB-12, CD-X123]\ninvalid: { AB-1: short, OLD-1: closed, AB-X123: of another town }\n",
    );
    assert!(matches!(
        place.check("OLD-1", date(2019, 1, 1)),
        Outcome::Right { .. }
    ));
    assert_eq!(said(&place, "old-1"), "The card must be written like AB-12");
}

#[test]
fn boxes_speak_one_at_a_time_and_are_kept_together() {
    let part = "type: part\ntitle: Part\nremove: [space]\nlooks like: [digits_of_it: 3 digits]\nvalid: [\"123\"]\n";
    let whole = "type: whole\ntitle: Whole\nmade of: { left: part, right: { type: part, label: Right PART } }\nrules:\n  - must be: left.digits_of_it is less than right\n    otherwise: The left part must be less than the right one\nvalid: [\"123 456\"]\ninvalid: { \"456 123\": turned round }\n";
    let (types, problems) = build(&[part, whole]);
    assert_eq!(problems, Vec::<String>::new());
    let whole = types.get("whole").unwrap();
    assert_eq!(whole.boxes(), [("left", "Part"), ("right", "Right PART")]);
    let read = |left: &str, right: &str| match whole.read_boxes(&[left, right], "the whole", TODAY)
    {
        Outcome::Right { canonical, .. } => canonical,
        Outcome::Wrong { message, .. } => message,
    };
    assert_eq!(read("1 23", "4 5 6"), "123 456");
    assert_eq!(read("", ""), "Enter the part");
    assert_eq!(
        read("123", "45"),
        "The right PART must be 3 digits, like 123, and this has 2 digits"
    );
    assert_eq!(
        read("456", "123"),
        "The left part must be less than the right one"
    );
    assert_eq!(whole.box_texts("123 456"), ["123", "456"]);
}

#[test]
fn a_label_is_taken_away_only_where_the_rest_is_whole() {
    let card = one(CARD);
    assert_eq!(card.normalise("NAB000010"), "AB000010");
    assert_eq!(card.normalise("NB000010"), "NB000010");
    assert_eq!(card.normalise("NNAB000010"), "NNAB000010");
}

#[test]
fn types_that_need_each_other_are_said_once() {
    let a = "type: a\ntitle: A\nlooks like: [b: b]\nvalid: [\"1\"]\n";
    let b = "type: b\ntitle: B\nlooks like: [a: a]\nvalid: [\"1\"]\n";
    let (_, problems) = build(&[a, b]);
    assert_eq!(
        problems,
        ["E0404: `a` is made of this type, and this of it"]
    );
}

/// A type with most kinds of pieces, for properties.
fn many() -> Arc<IdentifierType> {
    one(
        "type: many\ntitle: Many\nremove: [space]\nremove first: S\nremove last: F\nnot first or last: \"-\"\neither:\n  - [kind: 1 of A B-D, rest: 1 to 5 of digits letters -, \"_\", last: up to 3 digits]\n  - [\"S\", word: 1 of AB XYZ, amount: number of up to 3 digits with up to 2 decimals]\nvalid: [A1_2, SXYZ-12.50]\n",
    )
}

proptest! {
    #[test]
    fn normalising_twice_changes_nothing_more(typed in "[ S]{0,2}[A-Dax]{0,2}[0-9A-Z -]{0,4}[_.]?[0-9]{0,3}[ F]{0,3}") {
        let many = many();
        let once = many.normalise(&typed).into_owned();
        prop_assert_eq!(many.normalise(&once), once.as_str());
    }

    #[test]
    fn what_is_accepted_is_what_the_pattern_of_the_schema_accepts(text in "S?[A-DX]{0,3}[0-9A-Z-]{0,4}[_.]?[0-9]{0,3}") {
        let many = many();
        let pattern = Regex::new(&many.pattern()).unwrap();
        let accepted = matches!(many.check(&text, TODAY), Outcome::Right { .. });
        prop_assert_eq!(accepted, pattern.is_match(&text), "{}", text);
    }

    #[test]
    fn nothing_that_is_typed_stops_a_reader(typed in any::<String>()) {
        let _ = said(&many(), &typed);
        let _ = said(&one(CARD), &typed);
    }
}
