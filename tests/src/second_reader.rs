//! A second YAML reader. Whatever ours reads, `serde_yaml` reads as the same keys in the same order, the same lists and the same
//! text, letter by letter.
//!
//! `serde_yaml` is asked for a text wherever ours found one, so that `NO`, `1.10` and `0123` are compared as written.

use super::tidy::root;
use proptest::prelude::*;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::path::{Path, PathBuf};

/// What our reader found, to be found again.
#[derive(Clone, Copy)]
struct Same<'a>(&'a Value);

impl<'de> DeserializeSeed<'de> for Same<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, other: D) -> Result<(), D::Error> {
        match self.0 {
            Value::Null => other.deserialize_unit(self),
            Value::String(_) => other.deserialize_str(self),
            Value::Array(_) => other.deserialize_seq(self),
            Value::Object(_) => other.deserialize_map(self),
            Value::Bool(_) | Value::Number(_) => {
                Err(D::Error::custom("our reader leaves scalars as text"))
            }
        }
    }
}

impl<'de> Visitor<'de> for Same<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0
            .is_null()
            .then_some(())
            .ok_or_else(|| E::custom("nothing here"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        (self.0 == text)
            .then_some(())
            .ok_or_else(|| E::custom(format!("{text:?} and not {}", self.0)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let wanted = self
            .0
            .as_array()
            .ok_or_else(|| A::Error::custom("a list here"))?;
        for item in wanted {
            items
                .next_element_seed(Same(item))?
                .ok_or_else(|| A::Error::custom("items missing"))?;
        }
        match items.next_element::<IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::custom("more items")),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let wanted = self
            .0
            .as_object()
            .ok_or_else(|| A::Error::custom("keys here"))?;
        for (key, value) in wanted {
            let key = Value::String(key.clone());
            entries
                .next_key_seed(Same(&key))?
                .ok_or_else(|| A::Error::custom("keys missing"))?;
            entries.next_value_seed(Same(value))?;
        }
        match entries.next_key::<IgnoredAny>()? {
            None => Ok(()),
            Some(_) => Err(A::Error::custom("more keys")),
        }
    }
}

fn compare(text: &str, ours: &Value) -> Result<(), serde_yaml::Error> {
    Same(ours).deserialize(serde_yaml::Deserializer::from_str(text))
}

fn yaml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            yaml_files(&path, found);
        } else if path.extension().is_some_and(|end| end == "yaml") {
            found.push(path);
        }
    }
}

#[test]
fn another_reader_finds_the_same_in_every_file() {
    let mut files = Vec::new();
    for folder in ["forms", "tests/content", "tests/cases"] {
        yaml_files(&root().join(folder), &mut files);
    }
    let mut compared = 0;
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        let broken_on_purpose = path.starts_with(root().join("tests/cases"));
        let Some(ours) = engine::yaml_outline(&bytes) else {
            assert!(broken_on_purpose, "{} cannot be read", path.display());
            continue;
        };
        let text = String::from_utf8(bytes).unwrap();
        compare(&text, &ours).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        compared += 1;
    }
    assert!(compared > 10, "only {compared} files were compared");
}

#[test]
fn a_difference_is_seen() {
    for (text, ours) in [
        ("a: b", serde_json::json!({ "a": "c" })),
        ("a: b\nc: d", serde_json::json!({ "c": "d", "a": "b" })),
        ("a: b\nc: d", serde_json::json!({ "a": "b" })),
        ("a: [b, c]", serde_json::json!({ "a": ["b"] })),
        ("a: b", serde_json::json!({ "a": null })),
        ("a:", serde_json::json!({ "a": "b" })),
        ("a: 1.10", serde_json::json!({ "a": "1.1" })),
    ] {
        assert!(compare(text, &ours).is_err(), "{text}");
    }
}

