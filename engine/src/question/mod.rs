//! Kinds of questions: what an answer must look like, what it means, how it is printed and described.
//!
//! One file per kind, each in the same order: keys, declaration, check, read, print, schema, tests.

use crate::answers::Entered;
use crate::condition::{Facts, Type, Value};

/// The kind of a question, checked, with its properties.
#[derive(Debug)]
pub enum Kind {
    /// Something whose declaration was wrong: any text is taken.
    Wrong,
}

/// What a message about an answer needs to know of its question.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// "out-of-hours phone number", for messages: "Enter the out-of-hours phone number".
    pub called: &'a str,
    /// Whether it may be left blank, worked out for these answers.
    pub optional: bool,
}

/// What reading an answer found.
#[derive(Clone, Debug, PartialEq)]
pub enum Read {
    /// Nothing was entered, and nothing had to be.
    Blank,
    /// A typed answer.
    Right {
        /// The answer.
        value: Value,
        /// Things that are unusual; the person may go on.
        warnings: Vec<String>,
    },
    /// One message that says what to do.
    Wrong {
        /// "Enter the company number".
        message: String,
        /// Which box is at fault, where there are several: `month`.
        part: Option<&'static str>,
        /// What may have been meant, to be offered and never silently taken.
        suggestion: Option<String>,
    },
}

impl Kind {
    /// The type of its answers in conditions.
    #[must_use]
    pub fn ty(&self) -> Type {
        Type::Wrong
    }

    /// Reads what was entered.
    #[must_use]
    pub fn read(&self, entered: Option<&Entered>, asked: Asked<'_>, facts: &dyn Facts) -> Read {
        let _ = (entered, asked, facts);
        Read::Blank
    }
}

use crate::catalogue::List;
use crate::condition::Scope;
use crate::declare::{Fields, Problems, Record, Written};
use crate::name::ListName;
use std::collections::BTreeMap;
use std::sync::Arc;
#[derive(Clone, Debug)]
pub(crate) struct KindDeclaration;
pub(crate) struct Build<'a> {
    pub(crate) scope: &'a dyn Scope,
    pub(crate) lists: &'a BTreeMap<ListName, Arc<List>>,
    pub(crate) types: &'a crate::identifier::Types,
    pub(crate) problems: &'a mut Problems,
}
impl KindDeclaration {
    pub(crate) fn build(&self, _c: &mut Build<'_>) -> Kind {
        Kind::Wrong
    }
}
static R: Record = Record {
    what: "q",
    keys: &[],
    also: &[],
};
pub(crate) const KINDS: [&str; 1] = ["text"];
pub(crate) fn record_for(_n: &str) -> &'static Record {
    &R
}
pub(crate) fn is_kind(_n: &str) -> bool {
    false
}
pub(crate) fn declare(_n: &Written, _f: &Fields<'_>, _p: &mut Problems) -> Option<KindDeclaration> {
    None
}
