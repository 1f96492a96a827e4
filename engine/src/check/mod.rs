//! All files together: names across files, and whatever can be told to be wrong before anybody fills in a form.
//!
//! The one door to a [`Catalogue`]. Problems are collected, never the first alone, and each cause is said once: what a
//! broken file would have declared is not missed anywhere else.

mod cells;
mod checker;
mod form;
mod guidance;
mod kept;
mod members;
mod message;
mod names;
mod question;
mod reach;
mod renamed;
mod roles;
mod scope;
mod service;
mod values;
mod window;
mod world;

pub use checker::Checker;
pub(crate) use renamed::{old_names, taken};

use crate::catalogue::{Catalogue, Form};
use crate::declare::Problems;
use crate::diagnostic::{Diagnostic, Severity};
use crate::guidance::Outline;
use crate::name::FormName;
use crate::source::{FileId, Sources};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What came of checking the content.
#[derive(Debug)]
pub struct Checked {
    /// The catalogue, when there is no error.
    pub catalogue: Option<Arc<Catalogue>>,
    /// Every problem, in the order of files and places.
    pub problems: Vec<Diagnostic>,
}

impl Checked {
    /// Whether anything is wrong; notes do not count.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.problems
            .iter()
            .all(|problem| problem.severity == Severity::Note)
    }
}

/// Checks all files: declarations below `forms/`, notes below `guidance/`. `today` decides which review is overdue.
#[must_use]
pub fn check(sources: &Sources, today: Date) -> Checked {
    Checker::default().check(sources, today)
}

/// The same, where notes are known by their outlines: those are not read, and have no text in the catalogue. What was wrong
/// in them by themselves was said when they were read ([`crate::read_note`]). Only the links of those in `fresh` are followed:
/// whoever asks has to know that those of the others lead where they did.
#[must_use]
pub fn check_outlined(
    sources: &Sources,
    outlines: BTreeMap<FileId, Arc<Outline>>,
    fresh: &BTreeSet<FileId>,
    today: Date,
) -> Checked {
    Checker::knowing(outlines, fresh).check(sources, today)
}

/// Two forms must not begin their references alike: a reference alone says which form it belongs to.
fn check_references(forms: &BTreeMap<FormName, Arc<Form>>, problems: &mut Problems) {
    let mut seen: BTreeMap<&str, &Form> = BTreeMap::new();
    for form in forms.values().filter(|form| !form.reference.is_empty()) {
        if let Some(first) = seen.insert(&form.reference, form) {
            let message = format!(
                "the forms `{}` and `{}` both begin references with `{}`",
                first.name, form.name, form.reference
            );
            let problem = Diagnostic::new(
                crate::diagnostic::codes::form::BAD_REFERENCE,
                form.span,
                message,
            );
            problems.push(problem.related(first.span, "the first one"));
        }
    }
}
