//! What conditions see while the walk goes on: the answers read so far.

use super::Circumstances;
use crate::calendar::Calendar;
use crate::catalogue::{Form, NamedValue, Worth};
use crate::condition::{Facts, Place, Value};
use jiff::civil::Date;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

/// The answers read so far, and the values worked out from them.
pub(super) struct SoFar<'a> {
    form: &'a Form,
    at: Circumstances<'a>,
    slots: Vec<Value>,
    /// The item that is being judged; empty outside of repeats.
    item: Vec<Value>,
    /// The position of the item at hand among those read, once all of them were.
    own: Option<usize>,
    /// Counts the changes, so that a value worked out before one is not taken for the value after it.
    changes: u32,
    /// For each named value, what it was after how many changes.
    worked_out: Vec<RefCell<Option<(u32, Value)>>>,
}

impl<'a> SoFar<'a> {
    pub(super) fn new(form: &'a Form, at: Circumstances<'a>) -> Self {
        Self {
            form,
            at,
            slots: vec![Value::Unknown; form.slots.len()],
            item: Vec::new(),
            own: None,
            changes: 0,
            worked_out: form.values.iter().map(|_| RefCell::new(None)).collect(),
        }
    }

    /// Puts a value into a slot of the item at hand, or of the form.
    pub(super) fn put(&mut self, in_item: bool, slot: usize, value: Value) {
        let slots = if in_item {
            &mut self.item
        } else {
            &mut self.slots
        };
        if let Some(place) = slots.get_mut(slot) {
            *place = value;
            self.changes += 1;
        }
    }

    /// Takes the item at hand away, and another in its place: the one at position `own` when all were read.
    pub(super) fn swap_item(&mut self, item: Vec<Value>, own: Option<usize>) -> Vec<Value> {
        self.changes += 1;
        self.own = own;
        std::mem::replace(&mut self.item, item)
    }

    /// Puts a row back among the items of a section that repeats.
    pub(super) fn put_row(&mut self, slot: usize, item: usize, row: Vec<Value>) {
        if let Some(Value::Items(rows)) = self.slots.get_mut(slot)
            && let Some(place) = Arc::make_mut(rows).get_mut(item)
        {
            *place = row;
            self.changes += 1;
        }
    }

    /// The value in a slot of the form.
    pub(super) fn slot(&self, slot: usize) -> &Value {
        self.slots.get(slot).unwrap_or(&Value::Unknown)
    }

    /// All slots and named values, at the end.
    pub(super) fn finish(self) -> (Vec<Value>, Vec<(crate::ValueName, Value)>) {
        let named = |(n, named): (usize, &NamedValue)| (named.name.clone(), self.named(n));
        let values = self.form.values.iter().enumerate().map(named).collect();
        (self.slots, values)
    }

    fn named(&self, n: usize) -> Value {
        let (Some(named), Some(cell)) = (self.form.values.get(n), self.worked_out.get(n)) else {
            return Value::Unknown;
        };
        if let Some((changes, value)) = &*cell.borrow()
            && *changes == self.changes
        {
            return value.clone();
        }
        let value = match &named.is {
            Worth::Expr(expr) => expr.value(self).into_owned(),
            Worth::Bounds(bounds) => bounds.value(self),
        };
        *cell.borrow_mut() = Some((self.changes, value.clone()));
        value
    }
}

impl Facts for SoFar<'_> {
    fn value<'b>(&'b self, place: &Place) -> Cow<'b, Value> {
        match place {
            Place::Form(slot) => Cow::Borrowed(self.slot(*slot)),
            Place::Item(slot) => self
                .item
                .get(*slot)
                .map_or(Cow::Owned(Value::Unknown), Cow::Borrowed),
            Place::Named(n) => Cow::Owned(self.named(*n)),
            _ => Cow::Owned(Value::Unknown), // nothing is known yet outside of the form
        }
    }

    fn own(&self) -> Option<usize> {
        self.own
    }

    fn because(&self, value: usize) -> Option<String> {
        match &self.form.values.get(value)?.is {
            Worth::Bounds(bounds) => bounds.because(self),
            Worth::Expr(_) => None,
        }
    }

    fn reasons(&self, value: usize) -> Option<String> {
        match &self.form.values.get(value)?.is {
            Worth::Bounds(bounds) => bounds.reasons(self),
            Worth::Expr(_) => None,
        }
    }

    fn today(&self) -> Date {
        self.at.today
    }

    fn calendar(&self) -> &Calendar {
        self.at.calendar
    }
}
