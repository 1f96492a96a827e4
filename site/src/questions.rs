//! Questions as templates print them: the engine's view, with what is only a matter of layout worked out.

use crate::help::{self, Helped};
use crate::holes;
use crate::pages::{Hidden, Question};
use engine::{
    Attributes, BoxView, FileView, HtmlPart, ItemView, OptionView, PageView, QuestionView,
};
use serde::Serialize;

/// The control of a question that is the label of its own box.
const TICK: &str = "tick";

/// What is said of a secret that was set.
const KEPT: &str = "This is already set. Leave the box empty to keep it, or enter a new one.";

/// Something on a page.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Block {
    /// Rendered Markdown.
    Text {
        /// The HTML.
        #[serde(serialize_with = "holes::html")]
        html: Vec<HtmlPart>,
    },
    /// A question.
    Question(Box<Asked>),
}

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    field: String,
    /// Its template, `question/{control}.html`.
    control: &'static str,
    #[serde(serialize_with = "holes::text")]
    ask: String,
    /// Whether the question is the heading of the page, and how big it is.
    is_heading: bool,
    size: char,
    #[serde(serialize_with = "holes::text_if_any")]
    hint: Option<String>,
    #[serde(serialize_with = "holes::text_if_any")]
    error: Option<String>,
    #[serde(serialize_with = "holes::text_if_any")]
    suggestion: Option<String>,
    #[serde(serialize_with = "holes::value")]
    value: String,
    /// Classes of the question with all that belongs to it.
    group: &'static str,
    /// The `type` of a box for text.
    r#type: &'static str,
    classes: String,
    boxes: Vec<Part>,
    options: Vec<Offered>,
    help: Option<Helped>,
    files: Vec<Uploaded>,
    attributes: Attributes,
}

/// A file that is there.
#[derive(Clone, Debug, Serialize)]
struct Uploaded {
    #[serde(serialize_with = "holes::text")]
    name: String,
    #[serde(serialize_with = "holes::text")]
    size: String,
    #[serde(serialize_with = "holes::text")]
    href: String,
    /// What is posted to take it out.
    #[serde(serialize_with = "holes::value")]
    value: String,
    #[serde(serialize_with = "holes::text_if_any")]
    note: Option<String>,
}

/// Where a file is given back, by its digest.
pub type FileAt<'a> = &'a dyn Fn(&str) -> String;

/// A box of an answer in several parts.
#[derive(Clone, Debug, Serialize)]
struct Part {
    field: String,
    label: String,
    #[serde(serialize_with = "holes::value")]
    value: String,
    wrong: bool,
    attributes: Attributes,
    options: Vec<Offered>,
    classes: String,
}

/// An option, with the questions that it reveals.
#[derive(Clone, Debug, Serialize)]
pub struct Offered {
    value: String,
    label: String,
    #[serde(serialize_with = "holes::text_if_any")]
    hint: Option<String>,
    #[serde(serialize_with = "holes::checked")]
    chosen: bool,
    alone: bool,
    reveals: Vec<Block>,
}

impl Question {
    /// A screen of a form: where it is posted, and what with it.
    #[must_use]
    pub fn of(
        mut view: PageView,
        form: &str,
        action: String,
        hidden: Vec<Hidden>,
        file_at: FileAt<'_>,
    ) -> Self {
        help::once(&mut view);
        let heading = heading(&view, form);
        let caption = view.caption.as_ref();
        Self {
            has_files: has_files(&view),
            blocks: blocks(&view, file_at),
            caption: caption.filter(|it| heading.as_ref() != Some(it)).cloned(),
            heading,
            help: view.help.as_ref().map(Helped::of),
            form: form.to_owned(),
            title: view.title,
            errors: view.errors.into_iter().map(Into::into).collect(),
            warnings: view.warnings,
            stop: view.stop,
            action,
            hidden,
            come_back: None,
            keeps: false,
        }
    }
}

/// What stands on a page, in order: what one option reveals stands under that option. What several options reveal cannot, and
/// stands where it is written.
fn blocks(view: &PageView, file_at: FileAt<'_>) -> Vec<Block> {
    under(view, None, file_at)
}

/// What stands directly on a page, or under one option of one of its questions.
fn under(view: &PageView, option: Option<(&str, &str)>, file_at: FileAt<'_>) -> Vec<Block> {
    let placed = view.items.iter().enumerate();
    let here = placed.filter(|(position, item)| revealed_by(view, *position, item) == option);
    let block = |(_, item): (usize, &ItemView)| match item {
        ItemView::Text { html, .. } => Block::Text { html: html.clone() },
        ItemView::Question(question) => Block::Question(Box::new(asked(question, view, file_at))),
    };
    here.map(block).collect()
}

