//! The content that ships, and the rooms of a library: both without a problem, and every example comes out as it says.

use super::diagnostics::{sources, today};
use super::tidy::root;
use engine::{Catalogue, Severity};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The content folders of this repository.
fn folders() -> [PathBuf; 2] {
    [root(), root().join("tests/content/rooms")]
}

/// The catalogue of a folder; what is wrong with it is the failure.
fn catalogue(folder: &Path) -> Arc<Catalogue> {
    let sources = sources(folder);
    let checked = engine::check(&sources, today());
    let said: Vec<_> = checked
        .problems
        .iter()
        .filter(|problem| problem.severity != Severity::Note)
        .cloned()
        .collect();
    assert!(said.is_empty(), "{}", engine::text(&said, &sources, false));
    checked.catalogue.unwrap()
}

#[test]
fn every_example_comes_out_as_it_says() {
    for folder in folders() {
        let catalogue = catalogue(&folder);
        let report = engine::run_examples(&catalogue, None, today());
        let failed: Vec<_> = report
            .runs
            .iter()
            .flat_map(|run| {
                run.differences
                    .iter()
                    .map(move |found| (&run.example, found))
            })
            .collect();
        assert!(failed.is_empty(), "{failed:#?}");
        for form in catalogue.forms() {
            let examples = catalogue.examples(form.name().as_str()).len();
            assert!(examples >= 3, "{} has {examples} examples", form.name());
        }
    }
}

#[test]
fn nothing_of_a_form_is_left_without_an_example() {
    for folder in folders() {
        let report = engine::run_examples(&catalogue(&folder), None, today());
        let unreached: Vec<_> = report
            .coverage
            .iter()
            .flat_map(|coverage| {
                coverage
                    .unreached
                    .iter()
                    .map(move |part| (&coverage.form, part))
            })
            .map(|(form, part)| format!("{form}: {} {}", part.part.word(), part.name))
            .collect();
        assert!(unreached.is_empty(), "{unreached:#?}");
    }
}

#[test]
fn every_key_of_the_language_is_used_by_an_editor_somewhere() {
    let written: String = folders()
        .iter()
        .flat_map(|folder| {
            sources(folder)
                .iter()
                .map(|(_, file)| String::from_utf8_lossy(&file.bytes).into_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    let schema = engine::declarations_schema();
    let records = schema["$defs"].as_object().unwrap().values();
    let keys: BTreeSet<&String> = records
        .filter_map(|record| record["properties"].as_object())
        .flat_map(|keys| keys.keys())
        .collect();
    assert!(keys.len() > 60, "only {} keys", keys.len());
    let unused: Vec<_> = keys
        .into_iter()
        .filter(|key| !written.contains(&format!("{key}:")))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn the_rooms_have_a_question_of_every_kind() {
    let folder = root().join("tests/content/rooms");
    let written: String = sources(&folder)
        .iter()
        .map(|(_, file)| String::from_utf8_lossy(&file.bytes).into_owned())
        .collect();
    let schema = engine::declarations_schema().to_string();
    let kinds: BTreeSet<&str> = schema
        .split("a question of type `")
        .skip(1)
        .filter_map(|rest| rest.split('`').next())
        .collect();
    assert!(kinds.len() >= 18, "{kinds:?}");
    for kind in kinds {
        assert!(
            written.contains(&format!("type: {kind}\n")),
            "no question of type `{kind}`"
        );
    }
}
