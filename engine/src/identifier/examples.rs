//! The examples of a type, which the type itself must agree with.

use super::IdentifierType;
use super::read::Outcome;
use crate::declare::{Fields, Problems};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::identifier as codes;
use jiff::civil::Date;

/// Says which examples the type contradicts.
pub(super) fn check(
    ty: &IdentifierType,
    fields: &Fields<'_>,
    today: Date,
    problems: &mut Problems,
) {
    for node in fields.items("valid") {
        let Some(text) = node.text() else {
            problems.push(crate::declare::wrong_shape(node, "an example", "a text"));
            continue;
        };
        if let Outcome::Wrong { message, .. } = ty.check(text, today) {
            let problem = format!("`{text}` stands under `valid:`, and the type refuses it");
            let problem = Diagnostic::new(codes::BAD_EXAMPLE, node.span, problem);
            problems.push(problem.why(format!("a person would be told: {message}")));
        }
    }
    for entry in fields.entries("invalid", problems) {
        let text = entry.key.as_str();
        if let Outcome::Right { warnings, .. } = ty.check(text, today)
            && warnings.is_empty()
        {
            let problem = format!(
                "`{text}` stands under `invalid:`, and the type finds nothing wrong with it"
            );
            let problem = Diagnostic::new(codes::BAD_EXAMPLE, entry.key_span, problem);
            problems.push(problem.help("mend the type, or move the example to `valid:`"));
        }
    }
}
