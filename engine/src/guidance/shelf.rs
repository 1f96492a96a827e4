//! How notes stand to each other: what comes before and after one, and what stands above it.
//!
//! The notes of a folder have an order when they say so themselves (`order: 20`), or when the first note of the folder,
//! `index.md` or `overview.md`, leads to them. The note that leads to all others has no order of its own.

use super::Note;
use super::link::Target;
use crate::name::GuidanceName;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Every note beside its neighbours.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    before: BTreeMap<GuidanceName, GuidanceName>,
    after: BTreeMap<GuidanceName, GuidanceName>,
}

/// What the first note of a folder is called.
const FIRST: [&str; 2] = ["index", "overview"];

/// Whether a note puts the others of its folder in order.
pub(super) fn is_first(name: &str) -> bool {
    FIRST.contains(&split(name).1)
}

type Notes = BTreeMap<GuidanceName, Arc<Note>>;

impl Shelf {
    /// Puts notes in order. `all` is the note that leads to all others.
    pub(crate) fn of(notes: &Notes, all: Option<&GuidanceName>) -> Self {
        let mut folders: BTreeMap<&str, Vec<&Note>> = BTreeMap::new();
        for note in notes.values() {
            let (folder, _) = split(note.name.as_str());
            folders.entry(folder).or_default().push(note);
        }
        let mut shelf = Self::default();
        for (folder, members) in folders {
            let first = first_of(notes, folder).filter(|first| Some(&first.name) != all);
            let row = row(folder, &members, first, all);
            for (one, next) in row.iter().zip(row.iter().skip(1)) {
                shelf.after.insert((*one).clone(), (*next).clone());
                shelf.before.insert((*next).clone(), (*one).clone());
            }
        }
        shelf
    }

    pub(crate) fn before(&self, name: &str) -> Option<&GuidanceName> {
        self.before.get(name)
    }

    pub(crate) fn after(&self, name: &str) -> Option<&GuidanceName> {
        self.after.get(name)
    }
}

/// The first notes of the folders that a note stands in, outermost first.
pub(crate) fn above<'a>(notes: &'a Notes, name: &str) -> Vec<&'a Note> {
    let ends = name.match_indices('/').map(|(end, _)| end);
    let folders = ends.filter_map(|end| name.get(..end));
    let first = folders.filter_map(|folder| first_of(notes, folder));
    first.filter(|first| first.name.as_str() != name).collect()
}

fn first_of<'a>(notes: &'a Notes, folder: &str) -> Option<&'a Note> {
    let path = |name: &str| {
        if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        }
    };
    FIRST
        .iter()
        .find_map(|name| notes.get(path(name).as_str()))
        .map(|note| &**note)
}

/// The notes of a folder that have an order, in that order.
fn row<'a>(
    folder: &str,
    members: &[&'a Note],
    first: Option<&'a Note>,
    all: Option<&GuidanceName>,
) -> Vec<&'a GuidanceName> {
    let mut numbered: Vec<(u32, &GuidanceName)> = members
        .iter()
        .filter_map(|note| Some((note.outline.order?, &note.name)))
        .collect();
    numbered.sort();
    let named: BTreeMap<&str, &'a GuidanceName> = members
        .iter()
        .map(|note| (note.name.as_str(), &note.name))
        .collect();
    let led_to = first.into_iter().flat_map(|first| &first.outline.links);
    let led_to = led_to.filter_map(|(target, ..)| match target {
        Target::Note(name, _) if split(name).0 == folder => named.get(name.as_str()).copied(),
        _ => None,
    });
    let first = first.map(|note| &note.name).into_iter();
    let mut taken: BTreeSet<&GuidanceName> = all.into_iter().collect();
    let row = first.chain(numbered.into_iter().map(|(_, name)| name));
    row.chain(led_to)
        .filter(|name| taken.insert(name))
        .collect()
}

/// The folder of a note and its own name.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('/').unwrap_or(("", name))
}
