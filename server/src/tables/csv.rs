//! CSV, as programs for tables write it: with commas, semicolons or tabs, with a byte order mark or without, in UTF-8 or in the
//! older encoding of Windows.

use super::{LARGEST, Rows};
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;

const UNREADABLE: &str =
    "The file could not be read as CSV. Save it as “CSV UTF-8”, and upload it again";

/// Reads the rows.
pub(super) fn read(path: &Path, rows: &mut Rows) -> Result<(), String> {
    let mut bytes = Vec::new();
    let opened = File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
    opened.map_err(|_| UNREADABLE.to_owned())?;
    let text = text(&bytes);
    let (text, delimiter) = delimited(&text);
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut number = 0;
    for record in reader.records() {
        let record = record.map_err(|_| UNREADABLE.to_owned())?;
        let from = record.position().map_or(0, ::csv::Position::byte);
        number += 1 + blank_before(text, usize::try_from(from).unwrap_or(usize::MAX));
        rows.add(number, record.iter().map(plain))?;
    }
    Ok(())
}

/// Blank lines that were passed over on the way to a row: it is counted as a table shows it.
fn blank_before(text: &str, from: usize) -> usize {
    let (before, rest) = text.split_at_checked(from).unwrap_or_default();
    // Both characters of a line break end the row before.
    let rest = match before.ends_with('\r') {
        true => rest.strip_prefix('\n').unwrap_or(rest),
        false => rest,
    };
    let breaks = rest
        .bytes()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'));
    breaks.filter(|byte| *byte == b'\n').count()
}

/// UTF-8 where it is, else what older programs write.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// The text behind `sep=;`, which some programs put first, and what stands between cells: what the first line has most of.
fn delimited(text: &str) -> (&str, u8) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(said) = first.trim().strip_prefix("sep=")
        && let [delimiter] = said.as_bytes()
    {
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        return (rest, *delimiter);
    }
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        let count = counts.iter_mut().find(|(delimiter, _)| *delimiter == byte);
        if let Some((_, count)) = count.filter(|_| !quoted) {
            *count += 1;
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    (text, most.map_or(b',', |(delimiter, _)| *delimiter))
}

/// `="0123"` is how a table keeps the zero of a text.
fn plain(cell: &str) -> String {
    let kept = cell
        .strip_prefix("=\"")
        .and_then(|cell| cell.strip_suffix('"'));
    kept.unwrap_or(cell).to_owned()
}

/// Rows as a CSV file that every program opens: with a byte order mark, and nothing in it that a program would work out.
pub(crate) fn write(rows: &[Vec<String>]) -> String {
    let mut all = "\u{feff}".to_owned();
    for row in rows {
        all.push_str(&line(row));
    }
    all
}

/// What a program would work out begins with one of these.
const WORKED_OUT: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a program would work it out, or it looks as if [`line()`] had seen to it.
fn is_worked_out(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(WORKED_OUT)
}

/// A cell as it was before it was written.
pub(super) fn as_before(cell: &mut String) {
    if cell.starts_with('\'') && is_worked_out(cell) {
        cell.remove(0);
    }
}

/// A row, its cells in quotes where they need them.
fn line(cells: &[String]) -> String {
    let cell = |cell: &String| {
        let cell = if is_worked_out(cell) {
            format!("'{cell}")
        } else {
            cell.clone()
        };
        if cell.contains([',', '"', '\n', '\r', ';']) {
            return format!("\"{}\"", cell.replace('"', "\"\""));
        }
        cell
    };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    format!("{}\r\n", cells.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::TableRow as Row;

    fn rows(bytes: &[u8]) -> Result<Vec<Row>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        std::fs::write(&path, bytes).unwrap();
        let mut rows = Rows {
            rows: Vec::new(),
            most: 4,
        };
        read(&path, &mut rows)?;
        Ok(rows.rows)
    }

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        rows(bytes)
            .unwrap()
            .into_iter()
            .map(|row| row.cells)
            .collect()
    }

    #[test]
    fn what_programs_for_tables_write_is_understood() {
        let expected = vec![
            vec!["Name".to_owned(), "Größe".to_owned()],
            vec!["a, b".to_owned(), "7".to_owned()],
        ];
        assert_eq!(cells("Name,Größe\r\n\"a, b\",7\r\n".as_bytes()), expected);
        assert_eq!(cells("\u{feff}Name;Größe\n\"a, b\";7".as_bytes()), expected);
        assert_eq!(cells("Name\tGröße\r\n\"a, b\"\t7".as_bytes()), expected);
        assert_eq!(
            cells("sep=;\r\nName;Größe\r\n\"a, b\";7".as_bytes()),
            expected
        );
        assert_eq!(cells(b"Name,Gr\xf6\xdfe\r\n\"a, b\",7"), expected);
    }

    #[test]
    fn rows_are_counted_as_a_table_shows_them() {
        let found = rows(b"sep=,\r\na,b\r\n\r\n\"1\n2\",3\r\n4,5\r\n").unwrap();
        let numbers: Vec<usize> = found.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 3, 4]);
    }

    #[test]
    fn a_formula_is_the_text_that_it_is_written_as() {
        assert_eq!(
            cells(b"a,b\n=1+1,\"=\"\"0123\"\"\""),
            [["a", "b"], ["=1+1", "0123"]]
        );
    }

    #[test]
    fn more_rows_than_there_may_be_are_not_read() {
        assert!(rows(b"a\n1\n2\n3\n").is_ok());
        let said = rows(b"a\n1\n2\n3\n4\n").unwrap_err();
        assert_eq!(
            said,
            "The file has more than 3 rows. Split it, or leave out what is not needed"
        );
    }

    #[test]
    fn what_is_given_out_works_nothing_out_where_it_is_opened() {
        let row = ["=cmd", "+1", "a;b", "say \"x\""].map(str::to_owned);
        assert_eq!(line(&row), "'=cmd,'+1,\"a;b\",\"say \"\"x\"\"\"\r\n");
    }

    #[test]
    fn what_was_given_out_comes_back_as_it_was() {
        for cell in ["=cmd", "+1", "-1", "@a", "\ta", "'=a", "'a", "a", "", "'"] {
            let written = line(&[cell.to_owned(), "last".to_owned()]);
            let found = cells(written.as_bytes()).remove(0).remove(0);
            assert!(!found.starts_with(WORKED_OUT), "{found}");
            let mut read = found;
            as_before(&mut read);
            assert_eq!(read, cell);
        }
    }
}
