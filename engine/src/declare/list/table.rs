//! Rows in a table of text: values with commas between them, as spreadsheets save them (RFC 4180).
//!
//! The first line names the columns, the column `row` each row.

use super::super::fields::Problems;
use super::super::written::Written;
use super::row::RowDeclaration;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::source::{FileId, Span};

/// Reads a table.
pub(super) fn read(file: FileId, text: &str, problems: &mut Problems) -> Vec<RowDeclaration> {
    let mut lines = Lines { file, text, at: 0 };
    if text.starts_with('\u{feff}') {
        lines.at = '\u{feff}'.len_utf8();
    }
    let heads = match lines.next_line(problems) {
        Some(heads) if heads.iter().any(|head| head.text == "row") => heads,
        heads => {
            let span = heads.map_or(Span::new(file, 0, 0), |heads| all_of(file, &heads));
            let message = "the first line of a table names its columns, and one is `row`";
            problems.push(Diagnostic::new(codes::MISSING_KEY, span, message));
            return Vec::new();
        }
    };
    let mut rows = Vec::new();
    while let Some(cells) = lines.next_line(problems) {
        if cells.len() > heads.len() {
            let message = format!(
                "this line has {} values, and there are {} columns",
                cells.len(),
                heads.len()
            );
            let problem = Diagnostic::new(codes::WRONG_SHAPE, all_of(file, &cells), message);
            problems.push(problem.help("put a value with a comma in it into double quotes"));
            continue;
        }
        let mut cells: Vec<(Written, Written)> = heads.iter().cloned().zip(cells).collect();
        if let Some(at) = cells.iter().position(|(head, _)| head.text == "row") {
            let (_, name) = cells.remove(at);
            rows.push(RowDeclaration { name, cells });
        }
    }
    rows
}

fn all_of(file: FileId, cells: &[Written]) -> Span {
    match (cells.first(), cells.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::new(file, 0, 0),
    }
}

/// What is left of a table.
struct Lines<'a> {
    file: FileId,
    text: &'a str,
    at: usize,
}

impl Lines<'_> {
    /// The values of the next line that has any.
    fn next_line(&mut self, problems: &mut Problems) -> Option<Vec<Written>> {
        loop {
            self.rest().chars().next()?;
            let mut cells = vec![self.cell(problems)];
            while self.rest().starts_with(',') {
                self.at += 1;
                cells.push(self.cell(problems));
            }
            self.at += self
                .rest()
                .find('\n')
                .map_or(self.rest().len(), |at| at + 1);
            if cells.iter().any(|cell| !cell.text.is_empty()) {
                return Some(cells);
            }
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn cell(&mut self, problems: &mut Problems) -> Written {
        if self.rest().starts_with('"') {
            return self.quoted(problems);
        }
        let end = self.rest().find([',', '\n']).unwrap_or(self.rest().len());
        let raw = self.rest().get(..end).unwrap_or("");
        let text = raw.trim();
        let start = self.at + (raw.len() - raw.trim_start().len());
        let written = Written::exactly(text, Span::new(self.file, start, start + text.len()));
        self.at += end;
        written
    }

    /// A value in quotes; two quotes in it stand for one.
    fn quoted(&mut self, problems: &mut Problems) -> Written {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let Some(end) = self.rest().find('"') else {
                let span = Span::new(self.file, start, start + 1);
                let message = "this quote is never closed";
                problems.push(Diagnostic::new(codes::WRONG_SHAPE, span, message));
                text.push_str(self.rest());
                self.at = self.text.len();
                break;
            };
            text.push_str(self.rest().get(..end).unwrap_or(""));
            self.at += end + 1;
            if !self.rest().starts_with('"') {
                break;
            }
            text.push('"');
            self.at += 1;
        }
        let written = Written::at(text, Span::new(self.file, start, self.at));
        // Whatever stands between the quote and the next comma belongs to no value.
        self.at += self.rest().find([',', '\n']).unwrap_or(self.rest().len());
        written
    }
}
