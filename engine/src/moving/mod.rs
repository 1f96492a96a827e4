//! Answers that were given to an earlier version of a form, brought to the one of today.
//!
//! An answer moves when the question is still there under its name, or under the name that it was renamed from, and the kind
//! still fits; whether it is right is for the verdict. Everything else that was typed is kept aside, in the same place among
//! the answers, under a name that no question can have: `size as text`. It comes back when such a question does.

mod aside;
mod level;
mod memory;
#[cfg(test)]
mod tests;

pub use memory::{Memory, Remembered};

use crate::answers::{Answers, Entered};
use crate::catalogue::{Form, Section};
use crate::question::Kind;
use level::Level;
use std::collections::{BTreeMap, BTreeSet};

/// What became of the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// The answers of this version, and what is kept aside.
    pub answers: Answers,
    /// What is known to have been asked, by the names of this version.
    pub memory: Memory,
    /// Questions that were answered before and take another kind of answer now.
    pub retyped: BTreeSet<String>,
    /// Questions that were answered for several items and are asked once now: of those answers none is chosen.
    pub once: BTreeSet<String>,
    /// What was answered and is no longer asked, by its old name, in the words asked.
    pub gone: BTreeMap<String, String>,
}

/// Brings answers to this version of their form. `memory` says what was asked; what it does not know fits by its name.
#[must_use]
pub fn move_answers(form: &Form, answers: &Answers, memory: &Memory) -> Moved {
    let mut mover = Mover {
        form,
        before: memory,
        moved: Moved::default(),
    };
    mover.remember();
    mover.answers(answers);
    mover.moved
}

struct Mover<'a> {
    form: &'a Form,
    before: &'a Memory,
    moved: Moved,
}

impl<'a> Mover<'a> {
    fn answers(&mut self, answers: &Answers) {
        let form = self.form;
        let mut plain: Vec<(String, Entered)> = Vec::new();
        let mut lists: Vec<(&'a Section, &[Answers])> = Vec::new();
        for (name, entered) in answers.iter() {
            let Some((list, items)) = items(name, entered) else {
                plain.push((name.to_owned(), entered.clone()));
                continue;
            };
            match (section(form, list), items) {
                (Some(section), items) if section.repeat.is_some() => lists.push((section, items)),
                // A list of one, and the section is there once now: the one it is.
                (Some(_), [only]) => {
                    plain.extend(
                        only.iter()
                            .map(|(name, entered)| (name.to_owned(), entered.clone())),
                    );
                }
                _ => self.set_list_aside(list, items),
            }
        }
        let (top, left) = self.level(None, plain);
        for (name, entered) in top {
            self.moved.answers.set(name, entered);
        }
        for (section, items) in lists {
            let name = section.name.as_str();
            if !self.moved.answers.items(name).is_empty() {
                self.set_list_aside(name, items);
                continue;
            }
            let moved = items.iter().map(|item| self.item(section, item));
            let moved = Entered::Items(moved.collect());
            self.moved.answers.set(name, moved);
        }
        self.make_first_items(left);
    }

    /// One item of a section that repeats. What does not fit stays with it, aside.
    fn item(&mut self, section: &'a Section, item: &Answers) -> Answers {
        let entered = item.iter();
        let entered = entered.map(|(name, entered)| (name.to_owned(), entered.clone()));
        let (moved, left) = self.level(Some(section), entered.collect());
        let mut item = Answers::new();
        for (name, entered) in moved.into_iter().chain(self.aside(left)) {
            item.set(name, entered);
        }
        item
    }

    /// What was asked once and is asked for every item now makes the first item, where there is none.
    fn make_first_items(&mut self, left: Vec<(String, Entered)>) {
        let mut left = left;
        for section in &self.form.sections {
            let adds = section
                .repeat
                .as_ref()
                .is_some_and(|repeat| repeat.for_each.is_none());
            let name = section.name.as_str();
            if !adds || !self.moved.answers.items(name).is_empty() {
                continue;
            }
            let own = |name: &str| {
                section
                    .pages
                    .iter()
                    .flat_map(|page| page.questions())
                    .any(|question| question.is_or_was(name))
            };
            let (here, elsewhere) = left
                .into_iter()
                .partition(|(name, entered)| own(name) && !entered.is_blank());
            left = elsewhere;
            let (first, more) = self.level(Some(section), here);
            left.extend(more);
            if !first.is_empty() {
                let mut item = Answers::new();
                for (name, entered) in first {
                    item.set(name, entered);
                }
                self.moved.answers.set(name, Entered::Items(vec![item]));
            }
        }
        for (name, entered) in self.aside(left) {
            self.moved.answers.set(name, entered);
        }
    }

    fn level(&self, section: Option<&'a Section>, entered: Named) -> (Named, Named) {
        Level {
            form: self.form,
            before: self.before,
            section,
        }
        .place(entered)
    }
}

/// What was entered, by name.
type Named = Vec<(String, Entered)>;

/// The items under a name, of a list in use or of one that is kept aside.
fn items<'n, 'e>(name: &'n str, entered: &'e Entered) -> Option<(&'n str, &'e [Answers])> {
    let Entered::Items(items) = entered else {
        return None;
    };
    let (name, _) = aside::taken_apart(name);
    Some((name, items))
}

/// The section of this name, or that had it.
fn section<'a>(form: &'a Form, name: &str) -> Option<&'a Section> {
    let mut sections = form.sections.iter();
    let named = sections
        .clone()
        .find(|section| section.name.as_str() == name);
    named.or_else(|| sections.find(|section| section.renamed_from.iter().any(|old| old == name)))
}

/// Whether an answer of a kind that is perhaps known may be one of this kind.
fn fits(kind: &Kind, tag: Option<&str>) -> bool {
    tag.is_none_or(|tag| kind.fits(tag))
}
