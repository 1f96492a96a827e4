//! Working out: three-valued, total, exact.
//!
//! What was not asked, left blank or wrong is unknown; `is answered` alone tells. `and`, `or` and `not` follow Kleene.

mod collections;
mod values;
mod working;

pub(crate) use working::date;

use super::expr::{Expr, Facts, Op};
use super::syntax::{Compare, Includes};
use super::value::{Truth, Value};
use crate::catalogue::List;
use collections::{every, overlaps, some};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The fields of the entry that `its` means.
type Row<'a> = &'a [Value];

impl Expr {
    /// Whether the condition holds.
    #[must_use]
    pub fn truth(&self, facts: &dyn Facts) -> Truth {
        self.truth_in(facts, None)
    }

    /// What the expression works out to.
    #[must_use]
    pub fn value<'a>(&'a self, facts: &'a dyn Facts) -> Cow<'a, Value> {
        self.value_in(facts, None)
    }

    /// Whether the condition holds for an entry, whose fields are `row`.
    #[must_use]
    pub fn truth_of(&self, facts: &dyn Facts, row: &[Value]) -> Truth {
        self.truth_in(facts, Some(row))
    }

    fn truth_in(&self, facts: &dyn Facts, row: Option<Row<'_>>) -> Truth {
        match &self.op {
            Op::And(parts) => all(parts.iter().map(|part| part.truth_in(facts, row))),
            Op::Or(parts) => any(parts.iter().map(|part| part.truth_in(facts, row))),
            Op::Not(part) => !part.truth_in(facts, row),
            Op::Answered(part, yes) => Truth::from(is_answered(&part.value_in(facts, row)) == *yes),
            Op::Compare(how, left, right) => {
                let left = left.value_in(facts, row);
                compare(*how, &left, &right.value_in(facts, row))
            }
            Op::OneOf(left, options, yes) => {
                let left = left.value_in(facts, row);
                let same =
                    |option: &Expr| compare(Compare::Is, &left, &option.value_in(facts, row));
                let found = any(options.iter().map(same));
                if *yes { found } else { !found }
            }
            Op::RowOf(left, list, yes) => {
                let is_row = is_row(&left.value_in(facts, row), list, facts.today());
                if *yes { is_row } else { !is_row }
            }
            Op::Between(three) => {
                let [value, low, high] = &**three;
                let value = value.value_in(facts, row);
                all([
                    compare(Compare::AtLeast, &value, &low.value_in(facts, row)),
                    compare(Compare::AtMost, &value, &high.value_in(facts, row)),
                ])
            }
            Op::Includes(left, how, options) => {
                let left = left.value_in(facts, row);
                let option = |option: &Expr| has(&left, &option.value_in(facts, row));
                let mut options = options.iter().map(option);
                match how {
                    Includes::Any => any(&mut options),
                    Includes::All => all(&mut options),
                    Includes::None => !any(&mut options),
                }
            }
            Op::Some(quantity, collection) => some(*quantity, collection, facts, row),
            Op::Every(collection, condition) => every(collection, condition, facts, row),
            Op::Live(record, on) => {
                let day = match on {
                    None => Some(facts.today()),
                    Some(on) => date(&on.value_in(facts, row)),
                };
                row.zip(day)
                    .map_or(Truth::Unknown, |(row, day)| overlaps(record, row, day, day))
            }
            Op::Overlaps(record, first, last) => {
                let first = date(&first.value_in(facts, row)).unwrap_or(Date::MIN);
                let last = date(&last.value_in(facts, row)).unwrap_or(Date::MAX);
                row.map_or(Truth::Unknown, |row| overlaps(record, row, first, last))
            }
            _ => match *self.value_in(facts, row) {
                Value::Truth(holds) => Truth::from(holds),
                _ => Truth::Unknown,
            },
        }
    }
}

/// Whether a row of this name counts on `day`. Codes are in capitals and names in small letters, so their case does not
/// matter; a number is compared with names that are numbers, `07` is 7.
fn is_row(value: &Value, list: &List, day: Date) -> Truth {
    let mut valid = list.rows.iter().filter(|row| row.is_valid(day));
    Truth::from(match value {
        Value::Text(text) => valid.any(|row| row.name.as_str().eq_ignore_ascii_case(text)),
        Value::Option(name) => valid.any(|row| row.name == *name),
        Value::Number(number) => {
            valid.any(|row| row.name.as_str().parse::<Decimal>().ok() == Some(*number))
        }
        _ => return Truth::Unknown,
    })
}

/// All hold: false as soon as one is false, unknown when one is unknown.
fn all(parts: impl IntoIterator<Item = Truth>) -> Truth {
    let mut found = Truth::True;
    for part in parts {
        match part {
            Truth::False => return Truth::False,
            Truth::Unknown => found = Truth::Unknown,
            Truth::True => {}
        }
    }
    found
}

/// One holds: true as soon as one is true, unknown when one is unknown.
fn any(parts: impl IntoIterator<Item = Truth>) -> Truth {
    !all(parts.into_iter().map(|part| !part))
}

/// Nothing chosen and nothing added is no answer.
fn is_answered(value: &Value) -> bool {
    match value {
        Value::Unknown => false,
        Value::Several(options) => !options.is_empty(),
        Value::Items(items) => !items.is_empty(),
        _ => true,
    }
}

fn has(chosen: &Value, option: &Value) -> Truth {
    match (chosen, option) {
        (Value::Several(chosen), Value::Option(option)) => Truth::from(chosen.contains(option)),
        _ => Truth::Unknown,
    }
}

fn compare(how: Compare, left: &Value, right: &Value) -> Truth {
    if left.is_unknown() || right.is_unknown() {
        return Truth::Unknown;
    }
    let order = match (left, right) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        _ => None,
    };
    match (how, order) {
        (Compare::Is, _) => Truth::from(left == right),
        (Compare::IsNot, _) => Truth::from(left != right),
        (Compare::More, Some(order)) => Truth::from(order.is_gt()),
        (Compare::Less, Some(order)) => Truth::from(order.is_lt()),
        (Compare::AtLeast, Some(order)) => Truth::from(order.is_ge()),
        (Compare::AtMost, Some(order)) => Truth::from(order.is_le()),
        (_, None) => Truth::Unknown,
    }
}
