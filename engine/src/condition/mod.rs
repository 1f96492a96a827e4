//! The condition language: typed, three-valued, closed, without loops or code, printable as a sentence.
//!
//! Text becomes a [`Syntax`](syntax) tree, which knows no names; checking it against a [`Scope`] gives an [`Expr`],
//! which cannot go wrong; evaluating that needs only [`Facts`].

mod expr;
mod types;
mod value;

pub use expr::{Expr, Facts, Place};
pub use types::{Binding, Choices, Column, Lookup, Record, Scope, Type};
pub use value::{Address, Truth, Value};
