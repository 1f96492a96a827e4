//! What is wrong with pages that were built: each by itself, and all together.

use super::Plain;
use super::memory::{KeptPage, Texts};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A slip on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Slip {
    /// A link to a page that is not there.
    NoPage(String),
    /// A link to a part of a page that is not there: the page, and the part.
    NoPart(String, String),
    /// An id that two elements have.
    SameId(String),
    /// A reference to an element of the same page that is not there.
    NoSuchId(String),
    /// A picture that says nothing to those who cannot see it.
    NoAlternative(String),
    /// A placeholder that was not filled.
    Placeholder(String),
}

/// Something wrong with a page of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file of the page.
    pub page: String,
    /// What it is.
    pub slip: Slip,
}

/// Everything that is wrong with all pages, when nothing was wrong before some of them were made `again` and others went. Each
/// place that links lead to is looked for once, however many lead there: those on a page that is new or `gone`, and those that
/// a new page leads to.
pub(super) fn faults(
    pages: &BTreeMap<String, KeptPage>,
    again: &[String],
    gone: &[String],
    texts: &Texts,
    files: &[Plain],
) -> Vec<Fault> {
    let files: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let changed: HashSet<&str> = again.iter().chain(gone).map(String::as_str).collect();
    let is_changed = |link: &str| changed.contains(halves(link).0);
    let mut asked: Vec<bool> = texts.iter().map(is_changed).collect();
    let new = again.iter().filter_map(|path| pages.get(path));
    for link in new.flat_map(|page| &page.links) {
        if let Some(asked) = asked.get_mut(*link as usize) {
            *asked = true;
        }
    }
    let mut dead: BTreeMap<u32, Slip> = BTreeMap::new();
    for (link, _) in (0..).zip(&asked).filter(|(_, asked)| **asked) {
        let (file, part) = halves(texts.text(link));
        let page = pages.get(file);
        let is_there = |part: &str| {
            let id = texts.find(part);
            page.is_some_and(|page| id.is_some_and(|id| page.ids.contains(&id)))
        };
        if page.is_none() && !files.contains(file) {
            dead.insert(link, Slip::NoPage(file.to_owned()));
        } else if let Some(part) = part.filter(|part| !part.is_empty() && !is_there(part)) {
            dead.insert(link, Slip::NoPart(file.to_owned(), part.to_owned()));
        }
    }
    let mut faults = Vec::new();
    for (path, page) in pages {
        let links = page.links.iter().filter_map(|link| dead.get(link));
        faults.extend(page.slips.iter().chain(links).map(|slip| Fault {
            page: path.clone(),
            slip: slip.clone(),
        }));
    }
    faults
}

/// A file, and a part of it.
fn halves(link: &str) -> (&str, Option<&str>) {
    link.split_once('#')
        .map_or((link, None), |(file, part)| (file, Some(part)))
}
