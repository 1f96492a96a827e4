//! What is drawn and written, for places of every sort.

use super::*;
use crate::diagnostic::codes::declare::UNKNOWN_KEY;
use crate::source::{Sources, Span};
use proptest::prelude::*;
use serde_json::Value as Json;

const PATH: &str = "forms/a.form.yaml";

fn sources(text: &[u8]) -> Sources {
    Sources::new([(PATH.to_owned(), text.to_vec())])
}

fn span(sources: &Sources, start: usize, end: usize) -> Span {
    Span::new(sources.find(PATH).unwrap(), start, end)
}

fn problem(sources: &Sources, start: usize, end: usize) -> Diagnostic {
    Diagnostic::new(
        UNKNOWN_KEY,
        span(sources, start, end),
        "a question has no key `requird`",
    )
}

fn plain(problem: Diagnostic, sources: &Sources) -> String {
    text(&[problem], sources, false)
}

fn record(problem: Diagnostic, sources: &Sources) -> Json {
    serde_json::from_str(&json(&[problem], sources)).unwrap()
}

const FORM: &[u8] = b"form: a\nrequird: true\nother: yes\n";

#[test]
fn a_problem_is_drawn_with_its_line_and_a_caret() {
    let sources = sources(FORM);
    let problem = problem(&sources, 8, 15).did_you_mean("requird", ["required"]);
    let drawn = "\
error[E0201]: a question has no key `requird`
 --> forms/a.form.yaml:2:1
  |
2 | requird: true
  | ^^^^^^^ did you mean `required`?
";
    assert_eq!(plain(problem, &sources), drawn);
}

#[test]
fn places_near_to_each_other_are_drawn_together_with_why_and_the_change() {
    let sources = sources(FORM);
    let problem = problem(&sources, 8, 15)
        .related(span(&sources, 0, 4), "the form")
        .why("nobody reads it")
        .help("leave it out")
        .fix(span(&sources, 8, 22), "");
    let drawn = "\
error[E0201]: a question has no key `requird`
 --> forms/a.form.yaml:2:1
  |
1 | form: a
  | ---- the form
2 | requird: true
  | ^^^^^^^
  |
  = why: nobody reads it
help: leave it out
  |
2 - requird: true
  |
";
    assert_eq!(plain(problem, &sources), drawn);
}

#[test]
fn the_end_of_a_file_and_an_empty_file_are_places_too() {
    for (text, place) in [(&b"a: 1\n"[..], "2:1"), (b"a: 1", "1:5"), (b"", "1:1")] {
        let sources = sources(text);
        let problem = problem(&sources, text.len(), text.len());
        let drawn = plain(problem.clone(), &sources);
        assert!(drawn.contains(&format!("{PATH}:{place}\n")), "{drawn}");
        let beyond = self::problem(&sources, text.len() + 9, text.len() + 99);
        assert_eq!(plain(beyond, &sources), drawn);
        let record = record(problem, &sources);
        assert_eq!(format!("{}:{}", record["line"], record["column"]), place);
    }
}

#[test]
fn a_line_that_is_not_utf_8_is_drawn_all_the_same() {
    let sources = sources(b"a: \xff\xfe caf\xe9: 1\n");
    let drawn = plain(problem(&sources, 10, 13), &sources);
    assert!(drawn.contains("\u{fffd}") && drawn.contains('^'), "{drawn}");
}

#[test]
fn a_line_without_end_is_not_drawn_and_its_place_is_told() {
    let long = format!("a: {}\n", "é".repeat(400_000));
    let sources = sources(long.as_bytes());
    let problems: Vec<Diagnostic> = (0..5_000)
        .map(|n| problem(&sources, 3 + n * 100, 5 + n * 100))
        .collect();
    let drawn = text(&problems, &sources, false);
    assert!(
        drawn.contains(":1:54\n") && drawn.len() < 1_000_000,
        "{}",
        drawn.len()
    );
}