/// Generated documents: what they hold, and how each text is written.
#[derive(Clone, Debug)]
enum Made {
    Nothing,
    Plain(String),
    Single(String),
    Double(String),
    Block(Vec<String>),
    Folded(Vec<String>),
    List(Vec<Made>, bool),
    Map(Vec<(String, Made)>, bool),
}

fn made() -> impl Strategy<Value = Made> {
    let words = "[A-Za-z0-9£é][A-Za-z0-9 .;?£éŵ/-]{0,20}[A-Za-z0-9.?]";
    let line = "[A-Za-z£é][ -~£é]{0,20}[!-~]";
    let odd = prop_oneof![
        Just("NO"),
        Just("~"),
        Just("null"),
        Just("0123"),
        Just("1.10"),
        Just("1e3"),
        Just("0x1F"),
        Just("yes")
    ];
    let leaf = prop_oneof![
        Just(Made::Nothing),
        words.prop_map(Made::Plain),
        odd.prop_map(|text| Made::Plain(text.to_owned())),
        "[ -~£é]{0,24}".prop_map(Made::Single),
        "[ -~£é\n\t]{0,24}".prop_map(Made::Double),
        prop::collection::vec(line, 1..4).prop_map(Made::Block),
        prop::collection::vec(line, 1..4).prop_map(Made::Folded),
    ];
    let inner = leaf.prop_recursive(4, 40, 5, |inner| {
        let entries = prop::collection::btree_map("[a-z][a-z_ ]{0,8}[a-z]", inner.clone(), 1..5);
        prop_oneof![
            (prop::collection::vec(inner, 1..5), any::<bool>())
                .prop_map(|(items, flow)| Made::List(items, flow)),
            (entries, any::<bool>())
                .prop_map(|(entries, flow)| Made::Map(entries.into_iter().collect(), flow)),
        ]
    });
    prop::collection::btree_map("[a-z][a-z_ ]{0,8}[a-z]", inner, 1..5)
        .prop_map(|entries| Made::Map(entries.into_iter().collect(), false))
}

/// The value in one line, as it stands inside brackets.
fn in_line(made: &Made) -> String {
    match made {
        Made::Nothing => "\"\"".to_owned(),
        Made::Plain(text) => text.clone(),
        Made::Single(text) => format!("'{}'", text.replace('\'', "''")),
        Made::Double(text) => serde_json::to_string(text).unwrap(),
        Made::Block(lines) | Made::Folded(lines) => {
            serde_json::to_string(&lines.join("\n")).unwrap()
        }
        Made::List(items, _) => format!(
            "[{}]",
            items.iter().map(in_line).collect::<Vec<_>>().join(", ")
        ),
        Made::Map(entries, _) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{key}: {}", in_line(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// The value after a colon or a hyphen, line end included.
fn write(made: &Made, indent: usize, out: &mut String) {
    let step = " ".repeat(indent);
    match made {
        Made::Nothing => out.push('\n'),
        Made::Block(lines) | Made::Folded(lines) => {
            out.push_str(if matches!(made, Made::Block(_)) {
                " |\n"
            } else {
                " >-\n"
            });
            for line in lines {
                out.push_str(&format!("{step}{line}\n"));
            }
        }
        Made::List(items, false) => {
            out.push('\n');
            for item in items {
                out.push_str(&format!("{step}-"));
                write(item, indent + 2, out);
            }
        }
        Made::Map(entries, false) => {
            out.push('\n');
            for (key, value) in entries {
                out.push_str(&format!("{step}{key}:"));
                write(value, indent + 2, out);
            }
        }
        other => out.push_str(&format!(" {}\n", in_line(other))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn another_reader_finds_the_same_in_generated_documents(document in made()) {
        let mut text = String::new();
        write(&document, 0, &mut text);
        let text = text.trim_start_matches('\n');
        let ours = engine::yaml_outline(text.as_bytes());
        prop_assert!(ours.is_some(), "refused:\n{text}");
        if let Err(error) = compare(text, &ours.unwrap()) {
            return Err(TestCaseError::fail(format!("{error}:\n{text}")));
        }
    }
}
