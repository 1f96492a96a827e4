//! Sentences with placeholders: `{{ company_name }}`, `{{ total as money }}`, `{{ name or "you" }}`, `{{ earliest because }}`,
//! `{{ earliest reasons }}`.
//!
//! Checked when the content is loaded: a placeholder that could leave a hole is refused.

mod bounds;
pub(crate) mod format;
mod html;

pub(crate) use bounds::Bounds;
pub(crate) use format::Format;
pub use html::HtmlPart;

use crate::catalogue::meaning;
use crate::condition::{self, Expr, Facts, Op, Place, Scope, Type, Value, Wanted};
use crate::declare::{Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{form as form_codes, wording as codes};
use std::sync::OnceLock;

/// A sentence or Markdown with its placeholders, checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording {
    pieces: Vec<Piece>,
    /// As HTML, once somebody has asked for that.
    rendered: OnceLock<html::Rendered>,
}

/// A part of a sentence.
#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Value {
        expr: Box<Expr>,
        format: Option<Format>,
        default: Option<String>,
    },
    Because {
        value: usize,
        /// Every date with its reason, not the deciding reason alone.
        all: bool,
        default: Option<String>,
    },
}

impl Wording {
    /// A sentence without placeholders.
    pub(crate) fn plain(text: &str) -> Self {
        Self {
            pieces: vec![Piece::Text(text.to_owned())],
            rendered: OnceLock::new(),
        }
    }

    /// Reads a sentence and checks its placeholders.
    pub(crate) fn compile(written: &Written, scope: &dyn Scope, problems: &mut Problems) -> Self {
        let mut pieces = Vec::new();
        let (text, mut at) = (written.text.as_str(), 0);
        while let Some(open) = text
            .get(at..)
            .and_then(|rest| rest.find("{{"))
            .map(|found| at + found)
        {
            let Some(close) = text
                .get(open..)
                .and_then(|rest| rest.find("}}"))
                .map(|found| open + found)
            else {
                let problem = Diagnostic::new(
                    codes::BAD_PLACEHOLDER,
                    written.part(open, text.len()),
                    "`{{` is opened and not closed",
                );
                problems.push(problem.help("close it with `}}`"));
                break;
            };
            if open > at {
                pieces.push(Piece::Text(text.get(at..open).unwrap_or("").to_owned()));
            }
            let inner = written.piece(open + 2, close);
            pieces.extend(placeholder(&inner, scope, problems));
            at = close + 2;
        }
        if let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Self {
            pieces,
            rendered: OnceLock::new(),
        }
    }

    /// The text with every placeholder filled. Nothing is escaped: that is for whoever prints it.
    #[must_use]
    pub(crate) fn fill(&self, facts: &dyn Facts) -> String {
        self.fill_with(facts, &str::to_owned)
    }

    /// The text with every placeholder filled; none when one of them has nothing to say.
    pub(crate) fn known(&self, facts: &dyn Facts) -> Option<String> {
        let is_known = |piece: &Piece| match piece {
            Piece::Value { expr, default, .. } => {
                default.is_some() || !expr.value(facts).is_unknown()
            }
            Piece::Text(_) | Piece::Because { .. } => true,
        };
        let text = || self.fill(facts);
        let all_known = self.pieces.iter().all(is_known);
        all_known.then(text).filter(|text| !text.trim().is_empty())
    }

    /// The Markdown with every placeholder filled by text that Markdown prints as it is.
    #[must_use]
    pub(crate) fn fill_markdown(&self, facts: &dyn Facts) -> String {
        self.fill_with(facts, &escape_markdown)
    }

    fn fill_with(&self, facts: &dyn Facts, escape: &dyn Fn(&str) -> String) -> String {
        let mut filled = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                placeholder => filled.push_str(&escape(&placeholder.fill(facts))),
            }
        }
        filled
    }

    /// Whether something from outside the form stands in it.
    pub(crate) fn reads(&self, name: &str) -> bool {
        let is_it = |place: &Place| matches!(place, Place::Outside(found) if **found == *name);
        self.pieces.iter().any(|piece| {
            let mut found = false;
            if let Piece::Value { expr, .. } = piece {
                expr.each_place(&mut |place| found |= is_it(place));
            }
            found
        })
    }

    /// The sentence as the editor meant it, with the placeholders in words: "Enter [the company name]".
    #[must_use]
    pub(crate) fn template(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Value { expr, .. } => format!("[{}]", expr.sentence()),
            Piece::Because { all: false, .. } => "[the reason]".to_owned(),
            Piece::Because { all: true, .. } => "[every date with its reason]".to_owned(),
        };
        self.pieces.iter().map(piece).collect()
    }
}

impl Piece {
    /// What it says.
    fn fill(&self, facts: &dyn Facts) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Value {
                expr,
                format,
                default,
            } => {
                let value = expr.value(facts);
                match (&*value, format) {
                    (Value::Unknown, _) => default.clone().unwrap_or_default(),
                    (value, Some(format)) => format.print(value),
                    (value, None) => format::plain(value, &expr.ty),
                }
            }
            Self::Because {
                value,
                all,
                default,
            } => {
                let reason = if *all {
                    facts.reasons(*value)
                } else {
                    facts.because(*value)
                };
                reason.or_else(|| default.clone()).unwrap_or_default()
            }
        }
    }
}

