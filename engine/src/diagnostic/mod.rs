//! What is wrong with the content, said once, in the editor's words, with a place and a way out.
//!
//! A [`Diagnostic`] is data. [`text`], [`json`] and [`sarif`] draw it.

pub(crate) mod codes;
mod nearest;
mod render;

pub use render::{examples_text, json, sarif, summary, text};

pub use codes::built::{
    DEAD_LINK as BUILT_DEAD_LINK, NO_ALTERNATIVE as BUILT_NO_ALTERNATIVE,
    PLACEHOLDER as BUILT_PLACEHOLDER, SAME_ID as BUILT_SAME_ID,
};
pub use codes::{Code, explain};
pub(crate) use nearest::distance;
pub use nearest::nearest;

use crate::source::Span;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The content cannot be used.
    Error,
    /// The content can be used, and somebody should look.
    Warning,
    /// Worth knowing; never changes an exit status.
    Note,
}

/// Text to put in place of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What to replace.
    pub span: Span,
    /// With what.
    pub replacement: String,
    /// Whether a tool may do it unasked; otherwise somebody should look first.
    pub safe: bool,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of problem; `accede explain CODE` tells more.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence, no full stop, names in backticks.
    pub message: String,
    /// Where.
    pub primary: Span,
    /// A word at the caret, such as "did you mean `email`?".
    pub label: Option<String>,
    /// Other places that belong to it, with a word each.
    pub related: Vec<(Span, String)>,
    /// Why it is a problem, where that is not plain.
    pub why: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// The change that would mend it.
    pub edit: Option<Edit>,
}

impl Diagnostic {
    /// A problem of kind `code` at `primary`; the code says how much it matters.
    #[must_use]
    pub fn new(code: Code, primary: Span, message: impl Into<String>) -> Self {
        let severity = code.severity();
        Self {
            code,
            severity,
            message: message.into(),
            primary,
            label: None,
            related: Vec::new(),
            why: None,
            help: None,
            edit: None,
        }
    }

    /// With a word at the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// With another place and a word about it.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// With a reason.
    #[must_use]
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    /// With what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With an edit that may be made unasked.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.edit = Some(Edit {
            span,
            replacement: replacement.into(),
            safe: true,
        });
        self
    }

    /// With an edit that somebody should look at first.
    #[must_use]
    pub fn suggest(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.edit = Some(Edit {
            span,
            replacement: replacement.into(),
            safe: false,
        });
        self
    }

    /// With "did you mean …?" and the edit, when one of `candidates` is near to `written`.
    #[must_use]
    pub fn did_you_mean<'a>(
        self,
        written: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let span = self.primary;
        match nearest(written, candidates) {
            Some(near) => self
                .label(format!("did you mean `{near}`?"))
                .suggest(span, near),
            None => self,
        }
    }
}
