//! Checking again and again, as somebody edits: only what changed, and what it was used in, is worked out anew.
//!
//! What is kept never shows: a checker that has seen other files before says what a new one would say.

use super::guidance::Notes;
use super::kept::{Found, Kept};
use super::members::Members;
use super::names::{Known, Names};
use super::window::Window;
use super::world::{Used, World};
use super::{Checked, check_references, form, message, reach, roles, service};
use crate::catalogue::{Catalogue, Form, Helps, List};
use crate::declare::{self, Content, DeclaredFile, FileKind, Problems};
use crate::diagnostic::Severity;
use crate::example::{self, Example};
use crate::guidance::{Outline, Shelf};
use crate::identifier::{Given, Types};
use crate::name::{FormName, ListName};
use crate::source::{FileId, Sources};
use blake3::{Hash, Hasher};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Checks content, and remembers what it found for the next time. Files whose ids stay the same ([`Sources::after`]) are
/// read again only when their bytes have changed.
#[derive(Debug, Default)]
pub struct Checker {
    kept: Kept,
    lists: BTreeMap<FileId, (Hash, Option<Arc<List>>, Problems)>,
    forms: BTreeMap<FileId, Built>,
    examples: BTreeMap<FileId, Tried>,
    /// The notes whose links are followed, when not all are.
    fresh: Option<BTreeSet<FileId>>,
}

/// A form, with all that it was built from.
#[derive(Debug)]
struct Built {
    declared: Arc<DeclaredFile>,
    used: Vec<(Used, Hash)>,
    form: Arc<Form>,
    /// Its names, for messages about it.
    members: Members,
    problems: Problems,
}

/// Examples, with the form that they were read against.
#[derive(Debug)]
struct Tried {
    declared: Arc<DeclaredFile>,
    form: Arc<Form>,
    examples: Vec<Example>,
    problems: Problems,
}

impl Checker {
    /// One that does not read the notes whose outlines it is given.
    pub(super) fn knowing(
        outlines: BTreeMap<FileId, Arc<Outline>>,
        fresh: &BTreeSet<FileId>,
    ) -> Self {
        let mut checker = Self::default();
        checker.kept.outlines = outlines;
        checker.fresh = Some(fresh.clone());
        checker
    }

    /// Checks all files: declarations below `forms/`, notes below `guidance/`. `today` decides which review is overdue.
    #[must_use]
    pub fn check(&mut self, sources: &Sources, today: Date) -> Checked {
        self.kept.update(sources, today);
        let kept = std::mem::take(&mut self.kept);
        let files: Vec<(FileId, Arc<DeclaredFile>)> = kept
            .declared()
            .map(|(id, file)| (id, file.clone()))
            .collect();
        let mut problems = Problems::new();
        for (_, file) in &files {
            problems.extend(file.problems.iter().cloned());
        }
        let world = self.world(&kept, &files, sources, today, &mut problems);
        self.kept = kept;
        let service = service::build(&files, &world, &mut problems);
        let roles = roles::build(&files, &world, &mut problems);
        let forms = self.forms(&files, &world, &mut problems);
        check_references(&forms, &mut problems);
        world
            .leads()
            .check_notes(self.fresh.as_ref(), &mut problems);
        let messages = message::build(&files, &world, &self.built(), &mut problems);
        let notes = Notes {
            world: &world,
            files: &files,
            forms: &forms,
            calendar: &service.calendar,
            today,
        };
        let library = notes.library(&mut problems);
        let mut catalogue = Catalogue {
            messages,
            helps: Helps::of(forms.keys()),
            forms,
            lists: world.lists,
            types: world.types,
            shelf: Shelf::of(&world.notes, service.guidance.as_ref()),
            library,
            service,
            roles,
            examples: BTreeMap::new(),
            stories: Vec::new(),
        };
        self.examples(&files, &world.names, &mut catalogue, &mut problems);
        stories(&files, &world.names, &mut catalogue, &mut problems);
        finish(catalogue, problems, sources)
    }