fn placeholder(written: &Written, scope: &dyn Scope, problems: &mut Problems) -> Option<Piece> {
    let text = written.text.as_str();
    let (rest, default) = match split_word(text, "or") {
        Some((at, after)) => (at, Some(default(written, after, problems)?)),
        None => (text.len(), None),
    };
    let (rest, format) = match text.get(..rest).and_then(|text| split_word(text, "as")) {
        Some((at, after)) => (at, Some(format_of(&written.piece(after, rest), problems)?)),
        None => (rest, None),
    };
    let head = text.get(..rest).unwrap_or("");
    let asked_for = |word| {
        let before = head.trim_end().strip_suffix(word)?;
        before.ends_with(' ').then_some(before)
    };
    let reasons = asked_for("reasons");
    let because = asked_for("because").or(reasons);
    let end = because.map_or(head.len(), |before| before.trim_end().len());
    let start = head.len() - head.trim_start().len();
    let inner = written.piece(start.min(end), end);
    let expr = condition::compile(&inner, scope, &Wanted::Any, problems)?;
    if because.is_some() {
        if let Op::Read(Place::Named(value), _) = &expr.op {
            return Some(Piece::Because {
                value: *value,
                all: reasons.is_some(),
                default,
            });
        }
        let message = format!(
            "`{}` has no reasons: only a value with `latest of:` or `earliest of:` has",
            inner.text
        );
        problems.push(Diagnostic::new(codes::BAD_PLACEHOLDER, inner.span, message));
        return None;
    }
    check_print(&inner, &expr, format, default.is_some(), scope, problems)?;
    Some(Piece::Value {
        expr: Box::new(expr),
        format,
        default,
    })
}

fn check_print(
    written: &Written,
    expr: &Expr,
    format: Option<Format>,
    has_default: bool,
    scope: &dyn Scope,
    problems: &mut Problems,
) -> Option<()> {
    let printable = !matches!(expr.ty, Type::Truth | Type::Collection(_) | Type::Entry(_));
    if !printable || format.is_some_and(|format| !format.takes(&expr.ty)) {
        let message = format!(
            "`{}` is {}, and cannot be printed so",
            written.text,
            expr.ty.describe()
        );
        problems.push(Diagnostic::new(
            codes::BAD_PLACEHOLDER,
            written.span,
            message,
        ));
        return None;
    }
    if let Op::Read(place, _) = &expr.op
        && scope.is_masked(place)
    {
        let message = format!(
            "`{}` is masked, so no sentence prints it",
            written.text.trim()
        );
        let problem = Diagnostic::new(codes::BAD_PLACEHOLDER, written.span, message);
        problems.push(problem.help("leave it out, or take `masked:` off the question"));
        return None;
    }
    if !has_default && !is_sure(expr, scope) {
        let message = format!("`{}` may not have been answered here", written.text.trim());
        let better = format!("{} or \"…\"", written.text.trim());
        problems.push(
            Diagnostic::new(form_codes::MAYBE_NOT_ASKED, written.span, message)
                .help(format!(
                    "give a word for that case: `{{{{ {better} }}}}`; a sentence with such a word in it stands in single quotes"
                )),
        );
        return None;
    }
    Some(())
}

/// Whether every place that an expression reads is surely known.
fn is_sure(expr: &Expr, scope: &dyn Scope) -> bool {
    let mut sure = true;
    expr.each_place(&mut |place| sure &= scope.is_sure(place));
    sure
}

/// Where `word` stands alone in `text`, outside quotes: its start and what follows it.
fn split_word(text: &str, word: &str) -> Option<(usize, usize)> {
    let mut quoted = false;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        quoted ^= c == '"';
        let after = text
            .get(at + word.len()..)
            .and_then(|rest| rest.chars().next());
        let stands = before.is_whitespace() && after.is_some_and(char::is_whitespace);
        if !quoted && stands && text.get(at..).is_some_and(|rest| rest.starts_with(word)) {
            return Some((at, at + word.len()));
        }
        before = c;
    }
    None
}

fn default(written: &Written, after: usize, problems: &mut Problems) -> Option<String> {
    let text = written.text.get(after..).unwrap_or("").trim();
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    if inner.is_none() {
        let message = "what stands in for a missing answer is written in double quotes";
        let problem = Diagnostic::new(
            codes::BAD_PLACEHOLDER,
            written.part(after, written.text.len()),
            message,
        );
        problems.push(problem.help("for example `{{ name or \"you\" }}`"));
    }
    inner.map(str::to_owned)
}

fn format_of(written: &Written, problems: &mut Problems) -> Option<Format> {
    let word = written.text.trim();
    let found = Format::ALL
        .into_iter()
        .find(|(name, _)| *name == word)
        .map(|(_, format)| format);
    if found.is_none() {
        let names = Format::ALL.map(|(name, _)| name);
        let message = format!("nothing can be printed `as {word}`");
        let problem = Diagnostic::new(codes::BAD_PLACEHOLDER, written.span, message)
            .did_you_mean(word, names);
        problems.push(problem.help(format!(
            "say `as {}`",
            condition::words::listed(&names, "or")
        )));
    }
    found
}

/// Every character that Markdown could take for more than itself behind a backslash (CommonMark 0.31, 2.4).
fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(if c == '\n' || c == '\r' { ' ' } else { c });
    }
    escaped
}

meaning!(Wording { pieces } without { rendered });
meaning!(enum Piece { Text(text), Value { expr, format, default }, Because { value, all, default } });
