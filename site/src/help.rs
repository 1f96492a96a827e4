//! What helps with a page or a question, opened in place.

use engine::{Help, ItemView, NoteInPlace, PageView, Term};
use serde::Serialize;
use std::collections::BTreeSet;

/// What helps, as a template prints it.
#[derive(Clone, Debug, Serialize)]
pub struct Helped {
    note: Option<Opened>,
    terms: Vec<Explained>,
}

/// A note, opened in place.
#[derive(Clone, Debug, Serialize)]
struct Opened {
    href: String,
    title: String,
    html: String,
}

/// A term.
#[derive(Clone, Debug, Serialize)]
struct Explained {
    href: String,
    term: String,
    explanation: String,
}

impl Helped {
    pub(crate) fn of(help: &Help) -> Self {
        let opened = |note: &NoteInPlace| Opened {
            href: format!("/guidance/{}", note.name),
            title: note.title.clone(),
            html: note.html.clone(),
        };
        let explained = |term: &Term| Explained {
            href: format!("/glossary#{}", term.id),
            term: term.term.clone(),
            explanation: term.explanation.clone(),
        };
        Self {
            note: help.note.as_ref().map(opened),
            terms: help.terms.iter().map(explained).collect(),
        }
    }
}

/// Leaves each note and each term at the first place of a page that it stands at.
pub(crate) fn once(view: &mut PageView) {
    let (mut notes, mut terms) = (BTreeSet::new(), BTreeSet::new());
    let items = view.items.iter_mut().filter_map(|item| match item {
        ItemView::Question(question) => Some(&mut question.help),
        ItemView::Text { .. } => None,
    });
    for found in std::iter::once(&mut view.help).chain(items) {
        let Some(help) = found else {
            continue;
        };
        help.note = help
            .note
            .take()
            .filter(|note| notes.insert(note.name.clone()));
        help.terms.retain(|term| terms.insert(term.id.clone()));
        if help.note.is_none() && help.terms.is_empty() {
            *found = None;
        }
    }
}
