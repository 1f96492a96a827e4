//! Slips in keys, lists and their distance from the left.

use super::super::build::Builder;
use super::super::line::{Key, Line, quoted};
use super::super::node::Style;
use super::super::unmeant;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::yaml as codes;
use granit_parser::ErrorKind;

pub(super) fn explain(builder: &Builder<'_>, kind: &ErrorKind, at: usize) -> Option<Diagnostic> {
    let about_lines = matches!(
        kind,
        ErrorKind::MappingValueNotAllowed
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::BlockSequenceEntryNotAllowed
            | ErrorKind::InvalidIndentation
            | ErrorKind::InvalidBlockScalarIndent
            | ErrorKind::UnexpectedEofBlockMapping
            | ErrorKind::UnexpectedEofBlockSequence
    );
    if !about_lines {
        return None;
    }
    let line = Line::at(builder.text, at);
    if let Some(dash) = line.stuck_dash() {
        return Some(stuck(builder, line, dash));
    }
    if let (ErrorKind::MappingValueNotAllowed, Some(key)) = (kind, line.key()) {
        return Some(match key.colon == at {
            true => after_text(builder, line, key),
            false => colon(builder, line, at),
        });
    }
    if builder.style == Style::Block && line.key().is_none() {
        return Some(left_the_text(builder, line));
    }
    if line.key().is_none() && !line.is_item() {
        return Some(without_colon(builder, at));
    }
    Some(indentation(builder, line))
}

fn stuck(builder: &Builder<'_>, line: Line<'_>, dash: usize) -> Diagnostic {
    let text = line.tail(dash);
    unmeant::stuck(builder.span(dash, dash + text.len()), text)
}

/// `ask: Which one: the first or the second?`
fn colon(builder: &Builder<'_>, line: Line<'_>, at: usize) -> Diagnostic {
    let value = line.value();
    let text = line.tail(value.start);
    let better = quoted(text);
    Diagnostic::new(
        codes::COLON,
        builder.span(at, at + 1),
        "this text has a colon in it, so it needs quotes",
    )
    .why("a colon with a space after it ends a key")
    .help(format!("write `{better}`"))
    .suggest(builder.span(value.start, value.start + text.len()), better)
}

/// A line with a key was taken for the end of a text that began above it.
fn after_text(builder: &Builder<'_>, line: Line<'_>, key: Key<'_>) -> Diagnostic {
    let began = builder
        .last
        .map(|last| Line::at(builder.text, last.start as usize));
    let above = began
        .filter(|above| above.start < line.start)
        .or_else(|| line.above(builder.text).next());
    let Some(above) = above else {
        return indentation(builder, line);
    };
    if let Some(dash) = above.stuck_dash() {
        return stuck(builder, above, dash);
    }
    let Some(owner) = above.key() else {
        return without_colon(builder, above.body());
    };
    let column = owner.start - above.start;
    let place = builder.span(line.start + line.indent(), key.colon);
    let message = format!(
        "`{}:` stands further right than `{}:`, which already has a value",
        key.text, owner.text
    );
    Diagnostic::new(codes::INDENTATION, place, message)
        .related(builder.span(owner.start, owner.colon), "this key")
        .help(format!(
            "begin both in one column, column {}; if this line is a part of the text above, put that text in quotes",
            column + 1
        ))
        .suggest(builder.span(line.start, line.start + line.indent()), " ".repeat(column))
}

/// A line that belongs to a text over several lines and begins left of it.
fn left_the_text(builder: &Builder<'_>, line: Line<'_>) -> Diagnostic {
    let column = line.indent();
    let place = builder.span(line.start + column, line.end());
    let text = builder
        .last
        .map(|last| Line::at(builder.text, last.start as usize));
    let inner = text.map_or(column, Line::indent);
    Diagnostic::new(
        codes::INDENTATION,
        place,
        "this line begins left of the text that it goes on with",
    )
    .help(format!(
        "begin it in column {}, under the first line of the text",
        inner + 1
    ))
    .suggest(
        builder.span(line.start, line.start + column),
        " ".repeat(inner),
    )
}

