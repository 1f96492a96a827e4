//! `email`: the addresses that mail really goes to (a subset of RFC 5321, 4.1.2): a dot-atom, and a domain with a dot.

use super::common::{Amount, COMMON, amount, subject, the, whole};
use super::{Asked, Read, clean, schema_text, wrong};
use crate::catalogue::meaning;
use crate::condition::Value;
use crate::declare::{Fields, Problems, Record, Takes, may};
use serde_json::{Map, Value as Json, json};

pub(crate) static RECORD: Record = Record {
    what: "a question of type `email`",
    keys: COMMON,
    also: &[may(
        "at most",
        Takes::Amount,
        "How long the address may be: `80 characters`.",
    )],
};

/// RFC 5321, 4.5.3.1.3: a path of 256 with its brackets.
const MOST: usize = 254;

/// An e-mail address.
#[derive(Clone, Debug)]
pub struct Email {
    most: usize,
}

pub(crate) fn declare(fields: &Fields<'_>, problems: &mut Problems) -> Email {
    let found: Option<Amount> =
        amount(fields, "at most", &["characters"], problems).map(|(found, _)| found);
    let most = found.and_then(|found| whole(&found, problems));
    Email {
        most: most.map_or(MOST, |most| most.min(MOST)),
    }
}

impl Email {
    pub(super) fn read(&self, typed: &str, asked: Asked<'_>) -> Read {
        let text = clean::code(typed);
        if text.is_empty() {
            return asked.blank(|called| format!("Enter {}", the(called)));
        }
        let text = text.strip_prefix("mailto:").unwrap_or(&text);
        let Some(address) = canonical(text) else {
            return wrong(shape(asked.called));
        };
        if address.len() > self.most {
            return wrong(format!(
                "{} must be {} characters or fewer",
                subject(asked.called),
                self.most
            ));
        }
        Read::right(Value::Text(address.as_str().into()))
    }

    pub(super) fn schema(&self) -> Map<String, Json> {
        let mut schema = schema_text(r"^[^@\s]+@[^@\s]+\.[^@\s]+$");
        schema.insert("maxLength".into(), json!(self.most));
        schema
    }
}

fn shape(called: &str) -> String {
    format!(
        "{} must be an email address, like name@example.com",
        subject(called)
    )
}

/// The address that somebody typed, wherever it is asked for; none when it is not one.
#[must_use]
pub fn email_address(typed: &str) -> Option<String> {
    let text = clean::code(typed);
    canonical(text.strip_prefix("mailto:").unwrap_or(&text)).filter(|text| text.len() <= MOST)
}

/// The address with its domain in lower case; the local part keeps its letters.
fn canonical(text: &str) -> Option<String> {
    let (local, domain) = text.rsplit_once('@')?;
    let is_atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(c);
    let local_ok = (1..=64).contains(&local.len())
        && local
            .split('.')
            .all(|atom| !atom.is_empty() && atom.chars().all(is_atom));
    let labels: Vec<&str> = domain.split('.').collect();
    let is_label = |label: &&str| {
        let inner = label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        (1..=63).contains(&label.len()) && inner && !label.starts_with('-') && !label.ends_with('-')
    };
    let last = labels.last()?;
    let last_ok = last.len() >= 2 && !last.bytes().all(|b| b.is_ascii_digit());
    (local_ok && labels.len() >= 2 && labels.iter().all(is_label) && last_ok)
        .then(|| format!("{local}@{}", domain.to_ascii_lowercase()))
}

meaning!(Email { most });

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn the_domain_is_lower_case_and_the_local_part_is_kept() {
        assert_eq!(
            canonical("O'Neil@Example.CO.UK").as_deref(),
            Some("O'Neil@example.co.uk")
        );
        for wrong in [
            "a..b@example.com",
            "a@b",
            "a@exa_mple.com",
            "@example.com",
            "a b@example.com",
            "a@example.123",
            "a@-x.com",
        ] {
            assert_eq!(canonical(wrong), None, "{wrong}");
        }
    }
}
