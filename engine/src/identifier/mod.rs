//! Types that the content declares: whatever a market numbers, letter by letter.
//!
//! A file under `forms/` says which pieces an identifier has, what is left out of what people type, how its check digit
//! comes about and what else must hold. [`Types::build`] checks the files; an [`IdentifierType`] reads in two stages: what was
//! typed is brought into the form in which it is kept, and that form is checked strictly.

mod boxes;
mod build;
mod checks;
mod class;
mod clean;
mod declared;
mod examples;
mod iso7064;
pub(crate) mod keys;
mod luhn;
mod made_by_row;
mod modulus;
mod names;
mod pieces;
mod read;
mod right;
mod rules;
mod says;
mod schema;
mod shape;
mod suggest;
mod sum;
mod takes;

pub(crate) use build::Given;
pub use read::Outcome;

use crate::calendar::Calendar;
use crate::catalogue::meaning;
use crate::declare::Problems;
use crate::name::TypeName;
use crate::yaml::Node;
use boxes::Part;
use clean::Clean;
use names::Names;
use rules::TypeRule;
use shape::Shape;
use std::collections::BTreeMap;
use std::sync::Arc;
use suggest::Suggest;
use sum::Counting;

/// The declared types, by name.
#[derive(Debug, Default)]
pub struct Types(BTreeMap<TypeName, Arc<IdentifierType>>);

/// A type of identifier, checked.
#[derive(Debug)]
pub struct IdentifierType {
    name: TypeName,
    title: String,
    called: String,
    /// What it must be, in the editor's words.
    described: Option<String>,
    clean: Clean,
    shapes: Vec<Shape>,
    names: Names,
    counting: Counting,
    rules: Vec<TypeRule>,
    boxes: Vec<Part>,
    suggest: Vec<Suggest>,
    on_screen: Option<String>,
    /// The first that is valid.
    example: Option<String>,
    source: Option<String>,
    unconfirmed: Option<String>,
    calendar: Calendar,
}

impl Types {
    /// Checks all type files.
    pub(crate) fn build<'a>(
        nodes: impl Iterator<Item = &'a Node>,
        given: &'a Given<'a>,
        problems: &mut Problems,
    ) -> Self {
        Self(build::all(nodes, given, problems))
    }

    /// The type of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arc<IdentifierType>> {
        self.0.get(name)
    }

    /// Every type, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<IdentifierType>> {
        self.0.values()
    }
}

impl IdentifierType {
    /// `company_number`.
    #[must_use]
    pub fn name(&self) -> &TypeName {
        &self.name
    }

    /// What it is called in lists of types.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What messages call it when the question does not say.
    #[must_use]
    pub fn called(&self) -> &str {
        &self.called
    }

    /// What to show beside it as soon as it is right.
    #[must_use]
    pub fn on_screen(&self) -> Option<&str> {
        self.on_screen.as_deref()
    }

    /// An example that is right.
    #[must_use]
    pub fn example(&self) -> Option<&str> {
        self.example.as_deref()
    }

    /// Where it is written.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// What still has to be verified.
    #[must_use]
    pub fn unconfirmed(&self) -> Option<&str> {
        self.unconfirmed.as_deref()
    }

    pub(crate) fn shapes(&self) -> &[Shape] {
        &self.shapes
    }
}

meaning!(IdentifierType {
    name, title, called, described, clean, shapes, names, counting, rules, boxes, suggest, on_screen, example,
} without { source, unconfirmed, calendar });

#[cfg(test)]
mod tests;
