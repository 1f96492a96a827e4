//! What is kept aside: answers to questions that are not asked, or take another kind of answer.

use super::memory::tag;
use super::{Mover, level::Entries};
use crate::answers::{Answers, Entered};

/// Between a name and the kind that it was answered as. No name has a space in it.
const AS: &str = " as ";
/// The kind of a list of items.
const ITEMS: &str = "items";
/// The kind of an answer that was saved before kinds were.
const UNKNOWN: &str = "unknown";

/// The name under which an answer is kept aside.
pub(super) fn name(name: &str, tag: Option<&str>) -> String {
    format!("{name}{AS}{}", tag.unwrap_or(UNKNOWN))
}

/// The name of the question, and the kind of an answer that is kept aside.
pub(super) fn taken_apart(name: &str) -> (&str, Option<&str>) {
    name.split_once(AS)
        .map_or((name, None), |(name, tag)| (name, Some(tag)))
}

impl Mover<'_> {
    /// Entries by the names under which they are kept aside; blank ones are not kept.
    pub(super) fn aside(&mut self, left: Entries) -> Entries {
        let mut kept = Vec::new();
        for (found, entered) in left {
            if taken_apart(&found).1.is_some() {
                kept.push((found, entered));
            } else if !entered.is_blank() {
                self.say_gone(&found);
                kept.push((name(&found, tag(self.before, &found)), entered));
            }
        }
        kept
    }

    /// Keeps a whole list aside.
    pub(super) fn set_list_aside(&mut self, list: &str, items: &[Answers]) {
        if items.is_empty() {
            return;
        }
        for (found, entered) in items.iter().flat_map(Answers::iter) {
            if !entered.is_blank() {
                self.say_gone(found);
                let now = self
                    .question(found)
                    .filter(|question| question.section.is_none());
                let now = now.map(|question| question.name.to_string());
                self.moved.once.extend(now);
            }
        }
        let aside = name(list, Some(ITEMS));
        self.moved
            .answers
            .set(aside, Entered::Items(items.to_vec()));
    }

    /// Notes that something is no longer asked, if it was asked under this name until now.
    fn say_gone(&mut self, found: &str) {
        let asked = self
            .form
            .pages()
            .flat_map(|(_, page)| page.questions())
            .any(|question| question.is_or_was(found));
        if let Some(before) = self.before.get(found).filter(|_| !asked) {
            self.moved
                .gone
                .insert(found.to_owned(), before.words.clone());
        }
    }
}
