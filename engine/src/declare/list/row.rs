//! A row as written, wherever it stood, and the row that it makes.

use super::super::fields::Problems;
use super::super::written::Written;
use super::cell;
use crate::catalogue::Row;
use crate::condition::{Column, Type, Value};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::name::OptionName;
use crate::yaml::{Kind, Node};
use jiff::civil::Date;

/// What every row may say, whatever columns its list has.
pub(super) const KEYS: [&str; 7] = [
    "row",
    "label",
    "hint",
    "valid from",
    "valid to",
    "source",
    "unconfirmed",
];

/// A row: its name, and what stands under each key.
#[derive(Debug)]
pub(super) struct RowDeclaration {
    pub(super) name: Written,
    pub(super) cells: Vec<(Written, Written)>,
}

impl RowDeclaration {
    /// `hall: { label: The hall, seats: 60 }`, or `hall: The hall`.
    pub(super) fn named(name: Written, node: &Node, problems: &mut Problems) -> Option<Self> {
        let cells = match &node.kind {
            Kind::Empty => Vec::new(),
            Kind::Scalar(_) => {
                let label = Written::at("label", node.span);
                Written::of(node)
                    .map(|text| (label, text))
                    .into_iter()
                    .collect()
            }
            _ => cells(node, problems)?,
        };
        Some(Self { name, cells })
    }

    /// `- { row: hall, label: The hall }`.
    pub(super) fn listed(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut cells = cells(node, problems)?;
        let Some(at) = cells.iter().position(|(key, _)| key.text == "row") else {
            let message = "a row needs `row:`, its name";
            problems.push(Diagnostic::new(codes::MISSING_KEY, node.span, message));
            return None;
        };
        let (_, name) = cells.remove(at);
        Some(Self { name, cells })
    }

    /// The row, with a value for each column; `None` when its name is none.
    pub(super) fn build(&self, columns: &[Column], problems: &mut Problems) -> Option<Row> {
        let name = &self.name;
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.text.is_empty() || !name.text.chars().all(is_name) {
            let message = "the name of a row is written with letters, digits and `_`";
            problems.push(Diagnostic::new(codes::BAD_NAME, name.span, message));
            return None;
        }
        for (key, _) in &self.cells {
            self.check_key(key, columns, problems);
        }
        let (from, to) = (
            self.day("valid from", problems),
            self.day("valid to", problems),
        );
        if from.is_some() && to.is_some() && to < from {
            let message = format!("the row `{}` ends before it begins", name.text);
            problems.push(Diagnostic::new(codes::BAD_VALUE, name.span, message));
        }
        let mut cells = Vec::new();
        for column in columns {
            let written = self.get(&column.name);
            let value = written.map(|written| cell::read(column, written, problems));
            cells.push(value.unwrap_or(Value::Unknown));
        }
        let text = |key: &str| self.get(key).map(|written| written.text.clone());
        Some(Row {
            name: OptionName::from(name.text.as_str()),
            label: text("label").unwrap_or_else(|| name.text.replace('_', " ")),
            hint: text("hint"),
            from,
            to,
            cells,
        })
    }

    /// What stands under a key; nothing when it is blank.
    fn get(&self, key: &str) -> Option<&Written> {
        let cell = self.cells.iter().find(|(name, _)| name.text == key);
        cell.map(|(_, text)| text)
            .filter(|text| !text.text.trim().is_empty())
    }

    fn check_key(&self, key: &Written, columns: &[Column], problems: &mut Problems) {
        let known = || columns.iter().map(|column| column.name.as_str());
        if KEYS.contains(&key.text.as_str()) || known().any(|name| name == key.text) {
            return;
        }
        let message = format!("the list has no column `{}`", key.text);
        let problem = Diagnostic::new(codes::UNKNOWN_KEY, key.span, message);
        let near = problem.did_you_mean(&key.text, known().chain(KEYS));
        problems.push(near.help("declare it under `columns:`, with its type"));
    }

    fn day(&self, key: &str, problems: &mut Problems) -> Option<Date> {
        let column = Column {
            name: key.to_owned(),
            ty: Type::Date,
            called: key.to_owned(),
        };
        match cell::read(&column, self.get(key)?, problems) {
            Value::Date(day) => Some(day),
            _ => None,
        }
    }
}

fn cells(node: &Node, problems: &mut Problems) -> Option<Vec<(Written, Written)>> {
    let Some(entries) = node.map() else {
        let wanted = "a label, or a block of cells";
        problems.push(super::super::wrong_shape(node, "a row", wanted));
        return None;
    };
    let mut cells = Vec::new();
    for entry in entries {
        let key = Written::at(entry.key.clone(), entry.key_span);
        match (Written::of(&entry.value), &entry.value.kind) {
            (Some(text), _) => cells.push((key, text)),
            (None, Kind::Empty) => {}
            (None, _) => {
                let what = format!("`{}:`", entry.key);
                problems.push(super::super::wrong_shape(&entry.value, &what, "a text"));
            }
        }
    }
    Some(cells)
}
