//! A question of a type that the content declares.

use super::common::{capital, subject, the};
use super::{Asked, Read, clean, wrong};
use crate::answers::Entered;
use crate::condition::Value;
use crate::identifier::{IdentifierType, Outcome};
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

    pub(super) fn read(&self, entered: Option<&Entered>, asked: Asked<'_>) -> Read {
        let typed: Cow<'_, str> = match entered {
            Some(Entered::Text(text)) => Cow::Borrowed(text),
            Some(Entered::Several(texts)) => texts
                .first()
                .map_or(Cow::Borrowed(""), |text| Cow::Borrowed(text.as_str())),
            Some(Entered::Parts(parts)) => {
                let typed = |name: &str| parts.get(name).map_or("", |text| text.trim());
                let all: Vec<&str> = self.0.boxes().iter().map(|(name, _)| typed(name)).collect();
                Cow::Owned(if all.iter().all(|text| text.is_empty()) {
                    String::new()
                } else {
                    all.join(" ")
                })
            }
            _ => Cow::Borrowed(""),
        };
        let Some(text) = clean::code(&typed) else {
            return wrong(format!(
                "{} must have no characters that cannot be seen",
                subject(asked.called)
            ));
        };
        if text.is_empty() {
            return asked.blank(|called| format!("Enter {}", the(called)));
        }
        match self.0.read(&text, &the(asked.called)) {
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
        let pieces = text.split(' ').chain(std::iter::repeat(""));
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
        vec![format!(
            "{} is right by the checks of the type “{}”",
            capital(called),
            self.0.title()
        )]
    }
}
