//! A checker that has seen other files before says what a new one says: whatever was edited, however often.

use crate::walk::content;
use engine::{Checker, Sources};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

type Files = BTreeMap<String, Vec<u8>>;

fn day() -> Date {
    date(2026, 11, 25)
}

/// What a checker says of files: every problem drawn, and everything of the catalogue.
fn said(checker: &mut Checker, sources: &Sources, today: Date) -> String {
    let checked = checker.check(sources, today);
    let problems = engine::text(&checked.problems, sources, false);
    format!("{problems}\n{:#?}", checked.catalogue)
}

/// One checker that goes through many states of a folder, held at each to one that sees it for the first time.
struct Rechecked {
    checker: Checker,
    sources: Sources,
}

impl Rechecked {
    fn sees(&mut self, files: &Files, today: Date, what: &str) {
        let files = files
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
        self.sources = Sources::new(files).after(&self.sources);
        let kept = said(&mut self.checker, &self.sources, today);
        let new = said(&mut Checker::default(), &self.sources, today);
        assert!(kept == new, "{what}: {}", difference(&kept, &new));
    }
}

fn difference(kept: &str, new: &str) -> String {
    let mut lines = kept.lines().zip(new.lines()).enumerate();
    match lines.find(|(_, (kept, new))| kept != new) {
        Some((n, (kept, new))) => format!("line {n} is `{kept}`, and would be `{new}`"),
        None => format!(
            "{} lines, and would be {}",
            kept.lines().count(),
            new.lines().count()
        ),
    }
}

/// Texts that files refer to each other by: each is changed wherever it stands first.
fn edits(text: &str) -> Vec<(String, Vec<u8>)> {
    let mut edits = vec![
        ("emptied".to_owned(), Vec::new()),
        (
            "cut in half".to_owned(),
            text.as_bytes()[..text.len() / 2].to_vec(),
        ),
        (
            "with a line more".to_owned(),
            format!("# a comment\n{text}").into_bytes(),
        ),
        (
            "with a stray line".to_owned(),
            format!("{text}\nstray: line\n").into_bytes(),
        ),
    ];
    let words = [
        "form: ",
        "list: ",
        "type: ",
        "section: ",
        "# ",
        "## ",
        "title: ",
        "label: ",
        "as: ",
    ];
    for word in words {
        if let Some(at) = text.find(word) {
            let mut changed = text.to_owned();
            changed.insert_str(at + word.len(), "new_");
            edits.push((
                format!("with another `{}`", word.trim()),
                changed.into_bytes(),
            ));
        }
    }
    edits
}

fn files_of(sources: &Sources) -> Files {
    let files = sources.iter();
    files
        .map(|(_, file)| (file.path.to_string(), file.bytes.to_vec()))
        .collect()
}

#[test]
fn whatever_was_seen_before_a_checker_says_the_same_of_what_is_there() {
    let whole = files_of(&content("tests/content/rooms"));
    let mut rechecked = Rechecked {
        checker: Checker::default(),
        sources: Sources::default(),
    };
    rechecked.sees(&whole, day(), "at first");
    for (path, bytes) in &whole {
        let mut files = whole.clone();
        files.remove(path);
        rechecked.sees(&files, day(), &format!("without {path}"));
        let text = String::from_utf8_lossy(bytes);
        for (what, bytes) in edits(&text) {
            files.insert(path.clone(), bytes);
            rechecked.sees(&files, day(), &format!("{path} {what}"));
        }
    }
    rechecked.sees(&whole, day(), "as at first");
    rechecked.sees(&whole, date(2031, 1, 1), "years later");
    let mut files = whole.clone();
    files.insert(
        "forms/a.list.yaml".to_owned(),
        b"list: a\nrows: { b: B }\n".to_vec(),
    );
    rechecked.sees(&files, day(), "with a file before the others");
}
