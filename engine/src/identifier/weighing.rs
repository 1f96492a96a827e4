//! Which pieces are weighed, and whether the weights fit them.

use super::checks::Context;
use super::class::Class;
use super::declared::{CheckDeclaration, texts};
use super::shape::Shape;
use super::sum::Weights;
use crate::declare::{Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::identifier as codes;

/// The pieces that `weighs:` names, else those before `check`, else all.
pub(super) fn weighed(
    shape: &Shape,
    named: &[Written],
    context: &Context<'_>,
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    if named.is_empty() {
        return Some((0..shape.pieces.len()).collect());
    }
    let mut pieces = Vec::new();
    for name in named {
        match shape.piece(&name.text) {
            Some(piece) => pieces.push(piece),
            None if context.scope.names.position(&name.text).is_some() => return None, // of another shape
            None => {
                let message = format!("no piece is called `{}`", name.text);
                let known: Vec<&str> = shape
                    .pieces
                    .iter()
                    .filter_map(|piece| piece.name.as_deref())
                    .collect();
                let problem = Diagnostic::new(codes::BAD_WEIGHTS, name.span, message);
                problems.push(problem.did_you_mean(&name.text, known));
                return None;
            }
        }
    }
    Some(pieces)
}

/// The weights, when there is one for each character that is weighed.
pub(super) fn weights(
    shape: &Shape,
    pieces: &[usize],
    declared: &CheckDeclaration<'_>,
    context: &Context<'_>,
    problems: &mut Problems,
) -> Option<Weights> {
    let node = declared.weights?;
    let check = shape.piece("check").filter(|_| declared.weighs.is_empty());
    let pieces: Vec<usize> = pieces
        .iter()
        .copied()
        .take(check.unwrap_or(usize::MAX))
        .collect();
    let help = "give each character that is weighed one number, and letters a value: `letters count: A is 10`";
    let mut fail = |message: String| {
        problems.push(Diagnostic::new(codes::BAD_WEIGHTS, node.span, message).help(help));
        None
    };
    let numbers = texts(node.list().unwrap_or(std::slice::from_ref(node)));
    let weights: Option<Vec<i64>> = numbers
        .iter()
        .map(|number| number.text.trim().parse().ok())
        .collect();
    let Some(weights) = weights.filter(|weights| {
        !weights.is_empty() && weights.iter().all(|weight| weight.abs() < 1_000_000)
    }) else {
        return fail("weights are whole numbers in square brackets: `[7, 3, 1]`".to_owned());
    };
    let takes = || {
        pieces
            .iter()
            .filter_map(|piece| Some(&shape.pieces.get(*piece)?.takes))
    };
    let (least, most) = takes().fold((0, 0), |(a, b), takes| {
        (a + takes.length().0, b + takes.length().1)
    });
    if least != most {
        return fail(format!(
            "{least} to {most} characters are weighed: only pieces of one length can be"
        ));
    }
    if weights.len() != most {
        return fail(format!(
            "there are {} weights for {most} characters",
            weights.len()
        ));
    }
    let alphabet = takes().fold(Class::default(), |all, takes| all.with(takes.alphabet()));
    if let Some(c) = alphabet
        .chars()
        .find(|c| context.counting.value(*c).is_none())
    {
        return fail(format!(
            "“{c}” can stand in what is weighed, and nothing says what it counts"
        ));
    }
    Some(Weights { pieces, weights })
}

/// A sum needs weights, and weights a sum.
pub(super) fn sum_and_weights(declared: &CheckDeclaration<'_>, problems: &mut Problems) {
    let right = declared.right.as_ref();
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let asked =
        right.is_some_and(|right| right.text.split(|c| !is_word(c)).any(|word| word == "sum"));
    match (asked, declared.weights, right) {
        (true, None, Some(right)) => {
            let message = "`sum` is asked for, and nothing is weighed";
            let problem = Diagnostic::new(codes::NO_SUM, right.span, message);
            problems.push(problem.help("add `weights:` with a number for each character"));
        }
        (false, Some(weights), _) => {
            let message = "weights are given, and nothing asks for the `sum`";
            let problem = Diagnostic::new(codes::NO_SUM, weights.span, message);
            problems
                .push(problem.help("add `right when:` with the `sum`, or take the weights out"));
        }
        _ => {}
    }
}
