//! `phone`: numbers that can be dialled, kept as E.164. Numbers without a country code are those of the United Kingdom.

use super::common::{COMMON, subject, the};
use super::{Asked, Read, clean, schema_text, wrong};
use crate::condition::Value;
use crate::declare::Record;
use phonenumber::country::Id;
use phonenumber::{Mode, PhoneNumber};
use serde_json::{Map, Value as Json};

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
    let here = number.country().id() == Some(Id::GB);
    let plus_44 = number.country().code() == 44;
    (number.is_valid() && (here || (international && !plus_44))).then_some(number)
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
}
