//! Where a link in Markdown may lead: another note, a heading of this one, a form, or outside by a safe scheme.

use crate::name::is_kebab;
use serde::{Deserialize, Serialize};

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Target {
    /// A heading of the same text.
    Here(String),
    /// A note by its path below `guidance/`, and a heading of it.
    Note(String, Option<String>),
    /// A form.
    Form(String),
    /// Another site, a mail address, a phone number.
    Outside(String),
}

/// Why a link is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// `http:`, which a browser can be led astray on.
    NotSecure,
    /// `javascript:`, `data:`, `ftp:` and whatever else there is.
    Scheme,
    /// A path that names no note.
    NotANote,
    /// Nothing at all, or something with blanks or control characters.
    Empty,
}

/// Schemes that lead outside.
const SCHEMES: [&str; 3] = ["https://", "mailto:", "tel:"];

impl Target {
    /// Reads a destination. Paths are relative to `folder`, the folder of the note below `guidance/`; empty is the top.
    pub(crate) fn read(destination: &str, folder: &str) -> Result<Self, Refused> {
        let text = destination.trim();
        if text.is_empty() || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(Refused::Empty);
        }
        if let Some(heading) = text.strip_prefix('#') {
            return Ok(Self::Here(heading.to_owned()));
        }
        if let Some(name) = text.strip_prefix("form:") {
            return Ok(Self::Form(name.to_owned()));
        }
        let begins = |scheme: &str| {
            let start = text.get(..scheme.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        if SCHEMES
            .iter()
            .any(|scheme| begins(scheme) && text.len() > scheme.len())
        {
            return Ok(Self::Outside(text.to_owned()));
        }
        if begins("http://") {
            return Err(Refused::NotSecure);
        }
        let (path, heading) = text
            .split_once('#')
            .map_or((text, None), |(path, heading)| (path, Some(heading)));
        let first = path.split('/').next().unwrap_or("");
        if first.contains(':') || path.starts_with("//") {
            return Err(Refused::Scheme);
        }
        let name = path.strip_suffix(".md").ok_or(Refused::NotANote)?;
        let name = resolve(name, folder).ok_or(Refused::NotANote)?;
        Ok(Self::Note(name, heading.map(str::to_owned)))
    }

    /// Whether it is another page that a browser opens.
    pub(crate) fn is_page(&self) -> bool {
        match self {
            Self::Here(_) => false,
            Self::Note(..) | Self::Form(_) => true,
            Self::Outside(address) => address.contains("://"),
        }
    }

    /// The address that a browser follows.
    pub(crate) fn address(&self) -> String {
        match self {
            Self::Here(heading) => format!("#{heading}"),
            Self::Note(name, None) => format!("/guidance/{name}"),
            Self::Note(name, Some(heading)) => format!("/guidance/{name}#{heading}"),
            Self::Form(name) => format!("/forms/{name}"),
            Self::Outside(address) => address.clone(),
        }
    }
}

/// A relative path below `guidance/`; nothing when it leaves the folder, or could be no name.
fn resolve(path: &str, folder: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part if is_kebab(part) => parts.push(part),
            _ => return None,
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(destination: &str) -> Result<String, Refused> {
        Target::read(destination, "entry").map(|target| target.address())
    }

    #[test]
    fn a_path_is_relative_to_the_note_it_stands_in() {
        assert_eq!(address("fees.md").unwrap(), "/guidance/entry/fees");
        assert_eq!(
            address("../account/contacts.md#who").unwrap(),
            "/guidance/account/contacts#who"
        );
        assert_eq!(address("form:contact").unwrap(), "/forms/contact");
        assert_eq!(address("#fees").unwrap(), "#fees");
        assert_eq!(address("../../passwd.md"), Err(Refused::NotANote));
        assert_eq!(address("fees"), Err(Refused::NotANote));
    }

    #[test]
    fn only_safe_schemes_lead_outside() {
        for safe in [
            "https://example.org/a?b=c#d",
            "mailto:a@example.org",
            "tel:+442079460123",
        ] {
            assert_eq!(address(safe).unwrap(), safe);
        }
        assert_eq!(address("http://example.org"), Err(Refused::NotSecure));
        for hostile in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//example.org/x.md",
            "https:x",
        ] {
            assert_eq!(address(hostile), Err(Refused::Scheme), "{hostile}");
        }
        assert_eq!(address("java\tscript:alert(1)"), Err(Refused::Empty));
    }
}
