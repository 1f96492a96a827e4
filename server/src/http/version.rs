//! A draft that was begun with another version of its form, brought to the one that is served.
//!
//! Answers move as far as they fit; a screen that asks something new is asked again; and what the person has to know is noted,
//! to be told on the next page. A change that costs them nothing is not mentioned.

use super::progress::{Progress, key};
use crate::drafts::Draft;
use crate::news::{News, What};
use engine::{
    Answers, Circumstances, Form, Memory, Moved, Page, Place, RecordLine, Verdict, move_answers,
    verdict,
};
use std::collections::BTreeSet;

/// Brings a draft to the version of its form. One that was sent stays as it is.
pub(super) fn follow(draft: &mut Draft, form: &Form, at: Circumstances<'_>) {
    if draft.sent.is_some() || draft.definition == form.version().as_str() {
        return;
    }
    let answers = Answers::from_json(&draft.answers);
    let before = draft.asked.take();
    let before = before.unwrap_or_else(|| assumed(form, draft, &answers, at));
    let moved = move_answers(form, &answers, &before);
    let verdict = verdict(form, &moved.answers, &at);
    let change = Change {
        form,
        at,
        moved: &moved,
        verdict: &verdict,
        before: with_new_names(form, &draft.seen),
        complete: draft.complete,
    };
    News::add(&mut draft.news, change.news());
    draft.seen = change.seen();
    let progress = Progress {
        form,
        verdict: &verdict,
        seen: &draft.seen,
    };
    draft.complete = progress.first_open().is_none();
    draft.answers = moved.answers.to_json();
    draft.asked = Some(moved.memory);
    form.version().as_str().clone_into(&mut draft.definition);
}

/// What a draft was asked that was saved before that was kept: whatever stands on the screens that it has answered.
fn assumed(form: &Form, draft: &Draft, answers: &Answers, at: Circumstances<'_>) -> Memory {
    let verdict = verdict(form, answers, &at);
    let path = verdict.path.iter().map(|(place, _)| *place);
    let seen = path.filter(|place| draft.seen.contains(&key(form, &verdict, *place)));
    let mut memory = Memory::new();
    for place in seen.chain(hidden(form, draft)) {
        memory.extend(verdict.asked_on(form, at, place));
    }
    memory
}

/// Pages that were answered, wherever the way leads now.
fn hidden(form: &Form, draft: &Draft) -> impl Iterator<Item = Place> {
    let paths = draft.seen.iter();
    paths.filter_map(|path| {
        let (section, page) = path.split_once('/')?;
        form.place(section, None, page)
    })
}

/// The screens that were answered, by the names that their sections have now.
fn with_new_names(form: &Form, seen: &BTreeSet<String>) -> BTreeSet<String> {
    let renamed = |path: &String| {
        let (section, rest) = path.split_once('/')?;
        let mut sections = form.sections().iter();
        let found = sections.find(|found| found.was_called(section))?;
        Some(format!("{}/{rest}", found.name().in_address()))
    };
    let renamed = seen.iter().filter_map(renamed);
    seen.iter().cloned().chain(renamed).collect()
}

/// A form that changed under a draft.
struct Change<'a> {
    form: &'a Form,
    at: Circumstances<'a>,
    moved: &'a Moved,
    verdict: &'a Verdict,
    /// Screens that were answered.
    before: BTreeSet<String>,
    /// Whether that were all.
    complete: bool,
}

