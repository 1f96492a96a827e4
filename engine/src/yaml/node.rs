//! The tree.

use crate::source::Span;

/// A value with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Where it stands; for a block of keys or a list, from its first to its last.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// The shapes of a value.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// Nothing after the colon or hyphen.
    Empty,
    /// Text.
    Scalar(Scalar),
    /// Lines that start with a hyphen, or `[a, b]`.
    List(Vec<Node>),
    /// Keys with values, in the order written; no key twice.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The key as written.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// What stands under it.
    pub value: Node,
}

/// Text and how it was written.
#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    /// The text, quotes and folding undone.
    pub text: String,
    /// How it was written.
    pub style: Style,
    /// Whether byte n of the text is byte n of the source after [`Scalar::offset`]: true for text on one line
    /// without escapes, so that a place within it can be shown exactly.
    pub exact: bool,
    /// How many bytes of the span stand before the text: one for an opening quote.
    pub offset: u32,
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// After `|` or `>`.
    Block,
}

impl Scalar {
    /// Text that stands in the source as it is.
    pub(super) fn plain(text: String) -> Self {
        Self {
            text,
            style: Style::Plain,
            exact: true,
            offset: 0,
        }
    }
}

impl Node {
    /// The text, when it is a scalar.
    #[must_use]
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The keys, when it is a block of keys.
    #[must_use]
    pub(crate) fn map(&self) -> Option<&[Entry]> {
        match &self.kind {
            Kind::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items, when it is a list.
    #[must_use]
    pub(crate) fn list(&self) -> Option<&[Self]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            _ => None,
        }
    }

    /// The value under `key`.
    #[must_use]
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.map()?
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }

    /// What it is, in an editor's words.
    #[must_use]
    pub(crate) fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Empty => "nothing",
            Kind::Scalar(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a block of keys",
        }
    }
}
