//! Declared on the spot: a form for every kind of question, and forms with every shape of condition and repeat.

use engine::{Catalogue, Sources};
use jiff::civil::{Date, date};
use std::sync::Arc;

pub(super) const TODAY: Date = date(2026, 11, 25);

const SERVICE: &str = "service: kinds\nname: Kinds\noperator: Nobody\nzone: Europe/London\n";
const COUNTRIES: &str = "list: countries\ntitle: Countries\nrows:\n  gb: { label: United Kingdom }\n  ie: { label: Ireland }\n";
const SIZES: &str = "list: sizes
title: Sizes
columns: { seats: whole number, open: text }
rows:
  small: { label: Small, seats: 4, open: late }
  large: { label: Large, seats: 40, open: late }
  old: { label: Old, seats: 9, open: early, valid to: 2020-12-31 }
";
const ROOM_CODE: &str = "type: room_code
title: Room code
called: room code
remove: [space, hyphen]
looks like: [letters: 2 letters, serial: 3 digits, check: 1 digit]
right when: check is serial mod 7
valid: [\"AB1234\"]
invalid: { \"AB1233\": check digit }
";

/// Every kind with its properties, and answers that are likely to be right.
pub(super) const KINDS: &[(&str, &[&str])] = &[
    ("text", &[r#""Acme""#, r#""  Zoë  Smith ""#]),
    (
        "text\n    at least: 3 characters\n    at most: 5 characters",
        &[
            r#""abc""#,
            r#""abcde""#,
            r#""abcdef""#,
            r#""ab""#,
            r#""Zoë  x""#,
        ],
    ),
    (
        "text\n    at least: 2 words\n    at most: 3 words",
        &[r#""one two""#, r#""one two three four""#, r#""one""#],
    ),
    (
        "long text\n    at most: 20 characters",
        &[r#""one\ntwo""#, r#""one\r\ntwo\r\nthree four""#],
    ),
    (
        "choose one\n    options: { a: A, b: B }",
        &[r#""a""#, r#""b""#, r#""c""#],
    ),
    (
        "choose one\n    options from: sizes",
        &[r#""small""#, r#""old""#],
    ),
    (
        "choose one\n    options from: sizes\n    offer: its seats is more than 10\n    and also: { none: None of these }",
        &[r#""small""#, r#""large""#, r#""none""#],
    ),
    (
        "choose several\n    options: { a: A, b: B, c: C }",
        &[r#"["a"]"#, r#"["a","c"]"#, r#"["a","a"]"#, r#""b""#, "[]"],
    ),
    (
        "choose several\n    options: { a: A, b: B, c: C, d: D }\n    at least: 2\n    at most: 3",
        &[r#"["a"]"#, r#"["a","c"]"#, r#"["a","b","c","d"]"#],
    ),
    (
        "choose several\n    options from: sizes\n    at least: 2\n    and also: { other: Another, none: { label: None, alone: true } }",
        &[
            r#"["none"]"#,
            r#"["none","small"]"#,
            r#"["small","large"]"#,
            r#"["small","old"]"#,
            r#"["other"]"#,
        ],
    ),
    ("yes or no", &["true", "false", r#""yes""#]),
    ("tick box", &["true", "false"]),
    (
        "file\n    accepts: [PDF, CSV]\n    at most: 1 KB\n    up to: 2 files",
        &[
            r#"[{"name":"a.pdf","size":12,"media type":"application/pdf","digest":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"}]"#,
            r#"[{"name":"a.csv","size":"12","media type":"text/csv","digest":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"}]"#,
            r#"[{"name":"../a.csv","size":12,"media type":"text/csv","digest":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"}]"#,
            r#"[{"name":"a.pdf","size":2000,"media type":"application/pdf","digest":"0"}]"#,
            r#"[{"name":"a.csv","media type":"image/png"}, {}, 3]"#,
            "[]",
        ],
    ),
    (
        "whole number",
        &["3", "-3", "3.0", "3.5", "999999999999999", "1e3"],
    ),
    (
        "whole number\n    at least: 1\n    at most: 10\n    unit: MW",
        &["1", "10", "11", "0", r#""3 MW""#],
    ),
    (
        "number\n    decimal places: 2",
        &["1.25", "1.255", "-0.01", "1e-3"],
    ),
    (
        "number\n    at least: -1.5\n    at most: 1.5",
        &["1.5", "1.500001", "-1.5", "0"],
    ),
    (
        "money",
        &["12.5", "12.55", "12.555", "-3", r#""£1,250.50""#],
    ),
    (
        "money\n    at least: 10\n    at most: 1000.50",
        &["10", "1000.5", "1000.51", "9.99"],
    ),
    (
        "date",
        &[
            r#""2026-11-25""#,
            r#""2026-02-30""#,
            r#""2026-02-28""#,
            r#"{"day":"1","month":"2","year":"2027"}"#,
        ],
    ),
    (
        "date\n    earliest: today\n    latest: 2 years after today",
        &[
            r#""2026-11-25""#,
            r#""2026-11-24""#,
            r#""2028-11-25""#,
            r#""2028-11-26""#,
        ],
    ),
    ("month", &[r#""2026-11""#, r#""2026-13""#, r#""2026-1""#]),
    (
        "month\n    earliest: today",
        &[r#""2026-11""#, r#""2026-10""#],
    ),
    (
        "email",
        &[
            r#""jo@example.com""#,
            r#""Jo.O'Neil@EXAMPLE.co.uk""#,
            r#""a..b@example.com""#,
            r#""a@b.1""#,
        ],
    ),
    (
        "email\n    at most: 12 characters",
        &[r#""jo@a.com""#, r#""longname@example.com""#],
    ),
    (
        "phone",
        &[
            r#""020 7946 0123""#,
            r#""+353 1 679 5600""#,
            r#""0123""#,
            r#""+442079460123""#,
        ],
    ),
    (
        "website",
        &[
            r#""www.example.com""#,
            r#""http://example.org?x=1""#,
            r#""a.b c""#,
            r#""ftp://example.com""#,
        ],
    ),
    (
        "person name",
        &[
            r#""Jo Smith""#,
            r#""Zoë O'Neil-Smith""#,
            r#""J4mes""#,
            r#""---""#,
        ],
    ),
    (
        "person name\n    at most: 8 characters",
        &[r#""Jo Smith""#, r#""Zoë O'Neil""#],
    ),
    (
        "address",
        &[
            r#"{"line_1":"1 High Street","town":"Leeds","postcode":"LS1 1AA","country":"gb"}"#,
            r#"{"line_1":"1 High Street","town":"Leeds"}"#,
            r#"{"line_1":"1 Main Street","town":"Cork","country":"ie"}"#,
            r#"{"line_1":"1 Main Street","town":"Cork","country":"IE","postcode":""}"#,
            r#"{"line_1":"1 Main Street","town":"Cork","country":"fr"}"#,
            r#"{"line_1":"1 High Street","line_2":" ","town":"Leeds","postcode":"XX"}"#,
            r#"{"line_1":" ","town":"Leeds","street":"x"}"#,
        ],
    ),
    (
        "postcode",
        &[r#""LS1 1AA""#, r#""ls11aa""#, r#""LS1""#, r#""QQ1 1QQ""#],
    ),
    (
        "country",
        &[r#""gb""#, r#""ie""#, r#""Ireland""#, r#""fr""#],
    ),
    (
        "secret\n    at least: 8 characters\n    at most: 20 characters",
        &[
            r#""correct horse""#,
            r#""short""#,
            r#""longer than anything that may be typed""#,
            r#"{"sealed":"$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b5dWRWJTmaaJObG5bnCmwWzoRk"}"#,
            r#"{"sealed":"$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b5dWRWJTmaaJObG5bnCmwWzoRk"}"#,
            r#"{"sealed":"correct horse"}"#,
        ],
    ),
    (
        "room_code",
        &[r#""AB1234""#, r#""ab 123-4""#, r#""AB1233""#, r#""A1234""#],
    ),
];

/// The name of the form of kind n.
pub(super) fn form_of_kind(n: usize, optional: bool) -> String {
    format!("kind-{n}-{}", if optional { "may" } else { "must" })
}

fn letters(n: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    [letter(n / 676), letter(n / 26), letter(n)]
        .iter()
        .collect()
}

/// Everything declared here, checked.
pub(super) fn catalogue() -> Arc<Catalogue> {
    let mut files = vec![
        ("forms/service.yaml".to_owned(), SERVICE.to_owned()),
        ("forms/countries.list.yaml".to_owned(), COUNTRIES.to_owned()),
        ("forms/sizes.list.yaml".to_owned(), SIZES.to_owned()),
        ("forms/room-code.type.yaml".to_owned(), ROOM_CODE.to_owned()),
        (
            "forms/event.form.yaml".to_owned(),
            super::shapes::EVENT.to_owned(),
        ),
    ];
    for (n, (kind, _)) in KINDS.iter().enumerate() {
        for optional in [false, true] {
            let name = form_of_kind(n, optional);
            let reference = letters(n * 2 + usize::from(optional));
            let may = if optional { "    optional: true\n" } else { "" };
            let text = format!(
                "form: {name}\ntitle: One question\nstarted by: anyone\nreference: {reference}\nquestions:\n  - question: one\n    \
                 type: {kind}\n    ask: What is it?\n    called: it\n{may}"
            );
            files.push((format!("forms/{name}.form.yaml"), text));
        }
    }
    let sources = Sources::new(
        files
            .into_iter()
            .map(|(path, text)| (path, text.into_bytes())),
    );
    let checked = engine::check(&sources, TODAY);
    let errors: Vec<_> = checked
        .problems
        .iter()
        .filter(|problem| problem.severity == engine::Severity::Error)
        .map(|problem| engine::text(std::slice::from_ref(problem), &sources, false))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    checked.catalogue.unwrap()
}
