//! Rules and dates with reasons, as written.

use super::fields::{Fields, Problems};
use super::tables;
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::source::Span;
use crate::yaml::{Kind, Node};

/// A rule.
#[derive(Clone, Debug)]
pub(crate) struct RuleDeclaration {
    pub(crate) test: Written,
    pub(crate) warning: bool,
    pub(crate) says: Option<Written>,
    pub(crate) show_when: Option<Written>,
    pub(crate) span: Span,
}

/// What a named value is worked out from.
#[derive(Clone, Debug)]
pub(crate) enum WorthDeclaration {
    /// An expression.
    Expr(Written),
    /// Dates with reasons.
    Bounds {
        latest: bool,
        candidates: Vec<CandidateDeclaration>,
    },
}

/// A date with its reason.
#[derive(Clone, Debug)]
pub(crate) struct CandidateDeclaration {
    pub(crate) date: Written,
    pub(crate) because: Written,
}

/// The rules under `rules:`.
pub(crate) fn rules(fields: &Fields<'_>, problems: &mut Problems) -> Vec<RuleDeclaration> {
    fields
        .list("rules", problems)
        .iter()
        .filter_map(|node| rule(node, problems))
        .collect()
}

fn rule(node: &Node, problems: &mut Problems) -> Option<RuleDeclaration> {
    let fields = Fields::open(node, &tables::RULE, problems)?;
    let must = fields.text("must be", problems);
    let warn = fields.text("warn when", problems);
    let otherwise = fields.text("otherwise", problems);
    let say = fields.text("say", problems);
    let warning = warn.is_some();
    let test = match (must, warn) {
        (Some(test), None) | (None, Some(test)) => test,
        (Some(_), Some(second)) => {
            let message = "a rule says either `must be:` or `warn when:`, not both";
            problems.push(
                Diagnostic::new(codes::WRONG_SHAPE, second.span, message)
                    .help("make two rules of it"),
            );
            return None;
        }
        (None, None) => {
            if node.get("must be").is_none() && node.get("warn when").is_none() {
                let message = "a rule needs `must be:` or `warn when:`";
                problems.push(Diagnostic::new(codes::MISSING_KEY, node.span, message));
            }
            return None;
        }
    };
    let (says, stray, right) = if warning {
        (say, otherwise, "say")
    } else {
        (otherwise, say, "otherwise")
    };
    if let Some(stray) = stray {
        let key = if warning { "warn when" } else { "must be" };
        let message = format!("`{key}:` goes with `{right}:`");
        problems.push(Diagnostic::new(codes::WRONG_SHAPE, stray.span, message));
    }
    if warning && says.is_none() && node.get("say").is_none() && node.get("otherwise").is_none() {
        let message = "a rule with `warn when:` needs `say:`";
        problems.push(
            Diagnostic::new(codes::MISSING_KEY, test.span, message)
                .help("write what the person should know"),
        );
        return None;
    }
    Some(RuleDeclaration {
        test,
        warning,
        says,
        show_when: fields.text("show when", problems),
        span: node.span,
    })
}

/// The value of a name under `values:`.
pub(crate) fn worth(node: &Node, problems: &mut Problems) -> Option<WorthDeclaration> {
    if let Kind::Scalar(_) = node.kind {
        return Written::of(node).map(WorthDeclaration::Expr);
    }
    let fields = Fields::open(node, &tables::BOUNDS, problems)?;
    let (latest, earliest) = (fields.get("latest of"), fields.get("earliest of"));
    if latest.is_some() == earliest.is_some() {
        let message = "a date with reasons has either `latest of:` or `earliest of:`";
        problems.push(Diagnostic::new(codes::WRONG_SHAPE, node.span, message));
        return None;
    }
    let key = if latest.is_some() {
        "latest of"
    } else {
        "earliest of"
    };
    let candidates = fields
        .list(key, problems)
        .iter()
        .filter_map(|node| candidate(node, problems))
        .collect();
    Some(WorthDeclaration::Bounds {
        latest: latest.is_some(),
        candidates,
    })
}

fn candidate(node: &Node, problems: &mut Problems) -> Option<CandidateDeclaration> {
    let fields = Fields::open(node, &tables::CANDIDATE, problems)?;
    Some(CandidateDeclaration {
        date: fields.text("date", problems)?,
        because: fields.text("because", problems)?,
    })
}
