//! Expressions as English, for reviewers. The same expression always reads the same.

use super::expr::{Collection, Expr, Op, Place};
use super::syntax::{Arithmetic, Compare, Includes, Over, Quantity, Unit};
use super::types::Type;
use super::value::Value;
use super::words::{article, listed};
use crate::catalogue::List;
use crate::question::the;
use crate::wording::format;

impl Expr {
    /// The expression in English, as the part of a sentence: "the kind is one of A company and A partnership".
    #[must_use]
    pub fn sentence(&self) -> String {
        match &self.op {
            Op::And(parts) => join(parts, " and "),
            Op::Or(parts) => join(parts, " or "),
            Op::Not(part) => format!("it is not so that {}", part.closed()),
            Op::Answered(part, yes) if matches!(part.ty, Type::Truth) => {
                let known = if *yes { "is known" } else { "is not known" };
                format!("whether {} {known}", part.closed())
            }
            Op::Answered(part, true) => format!("{} is answered", part.sentence()),
            Op::Answered(part, false) => format!("{} is not answered", part.sentence()),
            Op::Compare(how, left, right) => {
                let compared = compared(*how, &left.ty);
                format!("{} {compared} {}", left.sentence(), right.beside(&left.ty))
            }
            Op::OneOf(left, options, yes) => {
                let word = if *yes { "one of" } else { "none of" };
                format!("{} is {word} {}", left.sentence(), all(options, &left.ty))
            }
            Op::RowOf(left, list, yes) => {
                let word = if *yes { "one" } else { "none" };
                format!("{} is {word} of {}", left.sentence(), list.title)
            }
            Op::Between(three) => {
                let [value, low, high] = &**three;
                let (low, high) = (low.beside(&value.ty), high.beside(&value.ty));
                format!("{} is between {low} and {high}", value.sentence())
            }
            Op::Includes(left, how, options) => {
                let includes = match (how, options.len()) {
                    (Includes::None, 1) => "does not include",
                    (_, 1) => "includes",
                    (Includes::Any, _) => "includes any of",
                    (Includes::All, _) => "includes all of",
                    (Includes::None, _) => "includes none of",
                };
                format!("{} {includes} {}", left.sentence(), all(options, &left.ty))
            }
            Op::Some(quantity, collection) => some(*quantity, collection),
            Op::Every(collection, condition) => {
                let each = &collection.record.each;
                let filter = collection.filter.as_ref();
                let filter =
                    filter.map_or_else(String::new, |filter| format!(" where {}", filter.closed()));
                format!("for every {each}{filter}, {}", condition.closed())
            }
            Op::Live(_, None) => "it is live".to_owned(),
            Op::Live(_, Some(day)) => format!("it is live on {}", day.sentence()),
            Op::Overlaps(_, first, last) => {
                format!("it overlaps {} to {}", first.sentence(), last.sentence())
            }
            Op::Read(_, called) if matches!(self.ty, Type::Truth) => format!("“{called}” holds"),
            _ => self.thing(),
        }
    }

    /// A value in English.
    fn thing(&self) -> String {
        match &self.op {
            Op::Literal(Value::Text(text)) => format!("“{text}”"),
            Op::Literal(value) => format::plain(value, &self.ty),
            Op::Option(_, label) => label.clone(),
            Op::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Op::Read(Place::Today, _) => "today".to_owned(),
            Op::Read(Place::Its(_), called) => called.clone(),
            Op::Read(_, called) => the(called),
            Op::Arithmetic(Arithmetic::Subtract, zero, right) if is_zero(zero) => {
                format!("minus {}", right.operand(Arithmetic::Multiply, true))
            }
            Op::Arithmetic(Arithmetic::Modulo, left, right) => {
                let [left, right] =
                    [left, right].map(|side| side.operand(Arithmetic::Modulo, true));
                format!("the remainder of {left} divided by {right}")
            }
            Op::Arithmetic(how, left, right) => {
                let sign = sign(*how);
                let (left, right) = (left.operand(*how, false), right.operand(*how, true));
                format!("{left} {sign} {right}")
            }
            Op::Shift {
                count,
                unit,
                after,
                from,
            } => {
                let side = if *after { "after" } else { "before" };
                format!("{} {side} {}", span(count, *unit), from.sentence())
            }
            Op::Length(part) => format!("the length of {}", part.sentence()),
            Op::Extreme(latest, parts) => {
                let word = if *latest { "latest" } else { "earliest" };
                format!("the {word} of {}", all(parts, &self.ty))
            }
            Op::Count(collection) => format!("the number of {}", things(collection)),
            Op::Over(over, collection, slot) => {
                let word = match over {
                    Over::Sum => "the sum of the",
                    Over::Earliest => "the earliest",
                    Over::Latest => "the latest",
                };
                format!(
                    "{word} {} of {}",
                    field(collection, *slot),
                    things(collection)
                )
            }
            _ => self.cell(),
        }
    }

