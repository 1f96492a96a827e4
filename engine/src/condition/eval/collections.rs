//! Collections: an entry counts when the filter is true for it; where that is unknown, so may be what is asked.

use super::super::expr::{Collection, Expr, Facts};
use super::super::syntax::{Over, Quantity};
use super::super::types::Record;
use super::super::value::{Truth, Value};
use super::working::{date, extreme, number};
use super::{Row, all, any};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// `any of c`, `no c`, `no other c`.
pub(super) fn some(
    quantity: Quantity,
    collection: &Collection,
    facts: &dyn Facts,
    outer: Option<Row<'_>>,
) -> Truth {
    let own = match quantity {
        Quantity::NoOther => facts.own(),
        Quantity::Any | Quantity::None => None,
    };
    let found = with(collection, facts, outer, |items| {
        let others = items.iter().enumerate().filter(|(n, _)| Some(*n) != own);
        any(others.map(|(_, item)| keeps(collection, facts, item)))
    });
    let found = found.unwrap_or(Truth::Unknown);
    match quantity {
        Quantity::Any => found,
        Quantity::None | Quantity::NoOther => !found,
    }
}

/// `every c …`.
pub(super) fn every(
    collection: &Collection,
    condition: &Expr,
    facts: &dyn Facts,
    outer: Option<Row<'_>>,
) -> Truth {
    let holds = |item: &Vec<Value>| {
        let left_out = !keeps(collection, facts, item);
        any([left_out, condition.truth_in(facts, Some(item))])
    };
    with(collection, facts, outer, |items| {
        all(items.iter().map(holds))
    })
    .unwrap_or(Truth::Unknown)
}

/// `number of c`.
pub(super) fn count(collection: &Collection, facts: &dyn Facts, outer: Option<Row<'_>>) -> Value {
    let counted = with(collection, facts, outer, |items| {
        items
            .iter()
            .try_fold(0, |count, item| match keeps(collection, facts, item) {
                Truth::True => Some(count + 1),
                Truth::False => Some(count),
                Truth::Unknown => None,
            })
    });
    counted.flatten().map_or(Value::Unknown, number)
}

/// `sum of c.x`, `earliest of c.x`, `latest of c.x`.
pub(super) fn draw(
    over: Over,
    collection: &Collection,
    slot: usize,
    facts: &dyn Facts,
    outer: Option<Row<'_>>,
) -> Value {
    let field = |item: &Vec<Value>| match keeps(collection, facts, item) {
        Truth::True => Some(item.get(slot).cloned().unwrap_or(Value::Unknown)),
        Truth::False => None,
        Truth::Unknown => Some(Value::Unknown),
    };
    let drawn = with(collection, facts, outer, |items| {
        let mut fields = items.iter().filter_map(field);
        match over {
            Over::Sum => fields
                .try_fold(Decimal::ZERO, |sum, value| match value {
                    Value::Number(number) => sum.checked_add(number),
                    _ => None,
                })
                .map_or(Value::Unknown, |sum| Value::Number(sum.normalize())),
            Over::Earliest => extreme(false, fields.map(|value| date(&value))),
            Over::Latest => extreme(true, fields.map(|value| date(&value))),
        }
    });
    drawn.unwrap_or(Value::Unknown)
}

/// Does something with the items; `None` when it is not known which there are.
fn with<T>(
    collection: &Collection,
    facts: &dyn Facts,
    outer: Option<Row<'_>>,
    what: impl FnOnce(&[Vec<Value>]) -> T,
) -> Option<T> {
    match &*collection.of.value_in(facts, outer) {
        Value::Items(items) => Some(what(items)),
        _ => None,
    }
}

/// Whether the filter keeps an item.
fn keeps(collection: &Collection, facts: &dyn Facts, item: Row<'_>) -> Truth {
    let filter = collection.filter.as_ref();
    filter.map_or(Truth::True, |filter| filter.truth_in(facts, Some(item)))
}

/// Whether an entry is live on any day from `first` to `last`. An end that is not known is open; a start must be known.
pub(super) fn overlaps(record: &Record, row: Row<'_>, first: Date, last: Date) -> Truth {
    let Some((start, end)) = record.live else {
        return Truth::Unknown;
    };
    let start = match start {
        None => Some(Date::MIN),
        Some(slot) => row.get(slot).and_then(date),
    };
    let end = end.and_then(|slot| row.get(slot)).and_then(date);
    let end = end.unwrap_or(Date::MAX);
    start.map_or(Truth::Unknown, |start| {
        Truth::from(start <= last && first <= end && start <= end)
    })
}