    fn world(
        &mut self,
        kept: &Kept,
        files: &[(FileId, Arc<DeclaredFile>)],
        sources: &Sources,
        today: Date,
        problems: &mut Problems,
    ) -> World {
        let names = Names::of(files.iter().map(|(_, file)| &**file), problems);
        let lists = self.lists(kept, files, sources, problems);
        let broken = |kind: FileKind, name: &str| names.known(kind, name) == Known::Broken;
        let given = Given {
            lists: &lists,
            sources,
            today,
            broken: &broken,
        };
        let types = files.iter();
        let types = types.filter_map(|(_, file)| file.tree(FileKind::Type));
        let types = Types::build(types, &given, problems);
        let (mut notes, mut broken_notes) = (BTreeMap::new(), BTreeSet::new());
        for file in kept.iter() {
            match &file.found {
                Found::Note(name, _, note, own) => {
                    problems.extend(own.iter().cloned());
                    match note {
                        Some(note) => drop(notes.insert(name.clone(), note.clone())),
                        None => drop(broken_notes.insert(name.clone())),
                    }
                }
                Found::Beside(own) => problems.extend(own.iter().cloned()),
                Found::Declared(_) => {}
            }
        }
        let mut sections = BTreeMap::new();
        for (_, file) in files {
            if let Content::Section(section) = &file.content {
                sections
                    .entry(section.name.text.clone())
                    .or_insert_with(|| section.clone());
            }
        }
        World {
            stamps: stamps(kept, files, sources, today),
            names,
            lists,
            types,
            sections,
            notes,
            broken_notes,
        }
    }

    /// Every list; of two with one name the first counts, the second was reported.
    fn lists(
        &mut self,
        kept: &Kept,
        files: &[(FileId, Arc<DeclaredFile>)],
        sources: &Sources,
        problems: &mut Problems,
    ) -> BTreeMap<ListName, Arc<List>> {
        let mut before = std::mem::take(&mut self.lists);
        let mut lists = BTreeMap::new();
        for (id, file) in files {
            let Some(node) = file.tree(FileKind::List) else {
                continue;
            };
            let stamp = kept.stamp(sources.path(*id), FileKind::List);
            let same = before.remove(id).filter(|(had, ..)| *had == stamp);
            let found = same.unwrap_or_else(|| {
                let mut own = Problems::new();
                let list = declare::list(*id, node, sources, &mut own);
                (stamp, list.map(Arc::new), own)
            });
            problems.extend(found.2.iter().cloned());
            if let Some(list) = &found.1 {
                lists
                    .entry(list.name.clone())
                    .or_insert_with(|| list.clone());
            }
            self.lists.insert(*id, found);
        }
        lists
    }

    fn forms(
        &mut self,
        files: &[(FileId, Arc<DeclaredFile>)],
        world: &World,
        problems: &mut Problems,
    ) -> BTreeMap<FormName, Arc<Form>> {
        let mut before = std::mem::take(&mut self.forms);
        let mut forms = BTreeMap::new();
        for (id, file) in files {
            let same = before.remove(id).filter(|built| built.holds(file, world));
            let Some(built) = same.or_else(|| Built::of(file, world)) else {
                continue;
            };
            problems.extend(built.problems.iter().cloned());
            forms
                .entry(built.form.name.clone())
                .or_insert_with(|| built.form.clone());
            self.forms.insert(*id, built);
        }
        forms
    }

    /// Every form with its names; of two with one name the first counts.
    fn built(&self) -> message::Built<'_> {
        let mut forms = message::Built::new();
        for built in self.forms.values() {
            forms
                .entry(built.form.name.clone())
                .or_insert((&built.form, &built.members));
        }
        forms
    }

    fn examples(
        &mut self,
        files: &[(FileId, Arc<DeclaredFile>)],
        names: &Names,
        catalogue: &mut Catalogue,
        problems: &mut Problems,
    ) {
        let mut before = std::mem::take(&mut self.examples);
        for (id, file) in files {
            let Some(node) = file.tree(FileKind::Examples) else {
                continue;
            };
            let of = file.name.as_ref().map_or("", |name| name.text.as_str());
            let halved = catalogue.form(of).is_some_and(|form| !form.whole);
            if halved || names.known(FileKind::Form, of) == Known::Broken {
                continue;
            }
            let Some(form) = catalogue.form(of).cloned() else {
                let none = example::declare(node, catalogue, problems);
                catalogue.add_examples(none);
                continue;
            };
            let same = before.remove(id).filter(|tried| {
                Arc::ptr_eq(&tried.declared, file) && Arc::ptr_eq(&tried.form, &form)
            });
            let tried = same.unwrap_or_else(|| {
                let mut own = Problems::new();
                Tried {
                    examples: example::declare(node, catalogue, &mut own),
                    declared: file.clone(),
                    form,
                    problems: own,
                }
            });
            problems.extend(tried.problems.iter().cloned());
            catalogue.add_examples(tried.examples.clone());
            self.examples.insert(*id, tried);
        }
    }
}

