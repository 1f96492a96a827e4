//! `accede check`: what it prints in each format, and how it ends.

use super::{FORM, Ran, Service, accede};
use serde_json::Value as Json;
use std::process::{Command, Stdio};

/// A service with a key that nobody knows on line 35, and an option that does not exist on line 39.
fn with_two_mistakes() -> Service {
    Service::new()
        .with(FORM, "at most: 60", "at msot: 60")
        .with(FORM, "show when: kind is bag", "show when: kind is bagg")
}

#[test]
fn the_starter_is_clean_and_ends_with_0() {
    let ran = Service::new().run(&["check"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "no problems in 5 files of this folder\n");
}

#[test]
fn every_mistake_is_pointed_at_in_one_run_and_ends_with_1() {
    let ran = with_two_mistakes().run(&["check", "--format", "text"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(
        ran.out.contains("forms/lost-item.form.yaml:35:13\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("^^^^^^^ did you mean `at most`?"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("^^^^ did you mean `bag`?"), "{}", ran.out);
    assert_eq!(ran.last(), "2 errors in 5 files of this folder");
}

#[test]
fn paths_are_shown_as_a_terminal_can_open_them() {
    let service = with_two_mistakes();
    let above = service.path().parent().unwrap();
    let name = service.path().file_name().unwrap().to_str().unwrap();
    let ran = accede(above, &["check", "--content", &format!("{name}/")]);
    assert!(
        ran.out.contains(&format!("--> {name}/{FORM}:35:13\n")),
        "{}",
        ran.out
    );
}

#[test]
fn notes_are_counted_on_their_day_and_change_no_exit_status() {
    let note = "guidance/lost-item.md";
    let front = "---\nreview by: 2026-06-30\n---\n\n# Before you report a loss";
    let service = Service::new().with(note, "# Before you report a loss", front);
    let on = |day: &str, more: &[&str]| service.run(&[&["check", "--today", day], more].concat());
    let clean = "no problems in 5 files of this folder\n";
    assert_eq!(on("2026-06-30", &[]).out, clean);
    let ran = on("2026-07-01", &[]);
    let last =
        "no problems, 1 note in 5 files of this folder; `accede check --notes` shows the notes\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, last));
    let ran = on("2026-07-01", &["--notes"]);
    assert_eq!(
        (ran.code, ran.last()),
        (0, "no problems, 1 note in 5 files of this folder")
    );
    assert!(ran.out.starts_with("note[N0609]"), "{}", ran.out);
    let ran = on("2026-07-01", &["--format", "json"]);
    assert_eq!((ran.code, ran.out.lines().count()), (0, 1));
}

#[test]
fn json_is_one_object_a_line_and_nothing_else() {
    let ran = with_two_mistakes().run(&["check", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let records: Vec<Json> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(records.len(), 2);
    assert_eq!(
        (&records[0]["file"], &records[0]["line"]),
        (&FORM.into(), &35.into())
    );
    assert_eq!(records[0]["edit"]["replacement"], "at most");
    assert_eq!(ran.err, "2 errors in 5 files of this folder\n");
}

#[test]
fn sarif_is_one_document_with_the_same_problems() {
    let ran = with_two_mistakes().run(&["check", "--format", "sarif"]);
    assert_eq!(ran.code, 1);
    let log: Json = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 2);
    let clean = Service::new().run(&["check", "--format", "sarif"]);
    let log: Json = serde_json::from_str(&clean.out).unwrap();
    assert_eq!(
        (
            clean.code,
            log["runs"][0]["results"].as_array().unwrap().len()
        ),
        (0, 0)
    );
}

#[test]
fn a_command_line_that_cannot_be_understood_ends_with_2_and_names_the_nearest() {
    let service = Service::new();
    for (arguments, said) in [
        (&["check", "--contnt", "."][..], "'--content'"),
        (&["chek"], "'check'"),
        (&["check", "--format", "jsn"], "'json'"),
        (
            &["check", "--today", "tomorrow"],
            "write a day like 2026-11-23",
        ),
        (
            &["check", "--today", "2026-02-30"],
            "write a day like 2026-11-23",
        ),
    ] {
        let Ran { code, out, err } = service.run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn a_reader_that_stops_reading_is_no_reason_to_fall_over() {
    let service = with_two_mistakes();
    let mut child = Command::new(crate::binary())
        .args(["check", "--format", "json"])
        .current_dir(service.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