/// A line where a key should stand and that has none.
pub(in super::super) fn without_colon(builder: &Builder<'_>, at: usize) -> Diagnostic {
    let line = Line::at(builder.text, at);
    let start = line.body();
    let text = line.tail(start);
    let place = builder.span(start, start + text.len());
    if let Some((key, _)) = text
        .split_once(':')
        .filter(|(key, value)| is_words(key) && !value.starts_with('/'))
    {
        return unmeant::no_space(place, key);
    }
    let key = first_words(builder, text);
    let rest = text.get(key.len()..).unwrap_or("").trim_start();
    let better = format!("{key}: {rest}");
    let end = builder.span(start + key.len(), start + key.len());
    Diagnostic::new(
        codes::MISSING_COLON,
        place,
        "this line has no colon after its key",
    )
    .help(format!(
        "write `{}`; if it goes on with the text above, begin it further right than that text's key",
        better.trim_end()
    ))
    .suggest(end, ":")
}

fn is_words(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-'))
}

/// The likely key at the beginning of a line: as many words as some other line of the file has for a key, or one.
fn first_words<'t>(builder: &Builder<'_>, text: &'t str) -> &'t str {
    let ends = text.match_indices(' ').map(|(at, _)| at).take(3);
    let candidates = ends.filter_map(|end| text.get(..end));
    let known = |key: &&str| {
        builder.text.lines().any(|line| {
            let line = line.trim_start_matches([' ', '-']);
            line.strip_prefix(key)
                .is_some_and(|rest| rest.starts_with(':'))
        })
    };
    let first = text.split(' ').next().unwrap_or(text);
    candidates.filter(known).last().unwrap_or(first)
}

/// A line in a column where nothing above it stands.
fn indentation(builder: &Builder<'_>, line: Line<'_>) -> Diagnostic {
    let column = line.indent();
    let word = line.tail(line.start + column);
    let place = builder.span(line.start + column, line.start + column + word.len().max(1));
    if let Some(problem) = list_after_text(builder, line) {
        return problem;
    }
    let columns = columns(builder, line);
    let nearest = columns
        .iter()
        .min_by_key(|(known, _)| known.abs_diff(column));
    let problem = Diagnostic::new(
        codes::INDENTATION,
        place,
        "this line stands too far to the left or right: it does not begin in one column with any line above",
    );
    let Some((nearest, _)) = nearest else {
        return problem.help("begin it in column 1");
    };
    let places: Vec<String> = columns
        .iter()
        .take(3)
        .map(|(column, key)| format!("in column {} under `{key}`", column + 1))
        .collect();
    problem
        .help(format!(
            "it begins in column {}; begin it {}",
            column + 1,
            places.join(" or ")
        ))
        .suggest(
            builder.span(line.start, line.start + column),
            " ".repeat(*nearest),
        )
}

/// The columns in which a line of its kind may begin, the innermost first, with what stands there.
fn columns<'t>(builder: &Builder<'t>, line: Line<'_>) -> Vec<(usize, &'t str)> {
    let mut columns: Vec<(usize, &str)> = Vec::new();
    for above in Line::at(builder.text, line.start).above(builder.text) {
        let body = above.body() - above.start;
        let mut own = Vec::new();
        if above.is_item() {
            if line.is_item() {
                own.push((above.indent(), "-"));
            } else if let Some(key) = above.key() {
                own.push((body, key.text));
            }
        } else if let (false, Some(key)) = (line.is_item(), above.key()) {
            own.push((body, key.text));
        }
        for (column, key) in own {
            if columns.last().is_none_or(|(inner, _)| column < *inner) {
                columns.push((column, key));
            }
        }
        if above.indent() == 0 {
            break;
        }
    }
    columns
}

/// `kinds: several` with items below it.
fn list_after_text(builder: &Builder<'_>, line: Line<'_>) -> Option<Diagnostic> {
    let above = line.above(builder.text).next()?;
    let key = above.key()?;
    let has_value = !above.value().is_empty();
    let column = key.start - above.start;
    if !line.is_item() || !has_value || column != line.indent() || above.is_item() {
        return None;
    }
    let place = builder.span(line.start + line.indent(), line.end());
    let message = format!(
        "an item of a list stands here, and `{}:` above already has a value",
        key.text
    );
    let problem = Diagnostic::new(codes::INDENTATION, place, message)
        .related(builder.span(key.start, key.colon), "this key")
        .help("a list stands under a key that has nothing after its colon");
    Some(problem)
}
