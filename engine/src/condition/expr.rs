//! Checked expressions: every name found, every type fitting, so that working one out cannot go wrong.

use super::syntax::{Arithmetic, Compare, Includes, Over, Quantity, Unit};
use super::types::{Record, Type};
use super::value::Value;
use crate::calendar::Calendar;
use crate::catalogue::List;
use crate::name::OptionName;
use crate::source::Span;
use jiff::civil::Date;
use std::borrow::Cow;
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
    pub(crate) op: Op,
}

/// What an expression does.
#[derive(Clone, Debug)]
pub(crate) enum Op {
    /// A number, date or text that was written.
    Literal(Value),
    /// An option that was written, with its label.
    Option(OptionName, String),
    /// `yes` or `no`.
    YesNo(bool),
    /// The value at a place, and how it is called.
    Read(Place, String),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    Answered(Box<Expr>, bool),
    Compare(Compare, Box<Expr>, Box<Expr>),
    OneOf(Box<Expr>, Vec<Expr>, bool),
    /// The value is the name of a row of the list that counts today.
    RowOf(Box<Expr>, Arc<List>, bool),
    Between(Box<[Expr; 3]>),
    Includes(Box<Expr>, Includes, Vec<Expr>),
    Arithmetic(Arithmetic, Box<Expr>, Box<Expr>),
    Shift {
        count: Box<Expr>,
        unit: Unit,
        after: bool,
        from: Box<Expr>,
    },
    Length(Box<Expr>),
    Extreme(bool, Vec<Expr>),
    Count(Collection),
    Over(Over, Collection, usize),
    Some(Quantity, Collection),
    Every(Collection, Box<Expr>),
    /// The entry is live on the day, today when none is given.
    Live(Arc<Record>, Option<Box<Expr>>),
    Overlaps(Arc<Record>, Box<Expr>, Box<Expr>),
    /// A column of the row that a choice points at.
    Column {
        of: Box<Expr>,
        list: Arc<List>,
        column: usize,
        on: Option<Box<Expr>>,
    },
    /// A cell of a list on a day.
    CellOn {
        list: Arc<List>,
        row: OptionName,
        column: usize,
        on: Box<Expr>,
    },
}

/// A collection, perhaps filtered.
#[derive(Clone, Debug)]
pub(crate) struct Collection {
    pub(crate) of: Box<Expr>,
    pub(crate) record: Arc<Record>,
    pub(crate) filter: Option<Box<Expr>>,
}

/// What an expression needs to be worked out.
pub trait Facts {
    /// The value at a place. [`Place::Its`], [`Place::Today`] and [`Place::Cell`] are never asked for.
    fn value<'a>(&'a self, place: &Place) -> Cow<'a, Value>;
    /// The day of sending, in the service's zone.
    fn today(&self) -> Date;
    /// The service's working days.
    fn calendar(&self) -> &Calendar;
    /// Which item of the collection that is being asked about is the one being changed, for `no other`.
    fn own(&self) -> Option<usize> {
        None
    }
    /// The reason that decided the form's named value n, when it is a date with reasons.
    fn because(&self, _value: usize) -> Option<String> {
        None
    }

    /// Every date of a named value with its reason; none when it has none.
    fn reasons(&self, _value: usize) -> Option<String> {
        None
    }
}

impl Expr {
    /// Both conditions, where there are two.
    pub(crate) fn both(first: Option<Self>, second: Option<Self>) -> Option<Self> {
        match (first, second) {
            (Some(first), Some(second)) => {
                let (ty, span) = (Type::Truth, first.span);
                Some(Self {
                    ty,
                    span,
                    op: Op::And(vec![first, second]),
                })
            }
            (first, second) => first.or(second),
        }
    }

    /// The conditions that must all hold for this one to hold.
    pub(crate) fn conjuncts(&self) -> Vec<&Self> {
        match &self.op {
            Op::And(parts) => parts.iter().flat_map(Self::conjuncts).collect(),
            _ => vec![self],
        }
    }

    /// Every expression directly inside this one.
    pub(crate) fn parts(&self) -> Vec<&Self> {
        fn of(collection: &Collection) -> Vec<&Expr> {
            let filter = collection.filter.iter().map(|filter| &**filter);
            std::iter::once(&*collection.of).chain(filter).collect()
        }
        match &self.op {
            Op::Literal(_) | Op::Option(..) | Op::YesNo(_) | Op::Read(..) => Vec::new(),
            Op::And(all) | Op::Or(all) | Op::Extreme(_, all) => all.iter().collect(),
            Op::Not(one) | Op::Answered(one, _) | Op::Length(one) | Op::RowOf(one, ..) => vec![one],
            Op::Compare(_, a, b) | Op::Arithmetic(_, a, b) | Op::Overlaps(_, a, b) => vec![a, b],
            Op::Shift { count, from, .. } => vec![count, from],
            Op::OneOf(left, options, _) | Op::Includes(left, _, options) => {
                std::iter::once(&**left).chain(options).collect()
            }
            Op::Between(three) => three.iter().collect(),
            Op::Count(collection) | Op::Over(_, collection, _) | Op::Some(_, collection) => {
                of(collection)
            }
            Op::Every(collection, condition) => {
                let mut parts = of(collection);
                parts.push(condition);
                parts
            }
            Op::Live(_, day) => day.iter().map(|day| &**day).collect(),
            Op::Column { of, on, .. } => {
                std::iter::once(of).chain(on).map(|part| &**part).collect()
            }
            Op::CellOn { on, .. } => vec![on],
        }
    }

    /// Calls `visit` with every place that is read.
    pub(crate) fn each_place(&self, visit: &mut dyn FnMut(&Place)) {
        if let Op::Read(place, _) = &self.op {
            visit(place);
        }
        for part in self.parts() {
            part.each_place(visit);
        }
    }

    /// Calls `visit` with every list that is looked into.
    pub(crate) fn each_list(&self, visit: &mut dyn FnMut(&Arc<List>)) {
        match &self.op {
            Op::RowOf(_, list, _)
            | Op::Column { list, .. }
            | Op::CellOn { list, .. }
            | Op::Read(Place::Cell { list, .. }, _) => visit(list),
            _ => {}
        }
        for part in self.parts() {
            part.each_list(visit);
        }
    }
}
