//! Dependencies: permissive licences only, one version of each that we name, and a short list of crates never to use.

use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::BTreeSet;

/// Licences that ask for no more than a notice.
const ALLOWED: [&str; 15] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unlicense",
    "CC0-1.0",
    "MIT-0",
    "Unicode-3.0",
    "BSL-1.0",
    "CDLA-Permissive-2.0",
    "NCSA",
];

/// MPL-2.0, unmodified, by name, each with its reason. An entry that is no longer needed fails.
const BY_NAME: [(&str, &str); 4] = [
    ("cssparser", "scraper's CSS selectors, tests only"),
    ("cssparser-macros", "scraper's CSS selectors, tests only"),
    ("dtoa-short", "scraper's CSS selectors, tests only"),
    ("selectors", "scraper's CSS selectors, tests only"),
];

/// Never, with the reason.
const BANNED: [(&str, &str); 4] = [
    ("serde_yml", "unsound, RUSTSEC-2025-0068"),
    ("openssl", "rustls is used where TLS is needed"),
    ("chrono", "jiff is the one calendar"),
    ("time", "jiff is the one calendar"),
];

fn metadata() -> cargo_metadata::Metadata {
    MetadataCommand::new()
        .manifest_path(super::tidy::root().join("Cargo.toml"))
        .exec()
        .unwrap()
}

fn is_allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    expression.split(" OR ").any(|choice| {
        choice
            .split(" AND ")
            .all(|one| ALLOWED.contains(&one.trim().trim_matches(['(', ')'])))
    }) || expression.split(" AND ").all(|part| {
        part.trim()
            .trim_matches(['(', ')'])
            .split(" OR ")
            .any(|one| ALLOWED.contains(&one.trim().trim_matches(['(', ')'])))
    })
}

#[test]
fn every_dependency_is_permissively_licensed() {
    let mut used = BTreeSet::new();
    for package in metadata()
        .packages
        .iter()
        .filter(|package| package.source.is_some())
    {
        let licence = package.license.clone().unwrap_or_default();
        if let Some((name, _)) = BY_NAME
            .iter()
            .find(|(name, _)| *name == package.name.as_str())
        {
            used.insert(*name);
            assert_eq!(licence, "MPL-2.0", "{name} is listed for MPL-2.0");
        } else {
            assert!(
                is_allowed(&licence),
                "{} {}: `{licence}`",
                package.name,
                package.version
            );
        }
    }
    for (name, reason) in BY_NAME {
        assert!(
            used.contains(name),
            "{name} ({reason}) is listed and no longer used"
        );
    }
}

#[test]
fn banned_crates_are_not_served_to_anybody() {
    let metadata = metadata();
    let mut open: Vec<_> = metadata
        .workspace_packages()
        .iter()
        .filter(|p| p.name.as_str() == "server")
        .map(|p| p.id.clone())
        .collect();
    let nodes = &metadata.resolve.as_ref().unwrap().nodes;
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        let node = nodes.iter().find(|node| node.id == id).unwrap();
        let normal = node.deps.iter().filter(|dep| {
            dep.dep_kinds
                .iter()
                .any(|kind| kind.kind == DependencyKind::Normal)
        });
        open.extend(normal.map(|dep| dep.pkg.clone()));
    }
    for package in metadata
        .packages
        .iter()
        .filter(|package| seen.contains(&package.id))
    {
        for (name, reason) in BANNED {
            assert_ne!(package.name.as_str(), name, "{name}: {reason}");
        }
        assert_ne!(
            package.name.as_str(),
            "serde_yaml",
            "a second reader for tests, never on the path that serves people"
        );
        assert_ne!(
            package.name.as_str(),
            "jsonschema",
            "a peer and an oracle for tests"
        );
    }
}

#[test]
fn versions_stand_once_in_the_root_manifest() {
    for folder in ["engine", "site", "server", "tests"] {
        let manifest =
            std::fs::read_to_string(super::tidy::root().join(folder).join("Cargo.toml")).unwrap();
        let own = manifest.lines().find(|line| line.contains("version = \""));
        assert_eq!(own, None, "{folder}/Cargo.toml gives a version of its own");
    }
}
