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
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, text) in fields {
        found.entry(name).or_default().push(text);
    }
    let mut answers = Answers::new();
    if let Some((_, page)) = form.page(place) {
        for question in page.questions().filter(|question| !question.fixed) {
            answers.set(question.name.as_str(), entered(question, &mut found));
        }
    }
    let unknown = found.into_keys().take(NAMED).map(str::to_owned).collect();
    Posted { answers, unknown }
}

/// Takes what was posted for a question.
fn entered(question: &Question, found: &mut BTreeMap<&str, Vec<&str>>) -> Entered {
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
fn parts(question: &Question, found: &mut BTreeMap<&str, Vec<&str>>) -> Entered {
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
            if let Some(entered) = posted.answers.get(name) {
                kept.set(name, entered.clone());
            }
        }
        answers
    }
}
