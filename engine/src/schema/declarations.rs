//! The schema of the declarations themselves: any YAML editor that knows JSON Schema completes the keys and explains them.
//!
//! It is written from the tables that the decoder reads, so that the two cannot differ. It takes a little more than the
//! decoder: conditions, expressions and names are for the check.

use crate::declare::{self, FileKind, Key, Record, Takes};
use crate::question;
use serde_json::{Map, Value as Json, json};

/// The JSON Schema (2020-12) of a file below `forms/`, of whatever kind.
#[must_use]
pub fn declarations_schema() -> Json {
    let mut writer = Writer::default();
    let kinds: Vec<Json> = FileKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let then = writer.block(record(kind)?);
            Some(json!({ "if": { "required": [kind.key()] }, "then": then }))
        })
        .collect();
    let one_of: Vec<Json> = FileKind::ALL
        .into_iter()
        .map(|kind| json!({ "required": [kind.key()] }))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A declaration",
        "description": "The first key says what the file is and its name.",
        "type": "object",
        "anyOf": one_of,
        "allOf": kinds,
        "$defs": writer.definitions,
    })
}

/// The table of a kind of file.
fn record(kind: FileKind) -> Option<&'static Record> {
    match kind {
        FileKind::Form => Some(&declare::FORM),
        FileKind::Section => Some(&declare::SECTION),
        FileKind::Service => Some(&declare::SERVICE),
        FileKind::Message => Some(&declare::MESSAGE),
        FileKind::Roles => Some(&declare::ROLES),
        FileKind::Examples => Some(&crate::example::EXAMPLES),
        FileKind::Story => Some(&crate::example::STORY),
        FileKind::List => Some(&declare::LIST),
        FileKind::Type => Some(&crate::identifier::keys::TYPE),
    }
}

/// Writes each block once, under a name of its own.
#[derive(Default)]
struct Writer {
    definitions: Map<String, Json>,
    written: Vec<(*const Record, String)>,
}

impl Writer {
    /// A reference to the definition of a block, written when it is first asked for.
    fn block(&mut self, record: &'static Record) -> Json {
        let address = std::ptr::from_ref(record);
        let known = self.written.iter().find(|(written, _)| *written == address);
        let name = match known {
            Some((_, name)) => name.clone(),
            None => {
                let name = self.free_name(record.what);
                self.written.push((address, name.clone()));
                self.definitions.insert(name.clone(), Json::Null); // keeps its place, blocks can hold themselves
                let schema = self.object(record);
                self.definitions.insert(name.clone(), schema);
                name
            }
        };
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// "a date with reasons" is `date-with-reasons`, or `date-with-reasons-2` when there is one.
    fn free_name(&self, what: &str) -> String {
        let words: Vec<&str> = what
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty() && !matches!(*word, "a" | "an" | "the"))
            .collect();
        let base = words.join("-");
        let taken = |name: &str| self.definitions.contains_key(name);
        if !taken(&base) {
            return base;
        }
        (2..)
            .map(|n| format!("{base}-{n}"))
            .find(|name| !taken(name))
            .unwrap_or(base)
    }

    fn object(&mut self, record: &'static Record) -> Json {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for key in record.all() {
            properties.insert(key.name.to_owned(), self.key(key));
            if key.required {
                required.push(key.name);
            }
        }
        json!({
            "title": record.what,
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }

    fn key(&mut self, key: &'static Key) -> Json {
        let mut schema = Map::new();
        schema.insert("description".to_owned(), key.about.into());
        if let Json::Object(takes) = self.takes(&key.takes) {
            schema.extend(takes);
        }
        schema.into()
    }

    fn takes(&mut self, takes: &'static Takes) -> Json {
        // YAML reads some words as numbers or booleans before we see them; we read all of them as they are written.
        let text = || json!({ "type": ["string", "number", "boolean"] });
        match takes {
            Takes::Name
            | Takes::Sentence
            | Takes::Markdown
            | Takes::Condition
            | Takes::Expression => text(),
            Takes::Count => json!({ "type": "integer", "minimum": 0 }),
            Takes::Amount => json!({ "type": ["string", "number"] }),
            Takes::Flag => json!({ "type": "boolean" }),
            Takes::Day => json!({ "type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
            Takes::OneOf(words) => json!({ "enum": words }),
            Takes::List(of) => json!({ "type": "array", "items": self.takes(of) }),
            Takes::Block(record) => self.block(record),
            Takes::Named(of) => json!({ "type": "object", "additionalProperties": self.takes(of) }),
            Takes::Either(of) => {
                let all: Vec<Json> = of.iter().map(|takes| self.takes(takes)).collect();
                json!({ "anyOf": all })
            }
            Takes::Item => self.item(),
            Takes::Anything => json!({}),
        }
    }

    /// A question of any kind, or a text.
    fn item(&mut self) -> Json {
        const NAME: &str = "item-of-page";
        if !self.definitions.contains_key(NAME) {
            self.definitions.insert(NAME.to_owned(), Json::Null);
            let text = self.block(&declare::TEXT);
            let mut kinds = vec![json!({ "if": { "required": ["text"] }, "then": text })];
            for (kind, record) in question::RECORDS {
                let then = self.block(record);
                let this = json!({ "properties": { "type": { "const": kind } }, "required": ["question", "type"] });
                kinds.push(json!({ "if": this, "then": then }));
            }
            let names: Vec<&str> = question::RECORDS.iter().map(|(name, _)| *name).collect();
            let declared = self.block(&question::DECLARED);
            let other = json!({ "properties": { "type": { "not": { "enum": names } } }, "required": ["question"] });
            kinds.push(json!({ "if": other, "then": declared }));
            let item = json!({
                "type": "object",
                "anyOf": [{ "required": ["question"] }, { "required": ["text"] }],
                "allOf": kinds,
            });
            self.definitions.insert(NAME.to_owned(), item);
        }
        json!({ "$ref": format!("#/$defs/{NAME}") })
    }
}
