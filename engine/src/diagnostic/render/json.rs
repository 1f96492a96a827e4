//! One JSON object a line and a problem, for tools.

use super::places::{Place, Places};
use super::{Diagnostic, care, word};
use crate::source::{Sources, Span};
use serde_json::{Map, Value as Json, json as object};

/// As JSON lines, one object a problem. Lines and columns are counted from one, columns in characters; `end` is behind the
/// last character.
#[must_use]
pub fn json(problems: &[Diagnostic], sources: &Sources) -> String {
    let places = Places::new(sources, spans(problems));
    let mut out = String::new();
    for problem in problems {
        out.push_str(&record(problem, &places).to_string());
        out.push('\n');
    }
    out
}

/// Every span that a report of these problems mentions.
pub(super) fn spans(problems: &[Diagnostic]) -> impl Iterator<Item = Span> {
    problems.iter().flat_map(|problem| {
        let related = problem.related.iter().map(|(span, _)| *span);
        let edit = problem.edit.iter().map(|edit| edit.span);
        std::iter::once(problem.primary).chain(related).chain(edit)
    })
}

fn record(problem: &Diagnostic, places: &Places<'_>) -> Json {
    let mut record = Map::new();
    record.insert("code".to_owned(), problem.code.id.into());
    record.insert("severity".to_owned(), word(problem.severity).into());
    record.insert("message".to_owned(), problem.message.clone().into());
    place(&mut record, problem.primary, places);
    let mut say = |key: &str, said: &Option<String>| {
        if let Some(said) = said {
            record.insert(key.to_owned(), said.clone().into());
        }
    };
    say("label", &problem.label);
    say("why", &problem.why);
    say("help", &problem.help);
    if !problem.related.is_empty() {
        let related = problem.related.iter().map(|(span, label)| {
            let mut other = Map::new();
            place(&mut other, *span, places);
            other.insert("label".to_owned(), label.clone().into());
            Json::Object(other)
        });
        record.insert("related".to_owned(), related.collect());
    }
    if let Some(edit) = &problem.edit {
        let mut change = Map::new();
        place(&mut change, edit.span, places);
        change.insert("replacement".to_owned(), edit.replacement.clone().into());
        change.insert("apply".to_owned(), care(edit).into());
        record.insert("edit".to_owned(), change.into());
    }
    record.into()
}

fn place(record: &mut Map<String, Json>, span: Span, places: &Places<'_>) {
    let (start, end) = places.of(span);
    let Place { line, column } = start;
    record.insert("file".to_owned(), places.sources.shown(span.file).into());
    record.insert("line".to_owned(), line.into());
    record.insert("column".to_owned(), column.into());
    record.insert(
        "end".to_owned(),
        object!({ "line": end.line, "column": end.column }),
    );
}