/// The field and the option that something stands under.
fn revealed_by<'a>(
    view: &PageView,
    position: usize,
    item: &'a ItemView,
) -> Option<(&'a str, &'a str)> {
    let revealed = match item {
        ItemView::Text { revealed_by, .. } => revealed_by,
        ItemView::Question(question) => &question.revealed_by,
    };
    let (field, values) = revealed.as_ref()?;
    let [value] = values.as_slice() else {
        return None;
    };
    let offers = |before: &ItemView| match before {
        ItemView::Question(other) => {
            other.field == *field && other.options.iter().any(|option| option.value == *value)
        }
        ItemView::Text { .. } => false,
    };
    let mut before = view.items.iter().take(position);
    before.any(offers).then_some((field, value))
}

/// The heading of a page, unless a question is it. A tick's own words stand beside its box, so they cannot be the heading too.
fn heading(view: &PageView, form: &str) -> Option<String> {
    let first = view.items.iter().find_map(|item| match item {
        ItemView::Question(question) => Some(question),
        ItemView::Text { .. } => None,
    });
    if !view.title_is_question {
        return Some(view.title.clone());
    }
    let above = || view.caption.clone().unwrap_or_else(|| form.to_owned());
    let is_tick = first.is_some_and(|question| question.control == TICK);
    is_tick.then(above)
}

fn asked(view: &QuestionView, page: &PageView, file_at: FileAt<'_>) -> Asked {
    let first = page.items.iter().find_map(|item| match item {
        ItemView::Question(question) => Some(question.field.as_str()),
        ItemView::Text { .. } => None,
    });
    let is_first = first == Some(view.field.as_str());
    let is_heading = page.title_is_question && is_first && view.control != TICK;
    let optional = if view.optional { " (optional)" } else { "" };
    let options = view.options.iter();
    let offered = options.map(|option| Offered {
        reveals: under(page, Some((&view.field, &option.value)), file_at),
        // The words of a tick are the question's own.
        label: if view.control == TICK {
            String::new()
        } else {
            option.label.clone()
        },
        ..offered(option)
    });
    Asked {
        field: view.field.clone(),
        control: match view.control {
            "month" => "date",
            "address" => "boxes",
            control => control,
        },
        ask: format!("{}{optional}", view.ask),
        is_heading,
        size: if is_heading { 'l' } else { 's' },
        hint: hint(view),
        error: view.error.clone(),
        suggestion: view.suggestion.clone(),
        value: view.value.clone(),
        group: if view.help.is_some() || view.suggestion.is_some() {
            "govuk-!-margin-bottom-2"
        } else {
            ""
        },
        r#type: match view.attributes.inputmode {
            Some("email") => "email",
            Some("tel") => "tel",
            _ => "text",
        },
        classes: width(view.attributes.width),
        boxes: view.boxes.iter().map(part).collect(),
        options: offered.collect(),
        help: view.help.as_ref().map(Helped::of),
        files: view
            .files
            .iter()
            .map(|file| uploaded(view, file, file_at))
            .collect(),
        attributes: view.attributes.clone(),
    }
}

/// The hint; under a secret that was set, what to do with a field that is empty all the same.
fn hint(view: &QuestionView) -> Option<String> {
    match (&view.hint, view.kept) {
        (hint, false) => hint.clone(),
        (None, true) => Some(KEPT.to_owned()),
        (Some(hint), true) if hint.ends_with(['.', '?', '!']) => Some(format!("{hint} {KEPT}")),
        (Some(hint), true) => Some(format!("{hint}. {KEPT}")),
    }
}

fn uploaded(question: &QuestionView, view: &FileView, file_at: FileAt<'_>) -> Uploaded {
    Uploaded {
        name: view.name.clone(),
        size: view.size.clone(),
        href: file_at(&view.digest),
        value: format!("{}/{}", question.field, view.digest),
        note: view.note.clone(),
    }
}

/// Whether something on a page takes files.
fn has_files(view: &PageView) -> bool {
    view.items.iter().any(|item| match item {
        ItemView::Question(question) => question.control == "file",
        ItemView::Text { .. } => false,
    })
}

fn part(view: &BoxView) -> Part {
    Part {
        field: view.field.clone(),
        label: view.label.clone(),
        value: view.value.clone(),
        wrong: view.wrong,
        attributes: view.attributes.clone(),
        options: view.options.iter().map(offered).collect(),
        classes: width(view.attributes.width),
    }
}

fn offered(option: &OptionView) -> Offered {
    Offered {
        value: option.value.clone(),
        label: option.label.clone(),
        hint: option.hint.clone(),
        chosen: option.chosen,
        alone: option.alone,
        reveals: Vec::new(),
    }
}

/// The class of the narrowest box that an answer fits into.
fn width(characters: Option<usize>) -> String {
    let characters = characters.unwrap_or(usize::MAX);
    let fits = [2, 3, 4, 5, 10, 20, 30]
        .into_iter()
        .find(|width| characters <= *width);
    fits.map_or_else(String::new, |width| format!("govuk-input--width-{width}"))
}
