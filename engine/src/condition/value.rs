//! Values, and truth in three values.

use crate::answers::File;
use crate::name::OptionName;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::sync::Arc;

/// True, false or unknown (Kleene's strong logic of indeterminacy).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// It cannot be told, since something it needs was not answered.
    Unknown,
}

/// A typed answer, or what an expression works out to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not asked, blank or wrong.
    Unknown,
    /// A condition's verdict, a yes or no, a tick.
    Truth(bool),
    /// A text in its canonical form.
    Text(Arc<str>),
    /// An option.
    Option(OptionName),
    /// Options, in the order in which they were offered.
    Several(Arc<[OptionName]>),
    /// A number or an amount of money.
    Number(Decimal),
    /// A day; a month is its first day.
    Date(Date),
    /// A postal address.
    Address(Arc<Address>),
    /// Files that were uploaded.
    Files(Arc<[File]>),
    /// The items of a repeat, each with a value for every field of its [`super::Record`].
    Items(Arc<[Vec<Value>]>),
}

/// A postal address as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// First line.
    pub line_1: String,
    /// Second line; may be empty.
    pub line_2: String,
    /// Town or city.
    pub town: String,
    /// Postcode; may be empty outside the United Kingdom.
    pub postcode: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
}

impl Value {
    /// Whether there is no value.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}
