//! What stands in a question's fields: what was typed, or what it starts as.

use crate::answers::Entered;
use crate::catalogue::Question;
use crate::condition::{Facts, Value};
use crate::question::{Asked, Kind, Read};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What was entered, or what the question starts as where nothing was entered yet.
pub(super) fn filled<'a>(
    question: &Question,
    entered: Option<&'a Entered>,
    facts: &dyn Facts,
) -> Option<Cow<'a, Entered>> {
    if let Some(entered) = entered {
        return Some(Cow::Borrowed(entered));
    }
    let starts_as = question.starts_as.as_ref()?.value(facts);
    question.kind.entered(&starts_as).map(Cow::Owned)
}

/// The text of a single field; what was given in another shape than the field has is joined, so that it can be seen.
pub(super) fn text(entered: Option<&Entered>) -> String {
    match entered {
        Some(Entered::Text(text)) => text.clone(),
        Some(Entered::Several(texts)) => texts.join(" "),
        Some(Entered::Parts(parts)) => {
            let parts: Vec<&str> = parts.values().map(String::as_str).collect();
            parts.join(" ")
        }
        Some(Entered::Items(_) | Entered::Files(_)) | None => String::new(),
    }
}

/// The texts of the boxes, by name. One text, as the API takes a date, is spread over them when it can be read; else it
/// stands in the first.
pub(super) fn boxes(
    question: &Question,
    entered: Option<&Entered>,
    facts: &dyn Facts,
) -> BTreeMap<String, String> {
    let typed = match entered {
        Some(Entered::Parts(parts)) => return parts.clone(),
        Some(entered) => text(Some(entered)),
        None => return BTreeMap::new(),
    };
    let value = read(question, entered, facts);
    if let Some(Entered::Parts(parts)) = value.and_then(|value| question.kind.entered(&value)) {
        return parts;
    }
    let first = question.kind.parts().first().map(|(part, _)| *part);
    first
        .map(|part| (part.to_owned(), typed))
        .into_iter()
        .collect()
}

/// The options that are chosen, by what is posted for them.
pub(super) fn chosen(
    question: &Question,
    entered: Option<&Entered>,
    facts: &dyn Facts,
) -> Vec<String> {
    let typed: Vec<&str> = match entered {
        Some(Entered::Text(text)) => vec![text],
        Some(Entered::Several(texts)) => texts.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    if let Kind::Choice(_) = &question.kind {
        return typed
            .into_iter()
            .map(|text| text.trim().to_owned())
            .collect();
    }
    match read(question, entered, facts).and_then(|value| question.kind.entered(&value)) {
        Some(Entered::Text(text)) => vec![text],
        _ => typed.into_iter().map(str::to_owned).collect(),
    }
}

/// What was entered means this, if it means anything.
fn read(question: &Question, entered: Option<&Entered>, facts: &dyn Facts) -> Option<Value> {
    let asked = Asked {
        called: &question.called,
        optional: true,
    };
    match question.kind.read(entered, asked, facts) {
        Read::Right { value, .. } => Some(value),
        _ => None,
    }
}
