//! What somebody was asked: enough to tell later whether an answer still fits, and to name a question that is gone.

use super::aside;
use super::{Mover, fits};
use crate::catalogue::{Form, Question};
use crate::verdict::{Circumstances, Place, Verdict};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A question as it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The kind of its answers, by [`crate::Kind::tag`].
    pub kind: String,
    /// The words asked.
    pub words: String,
}

/// Questions that were asked, by name. Names are those of the answers: what is kept aside is remembered as such.
pub type Memory = BTreeMap<String, Remembered>;

/// The kind that was asked for under a name.
pub(super) fn tag<'m>(memory: &'m Memory, name: &str) -> Option<&'m str> {
    memory.get(name).map(|asked| asked.kind.as_str())
}

impl Verdict {
    /// The questions of a screen in the words asked, hidden ones among them: their answers come back with them.
    pub fn asked_on(&self, form: &Form, at: Circumstances<'_>, place: Place) -> Memory {
        let facts = self.facts(form, at, place);
        let page = form.page(place);
        let questions = page.iter().flat_map(|(_, page)| page.questions());
        let asked = |question: &Question| {
            let (kind, words) = (question.kind.tag().to_owned(), question.ask.fill(&facts));
            (question.name.to_string(), Remembered { kind, words })
        };
        questions.map(asked).collect()
    }
}

impl<'a> Mover<'a> {
    /// What is known to have been asked, by the names that it has now.
    pub(super) fn remember(&mut self) {
        let mut returned = Vec::new();
        for (name, before) in self.before {
            let (base, kept_as) = aside::taken_apart(name);
            let now = self.question(base);
            if kept_as.is_some() {
                returned.push((
                    name,
                    before,
                    now.filter(|question| fits(&question.kind, kept_as)),
                ));
                continue;
            }
            let question = now.filter(|question| fits(&question.kind, Some(&before.kind)));
            match (question, now) {
                (Some(question), _) => self.know(question, before),
                (None, retyped) => {
                    self.moved
                        .retyped
                        .extend(retyped.map(|question| question.name.to_string()));
                    let aside = aside::name(name, Some(&before.kind));
                    self.moved.memory.insert(aside, before.clone());
                }
            }
        }
        for (name, before, now) in returned {
            match now.filter(|question| !self.moved.memory.contains_key(question.name.as_str())) {
                Some(question) => {
                    self.moved.retyped.remove(question.name.as_str());
                    self.know(question, before);
                }
                None => {
                    self.moved.memory.insert(name.clone(), before.clone());
                }
            }
        }
    }

    fn know(&mut self, question: &Question, before: &Remembered) {
        let (kind, words) = (question.kind.tag().to_owned(), before.words.clone());
        self.moved
            .memory
            .insert(question.name.to_string(), Remembered { kind, words });
    }

    /// The question of this name, or that had it.
    pub(super) fn question(&self, name: &str) -> Option<&'a Question> {
        let mut all = self.form.pages().flat_map(|(_, page)| page.questions());
        let named = self.form.question(name);
        named.or_else(|| all.find(|question| question.is_or_was(name)))
    }
}
