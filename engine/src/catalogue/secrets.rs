//! Secrets among answers: which were typed and wait to be sealed. The engine knows no hash; whoever keeps answers makes it.

use super::Form;
use crate::answers::{Answers, Entered};
use crate::question::Kind;

impl super::Question {
    /// Whether its answer is kept as a hash and never shown.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        matches!(self.kind, Kind::Secret(_))
    }
}

impl Form {
    /// The secrets that stand among answers as they were typed, in the order of the form.
    #[must_use]
    pub fn typed_secrets(&self, answers: &Answers) -> Vec<String> {
        let mut typed = Vec::new();
        let mut copy = answers.clone();
        self.each_typed_secret(&mut copy, &mut |answers, name| {
            if let Some(Entered::Text(text)) = answers.get(name) {
                typed.push(text.clone());
            }
        });
        typed
    }

    /// Puts hashes in the place of the secrets that [`Self::typed_secrets`] gave, in the same order. One that is left over
    /// is taken out.
    pub fn seal_secrets(&self, answers: &mut Answers, hashes: Vec<String>) {
        let mut hashes = hashes.into_iter();
        self.each_typed_secret(answers, &mut |answers, name| {
            if let Some(Entered::Text(_)) = answers.get(name) {
                match hashes.next() {
                    Some(hash) => answers.set(name, Entered::of_sealed(hash)),
                    None => drop(answers.remove(name)),
                }
            } else {
                answers.remove(name);
            }
        });
    }

    /// Takes out every secret that is not sealed: what is not to be read is not to be kept.
    pub fn forget_typed_secrets(&self, answers: &mut Answers) {
        self.seal_secrets(answers, Vec::new());
    }

    /// Visits every answer to a secret that is not blank and not sealed.
    fn each_typed_secret(&self, answers: &mut Answers, visit: &mut dyn FnMut(&mut Answers, &str)) {
        for section in &self.sections {
            let questions = section.pages.iter().flat_map(|page| page.questions());
            for question in questions.filter(|question| question.is_secret()) {
                let name = question.name.as_str();
                let mut look = |answers: &mut Answers| {
                    let entered = answers.get(name);
                    if entered.is_some_and(|it| !it.is_blank() && it.sealed().is_none()) {
                        visit(answers, name);
                    }
                };
                if section.repeat.is_none() {
                    look(answers);
                } else if !answers.items(section.name.as_str()).is_empty() {
                    answers
                        .items_mut(section.name.as_str())
                        .iter_mut()
                        .for_each(look);
                }
            }
        }
    }
}
