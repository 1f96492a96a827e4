//! Quotes that do not match, and backslashes in them.

use super::super::build::Builder;
use super::super::line::{Line, quoted};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::yaml as codes;
use granit_parser::ErrorKind;

pub(super) fn explain(builder: &Builder<'_>, kind: &ErrorKind, at: usize) -> Option<Diagnostic> {
    match kind {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => unmatched(builder, at),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => backslash(builder),
        _ => None,
    }
}

/// Where the quotes open that reading stopped in: the first after what was read.
fn opening(builder: &Builder<'_>) -> Option<usize> {
    let rest = builder.text.get(builder.end..)?;
    rest.find(['"', '\'']).map(|at| builder.end + at)
}

fn unmatched(builder: &Builder<'_>, at: usize) -> Option<Diagnostic> {
    let open = opening(builder)?;
    let line = Line::at(builder.text, open);
    let text = line.tail(open);
    let place = builder.span(open, open + text.len());
    let quote = text.chars().next()?;
    let inside = text.get(1..)?;
    if inside.contains(quote) && (line.start..=line.end()).contains(&at) {
        let inner = inside
            .strip_suffix(quote)
            .filter(|inner| inner.contains(quote));
        let better = match (quote, inner) {
            ('"', Some(inner)) => format!("'{}'", inner.replace('\'', "''")),
            (_, Some(inner)) => quoted(inner),
            (_, None) => quoted(text),
        };
        let problem = Diagnostic::new(
            codes::QUOTES,
            builder.span(at, line.end().max(at)),
            "the quotes close before the text ends",
        )
        .related(builder.span(open, open + 1), "they open here")
        .help(format!("write `{better}`"))
        .suggest(place, better);
        return Some(problem);
    }
    let problem = Diagnostic::new(
        codes::QUOTES,
        place,
        format!("the quotes that open here are not closed: `{quote}` is missing at the end"),
    )
    .suggest(builder.span(line.end(), line.end()), quote.to_string());
    Some(problem.help("close them at the end of the text"))
}

fn backslash(builder: &Builder<'_>) -> Option<Diagnostic> {
    let open = opening(builder)?;
    let line = Line::at(builder.text, open);
    let text = line.tail(open);
    let mut letters = text.char_indices().skip(1);
    let mut found = None;
    while let Some((at, c)) = letters.next() {
        if c != '\\' {
            continue;
        }
        match letters.next() {
            Some((
                _,
                'n' | 't' | '"' | '\\' | '/' | 'r' | '0' | ' ' | 'e' | 'a' | 'b' | 'f' | 'v' | 'N'
                | 'L' | 'P' | '_',
            )) => {}
            _ => {
                found = Some(open + at);
                break;
            }
        }
    }
    let at = found.unwrap_or(open);
    let inside = text.get(1..)?;
    let inner = inside.strip_suffix('"').unwrap_or(inside);
    let better = format!("'{}'", inner.replace('\'', "''"));
    let problem = Diagnostic::new(
        codes::BACKSLASH,
        builder.span(at, at + 1),
        "a backslash in double quotes begins a special character, and there is no such one",
    )
    .help(format!(
        "for a plain backslash take single quotes: `{better}`"
    ))
    .suggest(builder.span(open, open + text.len()), better);
    Some(problem)
}
