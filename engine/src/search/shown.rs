//! Results as they are shown: the questions of a form stand under the form.

use super::excerpt::Finder;
use super::rank::{rank, wanted};
use super::slip::meant;
use super::{Document, Hit, LONGEST, Place, Query, Results, Search};
use crate::catalogue::{Catalogue, Form};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// As many questions of a form are named.
const QUESTIONS: usize = 3;

/// A result, with the documents that make it.
#[derive(Debug)]
struct Group<'a> {
    score: f32,
    documents: Vec<&'a Document>,
}

impl Search {
    /// What a catalogue has for words: the one that the index was made of, on that day.
    #[must_use]
    pub fn find(&self, catalogue: &Catalogue, today: Date, query: &Query<'_>) -> Results {
        let typed: String = query.words.chars().take(LONGEST).collect();
        let wanted = wanted(&self.index, self.reader.words(&typed));
        let finder = Finder {
            reader: &self.reader,
            index: &self.index,
            wanted: &wanted,
        };
        let groups = self.groups(&rank(&self.index, &wanted), query.sees);
        let shown = groups.iter().skip(query.skip).take(query.show);
        let hits = shown.filter_map(|group| hit(&finder, catalogue, today, group));
        Results {
            hits: hits.collect(),
            total: groups.len(),
            meant: meant(&self.index, &wanted, &typed),
        }
    }

    /// Documents by where they lead, the best first.
    fn groups(&self, ranked: &[(usize, f32)], sees: &dyn Fn(&Place) -> bool) -> Vec<Group<'_>> {
        let mut at: BTreeMap<&Place, usize> = BTreeMap::new();
        let mut groups: Vec<Group<'_>> = Vec::new();
        for (document, score) in ranked {
            let Some(document) = self.documents.get(*document) else {
                continue;
            };
            if let Some(group) = at.get(&document.place).and_then(|n| groups.get_mut(*n)) {
                group.documents.push(document);
                continue;
            }
            if sees(&document.place) {
                at.insert(&document.place, groups.len());
                groups.push(Group {
                    score: *score,
                    documents: vec![document],
                });
            }
        }
        groups.sort_by(|a, b| b.score.total_cmp(&a.score));
        groups
    }
}

fn hit(finder: &Finder<'_>, catalogue: &Catalogue, today: Date, group: &Group<'_>) -> Option<Hit> {
    let place = &group.documents.first()?.place;
    let (title, text, questions) = match place {
        Place::Note(name) => {
            let note = catalogue.note(name.as_str())?;
            (note.title(), catalogue.words(note, today), Vec::new())
        }
        Place::Form(name) => {
            let form = catalogue.form(name.as_str())?;
            let summary = form.summary().unwrap_or_default().to_owned();
            (form.title(), summary, questions(form, group))
        }
        Place::Term(id) => {
            let terms = catalogue.glossary().terms();
            let term = terms.iter().find(|term| term.id == *id)?;
            (term.term.as_str(), term.explanation.clone(), Vec::new())
        }
    };
    Some(Hit {
        place: place.clone(),
        title: finder.whole(title),
        excerpt: finder.excerpt(&text),
        questions: questions.iter().map(|ask| finder.whole(ask)).collect(),
    })
}

/// What the questions of a form ask that were found, the best first; each wording once.
fn questions(form: &Form, group: &Group<'_>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let names = group
        .documents
        .iter()
        .filter_map(|found| found.question.as_ref());
    for name in names {
        let question = form.question(name.as_str());
        let ask = question.map(|question| question.ask.template());
        all.extend(ask.filter(|ask| !all.contains(ask)));
        if all.len() == QUESTIONS {
            break;
        }
    }
    all
}
