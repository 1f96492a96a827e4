//! What forms stand on: lists, types, notes and sections, and the names of all files.

use super::names::{Known, Names};
use crate::catalogue::List;
use crate::declare::{FileKind, Problems, SectionDeclaration, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::wording as codes;
use crate::guidance::{Leads, Note, headings_of};
use crate::identifier::Types;
use crate::name::{GuidanceName, ListName};
use blake3::{Hash, Hasher};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything that is not a form.
pub(crate) struct World {
    pub(crate) names: Names,
    pub(crate) lists: BTreeMap<ListName, Arc<List>>,
    pub(crate) types: Types,
    pub(crate) sections: BTreeMap<String, Arc<SectionDeclaration>>,
    pub(crate) notes: BTreeMap<GuidanceName, Arc<Note>>,
    /// Notes that could not be read.
    pub(crate) broken_notes: BTreeSet<GuidanceName>,
    /// A digest of whatever each name stands for.
    pub(crate) stamps: BTreeMap<(FileKind, String), Hash>,
}

/// Something that a form looked at while it was built.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Used {
    /// What is declared under a name.
    Named((FileKind, String)),
    /// All names of a kind.
    Names(FileKind),
    /// A note: whether it is there, and its headings.
    Note(String),
    /// The names of all notes.
    Notes,
}

impl World {
    /// A digest of something that was looked at: as long as it is the same, another look finds the same.
    pub(crate) fn stamp(&self, used: &Used) -> Hash {
        let none = || blake3::hash(b"none");
        match used {
            Used::Named(name) => self.stamps.get(name).copied().unwrap_or_else(none),
            Used::Names(kind) => of_words(self.names.all(*kind)),
            Used::Note(name) => match self.notes.get(name.as_str()) {
                Some(note) => {
                    let headings = headings_of(&self.notes, note);
                    of_words(headings.iter().map(|heading| &*heading.id))
                }
                None if self.broken_notes.contains(name.as_str()) => blake3::hash(b"broken"),
                None => none(),
            },
            Used::Notes => of_words(self.notes.keys().map(GuidanceName::as_str)),
        }
    }

    /// What links can lead to.
    pub(crate) fn leads(&self) -> Leads<'_> {
        Leads {
            notes: &self.notes,
            broken: &self.broken_notes,
            is_form: Box::new(|name| self.names.known(FileKind::Form, name) != Known::No),
            forms: Box::new(|| self.names.all(FileKind::Form).collect()),
            looked_for: Box::new(|_| ()),
        }
    }

    /// Whether there is such a note, readable or not.
    pub(crate) fn has_note(&self, path: &str) -> bool {
        self.notes.contains_key(path) || self.broken_notes.contains(path)
    }

    /// The name of a note that must exist, and of a heading of it where one is named behind `#`.
    pub(crate) fn section_of_note(
        &self,
        written: &Written,
        problems: &mut Problems,
    ) -> Option<GuidanceName> {
        let Some((path, heading)) = written.text.split_once('#') else {
            return self.note(written, problems);
        };
        self.note(&written.piece(0, path.len()), problems)?;
        let headings = self
            .notes
            .get(path)
            .map(|note| headings_of(&self.notes, note));
        let ids = || headings.iter().flatten().map(|heading| heading.id.as_str());
        if headings.is_none() || ids().any(|id| id == heading) {
            return Some(GuidanceName::from(written.text.as_str()));
        }
        let span = written.part(path.len() + 1, written.text.len());
        let message = format!("`guidance/{path}.md` has no heading `#{heading}`");
        let problem = Diagnostic::new(codes::NO_SUCH_NOTE, span, message);
        problems.push(problem.did_you_mean(heading, ids()));
        None
    }

    /// The name of a note that must exist.
    pub(crate) fn note(&self, written: &Written, problems: &mut Problems) -> Option<GuidanceName> {
        let path = written.text.as_str();
        if self.has_note(path) {
            return Some(GuidanceName::from(path));
        }
        let message = format!("there is no note `guidance/{path}.md`");
        let known = self.notes.keys().map(GuidanceName::as_str);
        let problem =
            Diagnostic::new(codes::NO_SUCH_NOTE, written.span, message).did_you_mean(path, known);
        problems.push(problem);
        None
    }
}

/// A digest of words in their order.
fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Hash {
    let mut digest = Hasher::new();
    for word in words {
        digest.update(&(word.len() as u64).to_le_bytes());
        digest.update(word.as_bytes());
    }
    digest.finalize()
}
