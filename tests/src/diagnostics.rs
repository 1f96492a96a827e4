//! Golden cases of what `accede check` says. A case is a folder of content that is wrong in one way, called after the code;
//! `UPDATE=1 cargo test` rewrites what is expected, and the difference is read like code.

use super::tidy::root;
use engine::{Code, Severity, Sources};
use std::collections::BTreeSet;
use std::path::Path;

/// The files of a content folder as the engine takes them.
pub(crate) fn sources(folder: &Path) -> Sources {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let below = path
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            if below.starts_with("forms/") || below.starts_with("guidance/") {
                files.push((below, std::fs::read(&path).unwrap()));
            }
        }
    }
    Sources::new(files)
}

pub(crate) fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 23)
}

fn expect(folder: &Path, found: &str) {
    let expected = folder.join("expected.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&expected, found).unwrap();
    }
    let text = std::fs::read_to_string(&expected).unwrap_or_default();
    assert!(
        text == found,
        "{}\nexpected:\n{text}\nfound:\n{found}",
        folder.display()
    );
}

#[test]
fn every_code_has_a_case_that_shows_it() {
    let cases = root().join("tests/cases/diagnostics");
    let mut seen = BTreeSet::new();
    let mut ids = BTreeSet::new();
    let mut missing = Vec::new();
    for code in Code::all() {
        assert!(ids.insert(code.id), "{} stands twice", code.id);
        assert!(code.explanation.len() > 60, "{} explains nothing", code.id);
        let folder = cases.join(code.id);
        if !folder.is_dir() {
            missing.push(code.id);
            continue;
        }
        seen.insert(code.id.to_owned());
        let sources = sources(&folder);
        let checked = engine::check(&sources, today());
        let problems: Vec<_> = checked
            .problems
            .iter()
            .filter(|p| p.code == code)
            .cloned()
            .collect();
        if problems.is_empty() {
            missing.push(code.id);
        }
        expect(&folder, &engine::text(&checked.problems, &sources, false));
        let others: BTreeSet<&str> = checked
            .problems
            .iter()
            .map(|p| p.code.id)
            .filter(|id| *id != code.id)
            .collect();
        assert!(others.is_empty(), "{} also shows {others:?}", code.id);
        assert_eq!(
            checked.catalogue.is_none(),
            code.severity() == Severity::Error,
            "{}",
            code.id
        );
    }
    assert!(missing.is_empty(), "no case shows {missing:?}");
    for folder in std::fs::read_dir(cases).unwrap().flatten() {
        let name = folder.file_name().to_string_lossy().into_owned();
        assert!(seen.contains(&name), "{name} is a case of no code");
    }
}

#[test]
fn every_code_can_be_explained() {
    for code in Code::all() {
        let said = engine::explain(&code.id.to_lowercase()).unwrap();
        assert!(said.starts_with(code.id) && said.contains(code.title));
    }
    assert_eq!(engine::explain("E9999"), None);
}

/// Thirty mistakes across eight files, at most two of a code, one of them broken YAML in a file that five others name.
#[test]
fn thirty_mistakes_give_thirty_records_and_none_twice() {
    let folder = root().join("tests/cases/thirty");
    let sources = sources(&folder);
    let yaml = sources
        .iter()
        .filter(|(_, file)| file.path.ends_with(".yaml"))
        .count();
    assert_eq!(yaml, 8);
    let problems: Vec<_> = engine::check(&sources, today()).problems;
    let problems: Vec<_> = problems
        .into_iter()
        .filter(|problem| problem.severity != Severity::Note)
        .collect();
    expect(&folder, &engine::text(&problems, &sources, false));
    let places: BTreeSet<_> = problems.iter().map(|p| (p.primary, p.code.id)).collect();
    assert_eq!(places.len(), problems.len(), "a place is reported twice");
    for code in problems.iter().map(|problem| problem.code) {
        assert!(
            problems
                .iter()
                .filter(|problem| problem.code == code)
                .count()
                <= 2,
            "{code:?} more than twice"
        );
    }
    assert_eq!(problems.len(), 30);
}
