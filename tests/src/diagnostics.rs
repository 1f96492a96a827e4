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
                files.push(copies(below, std::fs::read(&path).unwrap()));
            }
        }
    }
    Sources::new(files)
}

/// `NAME.x1000` stands for a file NAME with what it holds a thousand times, so that large files need no room.
fn copies(name: String, bytes: Vec<u8>) -> (String, Vec<u8>) {
    match name
        .rsplit_once(".x")
        .map(|(name, count)| (name.to_owned(), count.parse()))
    {
        Some((name, Ok(count))) => (name, bytes.repeat(count)),
        _ => (name, bytes),
    }
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
        // A page of the site as a broken template would make it, or the content itself.
        let is_built = folder.join("page.html").is_file();
        let (problems, is_refused) = if is_built {
            (super::built::problems(&folder, &sources), true)
        } else {
            let checked = engine::check(&sources, today());
            (checked.problems, checked.catalogue.is_none())
        };
        if problems.iter().all(|problem| problem.code != code) {
            missing.push(code.id);
        }
        expect(&folder, &engine::text(&problems, &sources, false));
        let others: BTreeSet<&str> = problems
            .iter()
            .map(|p| p.code.id)
            .filter(|id| *id != code.id)
            .collect();
        assert!(others.is_empty(), "{} also shows {others:?}", code.id);
        assert_eq!(
            is_refused,
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

/// What is right, what was typed instead, where that is said, and what is meant.
const SLIPS: [(&str, &str, &str, &str); 15] = [
    (
        "    at most: 80 characters",
        "    requird: true",
        "9:5",
        "optional: true",
    ),
    (
        "    ask: What is your name?",
        "    aks: What is your name?",
        "8:5",
        "did you mean `ask`?",
    ),
    ("type: text", "type: txt", "7:11", "did you mean `text`?"),
    (
        "kind is reader",
        "kind is raeder",
        "18:24",
        "did you mean `reader`?",
    ),
    (
        "    ask: What is your name?",
        "\task: What is your name?",
        "8:1",
        "spaces",
    ),
    (
        "title: Book a room",
        "title Book a room",
        "2:1",
        "write `title: Book a room`",
    ),
    ("title: Book a room", "title:Book a room", "2:6", "space"),
    (
        "ask: What is your name?",
        "ask: Your name: first and last",
        "8:19",
        "write `\"Your name: first and last\"`",
    ),
    (
        "ask: What is your name?",
        "ask: Your name or # of your card",
        "8:23",
        "`\"Your name or # of your card\"`",
    ),
    (
        "ask: What is your name?",
        "ask: \"What is your name?",
        "8:10",
        "close them",
    ),
    (
        "  - question: full_name",
        "  -question: full_name",
        "6:3",
        "`- question`",
    ),
    (
        "    ask: What is your name?",
        "   ask: What is your name?",
        "8:4",
        "column 5 under `type`",
    ),
    (
        "optional: false",
        "optional: no",
        "10:15",
        "did you mean `false`?",
    ),
    ("reader: A reader", "no: Not a reader", "15:7", "`none`"),
    (
        "reader: A reader",
        "reader: { label: A reader, or a friend }",
        "15:34",
        "`\"A reader, or a friend\"`",
    ),
];

/// What an editor is told names what was meant: in the message, under the caret, as help, or as an edit.
#[test]
fn a_typing_error_names_its_place_and_what_was_meant() {
    for (right, slip, place, meant) in SLIPS {
        let form = TYPED.replacen(right, slip, 1);
        assert_ne!(form, TYPED, "{right} is not there");
        let service = "service: library\nname: Book a room\noperator: The library\n";
        let files = [
            ("forms/booking.form.yaml", form.as_str()),
            ("forms/service.yaml", service),
        ];
        let sources =
            Sources::new(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
        let problems = engine::check(&sources, today()).problems;
        let said = engine::text(&problems, &sources, false);
        assert!(
            said.contains(&format!("forms/booking.form.yaml:{place}\n")),
            "{slip}:\n{said}"
        );
        assert!(said.contains(meant), "{slip}:\n{said}");
    }
}

const TYPED: &str = "form: booking
title: Book a room
started by: anyone
reference: ROO
questions:
  - question: full_name
    type: text
    ask: What is your name?
    at most: 80 characters
    optional: false
  - question: kind
    type: choose one
    ask: What are you?
    options:
      reader: A reader
  - question: card
    type: yes or no
    show when: kind is reader
    ask: Have you a card?
";

#[test]
fn what_is_typed_rightly_says_nothing() {
    let service = "service: library\nname: Book a room\noperator: The library\n";
    let files = [
        ("forms/booking.form.yaml", TYPED),
        ("forms/service.yaml", service),
    ];
    let sources =
        Sources::new(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
    assert!(engine::check(&sources, today()).is_clean());
}

const READER_CARD: &str = "type: reader_card
title: Reader card number
called: reader card number
looks like: [number: 6 digits]
otherwise: A reader card number has 6 digits
valid: ['123456']
invalid: { '12345': too short }
source: The back of a card
";

/// Whether a key belongs to a question is known once its type is.
#[test]
fn a_key_of_a_kind_is_wrong_where_a_type_is_declared_and_not_where_there_is_none() {
    let said = |type_name: &str| {
        let form = TYPED.replace("type: text", &format!("type: {type_name}"));
        let files = [
            ("forms/booking.form.yaml", form.as_str()),
            (
                "forms/service.yaml",
                "service: library\nname: Book a room\noperator: The library\n",
            ),
            ("forms/types/reader_card.type.yaml", READER_CARD),
        ];
        let sources =
            Sources::new(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
        let problems = engine::check(&sources, today()).problems;
        let said = problems.into_iter().map(|problem| problem.message);
        said.collect::<Vec<_>>()
    };
    assert_eq!(said("tetx"), ["there is no type `tetx`"]);
    assert_eq!(
        said("reader_card"),
        ["a question of a declared type has no key `at most`"]
    );
}

/// Each file of the content in turn cannot be read: that is said once, and nothing else follows from it.
#[test]
fn a_file_that_cannot_be_read_is_the_only_thing_said() {
    for folder in ["", "tests/content/rooms"] {
        let whole = sources(&root().join(folder));
        let files: Vec<(String, Vec<u8>)> = whole
            .iter()
            .map(|(_, file)| (file.path.to_string(), file.bytes.to_vec()))
            .collect();
        let wrong = |files: Vec<(String, Vec<u8>)>| {
            let sources = Sources::new(files);
            let mut problems = engine::check(&sources, today()).problems;
            problems.retain(|problem| problem.severity != Severity::Note);
            (problems.len(), engine::text(&problems, &sources, false))
        };
        assert_eq!(wrong(files.clone()), (0, String::new()));
        let yaml = files
            .iter()
            .enumerate()
            .filter(|(_, (path, _))| path.ends_with(".yaml"));
        for (position, (path, _)) in yaml {
            let mut broken = files.clone();
            broken[position].1.extend(b"\nbroken: here: it is\n");
            let (count, said) = wrong(broken);
            assert_eq!(count, 1, "after breaking {path}:\n{said}");
            assert!(said.contains(path), "{said}");
        }
    }
}

/// Words of the parser, of YAML's grammar and of Rust, which say nothing to somebody who writes forms.
#[test]
fn no_message_is_in_a_programmers_words() {
    let words = [
        "mapping",
        "scalar",
        "sequence",
        "token",
        "parse",
        "expected",
        "EOF",
        "null",
        "struct",
        "invalid type",
        "serde",
        "enum",
    ];
    let mut folders: Vec<_> = std::fs::read_dir(root().join("tests/cases/diagnostics"))
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    folders.push(root().join("tests/cases/thirty"));
    for folder in folders {
        let sources = sources(&folder);
        for problem in engine::check(&sources, today()).problems {
            let texts = [
                Some(problem.message),
                problem.label,
                problem.why,
                problem.help,
            ];
            for text in texts.into_iter().flatten() {
                let found = words.iter().find(|word| {
                    text.split(|c: char| !c.is_alphanumeric())
                        .any(|part| part.eq_ignore_ascii_case(word))
                });
                assert_eq!(found, None, "{}: {text}", folder.display());
            }
        }
    }
}
