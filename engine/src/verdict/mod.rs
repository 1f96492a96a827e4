//! Answers as text in; typed answers, or one message for every wrong question, out.
//!
//! The same function judges one page, a whole submission and an example.

use crate::condition::Value;
use crate::name::{QuestionName, ValueName};
use jiff::civil::Date;

/// What a verdict depends on besides the answers.
#[derive(Clone, Debug)]
pub struct Circumstances {
    /// The day of sending, in the service's zone.
    pub today: Date,
}

/// A screen of a form as somebody goes through it: positions in [`crate::Form`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    pub rule: Option<crate::source::Span>,
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
}
