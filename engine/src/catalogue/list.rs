//! Lists: whatever changes, with dates.

use super::meaning;
use crate::condition::{Column, Value};
use crate::name::{ListName, OptionName};
use jiff::civil::Date;

/// Rows that questions offer and conditions look up.
#[derive(Debug)]
pub struct List {
    /// `lead_times`.
    pub name: ListName,
    /// How it is called, for people.
    pub title: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Its rows, in the order written. A name may stand on several rows when their dates do not overlap.
    pub rows: Vec<Row>,
}

/// A row of a list.
#[derive(Debug)]
pub struct Row {
    /// `large_hall`.
    pub name: OptionName,
    /// How an option made of it is labelled.
    pub label: String,
    /// A line under the label.
    pub hint: Option<String>,
    /// The first day on which it counts.
    pub from: Option<Date>,
    /// The last day on which it counts.
    pub to: Option<Date>,
    /// A value for each column; [`Value::Unknown`] where the cell is empty.
    pub cells: Vec<Value>,
}

impl Row {
    /// Whether the row counts on `day`.
    #[must_use]
    pub fn is_valid(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether there is a day on which both count.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let before = |to: Option<Date>, from: Option<Date>| {
            to.is_some_and(|to| from.is_some_and(|from| to < from))
        };
        !before(self.to, other.from) && !before(other.to, self.from)
    }
}

impl List {
    /// The row of this name that counts on `day`.
    #[must_use]
    pub fn row(&self, name: &str, day: Date) -> Option<&Row> {
        self.rows
            .iter()
            .find(|row| row.name.as_str() == name && row.is_valid(day))
    }

    /// The position of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

meaning!(List {
    name,
    title,
    columns,
    rows
});
meaning!(Row {
    name,
    label,
    hint,
    from,
    to,
    cells
});
