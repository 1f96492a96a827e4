//! When something is asked, split into what a schema of the form and what a schema of one item can say.

use super::condition::{Conditions, Level};
use crate::condition::{Expr, Place};
use serde_json::Value as Json;

/// What a schema can say about when something is asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Guard {
    /// Always.
    Always,
    /// When the answers fit this schema.
    When(Json),
    /// At times; a schema cannot say when, and these words do.
    Unsaid(String),
}

impl Guard {
    /// The guard of conditions that must all hold, said at one level.
    pub(super) fn of(conditions: &Conditions<'_>, all: &[&Expr], level: Level) -> Self {
        let mut said = Vec::new();
        for condition in all {
            match conditions.holds(condition, true, level) {
                Some(schema) => said.push(schema),
                None => return Self::Unsaid(sentence(all)),
            }
        }
        match super::condition::all(said) {
            None => Self::Always,
            Some(schema) => Self::When(schema),
        }
    }
}

/// Conditions in words.
pub(super) fn sentence(all: &[&Expr]) -> String {
    let sentences: Vec<String> = all.iter().map(|condition| condition.sentence()).collect();
    sentences.join(", and ")
}

/// The conditions of a section, a page and a question, one by one.
pub(super) fn conjuncts<'a>(
    conditions: impl IntoIterator<Item = &'a Option<Expr>>,
) -> Vec<&'a Expr> {
    conditions
        .into_iter()
        .flatten()
        .flat_map(Expr::conjuncts)
        .collect()
}

/// Conditions that look at the item, and those that do not.
pub(super) fn split<'a>(all: &[&'a Expr]) -> (Vec<&'a Expr>, Vec<&'a Expr>) {
    all.iter().copied().partition(|condition| {
        let mut item = false;
        condition.each_place(&mut |place| item |= matches!(place, Place::Item(_)));
        item
    })
}
