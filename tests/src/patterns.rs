//! Patterns of ours beyond the design system: `tests/cases/patterns/NAME.yaml` holds examples, options each, and `NAME.html` what
//! they print. The browser tests look at the same HTML. `UPDATE=1 cargo test` rewrites it, and the difference is read like code.

use super::tidy::root;
use serde::Deserialize;
use std::fmt::Write as _;
use std::fs;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    name: String,
    options: serde_json::Value,
}

/// All examples of a pattern, each under its name.
fn printed(theme: &site::Theme, pattern: &str, examples: &[Example]) -> String {
    let mut html = String::new();
    for Example { name, options } in examples {
        let shown = theme.component(pattern, options).unwrap();
        let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
        let shown = lines.join("\n");
        let _ = writeln!(html, "<!-- {name} -->\n{}", shown.trim());
    }
    html
}

#[test]
fn every_pattern_prints_what_was_looked_at() {
    let theme = site::Theme::new().unwrap();
    let folder = root().join("tests/cases/patterns");
    let mut count = 0;
    for entry in fs::read_dir(&folder).unwrap().flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|found| found != "yaml") {
            continue;
        }
        let examples: Vec<Example> =
            serde_yaml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let pattern = path.file_stem().unwrap().to_str().unwrap();
        let html = printed(&theme, pattern, &examples);
        let golden = path.with_extension("html");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&golden, &html).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(html, expected, "{}", golden.display());
        count += examples.len();
    }
    assert!(count >= 10, "only {count} examples");
}
