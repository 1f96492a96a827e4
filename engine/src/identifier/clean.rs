//! From what was typed to the one way in which an identifier is kept. Nothing here may change what is meant.

use super::IdentifierType;
use super::class::Class;
use crate::catalogue::meaning;
use std::borrow::Cow;

/// What is taken away, and how letters are written.
#[derive(Debug, Default)]
pub(super) struct Clean {
    /// Characters that are left out wherever they stand.
    pub(super) remove: Class,
    /// A label that people copy along, in front or behind.
    pub(super) first: Option<String>,
    pub(super) last: Option<String>,
    pub(super) case: Case,
}

/// How letters are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Case {
    /// As typed, where both kinds mean something.
    #[default]
    Kept,
    Capitals,
    Small,
}

impl Case {
    /// The case that the letters of `alphabet` have.
    pub(super) const fn of(alphabet: Class) -> Self {
        match (
            alphabet.meets(Class::CAPITALS),
            alphabet.meets(Class::SMALL),
        ) {
            (true, false) => Self::Capitals,
            (false, true) => Self::Small,
            _ => Self::Kept,
        }
    }
}

/// Characters that can be removed, by name.
pub(super) const REMOVABLE: [(&str, char); 8] = [
    ("space", ' '),
    ("hyphen", '-'),
    ("slash", '/'),
    ("full stop", '.'),
    ("comma", ','),
    ("underscore", '_'),
    ("colon", ':'),
    ("apostrophe", '\''),
];

impl IdentifierType {
    /// What was typed, in the form in which it is kept: `08-99-99` becomes `089999`. Doing it twice changes nothing more.
    #[must_use]
    pub fn normalise<'t>(&self, typed: &'t str) -> Cow<'t, str> {
        let clean = &self.clean;
        let trimmed = typed.trim_matches(' ');
        let stays = |c: char| {
            !clean.remove.has(c)
                && match clean.case {
                    Case::Capitals => !c.is_ascii_lowercase(),
                    Case::Small => !c.is_ascii_uppercase(),
                    Case::Kept => true,
                }
        };
        let text = if trimmed.chars().all(stays) {
            Cow::Borrowed(trimmed)
        } else {
            let mut text: String = trimmed.chars().filter(|c| !clean.remove.has(*c)).collect();
            match clean.case {
                Case::Capitals => text.make_ascii_uppercase(),
                Case::Small => text.make_ascii_lowercase(),
                Case::Kept => {}
            }
            Cow::Owned(text.trim_matches(' ').to_owned())
        };
        self.without_label(&text).map_or(text, Cow::Owned)
    }

    /// Without a label in front or behind: only where the rest has a shape of the type and the whole has not.
    fn without_label(&self, text: &str) -> Option<String> {
        let clean = &self.clean;
        let front = clean
            .first
            .as_ref()
            .and_then(|label| text.strip_prefix(label.as_str()));
        let back = clean
            .last
            .as_ref()
            .and_then(|label| text.strip_suffix(label.as_str()));
        let rest = [front, back]
            .into_iter()
            .flatten()
            .find(|rest| self.fits(rest))?;
        (!self.fits(text)).then(|| rest.to_owned())
    }

    /// Whether a text has one of the shapes.
    pub(super) fn fits(&self, text: &str) -> bool {
        self.shapes.iter().any(|shape| shape.fit(text).is_some())
    }
}

meaning!(Clean {
    remove,
    first,
    last,
    case
});
meaning!(
    enum Case {
        Kept,
        Capitals,
        Small,
    }
);
