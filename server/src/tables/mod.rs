//! Tables that people upload, read into rows of texts. What the texts mean is the engine's to say.
//!
//! Nothing is worked out: a formula in a CSV file is the text that it is written as, and of one in a workbook there is the value
//! that was last saved with it.

mod csv;
mod unpacked;
mod xlsx;

pub(crate) use csv::write;

use engine::{Format, TableRow as Row};
use std::path::Path;

/// Bytes of a table's file.
pub(crate) const LARGEST: u64 = 5 * 1024 * 1024;
/// What to do about a file that is no table.
pub(crate) const UNREADABLE: &str =
    "The file could not be read. Save it again as a workbook (XLSX) or as CSV, and upload it again";
/// Cells of a row, and characters of a cell.
const WIDEST: usize = 200;
const LONGEST: usize = 10_000;

/// Reads a table of at most `most` rows besides its headings.
///
/// # Errors
/// What to do, when it cannot be read.
pub(crate) fn read(path: &Path, format: &Format, most: usize) -> Result<Vec<Row>, String> {
    let mut rows = Rows {
        rows: Vec::new(),
        most: most.saturating_add(1),
    };
    match format.word {
        "XLSX" => xlsx::read(path, &mut rows)?,
        _ => csv::read(path, &mut rows)?,
    }
    // Rows that were given out to be mended.
    let head = rows.rows.first().map(|head| head.cells.as_slice());
    if head.is_some_and(|head| head.iter().any(|cell| engine::is_remark(cell))) {
        let rows = rows.rows.iter_mut().flat_map(|row| &mut row.cells);
        rows.for_each(csv::as_before);
    }
    Ok(rows.rows)
}

/// Rows as they come, as many as there may be.
struct Rows {
    rows: Vec<Row>,
    most: usize,
}

impl Rows {
    /// Another row. Those without a word in them are passed over; those too many are refused before they are all read.
    fn add(&mut self, number: usize, cells: impl Iterator<Item = String>) -> Result<(), String> {
        let mut cells: Vec<String> = cells.take(WIDEST + 1).collect();
        while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        if cells.len() > WIDEST {
            return Err(too_wide(number));
        }
        if cells.iter().any(|cell| cell.len() > LONGEST) {
            return Err(format!(
                "Row {number} has a cell with more than {LONGEST} characters"
            ));
        }
        if self.rows.len() >= self.most {
            let most = self.most.saturating_sub(1);
            return Err(format!(
                "The file has more than {most} rows. Split it, or leave out what is not needed"
            ));
        }
        self.rows.push(Row { number, cells });
        Ok(())
    }
}

fn too_wide(row: usize) -> String {
    format!("Row {row} has more than {WIDEST} columns. Use the template")
}
