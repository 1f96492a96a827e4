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

/// The made-up table of the vectors as the operator's files, and the check as one that refuses.
fn with_table(files: &mut Vec<(String, Vec<u8>)>) {
    let vectors = &vectors()["sort_code_account"];
    let weights = texts(&vectors["table"]).join("\n");
    let substitutes = vectors["substitutions"].as_object().unwrap().iter();
    let substitutes: Vec<String> = substitutes
        .map(|(from, to)| format!("{from} {}", to.as_str().unwrap()))
        .collect();
    files.push(("forms/types/modulus-weights.txt".to_owned(), weights.into()));
    let substitutes = substitutes.join("\n");
    files.push((
        "forms/types/modulus-substitutes.txt".to_owned(),
        substitutes.into(),
    ));
}

#[test]
fn with_the_operators_table_sort_codes_and_accounts_are_judged_together() {
    let strict = types(|files| {
        with_table(files);
        let path = "forms/types/sort_code_account.type.yaml";
        let (_, bytes) = files.iter_mut().find(|(name, _)| name == path).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains("wrong check is: warning\n"));
        *bytes = text.replace("wrong check is: warning\n", "").into_bytes();
    });
    let vectors = &vectors()["sort_code_account"];
    let found = differences(&strict["sort_code_account"], vectors);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_wrong_modulus_check_is_a_warning_and_without_a_table_nothing_is_said() {
    let (with, without) = (types(with_table), types(|_| {}));
    for wrong in vectors()["sort_code_account"]["invalid"]
        .as_array()
        .unwrap()
    {
        let text = wrong["value"].as_str().unwrap();
        let warnings =
            |types: &BTreeMap<String, Arc<IdentifierType>>| match types["sort_code_account"]
                .check(text, today())
            {
                Outcome::Right { warnings, .. } => warnings.len(),
                Outcome::Wrong { message, .. } => panic!("{text}: {message}"),
            };
        assert_eq!((warnings(&with), warnings(&without)), (1, 0), "{text}");
    }
}

/// What people type, and what they are told: the type, the text, and the message or what is kept.
const TYPED: [(&str, &str, &str); 30] = [
    ("mpan", "13 12345678-907", "keeps 1312345678907"),
    ("mpan", "S 1312345678907", "keeps 1312345678907"),
    (
        "mpan",
        "131234567890",
        "The MPAN must be 13 digits, like 1312345678907, and this has 12 digits",
    ),
    (
        "mpan",
        "13123456789O7",
        "The MPAN must only include digits, like 1312345678907, not “O”",
    ),
    (
        "mpan",
        "1312345678908",
        "Check the MPAN, a digit is wrong or two are swapped",
    ),
    (
        "mpan",
        "8699999999991",
        "No distributor has the number 86. Check the first two digits of the MPAN",
    ),
    (
        "mpan_full",
        "00 111 222 / 13 1234 5678 907",
        "keeps 001112221312345678907",
    ),
    (
        "mpan_full",
        "001112221312345678908",
        "Check the MPAN, a digit is wrong or two are swapped",
    ),
    ("company_number", "sc 095000", "keeps SC095000"),
    (
        "company_number",
        "445790",
        "The company number must be 8 characters, like 00445790 or SC095000; offers 00445790",
    ),
    (
        "company_number",
        "SC9500",
        "The company number must be 8 characters, like 00445790 or SC095000; offers SC009500",
    ),
    (
        "company_number",
        "XX123456",
        "The company number must be 8 characters, like 00445790 or SC095000",
    ),
    (
        "vat_gb",
        "831 4958 16",
        "The VAT registration number must be GB and 9 or 12 digits, like GB123456789; offers GB831495816",
    ),
    ("sort_code", "08-99-99", "keeps 089999"),
    (
        "sort_code",
        "08-99-9",
        "The sort code must be 6 digits, like 089999, and this has 5 digits",
    ),
    (
        "account_number",
        "6637495",
        "The account number must be 8 digits, like 66374958, and this has 7 digits; offers 06637495",
    ),
    (
        "account_number",
        "52933",
        "The account number must be 8 digits, like 66374958, and this has 5 digits",
    ),
    (
        "iban",
        "gb29 nwbk 6016 1331 9268 19",
        "keeps GB29NWBK60161331926819",
    ),
    (
        "iban",
        "GB29NWBK60161331926818",
        "Check the IBAN, a character is wrong or two are swapped",
    ),
    ("bic", "nwbkgb2l", "keeps NWBKGB2L"),
    (
        "bic",
        "NWBKUK2L",
        "The BIC names the country UK, which does not exist. Check its fifth and sixth characters",
    ),
    ("eic", "48w00000abrbo-19", "keeps 48W00000ABRBO-19"),
    (
        "iccid",
        "8944 6918 8543 4802 863F",
        "keeps 8944691885434802863",
    ),
    (
        "generation_capacity_mw",
        "1,000",
        "The Generation Capacity must only include digits, hyphens and full stops, like 0, not commas",
    ),
    (
        "generation_capacity_mw",
        "-2",
        "The Generation Capacity must be 0 or more",
    ),
    (
        "lat_long_gb",
        "-0.1246,51.5007",
        "Enter the latitude first, then the longitude",
    ),
    ("what3words", "Filled.Count.Soap", "keeps filled.count.soap"),
    (
        "sic2007",
        "1110",
        "The SIC code must be 5 digits, like 35110, and this has 4 digits; offers 01110",
    ),
    (
        "msid_pair",
        "1735105425634 1735105425634",
        "The export MPAN must not be the same as the import MPAN",
    ),
    (
        "sort_code_account",
        "990021",
        "The sort code and account number must be the sort code and the bank account number, with a space between them",
    ),
];

#[test]
fn people_are_told_what_to_do() {
    let types = types(|_| {});
    let mut found = Vec::new();
    for (name, typed, expected) in TYPED {
        let ty = &types[name];
        let said = match ty.read(typed, &format!("the {}", ty.called()), today()) {
            Outcome::Right { canonical, .. } => format!("keeps {canonical}"),
            Outcome::Wrong {
                message,
                suggestion: None,
            } => message,
            Outcome::Wrong {
                message,
                suggestion: Some(offer),
            } => format!("{message}; offers {offer}"),
        };
        if said != expected {
            found.push(format!(
                "{name}: {typed}\n  expected: {expected}\n  found:    {said}"
            ));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
