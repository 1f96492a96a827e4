//! Pages to look things up: notes, the search, and the glossary.

use crate::holes;
use crate::pages::{Link, Page};
use engine::search::Run;
use serde::Serialize;

impl Page for Search {
    const TEMPLATE: &'static str = "pages/search.html";
    // Everybody looks for something else.
    const IS_KEPT: bool = false;
}

/// A note.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// Its heading.
    pub title: String,
    /// Its body, rendered Markdown.
    pub html: String,
    /// Its main headings, when it is long.
    pub contents: Vec<Link>,
    /// The notes that stand above it, the highest first.
    pub above: Vec<Link>,
    /// The note before it.
    pub before: Option<Link>,
    /// The note after it.
    pub after: Option<Link>,
    /// What to quote: the page of a form that somebody came from.
    pub about: Option<String>,
}

/// A search, and what it found.
#[derive(Clone, Debug, Serialize)]
pub struct Search {
    /// What is looked for.
    #[serde(serialize_with = "holes::value")]
    pub typed: String,
    /// How many results there are, in words; none before anything was looked for.
    pub found: Option<String>,
    /// What may have been meant.
    pub meant: Option<Link>,
    /// The results of this page.
    pub results: Vec<Found>,
    /// The page of results, and how many there are.
    pub page: usize,
    /// Every page of results that is led to; none where there is a gap.
    pub pages: Vec<Option<(usize, String)>>,
    /// The pages before and behind.
    pub previous: Option<String>,
    /// The page behind.
    pub next: Option<String>,
    /// Where else to look.
    pub elsewhere: Vec<Link>,
}

/// A result.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub title: Runs,
    /// What kind of page it is.
    pub kind: &'static str,
    /// The words around what was found.
    pub excerpt: Runs,
    /// Questions that were found.
    pub questions: Vec<Runs>,
}

/// Words in runs, those that were looked for marked.
#[derive(Clone, Debug, Serialize)]
pub struct Runs(Vec<Marked>);

#[derive(Clone, Debug, Serialize)]
struct Marked {
    text: String,
    found: bool,
}

impl From<Vec<Run>> for Runs {
    fn from(runs: Vec<Run>) -> Self {
        let marked = |Run { text, found }: Run| Marked { text, found };
        Self(runs.into_iter().map(marked).collect())
    }
}

/// Every term that is explained.
#[derive(Clone, Debug, Serialize)]
pub struct Glossary {
    /// The terms, by the alphabet.
    pub terms: Vec<Term>,
}

/// A term.
#[derive(Clone, Debug, Serialize)]
pub struct Term {
    /// What an address names behind `#`.
    pub id: String,
    /// As it is written.
    pub term: String,
    /// How else it is written.
    pub also: Vec<String>,
    /// What it means.
    pub explanation: String,
}

impl From<&engine::Term> for Term {
    fn from(term: &engine::Term) -> Self {
        Self {
            id: term.id.clone(),
            term: term.term.clone(),
            also: term.also.clone(),
            explanation: term.explanation.clone(),
        }
    }
}
