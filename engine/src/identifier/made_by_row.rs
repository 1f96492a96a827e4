//! Shapes that a list gives: `structure of country` becomes one shape for each row of the list.

use super::build::Builder;
use super::pieces::{Piece, spec};
use super::takes::{Takes, code};
use crate::catalogue::{List, Row};
use crate::condition::Value;
use crate::declare::{Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::identifier as codes;
use jiff::civil::Date;

/// A shape's pieces with the first and last day on which they count.
pub(super) type Dated = (Vec<Piece>, (Option<Date>, Option<Date>));

/// The pieces as they are, or once for each row that they depend on.
pub(super) fn expand(
    pieces: Vec<Piece>,
    builder: &mut Builder<'_>,
    problems: &mut Problems,
) -> Vec<Dated> {
    let asks = |piece: &Piece| match &piece.takes {
        Takes::ShapeOf { column, piece: of } => Some((column.clone(), of.clone(), piece.span)),
        _ => None,
    };
    let Some((column, of, span)) = pieces.iter().find_map(asks) else {
        return vec![(pieces, (None, None))];
    };
    let before = pieces
        .iter()
        .find(|piece| piece.name.as_deref() == Some(&of));
    let list = match before.map(|piece| &piece.takes) {
        Some(Takes::Row(list)) => list.clone(),
        _ => {
            let message = format!("`{of}` is not a piece that names a row of a list");
            let help = format!("write `{of}: row of LIST` before it");
            problems.push(Diagnostic::new(codes::BAD_ROW_SHAPE, span, message).help(help));
            return Vec::new();
        }
    };
    let Some(position) = list.column(&column) else {
        let message = format!("the list `{}` has no column `{column}`", list.name);
        let known = list.columns.iter().map(|column| column.name.as_str());
        let problem = Diagnostic::new(codes::BAD_ROW_SHAPE, span, message);
        problems.push(problem.did_you_mean(&column, known));
        return Vec::new();
    };
    let mut found = Vec::new();
    for row in &list.rows {
        let Some(takes) = row_shape(row, position, builder) else {
            problems.push(unreadable(&list, row, &column, span));
            continue;
        };
        let mut own = pieces.clone();
        for piece in &mut own {
            match &piece.takes {
                Takes::Row(_) if piece.name.as_deref() == Some(&of) => {
                    piece.takes = Takes::Literal(code(row));
                }
                Takes::ShapeOf { .. } => piece.takes = takes.clone(),
                _ => {}
            }
        }
        found.push((own, (row.from, row.to)));
    }
    found
}

fn row_shape(row: &Row, column: usize, builder: &mut Builder<'_>) -> Option<Takes> {
    let Some(Value::Text(text)) = row.cells.get(column) else {
        return None;
    };
    let mut quiet = Problems::new();
    let all: Option<Vec<Takes>> = text
        .split(',')
        .map(|part| spec(&Written::at(part.trim(), builder.span), builder, &mut quiet))
        .collect();
    all.filter(|all| all.iter().all(|takes| matches!(takes, Takes::Class { .. })))
        .map(Takes::Sequence)
}

fn unreadable(list: &List, row: &Row, column: &str, span: crate::source::Span) -> Diagnostic {
    let message = format!(
        "the row `{}` of the list `{}` has no pieces in the column `{column}`",
        row.name, list.name
    );
    let help = "write them with commas between: `4 letters, 14 digits`";
    Diagnostic::new(codes::BAD_ROW_SHAPE, span, message).help(help)
}
