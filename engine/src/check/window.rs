//! The world as a form looks at it: every look is remembered, so that the form is built again only when something that it
//! saw has changed.

use super::names::Known;
use super::world::{Used, World};
use crate::catalogue::List;
use crate::declare::{FileKind, Problems, SectionDeclaration, Written};
use crate::guidance::Leads;
use crate::identifier::IdentifierType;
use crate::name::GuidanceName;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A look at the world, with what was looked at.
pub(crate) struct Window<'w> {
    world: &'w World,
    used: RefCell<BTreeSet<Used>>,
}

impl<'w> Window<'w> {
    /// A window through which nobody has looked yet.
    pub(crate) fn on(world: &'w World) -> Self {
        let used = RefCell::default();
        Self { world, used }
    }

    /// Everything that was looked at, there or not.
    pub(crate) fn used(self) -> BTreeSet<Used> {
        self.used.into_inner()
    }

    fn named(&self, kind: FileKind, name: &str) {
        let used = Used::Named((kind, name.to_owned()));
        self.used.borrow_mut().insert(used);
    }

    /// Whether there is such a thing.
    pub(crate) fn known(&self, kind: FileKind, name: &str) -> Known {
        self.named(kind, name);
        self.world.names.known(kind, name)
    }

    /// Every name of a kind.
    pub(crate) fn all(&self, kind: FileKind) -> Vec<&'w str> {
        self.used.borrow_mut().insert(Used::Names(kind));
        self.world.names.all(kind).collect()
    }

    pub(crate) fn list(&self, name: &str) -> Option<&'w Arc<List>> {
        self.named(FileKind::List, name);
        self.world.lists.get(name)
    }

    pub(crate) fn ty(&self, name: &str) -> Option<&'w Arc<IdentifierType>> {
        self.named(FileKind::Type, name);
        self.world.types.get(name)
    }

    pub(crate) fn section(&self, name: &str) -> Option<&'w SectionDeclaration> {
        self.named(FileKind::Section, name);
        self.world.sections.get(name).map(|section| &**section)
    }

    /// The name of a note that must exist.
    pub(crate) fn note(&self, written: &Written, problems: &mut Problems) -> Option<GuidanceName> {
        self.looks_for_note(&written.text);
        self.world.note(written, problems)
    }

    /// The same, or a heading of it.
    pub(crate) fn section_of_note(
        &self,
        written: &Written,
        problems: &mut Problems,
    ) -> Option<GuidanceName> {
        let path = written.text.split('#').next().unwrap_or_default();
        self.looks_for_note(path);
        self.world.section_of_note(written, problems)
    }

    /// What links can lead to.
    pub(crate) fn leads(&self) -> Leads<'_> {
        Leads {
            is_form: Box::new(|name| self.known(FileKind::Form, name) != Known::No),
            forms: Box::new(|| self.all(FileKind::Form)),
            looked_for: Box::new(|name| self.looks_for_note(name)),
            ..self.world.leads()
        }
    }

    fn looks_for_note(&self, name: &str) {
        let mut used = self.used.borrow_mut();
        used.insert(Used::Note(name.to_owned()));
        if !self.world.has_note(name) {
            used.insert(Used::Notes); // the nearest of them is suggested
        }
    }
}
