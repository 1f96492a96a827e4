//! Expressions as English, for reviewers, and in a normal form, for comparing meanings.

use super::expr::{Collection, Expr, Op, Place};
use super::syntax::{Arithmetic, Compare, Includes, Over, Quantity, Unit};
use super::types::Type;
use super::value::Value;
use super::words::listed;
use crate::wording::format;

impl Expr {
    /// The expression in English, as the part of a sentence: "the kind is one of A company and A partnership".
    #[must_use]
    pub fn sentence(&self) -> String {
        match &self.op {
            Op::And(parts) => join(parts, "and"),
            Op::Or(parts) => join(parts, "or"),
            Op::Not(part) => format!("it is not so that {}", part.sentence()),
            Op::Answered(part, yes) => format!(
                "{} is {}answered",
                part.sentence(),
                if *yes { "" } else { "not " }
            ),
            Op::Compare(how, left, right) => format!(
                "{} {} {}",
                left.sentence(),
                compared(*how, &left.ty),
                right.sentence()
            ),
            Op::OneOf(left, options, yes) => {
                let options: Vec<String> = options.iter().map(Self::sentence).collect();
                let options: Vec<&str> = options.iter().map(String::as_str).collect();
                format!(
                    "{} is {} {}",
                    left.sentence(),
                    if *yes { "one of" } else { "none of" },
                    listed(&options, "and")
                )
            }
            Op::Between(three) => {
                let [value, low, high] = &**three;
                format!(
                    "{} is between {} and {}",
                    value.sentence(),
                    low.sentence(),
                    high.sentence()
                )
            }
            Op::Includes(left, how, options) => {
                let options: Vec<String> = options.iter().map(Self::sentence).collect();
                let options: Vec<&str> = options.iter().map(String::as_str).collect();
                let which = match (how, options.len()) {
                    (Includes::None, 1) => {
                        return format!(
                            "{} does not include {}",
                            left.sentence(),
                            options.concat()
                        );
                    }
                    (_, 1) => options.concat(),
                    (Includes::Any, _) => format!("any of {}", listed(&options, "and")),
                    (Includes::All, _) => format!("all of {}", listed(&options, "and")),
                    (Includes::None, _) => format!("none of {}", listed(&options, "and")),
                };
                format!("{} includes {which}", left.sentence())
            }
            Op::Some(quantity, collection) => {
                let word = match quantity {
                    Quantity::Any => "there is",
                    Quantity::None => "there is no",
                    Quantity::NoOther => "there is no other",
                };
                let one = if *quantity == Quantity::Any {
                    super::words::article(&collection.record.each)
                } else {
                    collection.record.each.clone()
                };
                format!("{word} {one}{}", filtered(collection))
            }
            Op::Every(collection, condition) => {
                format!(
                    "for every {}{}, {}",
                    collection.record.each,
                    filtered(collection),
                    condition.sentence()
                )
            }
            Op::Live(_, day) => match day {
                None => "it is live".to_owned(),
                Some(day) => format!("it is live on {}", day.sentence()),
            },
            Op::Overlaps(_, first, last) => {
                format!("it overlaps {} to {}", first.sentence(), last.sentence())
            }
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
            Op::Read(_, called) => format!("the {called}"),
            Op::Arithmetic(how, left, right) => {
                let sign = match how {
                    Arithmetic::Add => "plus",
                    Arithmetic::Subtract => "minus",
                    Arithmetic::Multiply => "times",
                    Arithmetic::Divide => "divided by",
                    Arithmetic::Modulo => "modulo",
                };
                format!("{} {sign} {}", left.sentence(), right.sentence())
            }
            Op::Shift {
                count,
                unit,
                after,
                from,
            } => {
                let one = matches!(&count.op, Op::Literal(Value::Number(n)) if *n == 1.into());
                let unit = match unit {
                    Unit::Days => "day",
                    Unit::WorkingDays => "working day",
                    Unit::Weeks => "week",
                    Unit::Months => "month",
                    Unit::Years => "year",
                };
                let (plural, side) = (
                    if one { "" } else { "s" },
                    if *after { "after" } else { "before" },
                );
                format!(
                    "{} {unit}{plural} {side} {}",
                    count.sentence(),
                    from.sentence()
                )
            }
            Op::Length(part) => format!("the length of {}", part.sentence()),
            Op::Extreme(latest, parts) => {
                let parts: Vec<String> = parts.iter().map(Self::sentence).collect();
                let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                format!(
                    "the {} of {}",
                    if *latest { "latest" } else { "earliest" },
                    listed(&parts, "and")
                )
            }
            Op::Count(collection) => format!(
                "the number of {}{}",
                collection.record.name.replace('_', " "),
                filtered(collection)
            ),
            Op::Over(over, collection, slot) => {
                let word = match over {
                    Over::Sum => "the sum of",
                    Over::Earliest => "the earliest",
                    Over::Latest => "the latest",
                };
                let field = collection
                    .record
                    .fields
                    .get(*slot)
                    .map_or("", |field| &field.called);
                format!(
                    "{word} the {field} of {}{}",
                    collection.record.name.replace('_', " "),
                    filtered(collection)
                )
            }
            Op::Column {
                of,
                list,
                column,
                on,
            } => {
                let called = list
                    .columns
                    .get(*column)
                    .map_or("", |column| &column.called);
                let on = on
                    .as_ref()
                    .map_or_else(String::new, |on| format!(" on {}", on.sentence()));
                format!("the {called} of {}{on}", of.sentence())
            }
            Op::CellOn {
                list,
                row,
                column,
                on,
            } => {
                let called = list
                    .columns
                    .get(*column)
                    .map_or("", |column| &column.called);
                let label = list
                    .rows
                    .iter()
                    .find(|found| found.name == *row)
                    .map_or(row.as_str(), |row| &row.label);
                format!("the {called} of {label} on {}", on.sentence())
            }
            _ => self.sentence(),
        }
    }

