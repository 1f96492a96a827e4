//! Cells of lists by name: `fees.entry.amount` is a list, a row of it and a column.

use crate::catalogue::List;
use crate::condition::{Binding, Lookup, Place, Type};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::form as codes;
use crate::source::Span;
use std::sync::Arc;

/// What a dotted name stands for that begins with the name of a list, if there is such a list. Of a broken one nothing more is said.
pub(super) fn cell(
    path: &[&str],
    list: Option<&Arc<List>>,
    broken: impl FnOnce() -> bool,
    span: Span,
) -> Lookup {
    let [name, rest @ ..] = path else {
        return Lookup::Missing;
    };
    let Some(list) = list else {
        return if broken() {
            Lookup::Found(wrong(name))
        } else {
            Lookup::Missing
        };
    };
    let [row, column] = rest else {
        return Lookup::Missing;
    };
    let rows = || list.rows.iter().map(|row| row.name.as_str());
    let columns = || list.columns.iter().map(|column| column.name.as_str());
    let Some(known_row) = list.rows.iter().find(|known| known.name.as_str() == *row) else {
        let message = format!("the list `{name}` has no row `{row}`");
        return refuse(missing(&message, row, rows(), span));
    };
    let Some(position) = list.column(column) else {
        let message = format!("the list `{name}` has no column `{column}`");
        return refuse(missing(&message, column, columns(), span));
    };
    let ty = list
        .columns
        .get(position)
        .map_or(Type::Wrong, |column| column.ty.clone());
    let place = Place::Cell {
        list: list.clone(),
        row: known_row.name.clone(),
        column: position,
    };
    Lookup::Found(Binding {
        place,
        ty,
        called: format!("{} of {}", column, known_row.label),
    })
}

fn missing<'a>(
    message: &str,
    written: &str,
    known: impl Iterator<Item = &'a str>,
    span: Span,
) -> Diagnostic {
    Diagnostic::new(codes::NO_SUCH_LIST, span, message).did_you_mean(written, known)
}

pub(super) fn refuse(problem: Diagnostic) -> Lookup {
    Lookup::Refused(Box::new(problem))
}

/// Something that could not be read; nothing more is said about it.
pub(super) fn wrong(name: &str) -> Binding {
    Binding {
        place: Place::Outside(name.into()),
        ty: Type::Wrong,
        called: name.to_owned(),
    }
}
