//! The condition language: typed, three-valued, closed, without loops or code, printable as a sentence.
//!
//! Text becomes a [`syntax::Syntax`] tree, which knows no names; checking it against a [`Scope`] gives an [`Expr`], which
//! cannot go wrong; working that out needs only [`Facts`].

mod canonical;
mod check;
mod eval;
mod expr;
mod parse;
mod sentence;
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

use crate::declare::Written;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

/// Reads and checks an expression that stands in no file: for tools, and for the conformance vectors.
///
/// # Errors
///
/// Everything that is wrong with it; its place is counted from the start of `text`.
pub fn read(text: &str, scope: &dyn Scope, wanted: &Wanted) -> Result<Expr, Vec<Diagnostic>> {
    let alone = Sources::new([(String::new(), text.as_bytes().to_vec())]);
    let mut problems = Vec::new();
    let file = alone.find("").map(|file| Span::new(file, 0, text.len()));
    let written = file.map(|span| Written::exactly(text, span));
    let expr = written.and_then(|written| compile(&written, scope, wanted, &mut problems));
    expr.ok_or(problems)
}
