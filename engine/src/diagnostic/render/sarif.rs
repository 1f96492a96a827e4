//! SARIF 2.1.0: what code hosts and editors show beside a change.

use super::json::spans;
use super::places::Places;
use super::{Diagnostic, care, word};
use crate::diagnostic::{Code, Edit};
use crate::source::{Sources, Span};
use serde_json::{Value as Json, json};

/// As one SARIF 2.1.0 document, with the explanation of every code that occurs.
#[must_use]
pub fn sarif(problems: &[Diagnostic], sources: &Sources) -> String {
    let places = Places::new(sources, spans(problems));
    let mut codes: Vec<Code> = Vec::new();
    for problem in problems {
        if !codes.contains(&problem.code) {
            codes.push(problem.code);
        }
    }
    codes.sort_by_key(|code| code.id);
    let results: Vec<Json> = problems
        .iter()
        .map(|problem| result(problem, &codes, &places))
        .collect();
    let rules: Vec<Json> = codes.iter().copied().map(rule).collect();
    let driver = json!({
        "name": "accede",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    // 3.14.17: our columns count characters, not UTF-16 units.
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    format!("{log:#}\n")
}

fn rule(code: Code) -> Json {
    json!({
        "id": code.id,
        "shortDescription": { "text": code.title },
        "help": { "text": code.explanation, "markdown": code.explanation },
        "defaultConfiguration": { "level": word(code.severity()) },
    })
}

fn result(problem: &Diagnostic, codes: &[Code], places: &Places<'_>) -> Json {
    let rule = codes.iter().position(|code| *code == problem.code);
    let mut result = json!({
        "ruleId": problem.code.id,
        "ruleIndex": rule,
        "level": word(problem.severity),
        "message": { "text": sentences(problem) },
        "locations": [{ "physicalLocation": physical(problem.primary, places) }],
    });
    let related: Vec<Json> = problem
        .related
        .iter()
        .enumerate()
        .map(|(n, (span, label))| {
            json!({ "id": n + 1, "message": { "text": label }, "physicalLocation": physical(*span, places) })
        })
        .collect();
    if let Json::Object(result) = &mut result {
        if !related.is_empty() {
            result.insert("relatedLocations".to_owned(), related.into());
        }
        if let Some(edit) = &problem.edit {
            result.insert("fixes".to_owned(), json!([fix(problem, edit, places)]));
        }
    }
    result
}

/// All that is said of a problem: a SARIF message has one place for it.
fn sentences(problem: &Diagnostic) -> String {
    let more = [&problem.label, &problem.why, &problem.help];
    let all = std::iter::once(problem.message.as_str());
    let all = all.chain(more.into_iter().flatten().map(String::as_str));
    all.collect::<Vec<_>>().join("\n")
}

fn fix(problem: &Diagnostic, edit: &Edit, places: &Places<'_>) -> Json {
    let description = problem.help.as_ref().or(problem.label.as_ref());
    let replacement = json!({
        "deletedRegion": region(edit.span, places),
        "insertedContent": { "text": edit.replacement },
    });
    json!({
        "description": { "text": description.map_or("write it like this", String::as_str) },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(places.sources.shown(edit.span.file)) },
            "replacements": [replacement],
        }],
        "properties": { "apply": care(edit) },
    })
}

fn physical(span: Span, places: &Places<'_>) -> Json {
    json!({
        "artifactLocation": { "uri": uri(places.sources.shown(span.file)) },
        "region": region(span, places),
    })
}

fn region(span: Span, places: &Places<'_>) -> Json {
    let (start, end) = places.of(span);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A path as a relative URI: whatever could mean something else there is percent-encoded (RFC 3986, 2.3).
fn uri(path: String) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}