impl Built {
    fn of(file: &Arc<DeclaredFile>, world: &World) -> Option<Self> {
        let Content::Form(declared) = &file.content else {
            return None;
        };
        let (window, mut problems) = (Window::on(world), Problems::new());
        let (form, members) = form::build(declared, &window, &mut problems);
        reach::check(&form, &mut problems);
        let used = window.used().into_iter();
        Some(Self {
            declared: file.clone(),
            used: used
                .map(|used| (used.clone(), world.stamp(&used)))
                .collect(),
            form: Arc::new(form),
            members,
            problems,
        })
    }

    /// Whether it would be built the same again.
    fn holds(&self, file: &Arc<DeclaredFile>, world: &World) -> bool {
        let same = |(used, had): &(Used, Hash)| world.stamp(used) == *had;
        Arc::ptr_eq(&self.declared, file) && self.used.iter().all(same)
    }
}

/// Every story, against the forms that it fills in.
fn stories(
    files: &[(FileId, Arc<DeclaredFile>)],
    names: &Names,
    catalogue: &mut Catalogue,
    problems: &mut Problems,
) {
    for (_, file) in files {
        let Some(node) = file.tree(FileKind::Story) else {
            continue;
        };
        let broken = |form: &str| {
            let halved = catalogue.form(form).is_some_and(|form| !form.whole);
            let broken = |kind| names.known(kind, form) == Known::Broken;
            halved || broken(FileKind::Form) || broken(FileKind::Examples)
        };
        let story = example::declare_story(node, catalogue, &broken, problems);
        catalogue.stories.extend(story);
    }
}

/// A digest of whatever each name stands for. Types may use each other, lists, tables and the day, so they change together.
fn stamps(
    kept: &Kept,
    files: &[(FileId, Arc<DeclaredFile>)],
    sources: &Sources,
    today: Date,
) -> BTreeMap<(FileKind, String), Hash> {
    let mut stamps = BTreeMap::new();
    let (mut types, mut any_type) = (Hasher::new(), false);
    types.update(today.to_string().as_bytes());
    for file in kept.iter() {
        let in_types = match &file.found {
            Found::Declared(declared) => {
                any_type |= declared.kind == Some(FileKind::Type);
                matches!(declared.kind, Some(FileKind::Type | FileKind::List))
            }
            Found::Beside(_) => true,
            Found::Note(..) => false,
        };
        if in_types {
            types.update(file.digest.as_bytes());
        }
    }
    let types = any_type.then(|| types.finalize());
    for (id, file) in files {
        let (Some(kind), Some(name)) = (file.kind, &file.name) else {
            continue;
        };
        let stamp = match kind {
            _ if file.is_broken() => blake3::hash(b"broken"),
            FileKind::Form => blake3::hash(b"there"),
            FileKind::Type => types.unwrap_or_else(|| blake3::hash(b"there")),
            kind => kept.stamp(sources.path(*id), kind),
        };
        // Two that share a name change together, whichever of them counts.
        stamps
            .entry((kind, name.text.clone()))
            .and_modify(|first: &mut Hash| *first = both(*first, stamp))
            .or_insert(stamp);
    }
    stamps
}

fn both(first: Hash, second: Hash) -> Hash {
    let mut digest = Hasher::new();
    digest.update(first.as_bytes());
    digest.update(second.as_bytes());
    digest.finalize()
}

/// Every problem once, in the order of files and places; a catalogue when none is an error.
fn finish(catalogue: Catalogue, mut problems: Problems, sources: &Sources) -> Checked {
    problems.sort_by(|a, b| {
        let place = |file| sources.position(file);
        let (first, second) = (place(a.primary.file), place(b.primary.file));
        (first, a.primary, a.code.id, &a.message).cmp(&(second, b.primary, b.code.id, &b.message))
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