impl Change<'_> {
    /// Whether a screen was answered, perhaps under another name: what stands on it has answers.
    fn was_answered(&self, place: Place) -> bool {
        let answers = self
            .verdict
            .answers_at(self.form, place, &self.moved.answers);
        let has_answers = |page: &Page| {
            let mut names = page.questions().map(|question| question.name().as_str());
            names.any(|name| answers.is_some_and(|answers| answers.get(name).is_some()))
        };
        self.before.contains(&key(self.form, self.verdict, place))
            || self
                .form
                .page(place)
                .is_some_and(|(_, page)| has_answers(page))
    }

    /// Whether everything on a screen was asked before.
    fn is_known(&self, place: Place) -> bool {
        let page = self.form.page(place);
        let mut questions = page.iter().flat_map(|(_, page)| page.questions());
        questions.all(|question| self.moved.memory.contains_key(question.name().as_str()))
    }

    /// The screens that need not be asked again.
    fn seen(&self) -> BTreeSet<String> {
        let mut seen = self.before.clone();
        let mut places: Vec<Place> = self.verdict.path.iter().map(|(place, _)| *place).collect();
        for (n, section) in self.form.sections().iter().enumerate() {
            let once = section.repeat().is_none();
            let pages = 0..section.pages().len();
            places.extend(
                pages
                    .filter(|_| once)
                    .map(|page| Place::Page { section: n, page }),
            );
        }
        for place in places {
            let key = key(self.form, self.verdict, place);
            if self.is_known(place) && self.was_answered(place) {
                seen.insert(key);
            } else {
                seen.remove(&key);
            }
        }
        seen
    }

    /// How far the draft had come: whatever is asked before that is news.
    fn furthest(&self) -> usize {
        let path = &self.verdict.path;
        if self.complete {
            return path.len();
        }
        let last = path
            .iter()
            .rposition(|(place, _)| self.was_answered(*place));
        last.map_or(0, |last| last + 1)
    }

    /// What the person has to know.
    fn news(&self) -> Vec<News> {
        let furthest = self.furthest();
        let seen = self.seen();
        let mut news: Vec<News> = Vec::new();
        let lines = self.verdict.record(self.form, self.at);
        for line in &lines {
            let told = news.iter().any(|told| told.question == line.question);
            if let Some(line) = self.about(line, furthest, &seen).filter(|_| !told) {
                news.push(line);
            }
        }
        news.extend(self.about_lists(&seen));
        for (question, words) in &self.moved.gone {
            // Asked under another name, and the editor did not say so: to the person it is the same question.
            let same = lines.iter().find(|line| line.asked == *words);
            let (what, question) = match same {
                Some(line) => (What::Again, &line.question),
                None => (What::Gone, question),
            };
            news.retain(|told| told.question != *question);
            news.push(News {
                what,
                question: question.clone(),
                words: words.clone(),
                why: None,
            });
        }
        news
    }

    /// What there is to say about a question that is asked.
    fn about(&self, line: &RecordLine, furthest: usize, seen: &BTreeSet<String>) -> Option<News> {
        let name = line.question.as_str();
        let position = self
            .verdict
            .path
            .iter()
            .position(|(place, _)| *place == line.place)?;
        let (what, why) = if self.moved.retyped.contains(name) {
            let kind = self.form.question(name)?.kind().in_words();
            (What::Again, Some(format!("The answer is now {kind}")))
        } else if self.moved.once.contains(name) {
            (What::Again, Some("It is asked once now".to_owned()))
        } else if !self.moved.memory.contains_key(name) {
            (position < furthest).then_some((What::Asked, None))?
        } else {
            let mut wrong = self.verdict.wrong.iter();
            let wrong = wrong.find(|wrong| {
                let path = wrong.path.as_ref();
                wrong.place == line.place && path.is_some_and(|path| path.name.as_str() == name)
            })?;
            let was_right = seen.contains(&key(self.form, self.verdict, line.place));
            (What::Again, was_right.then(|| Some(wrong.message.clone()))?)
        };
        Some(News {
            what,
            question: line.question.clone(),
            words: line.asked.clone(),
            why,
        })
    }

    /// Lists that have too few or too many items by now.
    fn about_lists(&self, seen: &BTreeSet<String>) -> Vec<News> {
        let wrong = self.verdict.wrong.iter().filter_map(|wrong| {
            let Place::Items { section } = wrong.place else {
                return None;
            };
            let key = key(self.form, self.verdict, wrong.place);
            let section = self
                .form
                .sections()
                .get(section)
                .filter(|_| seen.contains(&key))?;
            Some(News {
                what: What::Again,
                question: section.name().to_string(),
                words: wrong.message.clone(),
                why: None,
            })
        });
        wrong.collect()
    }
}
