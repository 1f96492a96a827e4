//! `person name`: whatever people are called. Only what can be no name is refused.

use super::common::{Amount, COMMON, amount, subject, the, whole};
use super::{Asked, Read, clean, schema_text, wrong};
use crate::catalogue::meaning;
use crate::condition::Value;
use crate::declare::{Fields, Problems, Record, Takes, may};
use serde_json::{Map, Value as Json, json};

pub(crate) static RECORD: Record = Record {
    what: "a question of type `person name`",
    keys: COMMON,
    also: &[may(
        "at most",
        Takes::Amount,
        "How long the name may be: `30 characters`.",
    )],
};

const MOST: usize = 100;

/// A person's name.
#[derive(Clone, Debug)]
pub struct PersonName {
    most: usize,
}

pub(crate) fn declare(fields: &Fields<'_>, problems: &mut Problems) -> PersonName {
    let found: Option<Amount> =
        amount(fields, "at most", &["characters"], problems).map(|(found, _)| found);
    PersonName {
        most: found
            .and_then(|found| whole(&found, problems))
            .unwrap_or(MOST),
    }
}

impl PersonName {
    pub(super) fn read(&self, typed: &str, asked: Asked<'_>) -> Read {
        let Some(text) = clean::line(typed) else {
            return wrong(shape(asked.called));
        };
        if text.is_empty() {
            return asked.blank(|called| format!("Enter {}", the(called)));
        }
        let strange = |c: char| c.is_ascii_digit() || "<>{}[]|\\^@#$%*=+_~\"".contains(c);
        if !text.chars().any(char::is_alphabetic) || text.contains(strange) {
            return wrong(shape(asked.called));
        }
        if text.chars().count() > self.most {
            return wrong(format!(
                "{} must be {} characters or fewer",
                subject(asked.called),
                self.most
            ));
        }
        Read::right(Value::Text(text.as_ref().into()))
    }

    pub(super) fn schema(&self) -> Map<String, Json> {
        let mut schema = schema_text(r#"^[^0-9<>{}\[\]|\\^@#$%*=+_~"]+$"#);
        schema.insert("maxLength".into(), json!(self.most));
        schema
    }
}

fn shape(called: &str) -> String {
    format!(
        "{} must be a name: letters, spaces, hyphens and apostrophes",
        subject(called)
    )
}

meaning!(PersonName { most });
