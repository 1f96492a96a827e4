//! Every kind of problem, by area: a number, a title and what `accede explain` says.

pub(crate) mod built;
pub(crate) mod condition;
pub(crate) mod declare;
pub(crate) mod example;
pub(crate) mod form;
pub(crate) mod identifier;
pub(crate) mod message;
pub(crate) mod roles;
pub(crate) mod wording;
pub(crate) mod yaml;

use super::Severity;
use std::fmt;

/// One kind of problem.
#[derive(Clone, Copy)]
pub struct Code {
    /// `E0312`: E errors, W warnings, N notes.
    pub id: &'static str,
    /// A few words, as a heading.
    pub title: &'static str,
    /// What it means, why it matters and how to mend it, in Markdown, for somebody who does not program.
    pub explanation: &'static str,
}

impl Code {
    pub(crate) const fn new(
        id: &'static str,
        title: &'static str,
        explanation: &'static str,
    ) -> Self {
        Self {
            id,
            title,
            explanation,
        }
    }

    /// How much a problem of this kind matters: its first letter.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.id.as_bytes().first() {
            Some(b'W') => Severity::Warning,
            Some(b'N') => Severity::Note,
            _ => Severity::Error,
        }
    }

    /// All of them, in the order of their ids' areas.
    pub fn all() -> impl Iterator<Item = Self> {
        [
            yaml::ALL,
            declare::ALL,
            condition::ALL,
            identifier::ALL,
            form::ALL,
            wording::ALL,
            example::ALL,
            message::ALL,
            built::ALL,
            roles::ALL,
        ]
        .into_iter()
        .flatten()
        .copied()
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// What `accede explain` says of a code, any case; nothing when there is no such code.
#[must_use]
pub fn explain(id: &str) -> Option<String> {
    let code = Code::all().find(|code| code.id.eq_ignore_ascii_case(id.trim()))?;
    Some(format!(
        "{}: {}\n\n{}\n",
        code.id,
        code.title,
        code.explanation.trim()
    ))
}
