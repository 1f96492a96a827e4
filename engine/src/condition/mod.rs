//! The condition language: typed, three-valued, closed, without loops or code, printable as a sentence.
//!
//! Text becomes a [`syntax::Syntax`] tree, which knows no names; checking it against a [`Scope`] gives an [`Expr`], which
//! cannot go wrong; working that out needs only [`Facts`].

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
