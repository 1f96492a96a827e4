//! What a browser posts, as answers: the same field names that [`super::QuestionView`] gives out, read back.

use super::{Viewer, box_name};
use crate::answers::{Answers, Entered};
use crate::catalogue::{Form, Question};
use crate::question::Kind;
use crate::verdict::Place;
use std::collections::BTreeMap;

/// What was posted for a screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posted {
    /// The answers, by question; a question of the screen that was not posted is there as blank.
    pub answers: Answers,
    /// Names of fields that the screen does not have, the first few.
    pub unknown: Vec<String>,
}

/// Unknown fields that are named; a browser posts none.
const NAMED: usize = 10;

/// Reads the fields of a posted screen. Fields that belong to nobody are named, never taken.
#[must_use]
pub fn posted(form: &Form, place: Place, fields: &[(String, String)]) -> Posted {
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, text) in fields {
        found.entry(name.clone()).or_default().push(text);
    }
    let mut answers = Answers::new();
    if let Some((_, page)) = form.page(place) {
        for question in page.questions().filter(|question| !question.fixed) {
            if let Kind::File(_) = question.kind {
                // Files come another way; what stands in their field without them is nothing.
                found.remove(question.name.as_str());
                continue;
            }
            under_new_name(question, &mut found);
            answers.set(question.name.as_str(), entered(question, &mut found));
        }
    }
    let unknown = found.into_keys().take(NAMED).collect();
    Posted { answers, unknown }
}

/// What was posted under a name that a question had when the page was opened is posted under its name.
fn under_new_name(question: &Question, found: &mut BTreeMap<String, Vec<&str>>) {
    if question.is_posted(found.keys()) {
        return;
    }
    for old in &question.renamed_from {
        let of = |name: &&String| is_field_of(old, name);
        let names: Vec<String> = found.keys().filter(of).cloned().collect();
        for name in names {
            let rest = name.get(old.len()..).unwrap_or_default();
            if let Some(texts) = found.remove(&name) {
                found.insert(format!("{}{rest}", question.name), texts);
            }
        }
    }
}

fn is_set(entered: &Entered) -> bool {
    entered.sealed().is_some()
}

/// Whether a field is that of a question, or one of its boxes.
fn is_field_of(question: &str, field: &str) -> bool {
    let rest = field.strip_prefix(question);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

impl Question {
    fn is_posted<'f>(&self, mut fields: impl Iterator<Item = &'f String>) -> bool {
        fields.any(|field| is_field_of(self.name.as_str(), field))
    }

    /// Whether something was posted for it, under its name or one that it had.
    #[must_use]
    pub fn is_among(&self, fields: &[(String, String)]) -> bool {
        let mut names = fields.iter().map(|(name, _)| name);
        let old = |name: &String| {
            let mut old = self.renamed_from.iter();
            old.any(|old| is_field_of(old, name))
        };
        self.is_posted(names.clone()) || names.any(old)
    }
}

/// Takes what was posted for a question.
fn entered(question: &Question, found: &mut BTreeMap<String, Vec<&str>>) -> Entered {
    let name = question.name.as_str();
    if question.kind.has_parts() {
        return parts(question, found);
    }
    let mut texts = found.remove(name).unwrap_or_default();
    let several = matches!(&question.kind, Kind::Choice(choice) if choice.several);
    match texts.as_slice() {
        [] if !several => Entered::Text(String::new()),
        [one] if !several => Entered::Text((*one).to_owned()),
        _ => {
            texts.retain(|text| !text.is_empty());
            Entered::Several(texts.into_iter().map(str::to_owned).collect())
        }
    }
}

/// The boxes of an answer in several; where one was posted twice, all its texts, for the verdict to refuse.
fn parts(question: &Question, found: &mut BTreeMap<String, Vec<&str>>) -> Entered {
    let mut parts = BTreeMap::new();
    let mut twice = None;
    for (part, _) in question.kind.parts() {
        let texts = found.remove(box_name(question.name.as_str(), part).as_str());
        let texts = texts.unwrap_or_default();
        let first = texts.first().copied().unwrap_or_default();
        parts.insert(part.to_owned(), first.to_owned());
        if texts.len() > 1 {
            twice = Some(texts.into_iter().map(str::to_owned).collect());
        }
    }
    twice.map_or(Entered::Parts(parts), Entered::Several)
}

impl Viewer<'_> {
    /// The answers with what was posted for a screen in them. What the screen did not ask, since earlier answers hide it,
    /// stays as it was: it comes back with them.
    #[must_use]
    pub fn with_posted(&self, place: Place, posted: &Posted) -> Answers {
        let mut answers = self.answers.clone();
        let Some((_, page)) = self.form.page(place) else {
            return answers;
        };
        let kept = self.verdict.answers_at_mut(self.form, place, &mut answers);
        let there = |found: &&Question| self.is_there(place, found.show_when.as_ref());
        for question in page.questions().filter(there) {
            let name = question.name.as_str();
            // A secret that was set is never shown, so that leaving its field blank leaves it as it is.
            let keeps = question.is_secret() && kept.get(name).is_some_and(is_set);
            if let Some(entered) = posted.answers.get(name)
                && !(keeps && entered.is_blank())
            {
                kept.set(name, entered.clone());
            }
        }
        answers
    }
}
