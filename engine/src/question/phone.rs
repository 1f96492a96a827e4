//! `phone`: numbers that can be dialled, kept as E.164. Numbers without a country code are those of the United Kingdom.

use super::common::{COMMON, subject, the};
use super::{Asked, Read, clean, schema_text, wrong};
use crate::condition::Value;
use crate::declare::Record;
use phonenumber::country::Id;
use phonenumber::metadata::{DATABASE, Descriptor};
use phonenumber::{Mode, PhoneNumber, Type};
use regex::RegexSet;
use serde_json::{Map, Value as Json};
use std::sync::LazyLock;

pub(crate) static RECORD: Record = Record {
    what: "a question of type `phone`",
    keys: COMMON,
    also: &[],
};

pub(super) fn read(typed: &str, asked: Asked<'_>) -> Read {
    let text = clean::code(typed);
    let text = text.strip_prefix("tel:").unwrap_or(&text);
    if text.is_empty() {
        return asked.blank(|called| format!("Enter {}", the(called)));
    }
    match canonical(text) {
        Some(number) => Read::right(Value::Text(number.into())),
        None => wrong(format!(
            "{} must be a phone number, like 020 7946 0123 or +353 1 679 5600",
            subject(asked.called)
        )),
    }
}

fn canonical(text: &str) -> Option<String> {
    // Phone libraries take letters for the digits of a keypad, so the characters are looked at first.
    if !text
        .chars()
        .all(|c| c.is_ascii_digit() || "+()-. ".contains(c))
    {
        return None;
    }
    let number = parse(text)?;
    Some(number.format().mode(Mode::E164).to_string())
}

fn parse(text: &str) -> Option<PhoneNumber> {
    let text = text.replace("(0)", "");
    let international = text.trim_start().starts_with('+') || text.trim_start().starts_with("00");
    let number = phonenumber::parse(Some(Id::GB), text).ok()?;
    let sound = if number.country().code() == HERE {
        is_here(&number.national().to_string())
    } else {
        international && number.is_valid()
    };
    sound.then_some(number)
}

/// The country code of the United Kingdom. Islands around it share the code and have plans of their own.
const HERE: u16 = 44;

/// The kinds of numbers that the library tells apart.
const KINDS: [Type; 10] = [
    Type::PremiumRate,
    Type::TollFree,
    Type::SharedCost,
    Type::Voip,
    Type::PersonalNumber,
    Type::Pager,
    Type::Uan,
    Type::Voicemail,
    Type::FixedLine,
    Type::Mobile,
];

/// The library's plan of one country. The library looks each pattern up by its text, behind a lock, for every number; most
/// numbers are of this country.
struct Plan {
    /// What every number is like, and then each kind.
    patterns: RegexSet,
    lengths: Vec<&'static [u16]>,
}

impl Plan {
    fn of(country: &str) -> Option<Self> {
        let descriptors = DATABASE.by_id(country)?.descriptors();
        let kinds = KINDS.into_iter().filter_map(|kind| descriptors.get(kind));
        let all: Vec<&Descriptor> = [descriptors.general()].into_iter().chain(kinds).collect();
        let pattern = |one: &&Descriptor| format!("(?x)^(?:{})", one.national_number().as_str());
        Some(Self {
            patterns: RegexSet::new(all.iter().map(pattern)).ok()?,
            lengths: all.into_iter().map(Descriptor::possible_length).collect(),
        })
    }

    fn has(&self, national: &str) -> bool {
        let found = self.patterns.matches(national);
        let fits = |(kind, lengths): (usize, &&[u16])| {
            let long = |length: &u16| usize::from(*length) == national.len();
            found.matched(kind) && (lengths.is_empty() || lengths.iter().any(long))
        };
        let mut kinds = self.lengths.iter().enumerate();
        kinds.next().is_some_and(fits) && kinds.any(fits)
    }
}

/// Whether the plan of the United Kingdom has a number, given without its country code.
fn is_here(national: &str) -> bool {
    static PLAN: LazyLock<Option<Plan>> = LazyLock::new(|| Plan::of("GB"));
    PLAN.as_ref().is_some_and(|plan| plan.has(national))
}

/// As people read it: `020 7946 0123`, `+353 1 679 5600`.
pub(super) fn print(number: &str) -> String {
    let Ok(parsed) = phonenumber::parse(None, number) else {
        return number.to_owned();
    };
    let mode = if parsed.country().code() == 44 {
        Mode::National
    } else {
        Mode::International
    };
    parsed.format().mode(mode).to_string()
}

pub(super) fn schema() -> Map<String, Json> {
    schema_text(r"^[+0-9(][0-9()+. -]{4,30}$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_in_one_form() {
        assert_eq!(canonical("020 7946 0123").as_deref(), Some("+442079460123"));
        assert_eq!(
            canonical("+44 (0)20 7946 0123").as_deref(),
            Some("+442079460123")
        );
        assert_eq!(
            canonical("+353 1 679 5600").as_deref(),
            Some("+35316795600")
        );
        assert_eq!(canonical("0800 FLOWERS"), None);
        assert_eq!(print("+442079460123"), "020 7946 0123");
    }

    #[test]
    fn the_plan_has_the_numbers_that_the_library_calls_valid_here() {
        let mut here = 0;
        for start in (1000..10_000).step_by(7) {
            for end in ["234567", "23456", "2345678"] {
                let number = phonenumber::parse(None, format!("+44{start}{end}"));
                let Ok(number) = number else { continue };
                let valid = number.is_valid() && number.country().id() == Some(Id::GB);
                let national = number.national().to_string();
                assert_eq!(is_here(&national), valid, "{national}");
                here += usize::from(valid);
            }
        }
        assert!(here > 100, "{here}");
        assert!(!is_here("1481234567"), "Guernsey");
    }
}