#[test]
fn characters_that_could_steer_a_terminal_are_not_passed_on() {
    let sources = sources("a: \u{1b}[2J\u{7}\u{9b}2Jb\n".as_bytes());
    let problem = problem(&sources, 0, 1)
        .related(span(&sources, 1, 2), "\u{1b}[2J")
        .label("\u{1b}]0;x\u{7}")
        .why("\u{1b}[2J")
        .help("\u{1b}[2J");
    let drawn = plain(problem, &sources);
    assert!(
        drawn.chars().all(|c| c == '\n' || !c.is_control()),
        "{drawn:?}"
    );
}

#[test]
fn json_says_all_that_is_known_and_counts_characters() {
    let sources = sources("é: 1\nkey: x\n".as_bytes()).shown_in("my/service/");
    let problem = problem(&sources, 6, 9)
        .label("here")
        .help("leave it out")
        .related(span(&sources, 0, 2), "there")
        .suggest(span(&sources, 2, 2), "s");
    let expected = serde_json::json!({
        "code": "E0201", "severity": "error", "message": "a question has no key `requird`",
        "file": "my/service/forms/a.form.yaml", "line": 2, "column": 1, "end": { "line": 2, "column": 4 },
        "label": "here", "help": "leave it out",
        "related": [{ "file": "my/service/forms/a.form.yaml", "line": 1, "column": 1,
            "end": { "line": 1, "column": 2 }, "label": "there" }],
        "edit": { "file": "my/service/forms/a.form.yaml", "line": 1, "column": 2,
            "end": { "line": 1, "column": 2 }, "replacement": "s", "apply": "look first" },
    });
    assert_eq!(record(problem, &sources), expected);
}

#[test]
fn sarif_names_the_rule_the_region_and_the_fix() {
    let sources = sources(FORM).shown_in("my service");
    let problem = problem(&sources, 8, 15)
        .related(span(&sources, 0, 4), "the form")
        .fix(span(&sources, 8, 15), "required");
    let log: Json = serde_json::from_str(&sarif(&[problem], &sources)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rule = &run["tool"]["driver"]["rules"][0];
    assert_eq!(rule["help"]["text"], UNKNOWN_KEY.explanation);
    let result = &run["results"][0];
    assert_eq!(
        (&result["ruleId"], &result["ruleIndex"]),
        (&rule["id"], &0.into())
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"]["uri"],
        "my%20service/forms/a.form.yaml"
    );
    let region =
        serde_json::json!({ "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 8 });
    assert_eq!(place["region"], region);
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "the form");
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["deletedRegion"], region);
    assert_eq!(replacement["insertedContent"]["text"], "required");
}

#[test]
fn the_last_line_counts_each_kind_and_notes_are_no_problems() {
    let sources = sources(FORM);
    let of = |severity| Diagnostic {
        severity,
        ..problem(&sources, 0, 1)
    };
    let (error, warning, note) = (
        of(Severity::Error),
        of(Severity::Warning),
        of(Severity::Note),
    );
    assert_eq!(summary(std::slice::from_ref(&note)), "no problems, 1 note");
    assert_eq!(
        summary(&[error.clone(), error, warning, note.clone(), note]),
        "2 errors, 1 warning, 2 notes"
    );
}

proptest! {
    #[test]
    fn no_bytes_and_no_spans_can_break_a_renderer(
        text in proptest::collection::vec(prop_oneof![Just(b'\n'), Just(b'\r'), Just(b'\t'), any::<u8>()], 0..80),
        spans in proptest::collection::vec((0usize..100, 0usize..100), 3),
    ) {
        let sources = sources(&text);
        let at = |n: usize| span(&sources, spans[n].0, spans[n].1);
        let problem = Diagnostic::new(UNKNOWN_KEY, at(0), "a message")
            .label("a label")
            .related(at(1), "another")
            .suggest(at(2), "text\n");
        let drawn = self::text(std::slice::from_ref(&problem), &sources, true);
        prop_assert!(drawn.contains("E0201"));
        let plain = self::text(std::slice::from_ref(&problem), &sources, false);
        prop_assert!(plain.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", plain);
        prop_assert_eq!(json(std::slice::from_ref(&problem), &sources).lines().count(), 1);
        let log = sarif(&[problem], &sources);
        prop_assert!(serde_json::from_str::<Json>(&log).is_ok());
    }
}
