//! `text` and `long text`.

use super::common::{Amount, COMMON, amount, capital, check_order, span_of, subject, the, whole};
use super::{Asked, Read, clean, schema_text, wrong};
use crate::catalogue::meaning;
use crate::condition::Value;
use crate::declare::{Fields, Problems, Record, Takes, may};
use serde_json::{Map, Value as Json, json};

const LENGTH: &str = "How long the answer must be: `2 characters`, `5 words`.";
const MOST: &str = "How long the answer may be: `80 characters`, `500 words`.";

pub(crate) static TEXT: Record = Record {
    what: "a question of type `text`",
    keys: COMMON,
    also: &[
        may("at least", Takes::Amount, LENGTH),
        may("at most", Takes::Amount, MOST),
    ],
};

pub(crate) static LONG: Record = Record {
    what: "a question of type `long text`",
    keys: COMMON,
    also: &[
        may("at least", Takes::Amount, LENGTH),
        may("at most", Takes::Amount, MOST),
    ],
};

/// Characters that an answer may have when the editor says nothing.
const SHORT_MOST: usize = 500;
const LONG_MOST: usize = 10_000;

/// A text, on one line or several.
#[derive(Clone, Debug)]
pub struct Text {
    /// Whether it has several lines.
    pub long: bool,
    least: Option<(usize, Unit)>,
    most: (usize, Unit),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Characters,
    Words,
}

const UNITS: [&str; 2] = ["characters", "words"];

pub(crate) fn declare(long: bool, fields: &Fields<'_>, problems: &mut Problems) -> Text {
    let most =
        amount(fields, "at most", &UNITS, problems).and_then(|found| measure(found, problems));
    let least =
        amount(fields, "at least", &UNITS, problems).and_then(|found| measure(found, problems));
    if let (Some((least, a)), Some((most, b))) = (&least, &most)
        && a == b
    {
        check_order(
            Some(least),
            Some(most),
            span_of(fields, "at most"),
            problems,
        );
    }
    let usual = (if long { LONG_MOST } else { SHORT_MOST }, Unit::Characters);
    Text {
        long,
        least,
        most: most.unwrap_or(usual),
    }
}

fn measure((amount, unit): (Amount, usize), problems: &mut Problems) -> Option<(usize, Unit)> {
    let unit = if unit == 0 {
        Unit::Characters
    } else {
        Unit::Words
    };
    Some((whole(&amount, problems)?, unit))
}

impl Unit {
    fn count(self, text: &str) -> usize {
        match self {
            Self::Characters => text.chars().count(),
            Self::Words => text.split_whitespace().count(),
        }
    }

    fn say(self, count: usize) -> String {
        let plural = if count == 1 { "" } else { "s" };
        match self {
            Self::Characters => format!("{count} character{plural}"),
            Self::Words => format!("{count} word{plural}"),
        }
    }
}

impl Text {
    /// The most characters, for the control; `None` where words are counted.
    #[must_use]
    pub fn most_characters(&self) -> Option<usize> {
        (self.most.1 == Unit::Characters).then_some(self.most.0)
    }

    /// The most words, for the control; `None` where characters are counted.
    #[must_use]
    pub fn most_words(&self) -> Option<usize> {
        (self.most.1 == Unit::Words).then_some(self.most.0)
    }

    pub(super) fn read(&self, typed: &str, asked: Asked<'_>) -> Read {
        let cleaned = if self.long {
            clean::lines(typed)
        } else {
            clean::line(typed)
        };
        let Some(text) = cleaned else {
            return wrong(format!(
                "{} must be plain text: remove characters that cannot be seen",
                subject(asked.called)
            ));
        };
        if text.is_empty() {
            return asked.blank(|called| format!("Enter {}", the(called)));
        }
        // What is shorter in bytes than the limit is shorter in characters and words too.
        let (most, unit) = self.most;
        if text.len() > most && unit.count(&text) > most {
            return wrong(format!(
                "{} must be {} or fewer",
                subject(asked.called),
                unit.say(most)
            ));
        }
        if let Some((least, unit)) = self.least
            && unit.count(&text) < least
        {
            return wrong(format!(
                "{} must be {} or more",
                subject(asked.called),
                unit.say(least)
            ));
        }
        Read::right(Value::Text(text.as_ref().into()))
    }

    pub(super) fn schema(&self) -> Map<String, Json> {
        let mut schema = schema_text(r"\S");
        if let (most, Unit::Characters) = self.most {
            schema.insert("maxLength".into(), json!(most));
        }
        if let Some((least, Unit::Characters)) = self.least {
            schema.insert("minLength".into(), json!(least));
        }
        schema
    }

    pub(super) fn beyond_schema(&self, called: &str) -> Vec<String> {
        let mut rules = vec![
            format!(
                "{} is plain text; spaces at its ends do not count",
                capital(called)
            ),
            format!("{} has no characters that cannot be seen", capital(called)),
        ];
        if let Some((least, Unit::Words)) = self.least {
            rules.push(format!(
                "{} has at least {}",
                capital(called),
                Unit::Words.say(least)
            ));
        }
        if let (most, Unit::Words) = self.most {
            rules.push(format!(
                "{} has at most {}",
                capital(called),
                Unit::Words.say(most)
            ));
        }
        rules
    }
}

meaning!(Text { long, least, most });
meaning!(
    enum Unit {
        Characters,
        Words,
    }
);
