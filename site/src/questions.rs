//! Questions as templates print them: the engine's view, with what is only a matter of layout worked out.

use crate::pages::Link;
use engine::{Attributes, BoxView, ItemView, OptionView, PageView, QuestionView};
use serde::Serialize;

/// The control of a question that is the label of its own box.
const TICK: &str = "tick";

/// Something on a page.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Block {
    /// Rendered Markdown.
    Text {
        /// The HTML.
        html: String,
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
    ask: String,
    /// Whether the question is the heading of the page, and how big it is.
    is_heading: bool,
    size: char,
    hint: Option<String>,
    error: Option<String>,
    suggestion: Option<String>,
    value: String,
    /// Classes of the question with all that belongs to it.
    group: &'static str,
    /// The `type` of a box for text.
    r#type: &'static str,
    classes: String,
    boxes: Vec<Part>,
    options: Vec<Offered>,
    guidance: Option<Link>,
    attributes: Attributes,
}

/// A box of an answer in several parts.
#[derive(Clone, Debug, Serialize)]
struct Part {
    #[serde(flatten)]
    view: BoxView,
    classes: String,
}

/// An option, with the questions that it reveals.
#[derive(Clone, Debug, Serialize)]
pub struct Offered {
    #[serde(flatten)]
    option: OptionView,
    reveals: Vec<Block>,
}

/// What stands on a page, in order: what one option reveals stands under that option. What several options reveal cannot, and
/// stands where it is written.
#[must_use]
pub fn blocks(view: &PageView) -> Vec<Block> {
    under(view, None)
}

/// What stands directly on a page, or under one option of one of its questions.
fn under(view: &PageView, option: Option<(&str, &str)>) -> Vec<Block> {
    let placed = view.items.iter().enumerate();
    let here = placed.filter(|(position, item)| revealed_by(view, *position, item) == option);
    let block = |(_, item): (usize, &ItemView)| match item {
        ItemView::Text { html, .. } => Block::Text { html: html.clone() },
        ItemView::Question(question) => Block::Question(Box::new(asked(question, view))),
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
#[must_use]
pub fn heading(view: &PageView, form: &str) -> Option<String> {
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

/// A link to a note.
#[must_use]
pub fn note((name, title): &(String, String)) -> Link {
    Link {
        href: format!("/guidance/{name}"),
        text: title.clone(),
    }
}

fn asked(view: &QuestionView, page: &PageView) -> Asked {
    let first = page.items.iter().find_map(|item| match item {
        ItemView::Question(question) => Some(question.field.as_str()),
        ItemView::Text { .. } => None,
    });
    let is_first = first == Some(view.field.as_str());
    let is_heading = page.title_is_question && is_first && view.control != TICK;
    let optional = if view.optional { " (optional)" } else { "" };
    let offered = view.options.iter().map(|option| Offered {
        option: option.clone(),
        reveals: under(page, Some((&view.field, &option.value))),
    });
    let parts = view.boxes.iter().map(|part| Part {
        view: part.clone(),
        classes: width(part.attributes.width),
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
        hint: view.hint.clone(),
        error: view.error.clone(),
        suggestion: view.suggestion.clone(),
        value: view.value.clone(),
        group: if view.guidance.is_some() || view.suggestion.is_some() {
            "govuk-!-margin-bottom-2"
        } else {
            ""
        },
        r#type: match view.attributes.inputmode {
            Some("email") => "email",
            Some("tel") => "tel",
            Some("url") => "url",
            _ => "text",
        },
        classes: width(view.attributes.width),
        boxes: parts.collect(),
        options: offered.collect(),
        guidance: view.guidance.as_ref().map(note),
        attributes: view.attributes.clone(),
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
