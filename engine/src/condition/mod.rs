//! The condition language: typed, three-valued, closed, without loops or code, printable as a sentence.
//!
//! Text becomes a `Syntax` tree, which knows no names; checking it against a [`Scope`] gives an [`Expr`], which
//! cannot go wrong; working that out needs only [`Facts`].

mod canonical;
mod check;
mod eval;
mod expr;
mod parse;
mod sentence;
mod spelling;
mod syntax;
mod token;
mod types;
mod value;
pub(crate) mod words;

pub(crate) use check::compile;
pub(crate) use eval::date;
pub(crate) use expr::Op;
pub use expr::{Expr, Facts, Place};
pub(crate) use syntax::{Compare, Includes};
pub use types::{Binding, Choices, Column, Lookup, Record, Scope, Type, Wanted};
pub use value::{Address, Truth, Value};

use crate::declare::{Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// An expression in the one way that it is spelled: the same text for texts that differ in spaces and brackets alone.
///
/// ```
/// assert_eq!(engine::condition::spelling("(kind   is a) and ((size is 3))").as_deref(), Ok("kind is a and size is 3"));
/// ```
///
/// # Errors
///
/// Why it cannot be read. Whether its names exist is not asked.
pub fn spelling(text: &str) -> Result<String, Vec<Diagnostic>> {
    let mut problems = Problems::new();
    let syntax = alone(text).and_then(|written| parse::parse(&written, &mut problems));
    syntax.map(|syntax| syntax.spelled()).ok_or(problems)
}

/// A text that stands in no file.
fn alone(text: &str) -> Option<Written> {
    let alone = Sources::new([(String::new(), text.as_bytes().to_vec())]);
    let span = Span::new(alone.find("")?, 0, text.len());
    Some(Written::exactly(text, span))
}

/// Reads and checks an expression that stands in no file: for tools, and for the conformance vectors.
///
/// # Errors
///
/// Everything that is wrong with it; its place is counted from the start of `text`.
pub fn read(text: &str, scope: &dyn Scope, wanted: &Wanted) -> Result<Expr, Vec<Diagnostic>> {
    let mut problems = Problems::new();
    let expr = alone(text).and_then(|written| compile(&written, scope, wanted, &mut problems));
    expr.ok_or(problems)
}
