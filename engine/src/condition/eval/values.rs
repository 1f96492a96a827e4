//! What an expression works out to.

use super::super::expr::{Expr, Facts, Op, Place};
use super::super::value::{Truth, Value};
use super::Row;
use super::collections::{count, draw};
use super::working::{arithmetic, date, extreme, number, shift};
use crate::catalogue::List;
use jiff::civil::Date;
use std::borrow::Cow;

impl Expr {
    pub(super) fn value_in<'a>(
        &'a self,
        facts: &'a dyn Facts,
        row: Option<Row<'a>>,
    ) -> Cow<'a, Value> {
        match &self.op {
            Op::Literal(value) => Cow::Borrowed(value),
            Op::Option(name, _) => Cow::Owned(Value::Option(name.clone())),
            Op::YesNo(yes) => Cow::Owned(Value::Truth(*yes)),
            Op::Read(place, _) => read(place, facts, row),
            Op::Column {
                of,
                list,
                column,
                on,
            } => match (&*of.value_in(facts, row), day(on.as_deref(), facts, row)) {
                (Value::Option(name), Some(day)) => cell(list, name.as_str(), *column, day),
                _ => Cow::Owned(Value::Unknown),
            },
            Op::CellOn {
                list,
                row: name,
                column,
                on,
            } => match day(Some(on), facts, row) {
                Some(day) => cell(list, name.as_str(), *column, day),
                None => Cow::Owned(Value::Unknown),
            },
            _ => Cow::Owned(self.worked_out(facts, row)),
        }
    }

    fn worked_out(&self, facts: &dyn Facts, row: Option<Row<'_>>) -> Value {
        match &self.op {
            Op::Arithmetic(how, left, right) => {
                let left = left.value_in(facts, row);
                arithmetic(*how, &left, &right.value_in(facts, row))
            }
            Op::Shift {
                count,
                unit,
                after,
                from,
            } => {
                let (count, from) = (count.value_in(facts, row), from.value_in(facts, row));
                shift(&count, *unit, *after, &from, facts.calendar())
            }
            Op::Length(part) => match &*part.value_in(facts, row) {
                Value::Text(text) => number(text.chars().count()),
                Value::Several(options) => number(options.len()),
                _ => Value::Unknown,
            },
            Op::Extreme(latest, parts) => {
                let dates = parts.iter().map(|part| date(&part.value_in(facts, row)));
                extreme(*latest, dates)
            }
            Op::Count(collection) => count(collection, facts, row),
            Op::Over(over, collection, slot) => draw(*over, collection, *slot, facts, row),
            _ => match self.truth_in(facts, row) {
                Truth::True => Value::Truth(true),
                Truth::False => Value::Truth(false),
                Truth::Unknown => Value::Unknown,
            },
        }
    }
}

fn read<'a>(place: &'a Place, facts: &'a dyn Facts, row: Option<Row<'a>>) -> Cow<'a, Value> {
    match place {
        Place::Its(slot) => row
            .and_then(|row| row.get(*slot))
            .map_or(Cow::Owned(Value::Unknown), Cow::Borrowed),
        Place::Today => Cow::Owned(Value::Date(facts.today())),
        Place::Cell { list, row, column } => cell(list, row.as_str(), *column, facts.today()),
        place => facts.value(place),
    }
}

/// The day asked for; today when none is.
fn day(on: Option<&Expr>, facts: &dyn Facts, row: Option<Row<'_>>) -> Option<Date> {
    match on {
        None => Some(facts.today()),
        Some(on) => date(&on.value_in(facts, row)),
    }
}

fn cell<'a>(list: &'a List, row: &str, column: usize, day: Date) -> Cow<'a, Value> {
    list.row(row, day)
        .and_then(|row| row.cells.get(column))
        .map_or(Cow::Owned(Value::Unknown), Cow::Borrowed)
}
