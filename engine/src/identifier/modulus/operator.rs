//! The operator's files: they stand beside the type that asks for them.

use super::Table;
use crate::declare::{Fields, Problems};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::identifier as codes;
use crate::source::{SourceFile, Sources, Span};
use std::sync::Arc;

/// The table of a type, where it is there and can be read. `right` is where the type asks for the check.
pub(in super::super) fn table(
    fields: &Fields<'_>,
    right: Span,
    sources: &Sources,
    problems: &mut Problems,
) -> Option<Arc<Table>> {
    let mut beside = |key: &str| {
        let written = fields.text(key, problems)?;
        let path = sources.path(written.span.file);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let file = sources.find(&format!("{folder}/{}", written.text));
        let text = file
            .and_then(|file| sources.file(file))
            .and_then(SourceFile::text);
        Some((written.span, text))
    };
    let (weights, substitutes) = (beside("weights from"), beside("substitutes from"));
    let Some((span, Some(text))) = weights else {
        let span = weights.map_or(right, |(span, _)| span);
        let message = "the modulus check has no table, so only the shape is checked";
        problems.push(Diagnostic::new(codes::NO_TABLE, span, message));
        return None;
    };
    let other = substitutes.and_then(|(_, text)| text).unwrap_or("");
    match Table::read(text, other) {
        Ok(table) => Some(Arc::new(table)),
        Err((second, line)) => {
            let other = substitutes.map_or(span, |(span, _)| span);
            let span = if second { other } else { span };
            let message = format!("line {line} of the table cannot be read");
            problems.push(Diagnostic::new(codes::BAD_TABLE, span, message));
            None
        }
    }
}
