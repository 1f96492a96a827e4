//! The schema of the declarations, which editors' tools read: what is shipped fits it, and a key that nothing knows does not.

use crate::tidy::{files, root};
use engine::declarations_schema;
use serde_json::Value as Json;
use std::path::Path;

fn validator() -> jsonschema::Validator {
    let schema = declarations_schema();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    jsonschema::draft202012::new(&schema).unwrap()
}

/// Every declaration that is shipped or that tests stand on, as a second reader of YAML has it.
fn shipped() -> Vec<(String, Json)> {
    let all = files("forms").into_iter().chain(files("tests/content"));
    let yaml = all.filter(|path| path.extension().is_some_and(|e| e == "yaml"));
    yaml.map(|path| {
        (
            name(&path),
            serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap(),
        )
    })
    .collect()
}

fn name(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

#[test]
fn every_shipped_declaration_fits_the_schema() {
    let validator = validator();
    let shipped = shipped();
    assert!(!shipped.is_empty());
    let wrong: Vec<String> = shipped
        .iter()
        .flat_map(|(path, document)| {
            validator
                .iter_errors(document)
                .map(move |problem| format!("{path}: {problem} at {}", problem.instance_path()))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_key_that_nothing_knows_does_not_fit_wherever_it_stands() {
    let validator = validator();
    for (path, document) in shipped() {
        let Json::Object(mut wrong) = document else {
            panic!("{path} is no block")
        };
        wrong.insert("requird".to_owned(), Json::Bool(true));
        assert!(!validator.is_valid(&Json::Object(wrong)), "{path}");
    }
    for (key, block) in [("pages", "page"), ("questions", "question")] {
        let deep = serde_json::json!({
            "form": "a", "title": "A", "started by": "anyone", "reference": "AAA",
            key: [{ block: "b", "type": "text", "ask": "What?", "requird": true, "questions": [] }],
        });
        assert!(!validator.is_valid(&deep), "{deep}");
    }
}
