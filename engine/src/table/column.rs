//! Columns: what a table is asked for, and what the headings of one that came mean.

use crate::catalogue::{Optional, Question, Section};
use crate::question::{Kind, capital};

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it: `Capacity`, `Address: postcode`.
    pub heading: String,
    pub(super) question: String,
    /// Which box of it, where an answer has several.
    pub(super) part: Option<String>,
    /// Other words that mean it.
    also: Vec<String>,
    /// Whether a table without it cannot be right.
    needed: bool,
}

/// A heading of a table that came.
pub(super) struct Heading {
    pub(super) text: String,
    /// What it means; nothing over an empty column.
    pub(super) column: Option<Column>,
}

/// The last column of the rows that are given back to be mended.
pub(super) const REMARK: &str = "What is wrong with this row";

/// Whether this stands above what we said of rows that we gave back, and not above an answer.
#[must_use]
pub fn is_remark(heading: &str) -> bool {
    plain(heading) == plain(REMARK)
}

impl Heading {
    /// Whether it stands above what we said of the rows.
    pub(super) fn is_remark(&self) -> bool {
        self.column.is_none() && is_remark(&self.text)
    }

    /// Whether it stands above the answer to this question, or this box of it.
    pub(super) fn holds(&self, question: &str, part: Option<&str>) -> bool {
        self.column.as_ref().is_some_and(|column| {
            let of = column.part.as_deref();
            let is_part = part.is_none_or(|part| of.is_none_or(|of| of == part));
            column.question == question && is_part
        })
    }
}

/// The columns of a section, in the order of its questions. Files, secrets and what is worked out are in no table.
pub(super) fn columns(section: &Section) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for page in &section.pages {
        let always = page.show_when.is_none();
        for question in page.questions().filter(|question| is_asked(question)) {
            columns.extend(of_question(question, always));
        }
    }
    // Two that are called the same are told apart by their names.
    let called: Vec<String> = columns
        .iter()
        .map(|column| plain(&column.heading))
        .collect();
    for column in &mut columns {
        let same = called
            .iter()
            .filter(|other| **other == plain(&column.heading));
        if same.count() > 1 {
            column.heading = column.name();
        }
    }
    columns
}

fn is_asked(question: &Question) -> bool {
    !question.fixed && !matches!(question.kind, Kind::File(_) | Kind::Secret(_))
}

fn of_question(question: &Question, always: bool) -> Vec<Column> {
    let name = question.name.to_string();
    let heading = capital(&question.called);
    let needed =
        always && question.show_when.is_none() && matches!(question.optional, Optional::Never);
    let column = |heading: String, part: Option<&str>, needed| Column {
        also: match part {
            None => vec![name.clone(), question.ask.template().to_owned()],
            Some(part) => vec![format!("{name}-{part}"), format!("{name}.{part}")],
        },
        heading,
        question: name.clone(),
        part: part.map(str::to_owned),
        needed,
    };
    match &question.kind {
        // A date stands in one cell.
        Kind::Day(_) => vec![column(heading, None, needed)],
        kind if kind.has_parts() => {
            let of_part = |(part, label): (&str, &str)| {
                let label = label.trim_end_matches(" (optional)").to_lowercase();
                column(format!("{heading}: {label}"), Some(part), false)
            };
            kind.parts().into_iter().map(of_part).collect()
        }
        _ => vec![column(heading, None, needed)],
    }
}

impl Column {
    fn name(&self) -> String {
        match &self.part {
            Some(part) => format!("{}-{part}", self.question),
            None => self.question.clone(),
        }
    }

    fn is(&self, heading: &str) -> bool {
        let mut words = self.also.iter().chain([&self.heading]);
        words.any(|word| plain(word) == heading)
    }
}

/// What the headings mean, or why they mean nothing.
pub(super) fn headings(columns: &[Column], cells: &[String]) -> Result<Vec<Heading>, Vec<String>> {
    let mut problems = Vec::new();
    let mut found: Vec<Heading> = Vec::new();
    for cell in cells {
        let text = cell.trim().to_owned();
        let heading = plain(&text);
        let column = columns.iter().find(|column| column.is(&heading));
        if column.is_none() && !heading.is_empty() && !is_remark(&heading) {
            problems.push(unknown(&text, columns));
        }
        if column.is_some() && found.iter().any(|before| before.column.as_ref() == column) {
            problems.push(format!(
                "The column “{text}” is there twice. Keep one of them"
            ));
        }
        found.push(Heading {
            text,
            column: column.cloned(),
        });
    }
    let is_there = |column: &Column| {
        found
            .iter()
            .any(|heading| heading.column.as_ref() == Some(column))
    };
    for column in columns
        .iter()
        .filter(|column| column.needed && !is_there(column))
    {
        problems.push(format!("Add the column “{}”", column.heading));
    }
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

fn unknown(text: &str, columns: &[Column]) -> String {
    let meant = crate::nearest(text, columns.iter().map(|column| column.heading.as_str()));
    match meant {
        Some(meant) => {
            format!("The column “{text}” is not one that is asked for. Did you mean “{meant}”?")
        }
        None => format!(
            "The column “{text}” is not one that is asked for. Delete it, or use the headings of the template"
        ),
    }
}

/// A heading without what makes no difference.
fn plain(heading: &str) -> String {
    let plain = heading
        .trim_start_matches('\u{feff}')
        .replace('_', " ")
        .to_lowercase();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ")
}
