//! A table that was not taken: what is wrong, row by row, and the rows at fault for somebody to mend.

use super::Row;
use super::column::{Heading, REMARK};
use crate::verdict::{Place, Wrong};
use std::collections::BTreeMap;

/// Problems that are listed before the rest is left.
const MOST: usize = 1_000;

/// Why a table was not taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// A sentence each: "Row 3, Capacity: enter a number".
    pub problems: Vec<String>,
    /// The headings, and the rows at fault below them, each with what is wrong in its last cell; none where no row is at fault.
    pub rows: Vec<Vec<String>>,
}

impl Refused {
    /// Refused as a whole.
    pub(super) fn whole(problems: Vec<String>) -> Self {
        Self {
            problems,
            rows: Vec::new(),
        }
    }

    /// Refused for what is wrong with its rows.
    pub(super) fn of(faults: &[Fault], rows: &[&Row], headings: &[Heading]) -> Self {
        let mut remarks: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for fault in faults {
            if let Some(item) = fault.item {
                remarks.entry(item).or_default().push(fault.remark());
            }
        }
        let kept = headings.iter().filter(|heading| !heading.is_remark());
        let head = kept.map(|heading| heading.text.clone());
        let mut to_mend = vec![head.chain([REMARK.to_owned()]).collect()];
        for (item, remarks) in remarks {
            if let Some(row) = rows.get(item) {
                to_mend.push(with_remark(row, headings, &remarks.join("; ")));
            }
        }
        Self {
            problems: faults
                .iter()
                .take(MOST)
                .map(|fault| fault.sentence(rows))
                .collect(),
            rows: if to_mend.len() > 1 {
                to_mend
            } else {
                Vec::new()
            },
        }
    }
}

fn with_remark(row: &Row, headings: &[Heading], remark: &str) -> Vec<String> {
    let cells = row
        .cells
        .iter()
        .cloned()
        .chain(std::iter::repeat(String::new()));
    let all = headings.iter().zip(cells);
    let kept = all.filter(|(heading, _)| !heading.is_remark());
    kept.map(|(_, cell)| cell)
        .chain([remark.to_owned()])
        .collect()
}

/// Something that is wrong with a table whose headings are right.
pub(super) struct Fault {
    /// The item at fault; none where it is their number.
    item: Option<usize>,
    /// The heading of the column at fault.
    column: Option<String>,
    message: String,
}

impl Fault {
    /// An item that may not be sent at all.
    pub(super) fn of_item(item: usize, message: String) -> Self {
        Self {
            item: Some(item),
            column: None,
            message,
        }
    }

    /// What is wrong with an answer, at its column.
    pub(super) fn of(wrong: &Wrong, headings: &[Heading]) -> Self {
        let column = wrong.path.as_ref().and_then(|path| {
            let is_at = |heading: &&Heading| heading.holds(path.name.as_str(), wrong.part);
            headings.iter().find(is_at)
        });
        Self {
            item: match wrong.place {
                Place::ItemPage { item, .. } => Some(item),
                _ => None,
            },
            column: column.map(|heading| heading.text.clone()),
            message: wrong.message.clone(),
        }
    }

    /// "Row 3, Capacity: enter a number".
    fn sentence(&self, rows: &[&Row]) -> String {
        let Some(item) = self.item else {
            return self.message.clone();
        };
        let number = rows.get(item).map_or(item + 2, |row| row.number);
        let column = self.column.iter().map(|column| format!(", {column}"));
        let column: String = column.collect();
        format!("Row {number}{column}: {}", small(&self.message))
    }

    /// The same, said in the row itself.
    fn remark(&self) -> String {
        match &self.column {
            Some(column) => format!("{column}: {}", small(&self.message)),
            None => self.message.clone(),
        }
    }
}

/// A sentence behind a colon: with a small letter, unless it begins with something that is spelled in capitals.
fn small(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some(first), Some(second)) if !second.is_uppercase() => first
            .to_lowercase()
            .chain(sentence.chars().skip(1))
            .collect(),
        _ => sentence.to_owned(),
    }
}
