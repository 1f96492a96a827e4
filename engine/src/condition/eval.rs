//! Working out: three-valued, total, exact.
//!
//! What was not asked, left blank or wrong is unknown; `is answered` alone tells. `and`, `or` and `not` follow Kleene.

use super::expr::{Collection, Expr, Facts, Op, Place};
use super::syntax::{Arithmetic, Compare, Includes, Over, Quantity, Unit};
use super::types::Record;
use super::value::{Truth, Value};
use crate::catalogue::List;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::borrow::Cow;

/// One row of a collection.
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
            Op::Answered(part, yes) => Truth::from(part.value_in(facts, row).is_unknown() != *yes),
            Op::Compare(how, left, right) => compare(
                *how,
                &left.value_in(facts, row),
                &right.value_in(facts, row),
            ),
            Op::OneOf(left, options, yes) => {
                let left = left.value_in(facts, row);
                let found = any(options
                    .iter()
                    .map(|option| compare(Compare::Is, &left, &option.value_in(facts, row))));
                if *yes { found } else { !found }
            }
            Op::Between(three) => {
                let [value, low, high] = &**three;
                let value = value.value_in(facts, row);
                let low = compare(Compare::AtLeast, &value, &low.value_in(facts, row));
                all([
                    low,
                    compare(Compare::AtMost, &value, &high.value_in(facts, row)),
                ])
            }
            Op::Includes(left, how, options) => {
                includes(&left.value_in(facts, row), *how, options, facts, row)
            }
            Op::Some(quantity, collection) => {
                let own = if *quantity == Quantity::NoOther {
                    facts.own()
                } else {
                    None
                };
                let found = rows(collection, facts, row, |rows, keep| {
                    any(rows
                        .iter()
                        .enumerate()
                        .filter(|(n, _)| Some(*n) != own)
                        .map(|(_, row)| keep(row)))
                });
                let found = found.unwrap_or(Truth::Unknown);
                if *quantity == Quantity::Any {
                    found
                } else {
                    !found
                }
            }
            Op::Every(collection, condition) => rows(collection, facts, row, |rows, keep| {
                all(rows
                    .iter()
                    .map(|row| any([!keep(row), condition.truth_in(facts, Some(row))])))
            })
            .unwrap_or(Truth::Unknown),
            Op::Live(record, day) => {
                let day = day
                    .as_ref()
                    .map_or(Some(facts.today()), |day| date(&day.value_in(facts, row)));
                row.zip(day)
                    .map_or(Truth::Unknown, |(row, day)| overlaps(record, row, day, day))
            }
            Op::Overlaps(record, first, last) => {
                let (first, last) = (
                    date(&first.value_in(facts, row)),
                    date(&last.value_in(facts, row)),
                );
                let Some(row) = row else {
                    return Truth::Unknown;
                };
                overlaps(
                    record,
                    row,
                    first.unwrap_or(Date::MIN),
                    last.unwrap_or(Date::MAX),
                )
            }
            _ => match *self.value_in(facts, row) {
                Value::Truth(holds) => Truth::from(holds),
                _ => Truth::Unknown,
            },
        }
    }

    fn value_in<'a>(&'a self, facts: &'a dyn Facts, row: Option<Row<'a>>) -> Cow<'a, Value> {
        match &self.op {
            Op::Literal(value) => Cow::Borrowed(value),
            Op::Option(name, _) => Cow::Owned(Value::Option(name.clone())),
            Op::YesNo(yes) => Cow::Owned(Value::Truth(*yes)),
            Op::Read(Place::Its(slot), _) => row
                .and_then(|row| row.get(*slot))
                .map_or(Cow::Owned(Value::Unknown), Cow::Borrowed),
            Op::Read(Place::Today, _) => Cow::Owned(Value::Date(facts.today())),
            Op::Read(Place::Cell { list, row, column }, _) => {
                cell(list, row.as_str(), *column, facts.today())
            }
            Op::Read(place, _) => facts.value(place),
            Op::Arithmetic(how, left, right) => Cow::Owned(arithmetic(
                *how,
                &left.value_in(facts, row),
                &right.value_in(facts, row),
            )),
            Op::Shift {
                count,
                unit,
                after,
                from,
            } => {
                let (count, from) = (count.value_in(facts, row), from.value_in(facts, row));
                Cow::Owned(shift(&count, *unit, *after, &from, facts))
            }
            Op::Length(part) => Cow::Owned(match &*part.value_in(facts, row) {
                Value::Text(text) => number(text.chars().count()),
                Value::Several(options) => number(options.len()),
                _ => Value::Unknown,
            }),
            Op::Extreme(latest, parts) => Cow::Owned(extreme(
                *latest,
                parts.iter().map(|part| date(&part.value_in(facts, row))),
            )),
            Op::Count(collection) => Cow::Owned(
                rows(collection, facts, row, |rows, keep| {
                    let kept = rows
                        .iter()
                        .map(|row| keep(row))
                        .try_fold(0usize, |count, kept| match kept {
                            Truth::True => Some(count + 1),
                            Truth::False => Some(count),
                            Truth::Unknown => None,
                        });
                    kept.map_or(Value::Unknown, number)
                })
                .unwrap_or(Value::Unknown),
            ),
            Op::Over(over, collection, slot) => {
                Cow::Owned(draw(*over, collection, *slot, facts, row))
            }
            Op::Column {
                of,
                list,
                column,
                on,
            } => {
                let day = on
                    .as_ref()
                    .map_or(Some(facts.today()), |on| date(&on.value_in(facts, row)));
                match (&*of.value_in(facts, row), day) {
                    (Value::Option(name), Some(day)) => cell(list, name.as_str(), *column, day),
                    _ => Cow::Owned(Value::Unknown),
                }
            }
            Op::CellOn {
                list,
                row: name,
                column,
                on,
            } => match date(&on.value_in(facts, row)) {
                Some(day) => cell(list, name.as_str(), *column, day),
                None => Cow::Owned(Value::Unknown),
            },
            _ => Cow::Owned(match self.truth_in(facts, row) {
                Truth::True => Value::Truth(true),
                Truth::False => Value::Truth(false),
                Truth::Unknown => Value::Unknown,
            }),
        }
    }
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

