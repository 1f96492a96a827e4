//! The shapes of questions and what answers them.

use crate::catalogue::Help;
use serde::Serialize;

/// A question, ready to print.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionView {
    /// The field's name, in the address-free form that answers are posted under; also its id.
    pub field: String,
    /// Which template: `text`, `textarea`, `radios`, `checkboxes`, `tick` (one box, labelled by the question itself), `select`,
    /// `date`, `month`, `address`, `boxes`, `file`, `fixed`, `secret`.
    pub control: &'static str,
    /// The label.
    pub ask: String,
    /// Help under the label.
    pub hint: Option<String>,
    /// The message when it is wrong.
    pub error: Option<String>,
    /// A value that may have been meant.
    pub suggestion: Option<String>,
    /// What was typed, or what it starts as; of `fixed`, what is shown, in lines.
    pub value: String,
    /// Whether there is an answer that is not shown, which stays when nothing is typed.
    pub kept: bool,
    /// The boxes of an answer in several parts.
    pub boxes: Vec<BoxView>,
    /// The options.
    pub options: Vec<OptionView>,
    /// The files that are there.
    pub files: Vec<FileView>,
    /// What helps with the question.
    pub help: Option<Help>,
    /// "(optional)" is to be said.
    pub optional: bool,
    /// `autocomplete`, `inputmode`, `spellcheck`, `maxlength`, width in characters, prefix and suffix for the control.
    pub attributes: Attributes,
    /// Shown only with this field at one of these values, on the same page.
    pub revealed_by: Option<(String, Vec<String>)>,
}

/// A file that was uploaded.
#[derive(Clone, Debug, Serialize)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Its size, in words.
    pub size: String,
    /// The digest that it is kept under.
    pub digest: String,
    /// Something to know about it, which only whoever keeps it can tell.
    pub note: Option<String>,
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
    /// Whether a right answer is confirmed while it is typed.
    pub confirms: bool,
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
    /// Words that may be typed, for a count.
    pub max_words: Option<usize>,
    /// What a browser offers to choose from, where files are uploaded: `.pdf,.png`.
    pub accept: Option<String>,
    /// Whether several may be chosen.
    pub multiple: bool,
    /// Before the box: `£`.
    pub prefix: Option<String>,
    /// Behind the box: `MW`.
    pub suffix: Option<String>,
}
