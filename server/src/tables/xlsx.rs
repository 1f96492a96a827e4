//! Workbooks: the first sheet, as texts.

use super::unpacked::is_bearable;
use super::{Rows, UNREADABLE, WIDEST};
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, open_workbook};
use jiff::civil::Date;
use std::path::Path;

/// Reads the rows, cell by cell: a sheet may say that it has a thousand million of them, and hold two.
pub(super) fn read(path: &Path, rows: &mut Rows) -> Result<(), String> {
    let unreadable = || UNREADABLE.to_owned();
    if !is_bearable(path).map_err(|_| unreadable())? {
        return Err(
            "The file holds more than can be taken. Upload the sheet with your rows alone"
                .to_owned(),
        );
    }
    let mut book: Xlsx<_> = open_workbook(path).map_err(|_| unreadable())?;
    let first = book.sheet_names().first().cloned().ok_or_else(unreadable)?;
    let mut cells = book
        .worksheet_cells_reader(&first)
        .map_err(|_| unreadable())?;
    let mut row: (u32, Vec<String>) = (0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(|_| unreadable())? {
        let (number, column) = cell.get_position();
        if number != row.0 {
            end(rows, &mut row)?;
            row.0 = number;
        }
        let text = text(cell.get_value());
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if text.is_empty() {
            continue;
        }
        if column >= WIDEST {
            return Err(super::too_wide(count(number)));
        }
        if row.1.len() <= column {
            row.1.resize(column + 1, String::new());
        }
        if let Some(place) = row.1.get_mut(column) {
            *place = text;
        }
    }
    end(rows, &mut row)
}

fn end(rows: &mut Rows, row: &mut (u32, Vec<String>)) -> Result<(), String> {
    let cells = std::mem::take(&mut row.1);
    rows.add(count(row.0), cells.into_iter())
}

/// Rows as people count them.
fn count(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1)
}

/// A cell as somebody reads it.
fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(time) => {
            day(time).map_or_else(|| time.as_f64().to_string(), |day| day.to_string())
        }
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// The day that a number of days means, counted from 1900 or from 1904 as the workbook says.
fn day(time: &ExcelDateTime) -> Option<Date> {
    if !time.is_datetime() {
        return None;
    }
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    let year = i16::try_from(year).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
