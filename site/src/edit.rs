//! What editors see: what is wrong with what they wrote, and every question in its states.

use crate::pages::Page;
use crate::questions::Block;
use serde::Serialize;

/// Something to be said about the content, with its place.
#[derive(Clone, Debug, Serialize)]
pub struct Remark {
    /// How much it matters: "Error", "Warning", "Note".
    pub severity: &'static str,
    /// Which kind of problem it is.
    pub code: &'static str,
    /// The sentence.
    pub message: String,
    /// File, line and column, as a terminal would open them.
    pub place: String,
    /// The line itself.
    pub line: String,
    /// The word at the caret, why it is a problem, and what to do.
    pub more: Vec<String>,
}

/// What stands over every page while somebody edits.
#[derive(Clone, Debug, Serialize)]
pub struct Over {
    /// Tells what was found of the content from what was found before and after.
    pub number: u32,
    /// How many problems there are, in words.
    pub summary: String,
    /// Whether what is shown is what was written last.
    pub served: bool,
    /// Whether the problems are shown at once: not where the page itself shows them.
    pub open: bool,
    /// What is in the way of reading the content.
    pub unreadable: Vec<String>,
    /// The first problems.
    pub first: Vec<Remark>,
    /// How many more there are.
    pub more: usize,
}

impl Over {
    /// Its template: it stands on every page, and is none itself.
    pub const TEMPLATE: &'static str = "edit/over.html";
}

/// All forms, and everything that is to be said about the content.
#[derive(Clone, Debug, Serialize)]
pub struct Edit {
    /// How many problems there are, in words.
    pub summary: String,
    /// Whether what is shown is what was written last.
    pub served: bool,
    /// What is in the way of reading the content.
    pub unreadable: Vec<String>,
    /// The problems.
    pub remarks: Vec<Remark>,
    /// The forms.
    pub forms: Vec<EditedForm>,
}

/// A form, as editors find it.
#[derive(Clone, Debug, Serialize)]
pub struct EditedForm {
    /// What it is called.
    pub title: String,
    /// Its file and line.
    pub place: String,
    /// Where its questions are shown.
    pub questions: String,
    /// Where it begins, when anyone may start it.
    pub start: Option<String>,
}

/// A form with every question in its states.
#[derive(Clone, Debug, Serialize)]
pub struct EditForm {
    /// The form.
    pub form: EditedForm,
    /// Its sections, in order.
    pub sections: Vec<EditedSection>,
}

/// A section with its questions.
#[derive(Clone, Debug, Serialize)]
pub struct EditedSection {
    /// Its name.
    pub name: String,
    /// Its questions, in order.
    pub questions: Vec<EditedQuestion>,
}

/// A question in its states.
#[derive(Clone, Debug, Serialize)]
pub struct EditedQuestion {
    /// Its name.
    pub name: String,
    /// Its file and line.
    pub place: String,
    /// The states.
    pub states: Vec<Tried>,
}

/// A question in one state.
#[derive(Clone, Debug, Serialize)]
pub struct Tried {
    /// "Empty", "Wrong" or "Answered".
    pub title: &'static str,
    /// Which example it is from, or why there is none.
    pub from: String,
    /// The question, as it is shown then.
    pub blocks: Vec<Block>,
}

impl Page for Edit {
    const TEMPLATE: &'static str = "pages/edit.html";
}

impl Page for EditForm {
    const TEMPLATE: &'static str = "pages/edit_form.html";
}
