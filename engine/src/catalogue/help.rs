//! What helps with a page or a question of a form, read in place: its note, or a section of it, and the terms that it uses.

use super::{Catalogue, Form, Page, Question, Section};
use crate::guidance::{Composed, Term};
use crate::name::{FormName, GuidanceName, PageName, QuestionName, SectionName};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What helps somebody who stands before a page or a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Help {
    /// The note about it, to be opened in place.
    pub note: Option<NoteInPlace>,
    /// Terms of the glossary that it uses.
    pub terms: Vec<Term>,
}

/// A note, or a section of it, that stands on another page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoteInPlace {
    /// Its path below `guidance/`, with the heading of the section behind `#`.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Its body, rendered. Links in it open beside the page.
    pub html: String,
}

/// The help of every form, made when somebody first opens the form.
#[derive(Debug, Default)]
pub(crate) struct Helps(BTreeMap<FormName, OnceLock<OfForm>>);

#[derive(Debug, Default)]
struct OfForm {
    pages: BTreeMap<(SectionName, PageName), Made>,
    questions: BTreeMap<QuestionName, Made>,
}

#[derive(Debug)]
struct Made {
    note: Option<(GuidanceName, String, Composed)>,
    terms: Vec<Term>,
}

impl Helps {
    /// Nothing made yet.
    pub(crate) fn of<'a>(forms: impl Iterator<Item = &'a FormName>) -> Self {
        Self(forms.map(|name| (name.clone(), OnceLock::new())).collect())
    }
}

/// What is done with each text.
type Visit<'a> = dyn FnMut(&str) + 'a;

impl Catalogue {
    /// What helps with a page as a whole.
    pub(crate) fn help_of_page(
        &self,
        form: &Form,
        section: &Section,
        page: &Page,
        today: Date,
    ) -> Option<Help> {
        let name = (section.name.clone(), page.name.clone());
        self.told(self.helps(form)?.pages.get(&name)?, today)
    }

    /// What helps with a question.
    pub(crate) fn help_of_question(
        &self,
        form: &Form,
        question: &Question,
        today: Date,
    ) -> Option<Help> {
        self.told(self.helps(form)?.questions.get(&question.name)?, today)
    }

    fn told(&self, made: &Made, today: Date) -> Option<Help> {
        let note = made
            .note
            .as_ref()
            .map(|(name, title, composed)| NoteInPlace {
                name: name.to_string(),
                title: title.clone(),
                html: self.library.html(composed, today, &self.service.calendar),
            });
        let terms = made.terms.clone();
        (note.is_some() || !terms.is_empty()).then_some(Help { note, terms })
    }

    fn helps(&self, form: &Form) -> Option<&OfForm> {
        let helps = self.helps.0.get(&form.name)?;
        Some(helps.get_or_init(|| {
            let mut all = OfForm::default();
            let sections = form.sections.iter();
            let pages = sections.flat_map(|section| {
                let pages = section.pages.iter();
                pages.map(|page| (section.name.clone(), page))
            });
            for (section, page) in pages {
                let (name, note) = (page.name.as_str(), page.guidance.as_ref());
                let made = self.made(name, note, &mut |visit| page.own_texts(visit));
                all.pages.insert((section, page.name.clone()), made);
                for question in page.questions() {
                    let (name, note) = (question.name.as_str(), question.guidance.as_ref());
                    let made = self.made(name, note, &mut |visit| question.each_text(visit));
                    all.questions.insert(question.name.clone(), made);
                }
            }
            all
        }))
    }

    /// The note of something, with ids that begin with its name, and the terms in its texts.
    fn made(
        &self,
        name: &str,
        note: Option<&GuidanceName>,
        texts: &mut dyn FnMut(&mut Visit<'_>),
    ) -> Made {
        let mut terms: Vec<Term> = Vec::new();
        texts(&mut |text| {
            for term in self.glossary().used_in(text) {
                if !terms.contains(term) {
                    terms.push(term.clone());
                }
            }
        });
        let note = note.and_then(|note| {
            let (path, section) = note.parts();
            let found = self.note(path)?;
            let composed = self.library.aside(found, section, &format!("help-{name}-"));
            let title = composed.title().filter(|_| section.is_some());
            let title = title.unwrap_or_else(|| found.title()).to_owned();
            Some((note.clone(), title, composed))
        });
        Made { note, terms }
    }
}
