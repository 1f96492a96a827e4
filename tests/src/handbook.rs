//! The handbook's examples are true: every block of a page that says what it declares is put together and checked as an editor's
//! files would be.

use super::diagnostics::today;
use super::tidy::root;
use engine::{Severity, Sources};

/// A fenced block: the words behind its fence, and what stands in it.
struct Block {
    says: Vec<String>,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(says) => {
                open = true;
                let says = says.split_whitespace().map(str::to_owned).collect();
                let text = String::new();
                blocks.push(Block { says, text });
            }
            None if open => {
                let block = blocks.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {}
        }
    }
    blocks
}

/// The files that the blocks of a page stand for.
fn files(page: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for (n, block) in blocks(page).into_iter().enumerate() {
        let says: Vec<&str> = block.says.iter().map(String::as_str).collect();
        let first = block.text.lines().next().unwrap_or("");
        let name = first.split(": ").nth(1).unwrap_or("").to_owned();
        files.push(match says[..] {
            ["yaml", "service"] => ("forms/service.yaml".to_owned(), block.text),
            ["yaml", "question"] => {
                let letters: String = format!("{n:02}").chars().map(|c| (c as u8 + b'A' - b'0') as char).collect();
                let head = format!("form: block-{n}\ntitle: Block {n}\nstarted by: anyone\nreference: Q{letters}\nquestions:\n");
                let indented: String = block.text.lines().map(|line| format!("  {line}\n")).collect();
                (format!("forms/block-{n}.form.yaml"), head + &indented)
            }
            ["yaml", kind @ ("form" | "section" | "list" | "type" | "examples" | "story")] => (format!("forms/{name}.{kind}.yaml"), block.text),
            ["markdown", "message", name] => (format!("forms/{name}.message.md"), block.text),
            ["markdown", "note", path] => (format!("guidance/{path}.md"), block.text),
            _ => continue,
        });
    }
    let mut add = |path: &str, text: &str| {
        if !files.iter().any(|(known, _)| known == path) {
            files.push((path.to_owned(), text.to_owned()));
        }
    };
    add(
        "forms/service.yaml",
        "service: handbook\nname: The handbook\noperator: Nobody\nzone: Europe/London\n",
    );
    add(
        "forms/countries.list.yaml",
        "list: countries\nrows: { gb: United Kingdom, ie: Ireland }\n",
    );
    files
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect()
}

#[test]
fn every_example_of_the_handbook_is_true() {
    let mut declared = 0;
    for entry in std::fs::read_dir(root().join("book/src/handbook"))
        .unwrap()
        .flatten()
    {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let files = files(&std::fs::read_to_string(&path).unwrap());
        declared += files.len() - 2;
        let sources = Sources::new(files);
        let checked = engine::check(&sources, today());
        let said: Vec<_> = checked
            .problems
            .iter()
            .filter(|problem| problem.severity != Severity::Note)
            .cloned()
            .collect();
        assert!(
            said.is_empty(),
            "{}\n{}",
            path.display(),
            engine::text(&said, &sources, false)
        );
        let report = engine::run_examples(&checked.catalogue.unwrap(), None, today());
        assert_eq!(report.failed(), 0, "{}: {:#?}", path.display(), report.runs);
    }
    assert!(
        declared > 15,
        "only {declared} blocks say what they declare"
    );
}

#[test]
fn every_page_of_the_handbook_stands_in_its_summary() {
    let summary = std::fs::read_to_string(root().join("book/src/SUMMARY.md")).unwrap();
    let handbook = root().join("book/src/handbook");
    for folder in [handbook.clone(), handbook.join("decisions")] {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let below = path
                .strip_prefix(root().join("book/src"))
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            assert!(
                path.is_dir() || summary.contains(&format!("({below})")),
                "{below} is not in SUMMARY.md"
            );
        }
    }
    for link in summary
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
    {
        assert!(
            link.ends_with(".md") && root().join("book/src").join(link).is_file(),
            "SUMMARY.md leads to {link}, which is not there"
        );
    }
}
