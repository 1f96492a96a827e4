//! One answer in several boxes, each of a type of its own, with one message.

use super::IdentifierType;
use super::read::{Outcome, wrong};
use crate::catalogue::meaning;
use crate::condition::words::listed;
use crate::question::{capital, the};
use jiff::civil::Date;
use std::sync::Arc;

/// A box.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) ty: Arc<IdentifierType>,
}

impl Part {
    /// "the sort code": the label inside a sentence, an abbreviation as it is.
    fn called(&self) -> String {
        the(&in_a_sentence(&self.label))
    }
}

/// A heading inside a sentence: "Sort code" is "sort code", an abbreviation stays as it is.
pub(super) fn in_a_sentence(heading: &str) -> String {
    let mut letters = heading.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            let rest = heading.chars().skip(1);
            first.to_lowercase().chain(rest).collect()
        }
        _ => heading.to_owned(),
    }
}

impl IdentifierType {
    /// The boxes of a type that is made of others: names and labels. None for one that is typed in one box.
    #[must_use]
    pub fn boxes(&self) -> Vec<(&str, &str)> {
        let boxes = self.boxes.iter();
        boxes
            .map(|part| (part.name.as_str(), part.label.as_str()))
            .collect()
    }

    /// The type of one of the boxes.
    #[must_use]
    pub fn box_type(&self, name: &str) -> Option<&Self> {
        let mut boxes = self.boxes.iter();
        boxes.find(|part| part.name == name).map(|part| &*part.ty)
    }

    /// What stands in each box for an identifier that is kept.
    #[must_use]
    pub fn box_texts<'t>(&self, canonical: &'t str) -> Vec<&'t str> {
        let fitting = self.shapes.iter().find_map(|shape| {
            let texts = shape.fit(canonical)?;
            let named = texts.into_iter().zip(&shape.pieces);
            let named = named.filter(|(_, piece)| piece.name.is_some());
            Some(named.map(|(text, _)| text).collect())
        });
        fitting.unwrap_or_default()
    }

    /// Reads what was typed into the boxes, in their order. `called` is how messages call the whole.
    #[must_use]
    pub fn read_boxes(&self, typed: &[&str], called: &str, today: Date) -> Outcome {
        let mut whole = String::new();
        for (n, part) in self.boxes.iter().enumerate() {
            let typed = typed.get(n).map_or("", |typed| typed.trim());
            if typed.is_empty() {
                return wrong(format!("Enter {}", part.called()));
            }
            match part.ty.read(typed, &part.called(), today) {
                Outcome::Right { canonical, .. } => {
                    if n > 0 {
                        whole.push(' ');
                    }
                    whole.push_str(&canonical);
                }
                Outcome::Wrong {
                    message,
                    suggestion,
                } => {
                    return Outcome::Wrong {
                        message,
                        suggestion,
                    };
                }
            }
        }
        match self.check(&whole, today) {
            Outcome::Wrong { message, .. } if message.is_empty() => {
                wrong(format!("Check {called}"))
            }
            outcome => outcome,
        }
    }

    /// Reads all boxes from one text, with a space between them.
    pub(super) fn read_text_of_boxes(&self, typed: &str, called: &str, today: Date) -> Outcome {
        let words: Vec<&str> = typed.split_whitespace().collect();
        if words.len() == self.boxes.len() {
            return self.read_boxes(&words, called, today);
        }
        let parts: Vec<String> = self.boxes.iter().map(Part::called).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        wrong(format!(
            "{} must be {}, with a space between them",
            capital(called),
            listed(&parts, "and")
        ))
    }
}

meaning!(Part { name, label, ty });
