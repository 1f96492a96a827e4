//! Lists: rows in the file or in a table beside it, and what is wrong with them.

use super::super::Problems;
use super::list;
use crate::condition::Value;
use crate::source::Sources;
use crate::yaml::{self, Limits};
use jiff::civil::date;

/// The list `rooms`, and what was said about it.
fn rooms(text: &str, table: Option<&str>) -> (Option<crate::List>, Vec<String>) {
    let path = "forms/rooms.list.yaml";
    let mut files = vec![(path.to_owned(), text.as_bytes().to_vec())];
    let table = table.map(|table| ("forms/rooms.csv".to_owned(), table.as_bytes().to_vec()));
    files.extend(table);
    let sources = Sources::new(files);
    let file = sources.find(path).unwrap();
    let mut problems = Problems::new();
    let node = yaml::read(file, text.as_bytes(), Limits::default(), &mut problems).unwrap();
    let found = list(file, &node, &sources, &mut problems);
    let said = problems.into_iter().map(|problem| problem.message);
    (found, said.collect())
}

const HEAD: &str =
    "list: rooms\ncolumns: { seats: whole number, opened_on: date, quiet: yes or no }\n";

#[test]
fn a_row_is_looked_up_on_a_day() {
    let rows = "rows:\n  - { row: hall, seats: 60, valid to: 2026-12-31 }\n  - { row: hall, seats: 50, valid from: 2027-01-01 }\n";
    let (list, said) = rooms(&format!("{HEAD}{rows}"), None);
    assert!(said.is_empty(), "{said:?}");
    let list = list.unwrap();
    let seats = |day| {
        list.row("hall", day)
            .and_then(|row| row.cells.first().cloned())
    };
    assert_eq!(seats(date(2026, 12, 31)), Some(Value::Number(60.into())));
    assert_eq!(seats(date(2027, 1, 1)), Some(Value::Number(50.into())));
}

#[test]
fn two_rows_of_a_name_must_not_count_on_one_day() {
    let rows = "rows:\n  - { row: hall, valid to: 2027-01-01 }\n  - { row: hall, valid from: 2027-01-01 }\n";
    let (_, said) = rooms(&format!("{HEAD}{rows}"), None);
    assert_eq!(said, ["two rows `hall` count on one day"]);
}

#[test]
fn a_table_beside_the_list_says_the_same_as_rows_in_it() {
    let inside = "rows:\n  hall: { label: 'The \"old\" hall, below', seats: 1000, opened_on: 1911-10-02, quiet: no }\n  attic: {}\n";
    let table = "\u{feff}row,label,opened_on,seats,quiet\r\nhall,\"The \"\"old\"\" hall, below\",1911-10-02,\"1,000\",no\r\n\r\nattic,,,,\r\n";
    let (one, said) = rooms(&format!("{HEAD}{inside}"), None);
    assert!(said.is_empty(), "{said:?}");
    let (other, said) = rooms(HEAD, Some(table));
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(
        format!("{:?}", one.unwrap()),
        format!("{:?}", other.unwrap())
    );
}

#[test]
fn what_is_wrong_with_a_table_is_said_where_it_stands() {
    for (table, wanted) in [
        (
            "name,label\nhall,Hall\n",
            "the first line of a table names its columns, and one is `row`",
        ),
        (
            "row,label\nhall,The hall, below\n",
            "this line has 3 values, and there are 2 columns",
        ),
        ("row,label\nhall,\"The hall\n", "this quote is never closed"),
        ("row,colour\nhall,blue\n", "the list has no column `colour`"),
        (
            "row,seats\nhall,many\n",
            "`seats` takes a number, not `many`",
        ),
        (
            "row,opened_on\nhall,2 October 1911\n",
            "`opened_on` takes a date, like 2026-11-23, not `2 October 1911`",
        ),
        (
            "row,quiet\nhall,quite\n",
            "`quiet` takes `yes` or `no`, not `quite`",
        ),
        (
            "row,seats\nthe hall,6\n",
            "the name of a row is written with letters, digits and `_`",
        ),
    ] {
        let (_, said) = rooms(HEAD, Some(table));
        assert_eq!(said, [wanted], "{table}");
    }
}

#[test]
fn a_list_without_rows_says_where_they_could_stand() {
    let (_, said) = rooms(HEAD, None);
    assert_eq!(said, ["the list `rooms` has no rows"]);
}

#[test]
fn a_table_that_is_too_large_is_refused_and_not_read_in_part() {
    let mut table = "row,seats\n".to_owned();
    while table.len() <= crate::LARGEST_FILE {
        table.push_str(&format!("row_{},1\n", table.len()));
    }
    let (list, said) = rooms(HEAD, Some(&table));
    let message = "`forms/rooms.csv` is too large: 1048576 bytes are allowed";
    assert_eq!(said, [message]);
    assert!(list.is_none_or(|list| list.rows.is_empty()));
}
