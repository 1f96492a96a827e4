//! `address`: two lines, a town, a postcode and a country.

use super::common::{COMMON, capital, subject, the};
use super::country::Country;
use super::{Asked, Read, clean, postcode, wrong, wrong_part};
use crate::answers::Entered;
use crate::catalogue::meaning;
use crate::condition::{Address as Value, Facts, Value as Worth};
use crate::declare::Record;
use serde_json::{Map, Value as Json, json};
use std::sync::Arc;

pub(crate) static RECORD: Record = Record {
    what: "a question of type `address`",
    keys: COMMON,
    also: &[],
};

/// The boxes, in order, with their labels.
pub(crate) const PARTS: [(&str, &str); 5] = [
    ("line_1", "Address line 1"),
    ("line_2", "Address line 2 (optional)"),
    ("town", "Town or city"),
    ("postcode", "Postcode"),
    ("country", "Country"),
];

/// Characters of a line.
const MOST: usize = 100;
/// Where an address is when its country is left out: the country whose postcodes are checked.
const HOME: &str = "gb";

/// A postal address.
#[derive(Debug)]
pub struct Address {
    /// The countries.
    pub(crate) country: Country,
}

impl Address {
    pub(super) fn read(
        &self,
        entered: Option<&Entered>,
        asked: Asked<'_>,
        facts: &dyn Facts,
    ) -> Read {
        let parts = match entered {
            Some(Entered::Parts(parts)) => parts,
            Some(Entered::Text(text)) if !text.trim().is_empty() => {
                return wrong(format!(
                    "{} must be given in its parts: lines, town, postcode, country",
                    subject(asked.called)
                ));
            }
            _ => return asked.blank(|called| format!("Enter {}", the(called))),
        };
        let typed = |part: &str| parts.get(part).map_or("", String::as_str);
        let mut lines = Vec::new();
        for (part, label) in PARTS {
            let Some(text) = clean::line(typed(part)) else {
                return wrong_part(
                    format!("{label} must be plain text: remove characters that cannot be seen"),
                    part,
                );
            };
            if text.chars().count() > MOST {
                return wrong_part(format!("{label} must be {MOST} characters or fewer"), part);
            }
            lines.push(text.into_owned());
        }
        let [line_1, line_2, town, code, country] =
            <[String; 5]>::try_from(lines).unwrap_or_default();
        if [&line_1, &line_2, &town, &code]
            .into_iter()
            .all(String::is_empty)
        {
            return asked.blank(|called| format!("Enter {}", the(called)));
        }
        self.complete(
            Value {
                line_1,
                line_2,
                town,
                postcode: code,
                country,
            },
            asked,
            facts,
        )
    }

    fn complete(&self, mut address: Value, asked: Asked<'_>, facts: &dyn Facts) -> Read {
        let of = the(asked.called);
        if address.line_1.is_empty() {
            return wrong_part(format!("Enter address line 1 of {of}"), "line_1");
        }
        if address.town.is_empty() {
            return wrong_part(format!("Enter the town or city of {of}"), "town");
        }
        let country = if address.country.is_empty() {
            HOME
        } else {
            &address.country
        };
        let asked_country = Asked {
            called: "country",
            optional: false,
        };
        match self.country.read(country, asked_country, facts) {
            Read::Right {
                value: Worth::Option(code),
                ..
            } => code.as_str().clone_into(&mut address.country),
            Read::Wrong { message, .. } => return wrong_part(message, "country"),
            _ => {}
        }
        if address.country.eq_ignore_ascii_case(HOME) {
            if address.postcode.is_empty() {
                return wrong_part(format!("Enter the postcode of {of}"), "postcode");
            }
            match postcode::canonical(&address.postcode) {
                Some(code) => address.postcode = code,
                None => {
                    return wrong_part(
                        "Postcode must be a full UK postcode, like SW1A 2AA".to_owned(),
                        "postcode",
                    );
                }
            }
        }
        Read::right(Worth::Address(Arc::new(address)))
    }

    pub(super) fn print(&self, address: &Value) -> Vec<String> {
        let country = self.country.label(&address.country).to_owned();
        [
            &address.line_1,
            &address.line_2,
            &address.town,
            &address.postcode,
            &country,
        ]
        .into_iter()
        .filter(|line| !line.is_empty())
        .cloned()
        .collect()
    }

    pub(super) fn schema(&self) -> Map<String, Json> {
        let line = |must: bool| {
            let mut schema = super::schema_text(if must { r"\S" } else { "" });
            schema.insert("maxLength".into(), json!(MOST));
            Json::Object(schema)
        };
        let mut schema = Map::new();
        schema.insert("type".into(), json!("object"));
        let properties = json!({
            "line_1": line(true), "line_2": line(false), "town": line(true), "postcode": line(false), "country": self.country.schema()
        });
        schema.insert("properties".into(), properties);
        schema.insert("required".into(), json!(["line_1", "town"]));
        schema.insert("additionalProperties".into(), json!(false));
        schema
    }

    pub(super) fn beyond_schema(&self, called: &str) -> Vec<String> {
        vec![
            format!(
                "{} has a real postcode where its country is {}",
                capital(called),
                self.country.label(HOME)
            ),
            format!("{} has no characters that cannot be seen", capital(called)),
        ]
    }
}

/// The address as its boxes.
pub(super) fn parts(address: &Value) -> [(&'static str, &str); 5] {
    [
        ("line_1", &address.line_1),
        ("line_2", &address.line_2),
        ("town", &address.town),
        ("postcode", &address.postcode),
        ("country", &address.country),
    ]
}

meaning!(Address { country });
