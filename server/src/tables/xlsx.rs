//! Workbooks: the first sheet, as texts.

use super::Rows;
use super::unpacked::is_bearable;
use calamine::{Data, ExcelDateTime, Reader, Xlsx, open_workbook};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::path::Path;

const UNREADABLE: &str = "The file could not be read. Save it again as a workbook (XLSX) or as CSV, and upload it again";

/// Reads the rows.
pub(super) fn read(path: &Path, rows: &mut Rows) -> Result<(), String> {
    let unreadable = || UNREADABLE.to_owned();
    if !is_bearable(path).map_err(|_| unreadable())? {
        return Err("The file holds more than can be taken. Upload the sheet with your rows alone".to_owned());
    }
    let mut book: Xlsx<_> = open_workbook(path).map_err(|_| unreadable())?;
    let sheet = book.worksheet_range_at(0).ok_or_else(unreadable)?;
    let sheet = sheet.map_err(|_| unreadable())?;
    let first = sheet.start().map_or(0, |(row, _)| usize::try_from(row).unwrap_or_default());
    for (n, row) in sheet.rows().enumerate() {
        rows.add(first + n + 1, row.iter().map(text))?;
    }
    Ok(())
}

/// A cell as somebody reads it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Data::DateTime(time) => day(time).map_or_else(|| time.as_f64().to_string(), |day| day.to_string()),
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        other => other.to_string(),
    }
}

/// The day that a number of days means. Workbooks count from 30 December 1899, so that the 29 February 1900 which some of them
/// believe in does no harm.
fn day(time: &ExcelDateTime) -> Option<Date> {
    if !time.is_datetime() {
        return None;
    }
    let days = time.as_f64().floor();
    let is_day = (0.0..3_000_000.0).contains(&days);
    #[expect(clippy::cast_possible_truncation, reason = "it is within these bounds")]
    let days = is_day.then_some(days as i64)?;
    date(1899, 12, 30).checked_add(days.days()).ok()
}
