//! Problems as people and programs read them: drawn for a terminal, as JSON lines, as SARIF.
//!
//! All three say the same; none leaves a problem out. Paths are shown as [`Sources::shown`] gives them.

mod examples;
mod excerpt;
mod json;
mod places;
mod sarif;
mod tame;
mod text;

pub use examples::examples_text;
pub use json::json;
pub use sarif::sarif;
pub use text::text;

use super::{Diagnostic, Edit, Severity};

/// The last line: how many of each, the kinds that there are none of left out.
///
/// ```
/// assert_eq!(engine::summary(&[]), "no problems");
/// ```
#[must_use]
pub fn summary(problems: &[Diagnostic]) -> String {
    let count = |severity: Severity| {
        problems
            .iter()
            .filter(|problem| problem.severity == severity)
            .count()
    };
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (severity, count(severity)))
        .filter(|(_, number)| *number > 0)
        .map(|(severity, number)| format!("{number} {}{}", word(severity), plural(number)))
        .collect();
    if count(Severity::Error) + count(Severity::Warning) == 0 {
        let mut all = vec!["no problems".to_owned()];
        all.extend(counts);
        return all.join(", ");
    }
    counts.join(", ")
}

const fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Whether a tool may make an edit unasked.
const fn care(edit: &Edit) -> &'static str {
    if edit.safe { "safe" } else { "look first" }
}

#[cfg(test)]
mod tests;
