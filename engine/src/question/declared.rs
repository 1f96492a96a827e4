//! A question of a type that the content declares.

use super::common::{capital, the};
use super::{Asked, Read, clean};
use crate::answers::Entered;
use crate::catalogue::{Meaning, Writer};
use crate::condition::Value;
use crate::identifier::{IdentifierType, Outcome};
use jiff::civil::Date;
use serde_json::{Map, Value as Json};
use std::borrow::Cow;
use std::sync::Arc;

/// A declared type.
#[derive(Debug)]
pub struct Declared(Arc<IdentifierType>);

impl Declared {
    pub(crate) fn new(declared: Arc<IdentifierType>) -> Self {
        Self(declared)
    }

    /// The type.
    #[must_use]
    pub fn declaration(&self) -> &IdentifierType {
        &self.0
    }

    /// The boxes of a type that is made of others: names and labels.
    #[must_use]
    pub(super) fn boxes(&self) -> Vec<(&str, &str)> {
        self.0.boxes()
    }

    /// Reads an answer of one box, or of several. `today` says which rows of lists count.
    pub(super) fn read(&self, entered: Option<&Entered>, asked: Asked<'_>, today: Date) -> Read {
        let boxes = self.0.boxes();
        let typed: Vec<&str> = match entered {
            Some(Entered::Text(text)) => vec![text.as_str()],
            Some(Entered::Several(texts)) => {
                texts.first().map(String::as_str).into_iter().collect()
            }
            Some(Entered::Parts(parts)) => {
                let typed = |name: &str| parts.get(name).map_or("", String::as_str);
                boxes.iter().map(|(name, _)| typed(name)).collect()
            }
            _ => Vec::new(),
        };
        let plain: Vec<Cow<'_, str>> = typed.iter().map(|text| clean::plain(text)).collect();
        if plain.iter().all(|text| text.is_empty()) {
            return asked.blank(|called| format!("Enter {}", the(called)));
        }
        let called = the(asked.called);
        let read = |texts: &[Cow<'_, str>]| match texts {
            [one] if boxes.len() != 1 => self.0.read(one, &called, today),
            several => {
                let several: Vec<&str> = several.iter().map(AsRef::as_ref).collect();
                self.0.read_boxes(&several, &called, today)
            }
        };
        // What was copied along is left out only where the answer is none with it.
        let mut outcome = read(&plain);
        if matches!(outcome, Outcome::Wrong { .. }) {
            let codes: Vec<Cow<'_, str>> = typed.iter().map(|text| clean::code(text)).collect();
            let again = read(&codes);
            if matches!(again, Outcome::Right { .. }) {
                outcome = again;
            }
        }
        match outcome {
            Outcome::Right {
                canonical,
                warnings,
            } => Read::Right {
                value: Value::Text(canonical.into()),
                warnings,
            },
            Outcome::Wrong {
                message,
                suggestion,
            } => Read::Wrong {
                message,
                part: None,
                suggestion,
            },
        }
    }

    pub(super) fn print(&self, text: &str) -> Vec<String> {
        vec![text.to_owned()]
    }

    pub(super) fn entered(&self, text: &str) -> Entered {
        let boxes = self.0.boxes();
        if boxes.is_empty() {
            return Entered::Text(text.to_owned());
        }
        let pieces = self
            .0
            .box_texts(text)
            .into_iter()
            .chain(std::iter::repeat(""));
        Entered::Parts(
            boxes
                .iter()
                .zip(pieces)
                .map(|((name, _), piece)| ((*name).to_owned(), piece.to_owned()))
                .collect(),
        )
    }

    pub(super) fn schema(&self) -> Map<String, Json> {
        self.0.schema()
    }

    pub(super) fn beyond_schema(&self, called: &str) -> Vec<String> {
        let beyond = self.0.beyond_schema().into_iter();
        beyond
            .map(|sentence| format!("{}: {sentence}", capital(called)))
            .collect()
    }
}

impl Meaning for Declared {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }
}
