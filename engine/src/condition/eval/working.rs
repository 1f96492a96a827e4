//! Exact numbers and dates. Whatever has no exact result is unknown: division by zero, a sum too large, a day beyond the
//! calendar.

use super::super::syntax::{Arithmetic, Unit};
use super::super::value::Value;
use crate::calendar::Calendar;
use jiff::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub(crate) fn date(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}

pub(super) fn number(count: usize) -> Value {
    Value::Number(Decimal::from(count))
}

/// The latest or earliest day; unknown when one of them is, and when there is none.
pub(super) fn extreme(latest: bool, mut dates: impl Iterator<Item = Option<Date>>) -> Value {
    let further = |found: Option<Date>, day: Option<Date>| {
        let day = day?;
        Some(Some(match found {
            Some(found) if latest => found.max(day),
            Some(found) => found.min(day),
            None => day,
        }))
    };
    let found = dates.try_fold(None, further);
    found.flatten().map_or(Value::Unknown, Value::Date)
}

pub(super) fn arithmetic(how: Arithmetic, left: &Value, right: &Value) -> Value {
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

/// The day so many units after or before another. A part of a day is no day.
pub(super) fn shift(
    count: &Value,
    unit: Unit,
    after: bool,
    from: &Value,
    calendar: &Calendar,
) -> Value {
    let (Value::Number(count), Value::Date(from)) = (count, from) else {
        return Value::Unknown;
    };
    let whole = count.is_integer().then(|| count.to_i64()).flatten();
    let count = whole.and_then(|count| {
        if after {
            Some(count)
        } else {
            count.checked_neg()
        }
    });
    count
        .and_then(|count| match unit {
            Unit::WorkingDays => calendar.shift(*from, count),
            // Months and years clip to the month's end: a month after 31 January is 28 or 29 February.
            _ => from.checked_add(span(count, unit)?).ok(),
        })
        .map_or(Value::Unknown, Value::Date)
}

fn span(count: i64, unit: Unit) -> Option<Span> {
    let span = Span::new();
    match unit {
        Unit::Days | Unit::WorkingDays => span.try_days(count),
        Unit::Weeks => span.try_weeks(count),
        Unit::Months => span.try_months(count),
        Unit::Years => span.try_years(count),
    }
    .ok()
}
