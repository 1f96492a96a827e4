//! Pages rendered ahead: what does not depend on the person is rendered once, and filled for everybody.
//!
//! A page is taken apart into its shape, in which every part that depends on the person is a numbered hole, and what stands in
//! the holes. The template is rendered from the shape alone, once; the result is cut at its holes and kept. So nothing that
//! somebody typed is ever in what is kept, and whoever comes with the same shape gets the kept pieces with their own values
//! between them. There is one way to fill a hole, and it escapes as templates do.
//!
//! What cannot be taken apart is rendered as a whole; the page is the same.

mod cut;
mod kept;
mod mark;
mod shape;
mod told;

pub(crate) use mark::choice;

use crate::Theme;
use cut::Cut;
use kept::Kept;
use serde::Serialize;
use shape::Shape;

/// The pages of one catalogue that were rendered so far, the latest used of them.
#[derive(Debug, Default)]
pub struct Ahead {
    kept: Kept,
}

impl Ahead {
    /// Nothing rendered yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A template, filled: byte for byte what [`Theme::render`] makes.
    ///
    /// # Errors
    ///
    /// As for [`Theme::render`].
    pub fn render(
        &self,
        theme: &Theme,
        name: &str,
        context: &impl Serialize,
    ) -> Result<String, minijinja::Error> {
        let Some(shape) = Shape::of(name, context) else {
            return theme.render(name, context);
        };
        if let Some(cut) = self.kept.get(&shape.key) {
            return Ok(cut.fill(&shape));
        }
        let Some(value) = told::value(name, &shape.key) else {
            return theme.render(name, context);
        };
        let Some(cut) = Cut::at_marks(&theme.render_value(name, value)?) else {
            return theme.render(name, context);
        };
        let page = cut.fill(&shape);
        self.kept.put(shape.key, cut);
        Ok(page)
    }

    /// How many pages are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether none is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