    /// A cell of a list in English.
    fn cell(&self) -> String {
        match &self.op {
            Op::Column {
                of,
                list,
                column,
                on,
            } => {
                let column = called(list, *column);
                format!("the {column} of {}{}", of.sentence(), on_day(on.as_deref()))
            }
            Op::CellOn {
                list,
                row,
                column,
                on,
            } => {
                let column = called(list, *column);
                let found = list.rows.iter().find(|found| found.name == *row);
                let row = found.map_or(row.as_str(), |found| &found.label);
                format!("the {column} of {row}{}", on_day(Some(on)))
            }
            _ => self.sentence(),
        }
    }

    /// The sentence, in brackets where what follows could be taken for a part of it.
    fn closed(&self) -> String {
        let open = match &self.op {
            Op::And(_) | Op::Or(_) | Op::Not(_) | Op::Every(..) => true,
            Op::Some(_, collection) => collection.filter.is_some(),
            _ => false,
        };
        if open {
            format!("({})", self.sentence())
        } else {
            self.sentence()
        }
    }

    /// The sentence beside something of a type: a bare number beside money is an amount.
    fn beside(&self, ty: &Type) -> String {
        match (&self.op, ty) {
            (Op::Literal(value @ Value::Number(_)), Type::Money) => format::plain(value, ty),
            _ => self.sentence(),
        }
    }

    /// The sentence as a part of a sum, in brackets where it would be worked out in another order.
    fn operand(&self, outer: Arithmetic, on_the_right: bool) -> String {
        let tight = |how| !matches!(how, Arithmetic::Add | Arithmetic::Subtract);
        match &self.op {
            Op::Arithmetic(how, ..)
                if on_the_right
                    || matches!(how, Arithmetic::Modulo)
                    || (tight(outer) && !tight(*how)) =>
            {
                format!("({})", self.sentence())
            }
            _ => self.sentence(),
        }
    }
}

fn is_zero(expr: &Expr) -> bool {
    matches!(&expr.op, Op::Literal(Value::Number(number)) if number.is_zero())
}

fn some(quantity: Quantity, collection: &Collection) -> String {
    let each = &collection.record.each;
    let there_is = match quantity {
        Quantity::Any => format!("there is {}", article(each)),
        Quantity::None => format!("there is no {each}"),
        Quantity::NoOther => format!("there is no other {each}"),
    };
    match &collection.filter {
        None => there_is,
        Some(filter) => format!("{there_is} where {}", filter.sentence()),
    }
}

/// The entries of a collection: "the costs (only where its amount is more than £10)".
fn things(collection: &Collection) -> String {
    let name = collection.record.name.replace('_', " ");
    match &collection.filter {
        None => name,
        Some(filter) => format!("{name} (only where {})", filter.sentence()),
    }
}

fn on_day(on: Option<&Expr>) -> String {
    on.map_or_else(String::new, |on| format!(" on {}", on.sentence()))
}

fn all(parts: &[Expr], beside: &Type) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part.beside(beside)).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    listed(&parts, "and")
}

fn join(parts: &[Expr], word: &str) -> String {
    let parts: Vec<String> = parts.iter().map(Expr::closed).collect();
    parts.join(word)
}

fn sign(how: Arithmetic) -> &'static str {
    match how {
        Arithmetic::Add => "plus",
        Arithmetic::Subtract => "minus",
        Arithmetic::Multiply => "times",
        Arithmetic::Divide => "divided by",
        Arithmetic::Modulo => "divided, for the remainder, by",
    }
}

/// "10 working days", "1 month".
fn span(count: &Expr, unit: Unit) -> String {
    let one = matches!(&count.op, Op::Literal(Value::Number(n)) if *n == 1.into());
    let unit = match unit {
        Unit::Days => "day",
        Unit::WorkingDays => "working day",
        Unit::Weeks => "week",
        Unit::Months => "month",
        Unit::Years => "year",
    };
    let plural = if one { "" } else { "s" };
    match &count.op {
        Op::Literal(_) => format!("{} {unit}{plural}", count.sentence()),
        _ => format!("({}) {unit}s", count.sentence()),
    }
}

fn called(list: &List, column: usize) -> &str {
    let column = list.columns.get(column);
    column.map_or("", |column| &column.called)
}

fn field(collection: &Collection, slot: usize) -> &str {
    let field = collection.record.fields.get(slot);
    field.map_or("", |field| &field.called)
}

fn compared(how: Compare, ty: &Type) -> &'static str {
    let date = matches!(ty, Type::Date | Type::Month);
    match (how, date) {
        (Compare::Is, _) => "is",
        (Compare::IsNot, _) => "is not",
        (Compare::More, true) => "is after",
        (Compare::Less, true) => "is before",
        (Compare::AtLeast, true) => "is on or after",
        (Compare::AtMost, true) => "is on or before",
        (Compare::More, false) => "is more than",
        (Compare::Less, false) => "is less than",
        (Compare::AtLeast, false) => "is at least",
        (Compare::AtMost, false) => "is at most",
    }
}
