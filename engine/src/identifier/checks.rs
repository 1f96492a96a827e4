//! Weights and checks, fitted to a shape.

use super::build::{Given, Origin};
use super::class::Class;
use super::declared::{CheckDeclaration, texts};
use super::modulus::Table;
use super::names::TypeScope;
use super::right::{Check, How, NAMED};
use super::shape::Shape;
use super::sum::{Counting, Weights};
use crate::condition::{self, Wanted};
use crate::declare::{Fields, Problems, Written};
use crate::diagnostic::codes::identifier as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::SourceFile;
use crate::wording::Wording;
use std::sync::Arc;

/// What the checks of a type share.
pub(super) struct Context<'a> {
    pub(super) scope: &'a TypeScope<'a>,
    pub(super) counting: &'a Counting,
    /// "the company number".
    pub(super) called: &'a str,
    pub(super) table: Option<Arc<Table>>,
}

/// Fits a check to a shape that has the pieces it asks for.
pub(super) fn attach(
    shape: &mut Shape,
    declared: &CheckDeclaration<'_>,
    context: &Context<'_>,
    problems: &mut Problems,
) {
    let Some(pieces) = weighed(shape, &declared.weighs, context, problems) else {
        return;
    };
    shape.weights = weights(shape, &pieces, declared, context, problems);
    sum_and_weights(declared, problems);
    let Some(right) = &declared.right else { return };
    let Some(how) = how(right, shape, &pieces, context, problems) else {
        return;
    };
    let says = match &declared.otherwise {
        Some(written) => {
            let sentences = TypeScope {
                texts: true,
                ..*context.scope
            };
            Wording::compile(written, &sentences, problems)
        }
        None => Wording::plain(&format!(
            "Check {}: a character is wrong or two are swapped",
            context.called
        )),
    };
    shape.check = Some(Check {
        pieces: if matches!(how, How::Formula(_)) {
            Vec::new()
        } else {
            pieces
        },
        how,
        says,
        warning: declared.warning,
    });
}

/// The pieces that `weighs:` names, else those before `check`, else all.
fn weighed(
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

fn weights(
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
fn sum_and_weights(declared: &CheckDeclaration<'_>, problems: &mut Problems) {
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

fn how(
    right: &Written,
    shape: &Shape,
    pieces: &[usize],
    context: &Context<'_>,
    problems: &mut Problems,
) -> Option<How> {
    let takes = || {
        pieces
            .iter()
            .filter_map(|piece| Some(&shape.pieces.get(*piece)?.takes))
    };
    let alphabet = takes().fold(Class::default(), |all, takes| all.with(takes.alphabet()));
    let digits = alphabet.without(Class::DIGITS).is_empty();
    let mut fail = |message: &str| {
        problems.push(Diagnostic::new(codes::NO_ALGORITHM, right.span, message));
        None
    };
    match right.text.as_str() {
        "luhn" if digits => Some(How::Luhn),
        "luhn" => fail("the Luhn check reads digits alone, and these pieces have more"),
        "iso 7064 mod 97-10"
            if alphabet
                .without(Class::DIGITS.with(Class::CAPITALS))
                .is_empty() =>
        {
            Some(How::Mod97)
        }
        "iso 7064 mod 97-10" => {
            fail("ISO 7064 reads letters and digits, and these pieces have more")
        }
        "uk modulus check" => {
            let spaces = takes()
                .filter(|takes| takes.alphabet() == Class::of(" "))
                .count();
            let (least, most) = takes().fold((0, 0), |(a, b), takes| {
                (a + takes.length().0, b + takes.length().1)
            });
            let only = alphabet
                .without(Class::DIGITS.with(Class::of(" ")))
                .is_empty();
            if only && least - spaces == 14 && most - spaces == 14 {
                return Some(How::Modulus(context.table.clone()));
            }
            fail(
                "the modulus check reads the six digits of a sort code and the eight of an account",
            )
        }
        text => {
            if let Some(near) = nearest(text, NAMED) {
                let message = format!("there is no check `{text}`");
                let problem = Diagnostic::new(codes::NO_ALGORITHM, right.span, message);
                problems.push(problem.did_you_mean(text, [near]));
                return None;
            }
            let expr = condition::compile(right, context.scope, &Wanted::Truth, problems)?;
            Some(How::Formula(Arc::new(expr)))
        }
    }
}

/// The operator's table, where the type asks for one and it is there.
pub(super) fn table(
    fields: &Fields<'_>,
    check: &CheckDeclaration<'_>,
    shapes: &[Origin<'_>],
    given: &Given<'_>,
    problems: &mut Problems,
) -> Option<Arc<Table>> {
    let own = shapes
        .iter()
        .flatten()
        .filter_map(|shape| shape.check.as_ref())
        .chain([check]);
    let right = own
        .filter_map(|check| check.right.as_ref())
        .find(|right| right.text == "uk modulus check")?;
    let mut beside = |key: &str| {
        let written = fields.text(key, problems)?;
        let folder = given
            .sources
            .path(written.span.file)
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let file = given.sources.find(&format!("{folder}/{}", written.text));
        Some((
            written.span,
            file.and_then(|file| given.sources.file(file))
                .and_then(SourceFile::text),
        ))
    };
    let (weights, substitutes) = (beside("weights from"), beside("substitutes from"));
    let Some((span, Some(text))) = weights else {
        let message = "the modulus check has no table, so only the shape is checked";
        problems.push(Diagnostic::new(
            codes::NO_TABLE,
            weights.map_or(right.span, |(span, _)| span),
            message,
        ));
        return None;
    };
    match Table::read(text, substitutes.and_then(|(_, text)| text).unwrap_or("")) {
        Ok(table) => Some(Arc::new(table)),
        Err((second, line)) => {
            let span = if second {
                substitutes.map_or(span, |(span, _)| span)
            } else {
                span
            };
            let message = format!("line {line} of the table cannot be read");
            problems.push(Diagnostic::new(codes::BAD_TABLE, span, message));
            None
        }
    }
}
