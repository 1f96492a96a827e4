//! What a template prints: every value ready, nothing to decide.
//!
//! Pure data out of a form, answers and a verdict; it knows no HTML but the rendered Markdown, and no addresses: links are
//! written by whoever knows where a form is served.

mod posted;

pub use posted::{Posted, posted};

use crate::answers::Answers;
use crate::catalogue::{Catalogue, Form};
use crate::verdict::{Circumstances, Place, Verdict};
use serde::Serialize;

/// A form with somebody's answers and what was found of them: everything that a screen is made of.
#[derive(Clone, Copy, Debug)]
pub struct Viewer<'a> {
    /// The content, for notes and lists.
    pub catalogue: &'a Catalogue,
    /// The form.
    pub form: &'a Form,
    /// The answers as typed.
    pub answers: &'a Answers,
    /// What was found of them.
    pub verdict: &'a Verdict,
    /// What the verdict was found under.
    pub at: Circumstances<'a>,
}

/// How a screen is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it is asked: nothing is said to be wrong.
    Asked,
    /// As it was judged: with a message for whatever is missing or wrong.
    Judged,
}

impl Viewer<'_> {
    /// A screen with questions, or one on which the form ends; none when there is no such page.
    #[must_use]
    pub fn page(&self, place: Place, shown: Shown) -> Option<PageView> {
        let _ = (place, shown);
        None
    }

    /// The list of a repeating section's items; none when there is no such section.
    #[must_use]
    pub fn items(&self, section: usize, shown: Shown) -> Option<ItemsView> {
        let _ = (section, shown);
        None
    }

    /// Check your answers.
    #[must_use]
    pub fn summary(&self) -> SummaryView {
        SummaryView {
            sections: Vec::new(),
            declaration: None,
            warnings: Vec::new(),
        }
    }
}

/// The list of a repeating section's items, with "add another".
#[derive(Clone, Debug, Serialize)]
pub struct ItemsView {
    /// The heading: "You have added 2 costs".
    pub title: String,
    /// The word for one: "cost".
    pub each: String,
    /// What is wrong with their number or with all of them together.
    pub errors: Vec<ErrorView>,
    /// What is unusual.
    pub warnings: Vec<String>,
    /// The items.
    pub items: Vec<ItemLine>,
    /// Whether another may be added.
    pub may_add: bool,
    /// Whether one may be taken away.
    pub may_remove: bool,
}

/// One item of a repeating section.
#[derive(Clone, Debug, Serialize)]
pub struct ItemLine {
    /// Its position, from 0.
    pub item: usize,
    /// How it is headed.
    pub title: String,
    /// Whether everything in it is answered and right.
    pub complete: bool,
}

/// A screen with questions.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// The heading of the page: its title, or its only question.
    pub title: String,
    /// Whether the heading is the only question's label.
    pub title_is_question: bool,
    /// The section's heading, above the title.
    pub caption: Option<String>,
    /// What is wrong, for the top of the page.
    pub errors: Vec<ErrorView>,
    /// What is unusual.
    pub warnings: Vec<String>,
    /// What stands on the page.
    pub items: Vec<ItemView>,
    /// The form ends here.
    pub stop: bool,
}

/// A line of the error summary.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorView {
    /// The id of the field to go to; none for the page as a whole.
    pub field: Option<String>,
    /// What to do.
    pub message: String,
}

/// Something on a page.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "item", rename_all = "lowercase")]
pub enum ItemView {
    /// Rendered Markdown: the only text that is HTML already.
    Text {
        /// The HTML.
        html: String,
    },
    /// A question.
    Question(Box<QuestionView>),
}

/// A question, ready to print.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionView {
    /// The field's name, in the address-free form that answers are posted under; also its id.
    pub field: String,
    /// Which template: `text`, `textarea`, `radios`, `checkboxes`, `select`, `date`, `month`, `address`, `boxes`, `fixed`.
    pub control: &'static str,
    /// The label.
    pub ask: String,
    /// Help under the label.
    pub hint: Option<String>,
    /// The message when it is wrong.
    pub error: Option<String>,
    /// A value that may have been meant.
    pub suggestion: Option<String>,
    /// What was typed, or what it starts as.
    pub value: String,
    /// The boxes of an answer in several parts.
    pub boxes: Vec<BoxView>,
    /// The options.
    pub options: Vec<OptionView>,
    /// The note about this question, with its title.
    pub guidance: Option<(String, String)>,
    /// "(optional)" is to be said.
    pub optional: bool,
    /// `autocomplete`, `inputmode`, `spellcheck`, `maxlength`, width in characters, prefix and suffix for the control.
    pub attributes: Attributes,
    /// Shown only with this field at one of these values, on the same page.
    pub revealed_by: Option<(String, Vec<String>)>,
}

/// A box of an answer in several parts.
#[derive(Clone, Debug, Serialize)]
pub struct BoxView {
    /// The field's name.
    pub field: String,
    /// Its label.
    pub label: String,
    /// What was typed.
    pub value: String,
    /// Whether it is at fault.
    pub wrong: bool,
    /// As for a question.
    pub attributes: Attributes,
    /// Options, where it is a select.
    pub options: Vec<OptionView>,
}

/// An option.
#[derive(Clone, Debug, Serialize)]
pub struct OptionView {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Help under it.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether it excludes the others.
    pub alone: bool,
}

/// Attributes of a control.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Attributes {
    /// HTML's autofill token (WCAG 1.3.5).
    pub autocomplete: Option<&'static str>,
    /// `numeric`, `decimal`, `email`, `tel`, `url`.
    pub inputmode: Option<&'static str>,
    /// Whether spelling is checked.
    pub spellcheck: Option<bool>,
    /// About how wide, in characters.
    pub width: Option<usize>,
    /// Characters that may be typed, for a count.
    pub max: Option<usize>,
    /// Before the box: `£`.
    pub prefix: Option<String>,
    /// Behind the box: `MW`.
    pub suffix: Option<String>,
}

/// Check your answers.
#[derive(Clone, Debug, Serialize)]
pub struct SummaryView {
    /// The sections with what was answered.
    pub sections: Vec<SummarySection>,
    /// What the person declares by sending.
    pub declaration: Option<String>,
    /// What is unusual.
    pub warnings: Vec<String>,
}

/// A section of the summary, or one item of it.
#[derive(Clone, Debug, Serialize)]
pub struct SummarySection {
    /// Its heading.
    pub title: Option<String>,
    /// Its lines.
    pub lines: Vec<SummaryLine>,
}

/// A question with its printed answer.
#[derive(Clone, Debug, Serialize)]
pub struct SummaryLine {
    /// Where to change it.
    #[serde(skip)]
    pub place: crate::verdict::Place,
    /// The field to go to.
    pub field: String,
    /// The question in the words asked.
    pub ask: String,
    /// The answer as printed, in lines; "Not answered" is for the template to say.
    pub answer: Vec<String>,
}
