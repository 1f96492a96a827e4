//! Examples: answers that somebody could give, and what must come of them. They are an editor's tests.
//!
//! Reading them is part of checking the content; running them is a verdict for each, compared with what it expects.

mod answers;
mod coverage;
mod expect;
mod files;
mod print;
mod read;
mod run;
mod story;
mod tables;

pub use coverage::{Coverage, Part, Unreached};
pub use run::{Difference, Report, Run, run_examples};
pub use story::{Step, Story};

pub(crate) use read::declare;
pub(crate) use story::declare as declare_story;
pub(crate) use tables::{EXAMPLES, STORY};

use crate::answers::Answers;
use crate::name::{ExampleName, FormName};
use crate::source::Span;
use jiff::civil::Date;

/// Answers and what must come of them.
#[derive(Clone, Debug)]
pub struct Example {
    pub(crate) form: FormName,
    pub(crate) name: ExampleName,
    /// The day of sending; that of the run when none is given.
    pub(crate) today: Option<Date>,
    /// Its answers, those of the example that it starts from among them.
    pub(crate) answers: Answers,
    pub(crate) expect: Expect,
    pub(crate) span: Span,
}

impl Example {
    /// Its name: what happens in it.
    #[must_use]
    pub fn name(&self) -> &ExampleName {
        &self.name
    }

    /// Its answers, those of the example that it starts from among them.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The day on which it happens; that of the run when none is given.
    #[must_use]
    pub fn today(&self) -> Option<Date> {
        self.today
    }
}

/// What must come of an example; whatever is not named may be anything.
#[derive(Clone, Debug, Default)]
pub(crate) struct Expect {
    /// The pages on the way, in order.
    pub(crate) pages: Option<(Span, Vec<String>)>,
    /// The page at which it stops.
    pub(crate) stops_at: Option<(Span, String)>,
    /// Sentences that must be said, as a message or a warning.
    pub(crate) says: Vec<(Span, String)>,
    /// Exactly what is wrong, by question or page.
    pub(crate) messages: Option<(Span, Vec<Message>)>,
    /// Values and answers, as they are written in YAML.
    pub(crate) values: Vec<(Span, String, String)>,
    /// How it ends.
    pub(crate) outcome: Option<(Span, Ending)>,
}

/// A message that must be said about something.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) span: Span,
    /// As written: `email`, `costs.1.amount`, `costs`, a page.
    pub(crate) about: String,
    pub(crate) text: String,
}

/// How an example ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It can be sent.
    Sent,
    /// Something is missing or wrong.
    Refused,
    /// It leads to a page on which the form ends.
    Stopped,
}

impl Ending {
    pub(crate) const WORDS: [&str; 3] = ["sent", "refused", "stopped"];

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Stopped => "stopped",
        }
    }

    pub(crate) fn of(word: &str) -> Option<Self> {
        [Self::Sent, Self::Refused, Self::Stopped]
            .into_iter()
            .find(|ending| ending.word() == word)
    }
}
