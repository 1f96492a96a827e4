//! What was written, before any name is looked up.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// A part of an expression with its range of bytes.
#[derive(Clone, Debug)]
pub(crate) struct Syntax {
    pub(crate) node: Box<Node>,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// The shapes of expressions.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// `kinds`, `party.status`, `lead_times.pair.days`; also a bare option, which only the other side can tell.
    Name(Vec<String>),
    /// `its amount`.
    Its(String),
    /// A literal.
    Number(Decimal),
    /// A literal.
    Date(Date),
    /// A literal.
    Text(String),
    /// `today`.
    Today,
    /// All hold.
    And(Vec<Syntax>),
    /// At least one holds.
    Or(Vec<Syntax>),
    /// `not ( )`.
    Not(Syntax),
    /// `x is answered`.
    Answered(Syntax, bool),
    /// `x is y`, `x is more than y` and the others of one word each.
    Compare(Compare, Syntax, Syntax),
    /// `x is before y`, `x is on or after y`: an order in the words of dates.
    CompareDates(Compare, Syntax, Syntax),
    /// `x is one of (a, b)`.
    OneOf(Syntax, Vec<Syntax>, bool),
    /// `x is one of LIST`.
    RowOf(Syntax, Syntax, bool),
    /// `x is between a and b`.
    Between(Syntax, Syntax, Syntax),
    /// `x includes any of (a, b)`.
    Includes(Syntax, Includes, Vec<Syntax>),
    /// `a + b`.
    Arithmetic(Arithmetic, Syntax, Syntax),
    /// `10 working days after d`.
    Shift {
        count: Syntax,
        unit: Unit,
        after: bool,
        from: Syntax,
    },
    /// `length of x`.
    Length(Syntax),
    /// `earliest of (a, b)`, `latest of (a, b)`.
    Extreme(bool, Vec<Syntax>),
    /// `number of c`.
    Count(Syntax),
    /// `sum of c.x`, `earliest of c.x`, `latest of c.x`.
    Over(Over, Syntax, String),
    /// `(c where …)`.
    Filter(Syntax, Syntax),
    /// `any of c`, `no c`, `no other c`.
    Some(Quantity, Syntax),
    /// `every c …`.
    Every(Syntax, Syntax),
    /// `it is live`, `it is live on d`.
    Live(Option<Syntax>),
    /// `it overlaps a to b`.
    Overlaps(Syntax, Syntax),
    /// `x.column on d`.
    On(Syntax, Syntax),
}

/// Comparisons of two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compare {
    /// `is`.
    Is,
    /// `is not`.
    IsNot,
    /// `is more than`, `is after`.
    More,
    /// `is less than`, `is before`.
    Less,
    /// `is at least`, `is on or after`.
    AtLeast,
    /// `is at most`, `is on or before`.
    AtMost,
}

/// What several chosen options are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Includes {
    /// One of them at least.
    Any,
    /// Each of them.
    All,
    /// Not one of them.
    None,
}

/// Sums and the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `mod`.
    Modulo,
}

/// Units in which dates are shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Calendar days.
    Days,
    /// Working days.
    WorkingDays,
    /// Seven days.
    Weeks,
    /// Months, clipped to the month's end.
    Months,
    /// Years, clipped likewise.
    Years,
}

/// How the field of a collection is drawn together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// `sum of`.
    Sum,
    /// `earliest of`.
    Earliest,
    /// `latest of`.
    Latest,
}

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// `any of`: at least one.
    Any,
    /// `no`: none.
    None,
    /// `no other`: none but the one being changed.
    NoOther,
}
