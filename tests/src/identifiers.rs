//! The declared types of the shipped content against vectors that other implementations agreed on.

use super::diagnostics::{sources, today};
use super::tidy::root;
use engine::{IdentifierOutcome as Outcome, IdentifierType, Sources};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Kinds of vectors that no type declares, with what would be missing to declare them.
const NOT_DECLARED: [(&str, &str); 11] = [
    (
        "email",
        "an email address is a kind of question of the engine",
    ),
    (
        "uk_phone",
        "a phone number is a kind of question of the engine; its plan of numbers is a library's",
    ),
    (
        "uk_postcode",
        "a postcode is a kind of question of the engine",
    ),
    (
        "country_alpha2",
        "a country is a kind of question of the engine, a row of the list `countries`",
    ),
    (
        "country_alpha3",
        "a country is a kind of question of the engine, a row of the list `countries`",
    ),
    (
        "country_numeric",
        "a country is a kind of question of the engine, a row of the list `countries`",
    ),
    (
        "date_iso",
        "a date is a kind of question of the engine; the length of months is no shape",
    ),
    (
        "date_uk",
        "a date is a kind of question of the engine; the length of months is no shape",
    ),
    (
        "bank_holiday_ew",
        "a holiday is a row of a list, found by its date and not by a shape",
    ),
    (
        "working_day_ew",
        "a working day is the calendar's, which conditions use",
    ),
    (
        "working_day_add",
        "counting working days is the calendar's, which conditions use",
    ),
];

/// Kinds whose type has another name.
fn type_of(kind: &str) -> &str {
    match kind {
        "mpan_core" => "mpan",
        other => other,
    }
}

fn vectors() -> BTreeMap<String, Json> {
    let path = root().join("tests/vectors/identifiers.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The shipped types and lists with some changes: files by path.
fn types(change: impl Fn(&mut Vec<(String, Vec<u8>)>)) -> BTreeMap<String, Arc<IdentifierType>> {
    let all = sources(&root());
    let mut files: Vec<(String, Vec<u8>)> = all
        .iter()
        .filter(|(_, file)| {
            file.path.starts_with("forms/types/") || file.path.starts_with("forms/lists/")
        })
        .map(|(_, file)| (file.path.to_string(), file.bytes.to_vec()))
        .collect();
    let service = "service: types\nname: Types\noperator: Nobody\n";
    files.push(("forms/service.yaml".to_owned(), service.into()));
    change(&mut files);
    let sources = Sources::new(files);
    let checked = engine::check(&sources, today());
    let problems = engine::text(&checked.problems, &sources, false);
    let catalogue = checked.catalogue.unwrap_or_else(|| panic!("{problems}"));
    let types = catalogue.types().iter();
    types
        .map(|ty| (ty.name().to_string(), ty.clone()))
        .collect()
}

fn texts(vectors: &Json) -> Vec<&str> {
    vectors
        .as_array()
        .unwrap()
        .iter()
        .map(|text| text.as_str().unwrap())
        .collect()
}

/// What is wrong with how a type judges the vectors of a kind.
fn differences(ty: &IdentifierType, vectors: &Json) -> Vec<String> {
    let mut found = Vec::new();
    for text in texts(&vectors["valid"]) {
        if let Outcome::Wrong { message, .. } = ty.check(text, today()) {
            found.push(format!("{}: {text} is refused: {message}", ty.name()));
        }
    }
    for wrong in vectors["invalid"].as_array().unwrap() {
        let (text, why) = (
            wrong["value"].as_str().unwrap(),
            wrong["why"].as_str().unwrap(),
        );
        if let Outcome::Right { .. } = ty.check(text, today()) {
            found.push(format!("{}: {text} is accepted: {why}", ty.name()));
        }
    }
    found
}

#[test]
fn every_vector_is_judged_as_other_implementations_judge_it() {
    let types = types(|_| {});
    let mut found = Vec::new();
    for (kind, vectors) in vectors() {
        let excused = NOT_DECLARED.iter().any(|(excused, _)| *excused == kind);
        match types.get(type_of(&kind)) {
            Some(_) if excused => {
                found.push(format!("{kind} is declared now: take it off the list"))
            }
            None if !excused => found.push(format!("no type is declared for {kind}")),
            Some(ty) if kind != "sort_code_account" => found.extend(differences(ty, &vectors)),
            _ => {}
        }
    }
    for (excused, _) in NOT_DECLARED {
        if !vectors().contains_key(excused) {
            found.push(format!("{excused} has no vectors: take it off the list"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
