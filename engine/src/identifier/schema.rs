//! The JSON Schema of an identifier, and in sentences what a schema cannot say.

use super::IdentifierType;
use crate::condition::words::listed;
use serde_json::{Map, Value as Json, json};

impl IdentifierType {
    /// The JSON Schema (2020-12) of one identifier in the form in which it is kept.
    #[must_use]
    pub fn schema(&self) -> Map<String, Json> {
        let mut schema = Map::new();
        schema.insert("type".into(), json!("string"));
        schema.insert("title".into(), json!(self.title));
        schema.insert("pattern".into(), json!(self.pattern()));
        schema
    }

    /// The pattern that every right identifier has, in the words of ECMA-262.
    #[must_use]
    pub fn pattern(&self) -> String {
        let shapes: Vec<String> = self.shapes.iter().map(|shape| shape.pattern()).collect();
        format!("^(?:{})$", shapes.join("|"))
    }

    /// What is checked besides the pattern, in sentences.
    #[must_use]
    pub fn beyond_schema(&self) -> Vec<String> {
        let mut said = Vec::new();
        let mut say = |sentence: String| {
            if !said.contains(&sentence) {
                said.push(sentence);
            }
        };
        for shape in &self.shapes {
            let rules = shape.rules.iter().filter(|rule| !rule.warning);
            rules.for_each(|rule| say(rule.sentence()));
            if let Some(check) = shape.check.as_ref().filter(|check| !check.warning) {
                let over = &check.pieces;
                let names: Vec<&str> = over
                    .iter()
                    .filter_map(|piece| shape.pieces.get(*piece)?.name.as_deref())
                    .collect();
                let sentence = check.sentence();
                say(match names.as_slice() {
                    [] => sentence,
                    names => format!("{sentence}, over {}", listed(names, "and")),
                });
            }
            for (name, inner) in shape.types_inside() {
                let inner = inner.beyond_schema().into_iter();
                inner.for_each(|sentence| say(format!("in {name}, {sentence}")));
            }
        }
        let rules = self.rules.iter().filter(|rule| !rule.warning);
        rules.for_each(|rule| say(rule.sentence()));
        said
    }
}