    /// A normal form: the same for expressions that mean the same, word for word.
    #[must_use]
    pub fn canonical(&self) -> String {
        let parts: Vec<String> = self.parts().into_iter().map(Self::canonical).collect();
        let name = match &self.op {
            Op::Literal(value) => return format!("{value:?}"),
            Op::Option(name, _) => return format!("`{name}`"),
            Op::YesNo(yes) => return if *yes { "`yes`" } else { "`no`" }.to_owned(),
            Op::Read(place, _) => return canonical_place(place),
            Op::And(_) => "and".to_owned(),
            Op::Or(_) => "or".to_owned(),
            Op::Not(_) => "not".to_owned(),
            Op::Answered(_, yes) => if *yes { "answered" } else { "unanswered" }.to_owned(),
            Op::Compare(how, ..) => format!("{how:?}"),
            Op::OneOf(.., yes) => if *yes { "one" } else { "none" }.to_owned(),
            Op::Between(_) => "between".to_owned(),
            Op::Includes(_, how, _) => format!("includes{how:?}"),
            Op::Arithmetic(how, ..) => format!("{how:?}"),
            Op::Shift { unit, after, .. } => format!("shift{unit:?}{after}"),
            Op::Length(_) => "length".to_owned(),
            Op::Extreme(latest, _) => format!("extreme{latest}"),
            Op::Count(_) => "count".to_owned(),
            Op::Over(over, _, slot) => format!("{over:?}{slot}"),
            Op::Some(quantity, _) => format!("some{quantity:?}"),
            Op::Every(..) => "every".to_owned(),
            Op::Live(..) => "live".to_owned(),
            Op::Overlaps(..) => "overlaps".to_owned(),
            Op::Column { list, column, .. } => format!("column {} {column}", list.name),
            Op::CellOn {
                list, row, column, ..
            } => format!("cell {} {row} {column}", list.name),
        };
        format!("({name} {})", parts.join(" "))
    }
}

fn canonical_place(place: &Place) -> String {
    match place {
        Place::Form(slot) => format!("form.{slot}"),
        Place::Item(slot) => format!("item.{slot}"),
        Place::Its(slot) => format!("its.{slot}"),
        Place::Named(index) => format!("value.{index}"),
        Place::Today => "today".to_owned(),
        Place::Cell { list, row, column } => format!("{}.{row}.{column}", list.name),
        Place::Outside(name) => name.to_string(),
    }
}

fn join(parts: &[Expr], word: &str) -> String {
    let parts: Vec<String> = parts
        .iter()
        .map(|part| match &part.op {
            Op::And(_) | Op::Or(_) => format!("({})", part.sentence()),
            _ => part.sentence(),
        })
        .collect();
    parts.join(&format!(" {word} "))
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

fn filtered(collection: &Collection) -> String {
    collection
        .filter
        .as_ref()
        .map_or_else(String::new, |filter| {
            format!(" where {}", filter.sentence())
        })
}
