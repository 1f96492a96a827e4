//! The house: what every file of the project keeps to. Functions over 60 lines are clippy's (`too_many_lines`).

use std::path::{Path, PathBuf};

/// Words of the shipped market. None may stand in Rust or in a template: what they name is content.
const MARKET: [&str; 22] = [
    "supplier",
    "mpan",
    "msid",
    "bm unit",
    "bm_unit",
    "bmunit",
    "signatory",
    "signatories",
    "category a",
    "category_a",
    "assistant",
    "accession",
    "acceded",
    "bscp",
    "elexon",
    "electricity",
    "settlement",
    "gsp",
    "ofgem",
    "licensee",
    "lead party",
    "virtual lead",
];

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// Every file below a folder of the project, in order; nothing that a build made.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if name == "target" || name == ".git" || name == "node_modules" {
                continue;
            }
            if path.is_dir() {
                open.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    found
}

fn rust(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let paths = folders.iter().flat_map(|folder| files(folder));
    paths
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .map(|path| (path.clone(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

const PRODUCT: [&str; 3] = ["engine", "site", "server"];
const ALL: [&str; 4] = ["engine", "site", "server", "tests"];

#[test]
fn no_rust_file_is_over_600_lines_and_half_are_under_150() {
    let mut lengths: Vec<usize> = Vec::new();
    for (path, text) in rust(&ALL) {
        let lines = text.lines().count();
        assert!(
            lines <= 600,
            "{} has {lines} lines: split it",
            path.display()
        );
        if path.starts_with(root().join("tests")) {
            continue;
        }
        // Tests beside the code do not count towards the size of the code.
        lengths.push(
            text.lines()
                .take_while(|line| !line.starts_with("#[cfg(test)]"))
                .count(),
        );
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median < 150, "the median file has {median} lines");
}

#[test]
fn every_module_opens_with_what_it_is_for() {
    for (path, text) in rust(&ALL) {
        assert!(
            text.starts_with("//!"),
            "{} does not open with `//!`",
            path.display()
        );
    }
}

#[test]
fn no_word_of_the_market_stands_in_rust_or_in_a_template() {
    let templates = files("site")
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "html" || e == "css"));
    let templates = templates.map(|path| (path.clone(), std::fs::read_to_string(&path).unwrap()));
    for (path, text) in rust(&PRODUCT).into_iter().chain(templates) {
        for (number, line) in text.lines().enumerate() {
            let lower = line.to_lowercase();
            for word in MARKET {
                let found = lower.match_indices(word).any(|(at, _)| {
                    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                    outside(lower[..at].chars().next_back())
                        && outside(lower[at + word.len()..].chars().next())
                });
                assert!(
                    !found,
                    "{}:{}: `{word}` is content's: {line}",
                    path.display(),
                    number + 1
                );
            }
        }
    }
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = [
        concat!("to", "do!("),
        concat!("unimpl", "emented!("),
        concat!("FIX", "ME"),
        concat!("XX", "X"),
    ];
    for (path, text) in rust(&ALL) {
        for mark in marks {
            assert!(!text.contains(mark), "{} holds `{mark}`", path.display());
        }
        let name = path.file_stem().unwrap().to_string_lossy();
        assert!(
            !name.contains("util") && name != "helpers" && name != "misc",
            "{} says nothing",
            path.display()
        );
    }
}

#[test]
fn imports_run_one_way() {
    let forbidden = [
        ("engine", &["site", "server", "tests"][..]),
        ("site", &["server", "tests"]),
        ("server", &["tests"]),
    ];
    for (folder, others) in forbidden {
        let manifest = std::fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
        for other in others {
            assert!(
                !manifest.contains(&format!("{other}.workspace")),
                "{folder} must not use {other}"
            );
        }
    }
}

#[test]
fn the_map_fits_on_one_screen() {
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    assert!(
        map.lines().count() <= 60,
        "ARCHITECTURE.md is {} lines long",
        map.lines().count()
    );
    for folder in ["engine", "site", "server", "forms", "guidance", "tests"] {
        assert!(
            map.contains(&format!("**{folder}")) || map.contains(&format!(", {folder}**")),
            "{folder} is not on the map"
        );
    }
}
