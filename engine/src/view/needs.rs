//! What somebody needs before they begin a form, as far as the form itself tells.

use crate::catalogue::{Catalogue, Form, Optional, Page, Question, Section};
use crate::question::Kind;
use serde::Serialize;

/// What a form asks of whoever begins it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Needs {
    /// What is asked of everybody that nobody knows by heart, as messages call it: “company number”.
    pub always: Vec<String>,
    /// What is asked of some.
    pub perhaps: Vec<String>,
    /// How many pages there are at least, and at most; those of a section that repeats count once.
    pub pages: (usize, usize),
    /// About how many minutes it takes, at least and at most.
    pub minutes: (usize, usize),
    /// Whether anyone may send it.
    pub anyone: bool,
    /// The note about what happens next: its path and its title.
    pub next: Option<(String, String)>,
}

/// Seconds that a question takes, reading and answering.
const SECONDS: usize = 25;

impl Catalogue {
    /// What a form asks of whoever begins it.
    #[must_use]
    pub fn needs(&self, form: &Form) -> Needs {
        let next = form.sent_note().and_then(|name| self.note(name.as_str()));
        let (mut always, mut perhaps) = (Vec::new(), Vec::new());
        let (mut pages, mut questions) = ((0, 0), (0, 0));
        for (section, page) in pages_of(form) {
            let sure = is_sure(section, page);
            pages = (pages.0 + usize::from(sure), pages.1 + 1);
            for question in page.questions().filter(|question| !question.fixed) {
                let sure = sure && question.is_sure();
                questions = (questions.0 + usize::from(sure), questions.1 + 1);
                if question.kind.is_looked_up() {
                    let needed = if sure { &mut always } else { &mut perhaps };
                    needed.push(question.called.clone());
                }
            }
        }
        let always = once(always, &[]);
        Needs {
            perhaps: once(perhaps, &always),
            always,
            pages,
            minutes: (minutes(questions.0), minutes(questions.1)),
            anyone: form.is_public(),
            next: next.map(|note| (note.name().to_string(), note.title().to_owned())),
        }
    }
}

/// Every page but those on which the form ends.
fn pages_of(form: &Form) -> impl Iterator<Item = (&Section, &Page)> {
    let sections = form.sections.iter();
    let pages = sections.flat_map(|section| section.pages.iter().map(move |page| (section, page)));
    pages.filter(|(_, page)| !page.stop)
}

/// Whether everybody comes to a page.
fn is_sure(section: &Section, page: &Page) -> bool {
    let there = section.repeat.as_ref().is_none_or(|repeat| repeat.from > 0);
    there && section.show_when.is_none() && page.show_when.is_none()
}

impl Question {
    /// Whether everybody who comes to its page has to answer it.
    fn is_sure(&self) -> bool {
        self.show_when.is_none() && matches!(self.optional, Optional::Never)
    }
}

impl Kind {
    /// Whether people look an answer up instead of knowing it.
    fn is_looked_up(&self) -> bool {
        matches!(self, Self::Declared(_) | Self::File(_))
    }
}

/// Each once, in the order of the form, but for those that stand elsewhere.
fn once(all: Vec<String>, but: &[String]) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for called in all {
        if !once.contains(&called) && !but.contains(&called) {
            once.push(called);
        }
    }
    once
}

/// About how long so many questions take: in minutes, above ten in fives.
fn minutes(questions: usize) -> usize {
    let minutes = (questions * SECONDS).div_ceil(60).max(1);
    if minutes <= 5 {
        minutes
    } else {
        minutes.div_ceil(5) * 5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_said_once_and_minutes_are_round() {
        let words = |words: &[&str]| -> Vec<String> {
            words.iter().map(|word| (*word).to_owned()).collect()
        };
        let always = once(words(&["card", "number", "card"]), &[]);
        assert_eq!(always, ["card", "number"]);
        assert_eq!(once(words(&["number", "code"]), &always), ["code"]);
        assert_eq!([0, 1, 5, 12, 20, 40].map(minutes), [1, 1, 3, 5, 10, 20]);
    }
}
