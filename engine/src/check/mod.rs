//! All files together: names across files, and whatever can be told to be wrong before anybody fills in a form.
//!
//! The one door to a [`Catalogue`]. Problems are collected, never the first alone, and each cause is said once: what a
//! broken file would have declared is not missed anywhere else.

mod form;
mod members;
mod names;
mod question;
mod reach;
mod scope;
mod service;
mod values;
mod world;

use crate::catalogue::{Catalogue, Form};
use crate::declare::{self, Content, DeclaredFile, FileKind, Problems};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guidance;
use crate::identifier::{Given, Types};
use crate::name::{FormName, GuidanceName};
use crate::source::{FileId, Sources};
use jiff::civil::Date;
use names::Names;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use world::World;

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
    let mut problems = Problems::new();
    let files: Vec<(FileId, DeclaredFile)> = sources
        .iter()
        .filter(|(_, file)| file.path.starts_with("forms/") && is_yaml(&file.path))
        .map(|(id, file)| (id, declare::declare(id, &file.path, &file.bytes)))
        .collect();
    for (_, file) in &files {
        problems.extend(file.problems.iter().cloned());
    }
    let world = world(sources, &files, today, &mut problems);
    let service = service::build(&files, &world, &mut problems);
    let mut forms: BTreeMap<FormName, Arc<Form>> = BTreeMap::new();
    for (_, file) in &files {
        let Content::Form(declared) = &file.content else {
            continue;
        };
        let form = form::build(declared, &world, &mut problems);
        reach::check(&form, &mut problems);
        forms
            .entry(form.name.clone())
            .or_insert_with(|| Arc::new(form));
    }
    check_references(&forms, &mut problems);
    world.leads().check_notes(&mut problems);
    let catalogue = Catalogue {
        forms,
        lists: world.lists,
        types: world.types,
        notes: world.notes,
        service,
        examples: BTreeMap::new(),
    };
    finish(catalogue, &files, &world.names, problems, today)
}

fn finish(
    mut catalogue: Catalogue,
    files: &[(FileId, DeclaredFile)],
    names: &Names,
    mut problems: Problems,
    today: Date,
) -> Checked {
    let _ = today;
    for (_, file) in files {
        if let (Some(FileKind::Examples), Content::Tree(node)) = (file.kind, &file.content) {
            let broken = file.name.as_ref().is_some_and(|name| {
                let form = catalogue.forms.get(name.text.as_str());
                names.known(FileKind::Form, &name.text) == names::Known::Broken
                    || form.is_some_and(|form| !form.whole)
            });
            if !broken {
                let examples = crate::example::declare(node, &catalogue, &mut problems);
                catalogue.add_examples(examples);
            }
        }
    }
    problems.sort_by(|a, b| {
        (a.primary, a.code.id, &a.message).cmp(&(b.primary, b.code.id, &b.message))
    });
    problems.dedup();
    let sound = problems
        .iter()
        .all(|problem| problem.severity != Severity::Error);
    Checked {
        catalogue: sound.then(|| Arc::new(catalogue)),
        problems,
    }
}

fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}

fn world(
    sources: &Sources,
    files: &[(FileId, DeclaredFile)],
    today: Date,
    problems: &mut Problems,
) -> World {
    let names = Names::of(files.iter().map(|(_, file)| file), problems);
    let trees = |kind: FileKind| {
        files
            .iter()
            .filter_map(move |(id, file)| match (&file.content, file.kind) {
                (Content::Tree(node), Some(found)) if found == kind => Some((*id, node)),
                _ => None,
            })
    };
    let lists = declare::lists(trees(FileKind::List), sources, problems);
    let broken = |kind: FileKind, name: &str| names.known(kind, name) == names::Known::Broken;
    let given = Given {
        lists: &lists,
        sources,
        today,
        broken: &broken,
    };
    let types = Types::build(
        trees(FileKind::Type).map(|(_, node)| node),
        &given,
        problems,
    );
    let (mut notes, mut broken_notes) = (BTreeMap::new(), BTreeSet::new());
    for (id, file) in sources.iter() {
        let Some(name) = file
            .path
            .strip_prefix("guidance/")
            .and_then(|path| path.strip_suffix(".md"))
        else {
            continue;
        };
        let name = GuidanceName::from(name);
        match guidance::read(id, &file.bytes, name.clone(), today, problems) {
            Some(note) => drop(notes.insert(name, note)),
            None => drop(broken_notes.insert(name)),
        }
    }
    let mut sections = BTreeMap::new();
    for (_, file) in files {
        if let Content::Section(section) = &file.content {
            sections
                .entry(section.name.text.clone())
                .or_insert_with(|| (**section).clone());
        }
    }
    World {
        names,
        lists,
        types,
        sections,
        notes,
        broken_notes,
    }
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
