//! Answers as text in; typed answers, or one message for every wrong question, out.
//!
//! The same function judges one page, a whole submission and an example.

mod facts;
mod items;
mod known;
mod places;
mod record;
mod rules;
mod sending;
mod unknown;
mod walk;

#[cfg(test)]
mod tests;

pub use known::Known;
pub use record::RecordLine;
pub use unknown::unknown_names;

use crate::answers::Answers;
use crate::calendar::Calendar;
use crate::catalogue::Form;
use crate::condition::Value;
use crate::name::{QuestionName, ValueName};
use crate::source::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a verdict depends on besides the answers.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The day of sending, in the service's zone.
    pub today: Date,
    /// The service's working days.
    pub calendar: &'a Calendar,
}

/// A screen of a form as somebody goes through it: positions in [`crate::Form`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "screen", rename_all = "snake_case")]
pub enum Place {
    /// A page that is there once.
    Page {
        /// The section's position.
        section: usize,
        /// The page's position in it.
        page: usize,
    },
    /// A page of one item of a section that repeats.
    ItemPage {
        /// The section's position.
        section: usize,
        /// The item, from 0.
        item: usize,
        /// The page's position in the section.
        page: usize,
    },
    /// The list of a repeating section's items, with "add another".
    Items {
        /// The section's position.
        section: usize,
    },
    /// Check your answers.
    Check,
}

/// How far a screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Everything on it is answered and right.
    Complete,
    /// Something on it is missing or wrong.
    Open,
    /// The form ends here and cannot be sent.
    Stop,
}

/// One question's answer, or the item count of a section that repeats.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AnswerPath {
    /// The section that repeats and the item, where the question belongs to one.
    pub item: Option<(usize, usize)>,
    /// The question, or the section that repeats.
    pub name: QuestionName,
}

/// A wrong answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// The screen it is asked on.
    pub place: Place,
    /// The question; none for a rule about the page or the form.
    pub path: Option<AnswerPath>,
    /// Which box of it.
    pub part: Option<&'static str>,
    /// What to do.
    pub message: String,
    /// What may have been meant.
    pub suggestion: Option<String>,
    /// Whether there was no answer at all.
    pub missing: bool,
    /// The rule of the form that refused, by its place in the declaration; none when the kind of the question did.
    pub rule: Option<Span>,
}

/// Something unusual; the person may go on.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// The screen.
    pub place: Place,
    /// The question, if it is about one.
    pub path: Option<AnswerPath>,
    /// What to say.
    pub message: String,
    /// The rule of the form that warns, by its place in the declaration; none when the kind of the question does.
    pub rule: Option<Span>,
}

/// What may happen with these answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They may be sent.
    Ready,
    /// Something is missing or wrong.
    Incomplete,
    /// They lead to a page on which the form ends.
    Stopped(Place),
}

/// How it stands with one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It is not there for these answers.
    #[default]
    Hidden,
    /// It is there and was left blank, as it may be.
    Blank,
    /// It is there and its answer is right.
    Right,
    /// It is there and its answer is missing or wrong.
    Wrong,
}

/// The judgement of a form's answers.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The screens in order as far as they are known, without [`Place::Check`].
    pub path: Vec<(Place, State)>,
    /// Every wrong or missing answer on the path, in the order of the screens.
    pub wrong: Vec<Wrong>,
    /// What is unusual.
    pub warnings: Vec<Warning>,
    /// The form's slots as they were read; unknown when not asked, blank or wrong.
    pub slots: Vec<Value>,
    /// The named values.
    pub values: Vec<(ValueName, Value)>,
    /// What may happen.
    pub outcome: Outcome,
    /// For every slot of the form, how it stands with the question in it.
    pub(crate) standings: Vec<Standing>,
    /// The same for every item of every section that repeats, by the section's position.
    pub(crate) item_standings: Vec<(usize, Vec<Vec<Standing>>)>,
}

/// Judges answers: what is asked, what each answer means, what is missing or wrong, and whether they may be sent.
#[must_use]
pub fn verdict(form: &Form, answers: &Answers, at: &Circumstances<'_>) -> Verdict {
    walk::walk(form, answers, *at)
}

/// Judges one screen: the same judgement, of which only what is wrong or unusual on that screen is kept.
/// The path is the whole one, so that the next screen can be found in it.
#[must_use]
pub fn page_verdict(
    form: &Form,
    answers: &Answers,
    at: &Circumstances<'_>,
    place: Place,
) -> Verdict {
    let mut verdict = walk::walk(form, answers, *at);
    verdict.wrong.retain(|wrong| wrong.place == place);
    verdict.warnings.retain(|warning| warning.place == place);
    verdict
}
