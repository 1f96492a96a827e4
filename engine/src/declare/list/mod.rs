//! Lists as written: columns, and rows in the file itself or in a table beside it (`rooms.csv` beside `rooms.list.yaml`).
//!
//! A row may stand several times, with dates that do not overlap: what a thing costs this year and next.

mod cell;
mod row;
mod table;
#[cfg(test)]
mod tests;

use super::fields::{Fields, Problems};
use super::form::check_snake;
use super::keys::{Record, Takes, may, must};
use super::tables;
use super::written::Written;
use crate::catalogue::{List, Row};
use crate::condition::Column;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{declare as codes, form as form_codes, yaml::TOO_LARGE};
use crate::name::ListName;
use crate::source::{FileId, LARGEST_FILE, Sources, Span};
use crate::yaml::{Kind, Node};
use row::RowDeclaration;
use std::collections::HashMap;

static ROW: Takes = Takes::Either(&[Takes::Sentence, Takes::Anything]);

pub(crate) static LIST: Record = Record {
    what: "a list",
    keys: &[
        must("list", Takes::Name, "Its name, written like_this."),
        may("title", Takes::Sentence, "How it is called, for people."),
        may(
            "columns",
            Takes::Named(&Takes::OneOf(&cell::TYPES)),
            "What a row says besides its label: a name and a type each.",
        ),
        tables::SOURCE,
        tables::UNCONFIRMED,
        may(
            "rows",
            Takes::Either(&[Takes::Named(&ROW), Takes::List(&Takes::Anything)]),
            "Its rows, each with a name and its cells; without them they stand in a `.csv` file beside this one.",
        ),
    ],
    also: &[],
};

/// Builds a list from its file, and from the table beside it when it has no rows itself.
pub(crate) fn list(
    file: FileId,
    node: &Node,
    sources: &Sources,
    problems: &mut Problems,
) -> Option<List> {
    let fields = Fields::open(node, &LIST, problems)?;
    let name = fields.text("list", problems)?;
    check_snake(&name, "a list", problems);
    let title = fields.text("title", problems);
    let columns = columns(&fields, problems);
    let declared = match fields.get("rows") {
        Some(rows) => written(rows, problems),
        None => beside(file, &name, sources, problems),
    };
    let rows = rows(&declared, &columns, problems);
    Some(List {
        name: ListName::from(name.text.as_str()),
        title: title.map_or_else(|| name.text.replace('_', " "), |title| title.text),
        columns,
        rows,
    })
}

fn columns(fields: &Fields<'_>, problems: &mut Problems) -> Vec<Column> {
    let mut columns = Vec::new();
    for entry in fields.entries("columns", problems) {
        let name = Written::at(entry.key.clone(), entry.key_span);
        if row::KEYS.contains(&name.text.as_str()) {
            let message = format!("every row has `{}` already", name.text);
            let problem = Diagnostic::new(form_codes::DUPLICATE_NAME, name.span, message);
            problems.push(problem.help("delete this column"));
            continue;
        }
        check_snake(&name, "a column", problems);
        if let Some(ty) = cell::ty(&name, &entry.value, problems) {
            let called = name.text.replace('_', " ");
            columns.push(Column {
                name: name.text,
                ty,
                called,
            });
        }
    }
    columns
}

/// Rows under `rows:`: by name, or as lines that start with a hyphen and name their row.
fn written(rows: &Node, problems: &mut Problems) -> Vec<RowDeclaration> {
    match &rows.kind {
        Kind::Map(entries) => entries
            .iter()
            .filter_map(|entry| {
                let name = Written::at(entry.key.clone(), entry.key_span);
                RowDeclaration::named(name, &entry.value, problems)
            })
            .collect(),
        Kind::List(items) => items
            .iter()
            .filter_map(|item| RowDeclaration::listed(item, problems))
            .collect(),
        _ => {
            let wanted = "a block of rows, each with its name";
            problems.push(super::wrong_shape(rows, "`rows:`", wanted));
            Vec::new()
        }
    }
}

/// The path of the table beside the file of a list.
pub(crate) fn table_of(path: &str) -> String {
    let stem = path.strip_suffix(".list.yaml").unwrap_or(path);
    format!("{stem}.csv")
}

/// Rows of the table beside the file.
fn beside(
    file: FileId,
    name: &Written,
    sources: &Sources,
    problems: &mut Problems,
) -> Vec<RowDeclaration> {
    let table = table_of(sources.path(file));
    let found = sources.find(&table).and_then(|id| {
        let text = sources.file(id)?.text();
        Some((id, text))
    });
    match found {
        Some((id, Some(text))) if text.len() > LARGEST_FILE => {
            let message = format!("`{table}` is too large: {LARGEST_FILE} bytes are allowed");
            let problem = Diagnostic::new(TOO_LARGE, Span::new(id, 0, 0), message);
            problems.push(problem.help("make several lists of it"));
            Vec::new()
        }
        Some((id, Some(text))) => table::read(id, text, problems),
        Some((id, None)) => {
            let message = format!("`{table}` is not text in UTF-8");
            let problem = Diagnostic::new(codes::WRONG_SHAPE, Span::new(id, 0, 0), message);
            problems.push(problem.help("save the table as “CSV UTF-8”"));
            Vec::new()
        }
        None => {
            let base = table.rsplit('/').next().unwrap_or(&table);
            let message = format!("the list `{}` has no rows", name.text);
            let help = format!("write them under `rows:`, or in a file `{base}` beside this one");
            problems.push(Diagnostic::new(codes::MISSING_KEY, name.span, message).help(help));
            Vec::new()
        }
    }
}

fn rows(declared: &[RowDeclaration], columns: &[Column], problems: &mut Problems) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut spans = Vec::new();
    for written in declared {
        let Some(row) = written.build(columns, problems) else {
            continue;
        };
        let same = seen.entry(written.name.text.as_str()).or_default();
        let overlaps = |n: &&usize| rows.get(**n).is_some_and(|other| other.overlaps(&row));
        if let Some(first) = same.iter().find(overlaps).and_then(|n| spans.get(*n)) {
            let message = format!("two rows `{}` count on one day", written.name.text);
            let problem = Diagnostic::new(form_codes::DUPLICATE_NAME, written.name.span, message);
            let help = "rename one, or say with `valid from:` and `valid to:` when each counts";
            problems.push(problem.related(*first, "the first one").help(help));
            continue;
        }
        same.push(rows.len());
        spans.push(written.name.span);
        rows.push(row);
    }
    rows
}
