//! `tests/vectors/conditions.yaml`, line by line: each expression reads as it says and comes out as it says.

use super::given::Given;
use super::world::World;
use crate::tidy::root;
use engine::condition::{Wanted, read};
use engine::{Diagnostic, Expr, Truth, Value};
use std::fmt::Write as _;

pub(super) fn file() -> Given {
    let path = root().join("tests/vectors/conditions.yaml");
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Every condition under `key`, with the block that it stands in.
fn conditions<'a>(file: &'a Given, key: &str) -> Vec<(&'a Given, &'a Given)> {
    let blocks = file.get(key).unwrap().several().iter();
    blocks
        .flat_map(|block| {
            block
                .get("conditions")
                .unwrap()
                .several()
                .iter()
                .map(move |condition| (block, condition))
        })
        .collect()
}

fn expression(condition: &Given) -> (&str, Wanted) {
    match (condition.get("when"), condition.get("value")) {
        (Some(when), None) => (when.text(), Wanted::Truth),
        (None, Some(value)) => (value.text(), Wanted::Any),
        _ => panic!("`when:` or `value:` is needed: {condition:?}"),
    }
}

/// What an expression comes out as, in the file's words.
fn comes_out(expr: &Expr, wanted: &Wanted, case: &dyn engine::Facts) -> String {
    if matches!(wanted, Wanted::Truth) {
        let word = match expr.truth(case) {
            Truth::True => "true",
            Truth::False => "false",
            Truth::Unknown => "unknown",
        };
        return word.to_owned();
    }
    match &*expr.value(case) {
        Value::Unknown => "unknown".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Option(name) => name.to_string(),
        other => panic!("a value of this kind is not in the file's words: {other:?}"),
    }
}

#[test]
fn every_vector_comes_out_as_it_says() {
    let (file, mut wrong, mut count) = (file(), String::new(), 0);
    let world = World::of(&file);
    for (_, condition) in conditions(&file, "groups") {
        let (text, wanted) = expression(condition);
        let expr = match read(text, &world, &wanted) {
            Ok(expr) => expr,
            Err(problems) => {
                let _ = writeln!(wrong, "{text}: {:?}", messages(&problems));
                continue;
            }
        };
        for given in condition.get("cases").unwrap().several() {
            let case = world.case(given);
            let (found, is) = (
                comes_out(&expr, &wanted, &case),
                given.get("is").unwrap().text(),
            );
            if found != is {
                let _ = writeln!(wrong, "{text}\n  with {given:?}\n  is {found}, not {is}");
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 300, "{count} cases");
}

#[test]
fn every_vector_reads_as_its_sentence() {
    let (file, mut wrong) = (file(), String::new());
    let world = World::of(&file);
    for (_, condition) in conditions(&file, "groups") {
        let (text, wanted) = expression(condition);
        let found =
            read(text, &world, &wanted).map_or_else(|_| String::new(), |expr| expr.sentence());
        let reads = condition.get("reads").map_or("", Given::text);
        if found.is_empty() || found != reads {
            let _ = writeln!(wrong, "{text}\t{found}");
        }
    }
    assert!(wrong.is_empty(), "these read otherwise:\n{wrong}");
}

#[test]
fn every_mistake_is_refused_with_its_code_and_at_its_words() {
    let (file, mut wrong) = (file(), String::new());
    let world = World::of(&file);
    for (block, condition) in conditions(&file, "refused") {
        let (text, wanted) = expression(condition);
        let code = condition
            .get("code")
            .or_else(|| block.get("code"))
            .unwrap()
            .text();
        let at = condition.get("at").unwrap().text();
        let problems = read(text, &world, &wanted).err().unwrap_or_default();
        let found: Vec<String> = problems
            .iter()
            .map(|problem| {
                format!(
                    "{} at `{}`: {}",
                    problem.code.id,
                    words(text, problem),
                    problem.message
                )
            })
            .collect();
        let right = matches!(problems.as_slice(), [problem] if problem.code.id == code && words(text, problem) == at);
        if !right {
            let _ = writeln!(
                wrong,
                "{text}\n  wanted {code} at `{at}`\n  found {found:?}"
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn messages(problems: &[Diagnostic]) -> Vec<&str> {
    problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect()
}

/// The words of the expression that a problem points at.
fn words<'a>(text: &'a str, problem: &Diagnostic) -> &'a str {
    text.get(problem.primary.start as usize..problem.primary.end as usize)
        .unwrap_or("")
}