/// The rows of a collection, with whether each is kept; `None` when it is not known which there are.
fn rows<T>(
    collection: &Collection,
    facts: &dyn Facts,
    outer: Option<Row<'_>>,
    draw: impl FnOnce(&[Vec<Value>], &dyn Fn(&[Value]) -> Truth) -> T,
) -> Option<T> {
    let value = collection.of.value_in(facts, outer);
    let Value::Items(items) = &*value else {
        return None;
    };
    let keep = |row: &[Value]| {
        collection
            .filter
            .as_ref()
            .map_or(Truth::True, |filter| filter.truth_in(facts, Some(row)))
    };
    Some(draw(items, &keep))
}

fn draw(
    over: Over,
    collection: &Collection,
    slot: usize,
    facts: &dyn Facts,
    outer: Option<Row<'_>>,
) -> Value {
    let drawn = rows(collection, facts, outer, |rows, keep| {
        let mut values = Vec::new();
        for row in rows {
            match keep(row) {
                Truth::True => values.push(row.get(slot).cloned().unwrap_or(Value::Unknown)),
                Truth::False => {}
                Truth::Unknown => return Value::Unknown,
            }
        }
        match over {
            Over::Sum => values
                .iter()
                .try_fold(Decimal::ZERO, |sum, value| match value {
                    Value::Number(number) => sum.checked_add(*number),
                    _ => None,
                })
                .map_or(Value::Unknown, Value::Number),
            Over::Earliest | Over::Latest => extreme(over == Over::Latest, values.iter().map(date)),
        }
    });
    drawn.unwrap_or(Value::Unknown)
}

