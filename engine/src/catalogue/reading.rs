//! What others may read of a form: enough to find screens and take answers, nothing to change.

use super::{Form, Item, Optional, Page, Question, Repeat, Section};
use crate::condition::Value;
use crate::name::{FormName, GuidanceName, PageName, QuestionName, RoleName, SectionName};
use crate::question::Files;
use crate::question::Kind;
use crate::source::Span;

impl Form {
    /// Its name: `expression-of-interest`.
    #[must_use]
    pub fn name(&self) -> &FormName {
        &self.name
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What it is for, in one line.
    #[must_use]
    pub fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// The note about it.
    #[must_use]
    pub fn guidance(&self) -> Option<&GuidanceName> {
        self.guidance.as_ref()
    }

    /// Whether anyone may start it, signed in or not.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.public
    }

    /// The roles that may start it, besides anyone.
    #[must_use]
    pub fn started_by(&self) -> &[RoleName] {
        &self.started_by
    }

    /// Letters before a submission's reference: `EOI`.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The note to show when it was sent.
    #[must_use]
    pub fn sent_note(&self) -> Option<&GuidanceName> {
        self.sent_note.as_ref()
    }

    /// Where it is declared.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Its sections, in order; positions in here are those of [`crate::Place`].
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }
}

impl Section {
    /// Its name; of one that repeats, also the name of its items.
    #[must_use]
    pub fn name(&self) -> &SectionName {
        &self.name
    }

    /// Whether it had a name once that stands in an address so.
    #[must_use]
    pub fn was_called(&self, in_address: &str) -> bool {
        let mut old = self.renamed_from.iter();
        old.any(|name| name.replace('_', "-") == in_address)
    }

    /// How it repeats, if it does.
    #[must_use]
    pub fn repeat(&self) -> Option<&Repeat> {
        self.repeat.as_ref()
    }

    /// Its pages, in order.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }
}

impl Repeat {
    /// Tables of up to so many bytes that its items may come in; none when they come one by one.
    #[must_use]
    pub fn takes_tables(&self, most: u64) -> Option<Files> {
        (!self.upload.is_empty()).then(|| Files::of(self.upload.clone(), most, 1))
    }

    /// The word for one: "cost".
    #[must_use]
    pub fn each(&self) -> &str {
        &self.each
    }

    /// The most items there may be.
    #[must_use]
    pub fn most(&self) -> usize {
        self.to
    }

    /// Whether its items follow what was chosen elsewhere, so that nobody adds or removes one.
    #[must_use]
    pub fn follows_choices(&self) -> bool {
        self.for_each.is_some()
    }
}

impl Page {
    /// Its name: `company-name`.
    #[must_use]
    pub fn name(&self) -> &PageName {
        &self.name
    }

    /// Whether the form ends here and cannot be sent.
    #[must_use]
    pub fn is_stop(&self) -> bool {
        self.stop
    }

    /// Every question on it, hidden ones among them, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.items.iter().filter_map(|item| match item {
            Item::Question(question) => Some(&**question),
            Item::Text { .. } => None,
        })
    }
}

impl Question {
    /// Its name: `company_name`.
    #[must_use]
    pub fn name(&self) -> &QuestionName {
        &self.name
    }

    /// Where it is declared.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// What kind of answer it takes.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Whether it is a box that has to be ticked, whatever else was answered.
    pub(crate) fn must_be_ticked(&self) -> bool {
        matches!(self.kind, Kind::TickBox) && matches!(self.optional, Optional::Never)
    }

    /// An answer as people read it, in lines; most of it hidden where the question is masked.
    #[must_use]
    pub fn print(&self, value: &Value) -> Vec<String> {
        let lines = self.kind.print(value).into_iter();
        match self.masked {
            Some(mask) => lines.map(|line| mask.hide(&line)).collect(),
            None => lines.collect(),
        }
    }

    /// Where the procedure that asks for it is written; never for those who fill in the form.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// What about it is still to be verified; never for those who fill in the form.
    #[must_use]
    pub fn unconfirmed(&self) -> Option<&str> {
        self.unconfirmed.as_deref()
    }

    /// Whether it is only shown, never posted.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        self.fixed
    }
}
