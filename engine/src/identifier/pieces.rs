//! Reading the pieces of a shape: `2 digits`, `1 to 3 letters`, `1 of X Y Z`, `"GB"`, `core: other_type`.

use super::build::Builder;
use super::spec::{bad, spec};
use super::takes::Takes;
use crate::declare::{Problems, Written, check_snake};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::identifier as codes;
use crate::source::Span;
use crate::yaml::{Kind, Node, Style};

/// A piece of a shape.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) name: Option<String>,
    pub(super) takes: Takes,
    pub(super) span: Span,
}

/// The pieces under `looks like:`. `None` when one of them is wrong; it was reported.
pub(super) fn pieces(
    items: &[Node],
    builder: &mut Builder<'_>,
    problems: &mut Problems,
) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Option<Piece>> = Vec::new();
    let mut seen: Vec<(String, Span)> = Vec::new();
    for item in items {
        let Some(entries) = item.map() else {
            let takes = takes(item, builder, problems);
            pieces.push(takes.map(|takes| Piece {
                name: None,
                takes,
                span: item.span,
            }));
            continue;
        };
        for entry in entries {
            let name = Written::exactly(entry.key.clone(), entry.key_span);
            // `number of` counts things, and a piece is never one of several, so that a number may be called one.
            if entry.key != "number" {
                check_snake(&name, "a piece", problems);
            }
            if let Some((_, first)) = seen.iter().find(|(known, _)| *known == entry.key) {
                let message = format!("two pieces are called `{}`", entry.key);
                let problem = Diagnostic::new(codes::SAME_PIECE, entry.key_span, message);
                problems.push(problem.related(*first, "the first one"));
            }
            seen.push((entry.key.clone(), entry.key_span));
            let takes = takes(&entry.value, builder, problems);
            pieces.push(takes.map(|takes| Piece {
                name: Some(entry.key.clone()),
                takes,
                span: entry.key_span,
            }));
        }
    }
    pieces.into_iter().collect()
}

fn takes(node: &Node, builder: &mut Builder<'_>, problems: &mut Problems) -> Option<Takes> {
    let Kind::Scalar(scalar) = &node.kind else {
        let message = format!(
            "a piece is said in a few words, and this is {}",
            node.describe()
        );
        problems.push(bad(node.span, message));
        return None;
    };
    if scalar.style == Style::Quoted {
        if scalar.text.is_empty() || !scalar.text.is_ascii() {
            let message =
                "what stands there just so must be letters, digits and signs of a plain keyboard";
            problems.push(bad(node.span, message.to_owned()));
            return None;
        }
        return Some(Takes::Literal(scalar.text.clone()));
    }
    spec(&Written::of(node)?, builder, problems)
}
