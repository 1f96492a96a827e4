//! What is wrong with pages that were built: each by itself, and all together.

use super::Plain;
use super::memory::{KeptPage, Texts};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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

/// Everything that is wrong with all pages. Each place that links lead to is looked for once, however many lead there.
pub(super) fn faults(
    pages: &BTreeMap<String, KeptPage>,
    texts: &Texts,
    files: &[Plain],
) -> Vec<Fault> {
    let files: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let ids = texts.numbers();
    let mut dead: BTreeMap<u32, Slip> = BTreeMap::new();
    let led_to: BTreeSet<u32> = pages
        .values()
        .flat_map(|page| page.links.iter().copied())
        .collect();
    for link in led_to {
        let text = texts.text(link);
        let (file, part) = text
            .split_once('#')
            .map_or((text, None), |(file, part)| (file, Some(part)));
        let page = pages.get(file);
        let there = page.is_some() || files.contains(file);
        let slip = match part.filter(|part| !part.is_empty()) {
            _ if !there => Slip::NoPage(file.to_owned()),
            Some(part) => {
                let id = ids.get(part);
                if page.is_some_and(|page| id.is_some_and(|id| page.ids.contains(id))) {
                    continue;
                }
                Slip::NoPart(file.to_owned(), part.to_owned())
            }
            None => continue,
        };
        dead.insert(link, slip);
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
