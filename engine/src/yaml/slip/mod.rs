//! Where a file is not YAML: what was meant, in the editor's words.
//!
//! The parser says what it expected and where; that is for people who know YAML's grammar. Here the line is read again as
//! somebody writes it, and the likeliest slip is named. The parser's own words are never shown.

mod block;
mod flow;
mod quotes;

pub(super) use block::without_colon;

use super::build::Builder;
use super::line::{Line, quoted};
use super::unmeant;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::yaml as codes;
use granit_parser::ErrorKind;

/// What is wrong at byte `at`, where reading stopped.
pub(super) fn explain(builder: &Builder<'_>, kind: &ErrorKind, at: usize) -> Diagnostic {
    unseen(builder, kind, at)
        .or_else(|| tab(builder, at))
        .or_else(|| quotes::explain(builder, kind, at))
        .or_else(|| directive(builder, at))
        .or_else(|| needs_quotes(builder, at))
        .or_else(|| limit(builder, kind, at))
        .or_else(|| flow::explain(builder, kind, at))
        .or_else(|| block::explain(builder, kind, at))
        .unwrap_or_else(|| unreadable(builder, at))
}

fn unseen(builder: &Builder<'_>, kind: &ErrorKind, at: usize) -> Option<Diagnostic> {
    if !matches!(
        kind,
        ErrorKind::UnexpectedCharacter { .. } | ErrorKind::BomInsideDocument
    ) {
        return None;
    }
    // The parser may stop at the start of the text that holds the character.
    let line = Line::at(builder.text, at);
    let odd = |c: &char| (c.is_control() && *c != '\t') || *c == '\u{feff}';
    let (place, c) = line
        .tail(at)
        .char_indices()
        .find(|(_, c)| odd(c))
        .or_else(|| line.text.char_indices().find(|(_, c)| odd(c)))?;
    let place = if line
        .tail(at)
        .get(place..)
        .is_some_and(|rest| rest.starts_with(c))
    {
        at + place
    } else {
        line.start + place
    };
    Some(unmeant::unseen(
        builder.span(place, place + c.len_utf8()),
        c,
    ))
}

/// A tab before the first word of the line where reading stopped, of the one above or of the one below.
fn tab(builder: &Builder<'_>, at: usize) -> Option<Diagnostic> {
    let line = Line::at(builder.text, at);
    let below = Line::at(
        builder.text,
        (line.start + line.text.len() + 2).min(builder.text.len()),
    );
    let above = line.above(builder.text).next();
    let found = above.into_iter().chain([line, below]).find_map(|line| {
        let blank = line.text.len() - line.text.trim_start().len();
        let at = line.text.get(..blank)?.find('\t')?;
        Some(line.start + at)
    })?;
    Some(unmeant::tab(builder, found))
}

/// A line of instructions to YAML readers.
pub(super) fn directive(builder: &Builder<'_>, at: usize) -> Option<Diagnostic> {
    let line = Line::at(builder.text, at);
    let message =
        "a line that begins with `%` is an instruction to YAML readers, which is not allowed here";
    line.text.starts_with('%').then(|| {
        Diagnostic::new(
            codes::NEEDS_QUOTES,
            builder.span(line.start, line.end()),
            message,
        )
        .help("delete the line")
    })
}

/// A value on this line that begins with a character of YAML's own, when reading stopped inside it or behind it.
pub(super) fn needs_quotes(builder: &Builder<'_>, at: usize) -> Option<Diagnostic> {
    let line = Line::at(builder.text, at);
    let value = line.value();
    let text = line.tail(value.start);
    let mut letters = text.chars();
    let first = letters.next()?;
    let spaced = letters.next().is_none_or(|c| c == ' ');
    let means = match first {
        '{' | '[' if bracketed(text) => return None, // the brackets are right, and something in them or elsewhere is not
        '{' => "begins a block of keys",
        '[' => "begins a list",
        '*' => "stands for a part of the file that is marked elsewhere",
        '&' => "marks a part of the file for use again",
        '!' => "names the type of a value",
        '%' => "begins an instruction",
        '>' | '|' => "begins a text over several lines",
        '@' | '`' => "is kept for later use",
        ',' | ']' | '}' => "belongs to a list or a block in brackets",
        '?' if spaced => "begins a long key",
        '-' if spaced && line.key().is_some() => {
            "begins an item of a list, which stands on a line of its own"
        }
        _ => return None,
    };
    if at < value.start {
        return None;
    }
    let better = quoted(text);
    let shown = if text.starts_with("{{") {
        "{{".to_owned()
    } else {
        first.to_string()
    };
    let place = builder.span(value.start, value.start + text.len());
    let problem = Diagnostic::new(
        codes::NEEDS_QUOTES,
        place,
        format!("a text that begins with `{shown}` stands in quotes"),
    )
    .why(format!("without quotes `{first}` {means}"))
    .help(format!("write `{better}`"))
    .suggest(place, better);
    Some(problem)
}

/// Whether a value is one list or block in brackets, closed at its end, or goes on over further lines.
fn bracketed(text: &str) -> bool {
    let close = if text.starts_with('{') { '}' } else { ']' };
    let double = text.starts_with("{{");
    match text.find(close) {
        None => !double,
        Some(_) => text.ends_with(close) && !double,
    }
}

fn limit(builder: &Builder<'_>, kind: &ErrorKind, at: usize) -> Option<Diagnostic> {
    let deep = matches!(kind, ErrorKind::RecursionLimitExceeded);
    deep.then(|| {
        Diagnostic::new(
            codes::TOO_DEEP,
            builder.span(at, at),
            "blocks stand too deep inside each other",
        )
        .help("look for brackets or hyphens that stand here by accident")
    })
}

fn unreadable(builder: &Builder<'_>, at: usize) -> Diagnostic {
    let line = Line::at(builder.text, at);
    let start = at.clamp(line.start, line.end());
    Diagnostic::new(
        codes::UNREADABLE,
        builder.span(start, line.end()),
        "this line cannot be read",
    )
    .help("compare it with a line above that is right: key, colon, space, value, and the same distance from the left")
}