fn extreme(latest: bool, dates: impl Iterator<Item = Option<Date>>) -> Value {
    let Some(dates) = dates.collect::<Option<Vec<Date>>>() else {
        return Value::Unknown;
    };
    let found = if latest {
        dates.into_iter().max()
    } else {
        dates.into_iter().min()
    };
    found.map_or(Value::Unknown, Value::Date)
}

fn number(count: usize) -> Value {
    Value::Number(Decimal::from(count))
}

pub(crate) fn date(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}

fn cell<'a>(list: &'a List, row: &str, column: usize, day: Date) -> Cow<'a, Value> {
    list.row(row, day)
        .and_then(|row| row.cells.get(column))
        .map_or(Cow::Owned(Value::Unknown), Cow::Borrowed)
}

pub(crate) fn compare(how: Compare, left: &Value, right: &Value) -> Truth {
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

fn includes(
    left: &Value,
    how: Includes,
    options: &[Expr],
    facts: &dyn Facts,
    row: Option<Row<'_>>,
) -> Truth {
    let Value::Several(chosen) = left else {
        return Truth::Unknown;
    };
    let has = |option: &Expr| match &*option.value_in(facts, row) {
        Value::Option(option) => Truth::from(chosen.contains(option)),
        _ => Truth::Unknown,
    };
    match how {
        Includes::Any => any(options.iter().map(has)),
        Includes::All => all(options.iter().map(has)),
        Includes::None => !any(options.iter().map(has)),
    }
}

fn arithmetic(how: Arithmetic, left: &Value, right: &Value) -> Value {
    let (Value::Number(a), Value::Number(b)) = (left, right) else {
        return Value::Unknown;
    };
    let result = match how {
        Arithmetic::Add => a.checked_add(*b),
        Arithmetic::Subtract => a.checked_sub(*b),
        Arithmetic::Multiply => a.checked_mul(*b),
        Arithmetic::Divide => a.checked_div(*b),
        Arithmetic::Modulo => a.checked_rem(*b).and_then(|rest| {
            // The remainder has the sign of the divisor, so that -1 mod 7 is 6.
            if !rest.is_zero() && rest.is_sign_negative() != b.is_sign_negative() {
                rest.checked_add(*b)
            } else {
                Some(rest)
            }
        }),
    };
    result.map_or(Value::Unknown, |number| Value::Number(number.normalize()))
}

/// Shifts further than this reach outside any calendar that people use.
const FARTHEST: i64 = 100_000;

fn shift(count: &Value, unit: Unit, after: bool, from: &Value, facts: &dyn Facts) -> Value {
    let (Value::Number(count), Value::Date(from)) = (count, from) else {
        return Value::Unknown;
    };
    let Some(count) = count
        .to_i64()
        .filter(|whole| Decimal::from(*whole) == *count && whole.abs() <= FARTHEST)
    else {
        return Value::Unknown;
    };
    let count = if after { count } else { -count };
    let shifted = match unit {
        Unit::Days => add(*from, count.days()),
        Unit::Weeks => add(*from, (count * 7).days()),
        Unit::Months => add(*from, count.months()),
        Unit::Years => add(*from, (count * 12).months()),
        Unit::WorkingDays => facts.calendar().shift(*from, count),
    };
    shifted.map_or(Value::Unknown, Value::Date)
}

/// Months clip to the month's end: a month after 31 January is 28 or 29 February.
fn add(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

/// Whether an entry is live on any day from `first` to `last`. An end that is not known is open; a start must be known.
fn overlaps(record: &Record, row: Row<'_>, first: Date, last: Date) -> Truth {
    let Some((start, end)) = record.live else {
        return Truth::Unknown;
    };
    let start = match start {
        None => Some(Date::MIN),
        Some(slot) => row.get(slot).and_then(date),
    };
    let end = end
        .and_then(|slot| row.get(slot))
        .and_then(date)
        .unwrap_or(Date::MAX);
    start.map_or(Truth::Unknown, |start| {
        Truth::from(start <= last && first <= end && start <= end)
    })
}
