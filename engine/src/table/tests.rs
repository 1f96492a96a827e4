//! What a table is taken as, and what is said of one that is wrong.

use super::*;
use crate::source::Sources;
use crate::{Calendar, Catalogue};
use std::sync::Arc;

const FORM: &str = "form: seats
title: Seats
started by: anyone
reference: SEA
sections:
  - section: halls
    repeat: { each: hall, from: 1, to: 3, or upload: [CSV, XLSX] }
    pages:
      - page: hall
        title: The hall
        questions:
          - { question: hall_name, type: text, ask: What is it called?, called: name of the hall }
          - { question: capacity, type: whole number, ask: How many seats?, called: capacity, at least: 1 }
          - question: kinds
            type: choose several
            ask: What for?
            called: purposes
            optional: true
            options: { talk: Talks, play: Plays }
      - page: opened
        questions:
          - question: opened_on
            type: date
            ask: Since when?
            called: opening day
            rules:
              - must be: opened_on is before today
                otherwise: The opening day must be in the past
";

fn catalogue() -> Arc<Catalogue> {
    let files = [
        ("forms/service.yaml", "service: s\nname: S\noperator: O\n"),
        ("forms/seats.form.yaml", FORM),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let checked = crate::check(&Sources::new(files), jiff::civil::date(2026, 11, 25));
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    checked.catalogue.unwrap()
}

fn taken(lines: &[&str]) -> Result<Taken, Refused> {
    let catalogue = catalogue();
    let form = catalogue.form("seats").unwrap();
    let row = |(n, line): (usize, &&str)| Row {
        number: n + 1,
        cells: line.split('|').map(str::to_owned).collect(),
    };
    let rows: Vec<Row> = lines.iter().enumerate().map(row).collect();
    let calendar = Calendar::default();
    let at = Circumstances {
        today: jiff::civil::date(2026, 11, 25),
        calendar: &calendar,
    };
    form.take_table(0, &rows, &Answers::new(), &at)
}

const HEAD: &str = "Name of the hall|Capacity|Purposes|Opening day";

#[test]
fn the_columns_are_called_as_the_answers_are() {
    let catalogue = catalogue();
    let columns = catalogue.form("seats").unwrap().columns(0);
    let headings: Vec<&str> = columns
        .iter()
        .map(|column| column.heading.as_str())
        .collect();
    assert_eq!(headings.join("|"), HEAD);
}

#[test]
fn a_row_is_an_item_whatever_the_order_of_its_columns() {
    let taken = taken(&[
        "opened_on| CAPACITY|name of the  hall||purposes",
        "3/2/2020|1,200|Great hall||Talks; play",
        "||||",
        "2021-05-01|7|Attic||",
    ])
    .unwrap();
    assert_eq!(taken.items.len(), 2);
    let text = |text: &str| Some(Entered::Text(text.to_owned()));
    assert_eq!(taken.items[0].get("hall_name").cloned(), text("Great hall"));
    assert_eq!(
        taken.items[0].get("kinds"),
        Some(&Entered::Several(vec![
            "talk".to_owned(),
            "play".to_owned()
        ]))
    );
    assert_eq!(taken.items[1].get("capacity").cloned(), text("7"));
}

#[test]
fn what_is_wrong_is_said_row_by_row_in_the_words_of_the_columns() {
    let lines = [HEAD, "A|many||2020-01-01", "", "|3|Dances|2030-01-01"];
    let refused = taken(&lines).unwrap_err();
    assert_eq!(
        refused.problems,
        [
            "Row 2, Capacity: the capacity must be a whole number, like 15",
            "Row 4, Name of the hall: enter the name of the hall",
            "Row 4, Purposes: select the purposes from the list",
            "Row 4, Opening day: the opening day must be in the past",
        ]
    );
}

#[test]
fn rows_at_fault_are_given_back_with_what_is_wrong_and_taken_once_they_are_mended() {
    let lines = [HEAD, "A|many|Tea", "B|2||2020-01-01", "|3||2030-01-01"];
    let rows = taken(&lines).unwrap_err().rows;
    let rows: Vec<String> = rows.iter().map(|row| row.join("|")).collect();
    assert_eq!(
        rows,
        [
            "Name of the hall|Capacity|Purposes|Opening day|What is wrong with this row",
            "A|many|Tea||Capacity: the capacity must be a whole number, like 15; Purposes: select the purposes from the list; \
             Opening day: enter the opening day",
            "|3||2030-01-01|Name of the hall: enter the name of the hall; Opening day: the opening day must be in the past",
        ]
    );
    let again: Vec<&str> = rows.iter().map(String::as_str).collect();
    let again = taken(&again).unwrap_err().rows;
    let again: Vec<String> = again.iter().map(|row| row.join("|")).collect();
    assert_eq!(again, rows, "what was said before is not said twice");
    let mended = rows[2].replace("|3||2030", "C|3||2020");
    assert_eq!(
        taken(&[&rows[0], &mended, "||||left"]).unwrap().items.len(),
        1
    );
}

#[test]
fn a_table_that_is_no_such_table_says_what_it_lacks() {
    let said = |lines: &[&str]| {
        let refused = taken(lines).unwrap_err();
        assert!(refused.rows.is_empty(), "no row is at fault");
        refused.problems
    };
    assert_eq!(
        said(&[]),
        ["The file has no rows. Fill in the template, and upload it again"]
    );
    assert_eq!(
        said(&[HEAD, "|||"]),
        ["The file has headings and no rows. Add a row for each, and upload it again"]
    );
    assert_eq!(
        said(&[
            "Name of the hall|Capacty|Colour|Capacity|Capacity",
            "A|1|red|1|1"
        ]),
        [
            "The column “Capacty” is not one that is asked for. Did you mean “Capacity”?",
            "The column “Colour” is not one that is asked for. Delete it, or use the headings of the template",
            "The column “Capacity” is there twice. Keep one of them",
            "Add the column “Opening day”",
        ]
    );
    let row = "A|1||2020-01-01";
    assert_eq!(
        said(&[HEAD, row, row, row, row]),
        ["The file has 4 rows, and there may be up to 3 halls"]
    );
    assert!(taken(&[HEAD, row, row, row]).is_ok());
}

#[test]
fn a_section_that_takes_tables_asks_for_no_file_and_adds_its_items_itself() {
    let said = |form: &str| {
        let files = [
            ("forms/service.yaml", "service: s\nname: S\noperator: O\n"),
            ("forms/seats.form.yaml", form),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        let checked = crate::check(&Sources::new(files), jiff::civil::date(2026, 11, 25));
        let said = checked.problems.into_iter().map(|problem| problem.message);
        said.collect::<Vec<_>>()
    };
    let with_file = FORM.replace(
        "type: whole number, ask: How many seats?, called: capacity, at least: 1",
        "type: file, ask: Which plan?, called: plan, accepts: [PDF]",
    );
    assert_eq!(
        said(&with_file),
        ["a table cannot hold the files that `capacity` asks for"]
    );
    let odd = FORM.replace("[CSV, XLSX]", "[CSV, PDF]");
    assert_eq!(
        said(&odd),
        ["`or upload:` takes `CSV` and `XLSX`, not `PDF`"]
    );
}
