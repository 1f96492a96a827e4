//! What the declarations mean: checked, immutable, shared. [`crate::check`] is the only door.

mod form;
mod help;
mod list;
mod meaning;
mod reading;
mod roles;
mod secrets;
mod texts;

pub(crate) use form::{ForEach, Item, NamedValue, Optional, Rule, Slot, Worth};
pub use form::{Form, Page, Question, Repeat, Section};
pub(crate) use help::Helps;
pub use help::{Help, NoteInPlace};
pub use list::{List, Row};
pub use meaning::DefinitionVersion;
pub(crate) use meaning::{Meaning, Writer, meaning};
pub use roles::{HeldBy, Role, Roles};

use crate::calendar::Calendar;
use crate::example::{Example, Story};
use crate::guidance::{Glossary, Library, Note, Shelf, above_in_order};
use crate::identifier::Types;
use crate::message::{Message, Trigger};
use crate::name::{FormName, GuidanceName, ListName, RoleName};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything declared, checked.
#[derive(Debug)]
pub struct Catalogue {
    pub(crate) forms: BTreeMap<FormName, Arc<Form>>,
    pub(crate) lists: BTreeMap<ListName, Arc<List>>,
    pub(crate) types: Types,
    pub(crate) library: Library,
    /// What helps with each form, as far as somebody opened it.
    pub(crate) helps: Helps,
    pub(crate) shelf: Shelf,
    pub(crate) messages: Vec<Message>,
    pub(crate) service: Service,
    pub(crate) roles: Roles,
    pub(crate) examples: BTreeMap<FormName, Vec<Example>>,
    pub(crate) stories: Vec<Story>,
}

/// What the service is called and when it works.
#[derive(Debug)]
pub struct Service {
    /// What it is called at the top of every page.
    pub name: String,
    /// Who runs it.
    pub operator: String,
    /// What it is for, in a sentence.
    pub summary: Option<String>,
    /// How far along it is: a word, and what it means.
    pub phase: Option<(String, String)>,
    /// The note that leads to all others.
    pub guidance: Option<GuidanceName>,
    /// The notes that every page leads to.
    pub footer: Vec<GuidanceName>,
    /// The note with the terms that people accept before they sign in for the first time.
    pub terms: Option<GuidanceName>,
    /// Other applications that people may open from here.
    pub apps: Vec<App>,
    /// What proves on paper and by telephone who somebody is.
    pub secret_word: Option<SecretWord>,
    /// How to reach somebody.
    pub contact: Option<String>,
    /// The note that says whom to ask.
    pub help: Option<GuidanceName>,
    /// The time zone of its days, an IANA name.
    pub zone: String,
    /// Its main language, a BCP 47 tag.
    pub language: String,
    /// Its working days.
    pub calendar: Calendar,
}

/// Another application that people may open from here.
#[derive(Debug)]
pub struct App {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub about: Option<String>,
    /// Where it is.
    pub address: String,
    /// The roles that see it; none of them is everybody who is signed in.
    pub seen_by: Vec<RoleName>,
}

/// What proves on paper and by telephone who somebody is: chosen by them, and never shown.
#[derive(Debug)]
pub struct SecretWord {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub about: String,
}

impl Catalogue {
    /// Every form, by name.
    pub fn forms(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.forms.values()
    }

    /// The form of this name.
    #[must_use]
    pub fn form(&self, name: &str) -> Option<&Arc<Form>> {
        self.forms.get(name)
    }

    /// The list of this name.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&Arc<List>> {
        self.lists.get(name)
    }

    /// The declared types.
    #[must_use]
    pub fn types(&self) -> &Types {
        &self.types
    }

    /// Every note, by its path below `guidance/`.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.library.notes().values().map(|note| &**note)
    }

    /// The note at this path.
    #[must_use]
    pub fn note(&self, path: &str) -> Option<&Note> {
        self.library.notes().get(path).map(|note| &**note)
    }

    /// The body of a note as HTML, on a day: what it includes stands in it, and the terms of the glossary lead to their
    /// explanations. The one text that a template prints as it is.
    #[must_use]
    pub fn html(&self, note: &Note, today: Date) -> String {
        let calendar = &self.service.calendar;
        match self.library.page(note) {
            Some(page) => self.library.html(page, today, calendar),
            None => self
                .library
                .html(&self.library.composed_page(note), today, calendar),
        }
    }

    /// The words of a note alone, with the values of a day, for a search.
    #[must_use]
    pub fn words(&self, note: &Note, today: Date) -> String {
        self.library.words(note, today, &self.service.calendar)
    }

    /// The terms that are explained.
    #[must_use]
    pub fn glossary(&self) -> &Glossary {
        self.library.glossary()
    }

    /// The note before this one, in the order of its folder.
    #[must_use]
    pub fn note_before(&self, path: &str) -> Option<&Note> {
        self.note(self.shelf.before(path)?.as_str())
    }

    /// The note after this one, in the order of its folder.
    #[must_use]
    pub fn note_after(&self, path: &str) -> Option<&Note> {
        self.note(self.shelf.after(path)?.as_str())
    }

    /// The notes that stand above this one, the highest first: the one that leads to all, and the first of each folder.
    #[must_use]
    pub fn notes_above(&self, path: &str) -> Vec<&Note> {
        let all = self.service.guidance.as_ref();
        let all = all.map(GuidanceName::as_str).filter(|all| *all != path);
        let highest = all.and_then(|all| self.note(all));
        let folders = above_in_order(self.library.notes(), path).into_iter();
        let folders = folders.filter(|note| Some(note.name().as_str()) != all);
        highest.into_iter().chain(folders).collect()
    }

    /// The messages that something sends, in the order of their files.
    pub fn messages<'a>(&'a self, trigger: &'a Trigger) -> impl Iterator<Item = &'a Message> {
        self.messages
            .iter()
            .filter(move |message| message.trigger == *trigger)
    }

    /// Who there is besides anyone, and who may give a role.
    #[must_use]
    pub fn roles(&self) -> &Roles {
        &self.roles
    }

    /// The service.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// The examples of a form, in the order of their files.
    #[must_use]
    pub fn examples(&self, form: &str) -> &[Example] {
        self.examples.get(form).map_or(&[], Vec::as_slice)
    }

    /// The stories that a demo plays, in the order of their files.
    #[must_use]
    pub fn stories(&self) -> &[Story] {
        &self.stories
    }

    /// Adds examples that were read against this catalogue.
    pub(crate) fn add_examples(&mut self, examples: Vec<Example>) {
        for example in examples {
            self.examples
                .entry(example.form.clone())
                .or_default()
                .push(example);
        }
    }
}
