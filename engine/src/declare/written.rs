//! A text that an editor wrote, with its place.

use crate::source::Span;
use crate::yaml::{Kind, Node};

/// Text with its place, down to the character where that can be told.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// The text, quotes and folding undone.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Bytes of the span before the text, when byte n of the text is byte n of the source after them.
    exact: Option<u32>,
}

impl Written {
    /// The text of a scalar.
    pub(crate) fn of(node: &Node) -> Option<Self> {
        let Kind::Scalar(scalar) = &node.kind else {
            return None;
        };
        let exact = scalar.exact.then_some(scalar.offset);
        Some(Self {
            text: scalar.text.clone(),
            span: node.span,
            exact,
        })
    }

    /// The words alone, of what may have been left out.
    pub(crate) fn words(written: &Option<Self>) -> Option<String> {
        written.as_ref().map(|written| written.text.clone())
    }

    /// Text that stands for something written elsewhere.
    pub(crate) fn at(text: impl Into<String>, span: Span) -> Self {
        Self {
            text: text.into(),
            span,
            exact: None,
        }
    }

    /// Text that stands at `span` just as it is.
    pub(crate) fn exactly(text: impl Into<String>, span: Span) -> Self {
        Self {
            text: text.into(),
            span,
            exact: Some(0),
        }
    }

    /// Where bytes `from..to` of the text stand; the whole where that cannot be told.
    #[must_use]
    pub(crate) fn part(&self, from: usize, to: usize) -> Span {
        match self.exact {
            Some(skip) => self.span.part(skip as usize + from, skip as usize + to),
            None => self.span,
        }
    }

    /// The part `from..to` as a text of its own.
    #[must_use]
    pub(crate) fn piece(&self, from: usize, to: usize) -> Self {
        let text = self.text.get(from..to).unwrap_or("").to_owned();
        let exact = self.exact.map(|_| 0);
        Self {
            text,
            span: self.part(from, to),
            exact,
        }
    }
}
