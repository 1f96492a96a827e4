//! `website`: an address that a browser opens.

use super::common::{COMMON, subject, the};
use super::{Asked, Read, clean, schema_text, wrong};
use crate::condition::Value;
use crate::declare::Record;
use serde_json::{Map, Value as Json, json};

pub(crate) static RECORD: Record = Record {
    what: "a question of type `website`",
    keys: COMMON,
    also: &[],
};

const MOST: usize = 500;

pub(super) fn read(typed: &str, asked: Asked<'_>) -> Read {
    let text = clean::code(typed);
    if text.is_empty() {
        return asked.blank(|called| format!("Enter {}", the(called)));
    }
    match canonical(&text) {
        Some(address) if address.len() <= MOST => Read::right(Value::Text(address.into())),
        _ => wrong(format!(
            "{} must be a website address, like www.example.com",
            subject(asked.called)
        )),
    }
}

/// The address with its scheme; `www.example.com` becomes `https://www.example.com`.
fn canonical(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let (scheme, length) = match () {
        () if lower.starts_with("https://") => ("https://", 8),
        () if lower.starts_with("http://") => ("http://", 7),
        () => ("https://", 0),
    };
    let rest = text.get(length..)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end)?;
    let is_label = |label: &str| {
        let inner = label.chars().all(|c| c.is_alphanumeric() || c == '-');
        !label.is_empty()
            && label.len() <= 63
            && inner
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let (name, port) = host
        .split_once(':')
        .map_or((host, None), |(name, port)| (name, Some(port)));
    let port_ok = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    let labels: Vec<&str> = name.split('.').collect();
    let last_ok = labels
        .last()
        .is_some_and(|last| last.len() >= 2 && !last.bytes().all(|b| b.is_ascii_digit()));
    let sound =
        port_ok && labels.len() >= 2 && last_ok && labels.iter().all(|label| is_label(label));
    (sound && !path.contains(char::is_whitespace))
        .then(|| format!("{scheme}{}{path}", host.to_lowercase()))
}

pub(super) fn schema() -> Map<String, Json> {
    let mut schema = schema_text(r"^\S+\.\S+$");
    schema.insert("maxLength".into(), json!(MOST));
    schema
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn a_scheme_is_added_and_nonsense_is_refused() {
        assert_eq!(
            canonical("WWW.Example.com/A").as_deref(),
            Some("https://www.example.com/A")
        );
        assert_eq!(
            canonical("http://example.org?x=1").as_deref(),
            Some("http://example.org?x=1")
        );
        for wrong in [
            "example",
            "ftp://example.com",
            "javascript:alert(1)",
            "exa mple.com",
            "a..b",
            "http://1.2.3.4",
        ] {
            assert_eq!(canonical(wrong), None, "{wrong}");
        }
    }
}
