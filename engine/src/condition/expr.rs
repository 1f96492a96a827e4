//! Checked expressions.

use super::types::Type;
use super::value::Value;
use crate::calendar::Calendar;
use crate::catalogue::List;
use crate::name::OptionName;
use crate::source::Span;
use jiff::civil::Date;
use std::sync::Arc;

/// Where a value is found when an expression is worked out.
#[derive(Clone, Debug)]
pub enum Place {
    /// Slot n of the form.
    Form(usize),
    /// Slot n of the item of a repeat that is being filled in.
    Item(usize),
    /// Slot n of the entry that a `where` or `every` looks at.
    Its(usize),
    /// The form's named value n.
    Named(usize),
    /// The day of sending.
    Today,
    /// A cell of a list, in the row that counts today, or on the day asked for.
    Cell {
        /// The list.
        list: Arc<List>,
        /// The row's name.
        row: OptionName,
        /// The column's position.
        column: usize,
    },
    /// Something known outside the form, by its whole name: `party.status`.
    Outside(Arc<str>),
}

/// A checked expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it works out to.
    pub ty: Type,
    /// Where it was written.
    pub span: Span,
}

/// What an expression needs to be worked out.
pub trait Facts {
    /// The value at a place.
    fn value(&self, place: &Place) -> Value;
    /// The day of sending, in the service's zone.
    fn today(&self) -> Date;
    /// The service's working days.
    fn calendar(&self) -> &Calendar;
}
