//! What people paste, into every kind of question and every declared type: from a letter, a table, a spreadsheet, a keyboard that
//! writes wide digits. It is understood where a person would understand it; otherwise the message says what to enter.

use super::diagnostics::{sources, today};
use super::tidy::root;
use engine::{Answers, Calendar, Circumstances, Form, Sources, check, verdict};
use serde_json::json;
use std::sync::Arc;

/// Kinds of the engine that take a code, a number or a date in one box, each with answers that are right.
const KINDS: [(&str, &[&str]); 10] = [
    ("whole number", &["12", "40,000"]),
    ("number", &["12.5", "1,234.5", "-3"]),
    ("money", &["£1,234.50", "500"]),
    ("date", &["23/11/2026", "2026-11-23", "23 November 2026"]),
    ("month", &["11/2026", "November 2026"]),
    ("email", &["jo.smith@example.com"]),
    ("phone", &["020 7946 0123", "+353 1 679 5600"]),
    ("website", &["https://www.example.com/a-b"]),
    ("postcode", &["SW1A 2AA"]),
    ("country", &["France", "gb"]),
];

/// What becomes of a text.
type Way = fn(&str) -> String;

/// What happens to a text on its way from somewhere else.
const WAYS: [(&str, Way); 16] = [
    ("spaces that do not break", |text| {
        format!("\u{a0}{text}\u{202f}")
    }),
    ("such a space for each space", |text| {
        text.replace(' ', "\u{a0}")
    }),
    ("a tab before and a new line after", |text| {
        format!("\t{text}\r\n")
    }),
    ("a space without width inside", |text| put(text, '\u{200b}')),
    ("a joiner without width inside", |text| {
        put(text, '\u{200d}')
    }),
    ("a word joiner inside", |text| put(text, '\u{2060}')),
    ("a soft hyphen inside", |text| put(text, '\u{ad}')),
    ("the mark that begins a file", |text| {
        format!("\u{feff}{text}")
    }),
    ("marks of direction", |text| {
        format!("\u{200e}\u{202a}{text}\u{202c}\u{200f}")
    }),
    ("wide letters and digits", wide),
    ("dashes for hyphens", |text| text.replace('-', "\u{2013}")),
    ("curly quotation marks", |text| {
        format!("\u{201c}{text}\u{201d}")
    }),
    ("straight quotation marks", |text| format!("\"{text}\"")),
    ("the end of a sentence", |text| format!("{text}.")),
    ("both", |text| format!("\u{2018}{text}\u{2019}.")),
    ("a spreadsheet's mark for text", |text| format!("'{text}")),
];

/// A text that nobody means, for which there is no answer.
const NONSENSE: [&str; 4] = ["\u{1f993}", "\u{7}", "~", "?!"];

fn put(text: &str, mark: char) -> String {
    let middle = text.chars().count() / 2;
    let letters = text.chars().enumerate();
    letters
        .flat_map(|(n, c)| (n == middle).then_some(mark).into_iter().chain([c]))
        .collect()
}

fn wide(text: &str) -> String {
    let wide = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap(),
        c => c,
    };
    text.chars().map(wide).collect()
}

/// A type of the shipped content with its examples that are right.
fn types() -> Vec<(String, Vec<String>)> {
    let shipped = sources(&root());
    let files = shipped
        .iter()
        .filter(|(_, file)| file.path.ends_with(".type.yaml"));
    let types = files.map(|(_, file)| {
        let yaml: serde_yaml::Value = serde_yaml::from_slice(&file.bytes).unwrap();
        let name = yaml["type"].as_str().unwrap().to_owned();
        let valid = yaml["valid"].as_sequence().into_iter().flatten();
        let valid = valid.filter_map(|valid| valid.as_str()).take(3);
        (name, valid.map(str::to_owned).collect())
    });
    types.collect()
}

/// A form with a question of a type, over the shipped lists and types.
fn form(ty: &str, optional: bool) -> Arc<Form> {
    let text = format!(
        "form: paste\ntitle: Paste\nstarted by: anyone\nreference: PASTE\nquestions:\n  - question: pasted\n    type: {ty}\n    ask: Paste it\n    called: pasted answer\n    optional: {optional}\n"
    );
    let shipped = sources(&root());
    let kept = shipped.iter().filter(|(_, file)| {
        ["forms/types/", "forms/lists/"]
            .iter()
            .any(|folder| file.path.starts_with(folder))
    });
    let kept = kept.map(|(_, file)| (file.path.to_string(), file.bytes.to_vec()));
    let service = "service: a\nname: A\noperator: B\n".to_owned();
    let ours = [
        ("forms/paste.form.yaml", text),
        ("forms/service.yaml", service),
    ];
    let ours = ours.map(|(path, text)| (path.to_owned(), text.into_bytes()));
    let sources = Sources::new(kept.chain(ours));
    let checked = check(&sources, today());
    let said = engine::text(&checked.problems, &sources, false);
    let catalogue = checked.catalogue.ok_or(said).unwrap();
    catalogue.form("paste").unwrap().clone()
}

/// The answer as it is printed, or the message.
fn read(form: &Form, text: &str) -> Result<Vec<String>, String> {
    let calendar = Calendar::default();
    let at = Circumstances {
        today: today(),
        calendar: &calendar,
    };
    let answers = Answers::from_json(&json!({ "pasted": text }));
    let found = verdict(form, &answers, &at);
    match found.wrong.first() {
        Some(wrong) => Err(wrong.message.clone()),
        None => Ok(found.record(form, at).remove(0).answer),
    }
}

#[test]
fn what_is_pasted_is_understood_where_a_person_would_understand_it() {
    let kinds = KINDS.map(|(kind, valid)| {
        let valid: Vec<String> = valid.iter().map(|text| (*text).to_owned()).collect();
        (kind.to_owned(), valid)
    });
    let (mut failed, mut tried) = (Vec::new(), 0);
    for (ty, valid) in kinds.into_iter().chain(types()) {
        let form = form(&ty, false);
        for text in &valid {
            let clean = read(&form, text);
            assert!(
                clean.as_ref().is_ok_and(|lines| !lines.is_empty()),
                "{ty} {text}: {clean:?}"
            );
            for (way, change) in WAYS {
                tried += 1;
                let pasted = change(text);
                let found = read(&form, &pasted);
                if found != clean {
                    failed.push(format!(
                        "{ty}, {way}: {pasted:?} is {found:?}, not {clean:?}"
                    ));
                }
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} of {tried}:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert!(tried > 1_000, "{tried}");
}

#[test]
fn what_nobody_understands_is_answered_with_what_to_enter_and_never_taken_for_a_blank() {
    let kinds = KINDS.map(|(kind, _)| kind.to_owned());
    let all = kinds
        .into_iter()
        .chain(types().into_iter().map(|(ty, _)| ty));
    for ty in all {
        let form = form(&ty, true);
        for text in NONSENSE {
            let message = read(&form, text).expect_err(&format!("{ty} takes {text:?}"));
            let says = ["must", "Select", "Check", "Enter"]
                .iter()
                .any(|word| message.contains(word));
            assert!(says, "{ty} {text:?}: {message}");
        }
    }
}
