//! What forms stand on: lists, types, notes and sections, and the names of all files.

use super::names::{Known, Names};
use crate::catalogue::List;
use crate::declare::{FileKind, Problems, SectionDeclaration, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::wording as codes;
use crate::guidance::{Leads, Note};
use crate::identifier::Types;
use crate::name::{GuidanceName, ListName};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything that is not a form.
pub(crate) struct World {
    pub(crate) names: Names,
    pub(crate) lists: BTreeMap<ListName, Arc<List>>,
    pub(crate) types: Types,
    pub(crate) sections: BTreeMap<String, SectionDeclaration>,
    pub(crate) notes: BTreeMap<GuidanceName, Note>,
    /// Notes that could not be read.
    pub(crate) broken_notes: BTreeSet<GuidanceName>,
}

impl World {
    /// What links can lead to.
    pub(crate) fn leads(&self) -> Leads<'_> {
        Leads {
            notes: &self.notes,
            broken: &self.broken_notes,
            is_form: Box::new(|name| self.names.known(FileKind::Form, name) != Known::No),
            forms: Box::new(|| self.names.all(FileKind::Form).collect()),
        }
    }

    /// The name of a note that must exist.
    pub(crate) fn note(&self, written: &Written, problems: &mut Problems) -> Option<GuidanceName> {
        let path = written.text.as_str();
        if self.notes.contains_key(path) || self.broken_notes.contains(path) {
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
