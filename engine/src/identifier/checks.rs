//! Weights and checks, fitted to a shape.

use super::build::Origin;
use super::class::Class;
use super::declared::CheckDeclaration;
use super::modulus::Table;
use super::names::TypeScope;
use super::right::{Check, How, NAMED};
use super::shape::Shape;
use super::sum::Counting;
use super::takes::Takes;
use super::weighing::{sum_and_weights, weighed, weights};
use crate::condition::{self, Wanted};
use crate::declare::{Problems, Written};
use crate::diagnostic::codes::identifier as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
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
        "uk modulus check" if is_account(takes()) => Some(How::Modulus(context.table.clone())),
        "uk modulus check" => fail(
            "the modulus check reads the six digits of a sort code and the eight of an account",
        ),
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

/// Whether pieces have fourteen digits, perhaps with spaces between them.
fn is_account<'a>(takes: impl Iterator<Item = &'a Takes>) -> bool {
    let space = Class::of(" ");
    let digits = takes.filter(|takes| takes.alphabet() != space);
    let (mut least, mut most) = (0, 0);
    for takes in digits {
        let (a, b) = takes.length();
        (least, most) = (least + a, most + b);
        if !takes.alphabet().without(Class::DIGITS).is_empty() && !takes.alphabet().meets(space) {
            return false;
        }
    }
    (least, most) == (14, 14)
}

/// Where a type or one of its shapes asks for the modulus check.
pub(super) fn asks_for_table(check: &CheckDeclaration<'_>, shapes: &[Origin<'_>]) -> Option<Span> {
    let own = shapes
        .iter()
        .flatten()
        .filter_map(|shape| shape.check.as_ref());
    let mut rights = own.chain([check]).filter_map(|check| check.right.as_ref());
    let found = rights.find(|right| right.text == "uk modulus check");
    found.map(|right| right.span)
}
