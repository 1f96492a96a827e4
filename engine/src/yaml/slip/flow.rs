//! Slips inside brackets.

use super::super::build::Builder;
use super::super::line::{Line, quoted};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::yaml as codes;
use granit_parser::ErrorKind;

pub(super) fn explain(builder: &Builder<'_>, kind: &ErrorKind, at: usize) -> Option<Diagnostic> {
    let open = match kind {
        ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::UnclosedFlowCollection { .. } => Some(at),
        ErrorKind::MisplacedFlowCollectionEnd => return Some(stray(builder, at)),
        _ => builder.bracket(),
    }?;
    let opened = Line::at(builder.text, open);
    if let Some(comment) = builder.comment {
        return Some(cut(builder, opened, comment));
    }
    let stopped = Line::at(builder.text, at);
    let is_colon = builder
        .text
        .get(at..)
        .is_some_and(|rest| rest.starts_with(':'));
    let same_block = stopped.start == opened.start || stopped.indent() > opened.indent();
    if is_colon && same_block {
        return colon(builder, at);
    }
    Some(unclosed(builder, open, opened))
}

/// `{ label: What: x }`.
fn colon(builder: &Builder<'_>, at: usize) -> Option<Diagnostic> {
    let start = builder.last?.start as usize;
    let rest = builder.text.get(start..)?;
    let end = start + rest.find([',', '}', ']', '\n'])?;
    let place = builder.span(start, end);
    let text = builder.source(place).trim_end();
    let better = quoted(text);
    let problem = Diagnostic::new(
        codes::COLON,
        builder.span(at, at + 1),
        "this text has a colon in it, so it needs quotes",
    )
    .help(format!("write `{better}`"))
    .suggest(builder.span(start, start + text.len()), better);
    Some(problem)
}

/// A comment that cuts off the closing bracket.
fn cut(builder: &Builder<'_>, line: Line<'_>, comment: usize) -> Diagnostic {
    let place = builder.span(comment, Line::at(builder.text, comment).end().max(comment));
    Diagnostic::new(
        codes::HASH,
        place,
        "a space and `#` begin a comment, so the closing bracket is not read",
    )
    .related(
        builder.span(line.start, line.end()),
        "the brackets open on this line",
    )
    .help("put the text with the `#` in quotes")
}

fn stray(builder: &Builder<'_>, at: usize) -> Diagnostic {
    let bracket = builder
        .text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .unwrap_or(']');
    Diagnostic::new(
        codes::BRACKETS,
        builder.span(at, at + 1),
        format!("`{bracket}` closes something that was never opened"),
    )
    .help("delete it, or put the text that it belongs to in quotes")
}

fn unclosed(builder: &Builder<'_>, open: usize, line: Line<'_>) -> Diagnostic {
    let is_block = builder
        .text
        .get(open..)
        .is_some_and(|rest| rest.starts_with('{'));
    let (bracket, close) = if is_block { ('{', '}') } else { ('[', ']') };
    let problem = Diagnostic::new(
        codes::BRACKETS,
        builder.span(open, open + 1),
        format!("the `{bracket}` that opens here is not closed with `{close}`"),
    )
    .help("close it at the end of the list or block");
    if line.tail(open).contains(['}', ']']) {
        return problem;
    }
    let close = if is_block { " }" } else { "]" };
    problem.suggest(builder.span(line.end(), line.end()), close)
}
