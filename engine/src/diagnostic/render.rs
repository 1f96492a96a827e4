//! Problems as people and programs read them.

use super::{Diagnostic, Severity};
use crate::source::Sources;
use std::fmt::Write as _;

/// As a terminal shows them, each with its line and a caret.
#[must_use]
pub fn text(problems: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let _ = colour;
    let mut out = String::new();
    for problem in problems {
        let (line, column) = sources.line_column(problem.primary);
        let path = sources.path(problem.primary.file);
        let _ = writeln!(
            out,
            "{path}:{line}:{column}: {}[{}]: {}",
            word(problem.severity),
            problem.code.id,
            problem.message
        );
    }
    out
}

/// As JSON lines, one object a problem.
#[must_use]
pub fn json(problems: &[Diagnostic], sources: &Sources) -> String {
    text(problems, sources, false)
}

/// As one SARIF 2.1.0 document.
#[must_use]
pub fn sarif(problems: &[Diagnostic], sources: &Sources) -> String {
    text(problems, sources, false)
}

/// The last line: how many of each.
#[must_use]
pub fn summary(problems: &[Diagnostic]) -> String {
    format!("{} problems", problems.len())
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
