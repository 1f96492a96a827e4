//! The shapes of screens.

use super::QuestionView;
use crate::catalogue::Help;
use crate::verdict::Place;
use crate::wording::HtmlPart;
use serde::Serialize;

/// The list of a repeating section's items, with "add another".
#[derive(Clone, Debug, Serialize)]
pub struct ItemsView {
    /// The heading: "You have added 2 costs".
    pub title: String,
    /// The word for one: "cost".
    pub each: String,
    /// What the button says that adds one: "Add another cost".
    pub add: String,
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
    /// Whether all of them may be uploaded as a table.
    pub takes_tables: bool,
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
    /// What helps with the page.
    pub help: Option<Help>,
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
        html: Vec<HtmlPart>,
        /// Shown only with this field at one of these values, on the same page.
        revealed_by: Option<(String, Vec<String>)>,
    },
    /// A question.
    Question(Box<QuestionView>),
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
    /// What is wrong with the answers together.
    pub errors: Vec<ErrorView>,
}

/// A section of the summary, or one item of it.
#[derive(Clone, Debug, Serialize)]
pub struct SummarySection {
    /// Its heading.
    pub title: Option<String>,
    /// Where its items are added and taken away, when it is the first of a section that repeats, or there is none yet.
    #[serde(skip)]
    pub items: Option<Place>,
    /// Its lines.
    pub lines: Vec<SummaryLine>,
}

/// A question with its printed answer.
#[derive(Clone, Debug, Serialize)]
pub struct SummaryLine {
    /// Where to change it.
    #[serde(skip)]
    pub place: Place,
    /// The field to go to.
    pub field: String,
    /// The question in the words asked.
    pub ask: String,
    /// The answer as printed, in lines; "Not answered" is for the template to say.
    pub answer: Vec<String>,
    /// Whether it is worked out from other answers, so that there is nothing to change here.
    pub fixed: bool,
}
