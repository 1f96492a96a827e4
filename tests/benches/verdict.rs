//! How fast a verdict is: sixty questions of all types, fifteen conditions, two check digits, half of the documents wrong;
//! beside it, in the same run, the `jsonschema` crate telling all that is wrong by the schema of the same form.
//!
//! `cargo bench -p tests --bench verdict`

#![allow(clippy::expect_used)]

use engine::{Answers, Circumstances, answers_schema, verdict};
use serde_json::{Value as Json, json};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use tests::load::{Bars, pin, processor, sources};

const TURNS: usize = 5;
const TIME: Duration = Duration::from_secs(1);
/// Questions of the last pages.
const MORE: usize = 32;

fn main() -> Bars {
    pin("1");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/content");
    let today = jiff::civil::date(2026, 11, 25);
    let checked = engine::check(&sources(&content), today);
    let catalogue = checked.catalogue.expect("content without errors");
    let form = catalogue.form("sixty").expect("the form");
    let at = Circumstances {
        today,
        calendar: &catalogue.service().calendar,
    };
    let schema = answers_schema(form);
    let schema = jsonschema::draft202012::new(&schema).expect("a schema");
    let documents = documents(&right());
    let answers: Vec<Answers> = documents.iter().map(Answers::from_json).collect();
    let wrong = answers
        .iter()
        .filter(|answers| !verdict(form, answers, &at).wrong.is_empty());
    assert_eq!(wrong.count() * 2, documents.len());
    let faulty = documents
        .iter()
        .filter(|document| !schema.is_valid(document));
    assert_eq!(faulty.count() * 2, documents.len());
    let mut turns = [const { Vec::new() }; 3];
    for _ in 0..TURNS {
        let [ours, read, peer] = &mut turns;
        ours.push(rate(&answers, |answers| {
            verdict(form, answers, &at).wrong.len()
        }));
        read.push(rate(&documents, |document| {
            verdict(form, &Answers::from_json(document), &at)
                .wrong
                .len()
        }));
        peer.push(rate(&documents, |document| {
            schema.iter_errors(document).count()
        }));
    }
    let [ours, read, peer] = turns.map(median);
    let mut bars = Bars::new();
    bars.beside("verdict", ours, ("jsonschema", peer), 1.0);
    bars.beside(
        "verdict, the document read too",
        read,
        ("jsonschema", peer),
        1.0,
    );
    bars
}

/// What a form that was filled in right says.
fn right() -> Json {
    let mut right = json!({
        "full_name": "Jo Smith", "email": "jo@example.org", "phone": "020 7946 0991", "has_card": true, "card": "12003456",
        "purpose": "talk", "people": 12, "town": "Sheffield", "project": "A talk about books", "sort": "choir",
        "held_on": "2026-12-03", "until": "2026-12-04", "hours": 2.5, "branch": "south", "things": ["chairs"], "chairs": 12,
        "pass": "07100220", "visited_in": "2026-03", "website": "https://example.org", "postcode": "S1 2HH", "country": "gb",
        "home": { "line_1": "1 Mill Lane", "town": "Sheffield", "postcode": "S1 2HH", "country": "gb" },
        "story": "A talk about books, and tea afterwards.", "fee": 12.5, "deposit": 100, "tidy": true,
    });
    for n in 1..=MORE {
        let answer = match (n - 1) % 15 {
            0 => json!("Some text"),
            1 => json!(7),
            2 => json!(true),
            3 => json!("jo@example.org"),
            4 => json!("2024-02-01"),
            5 => json!(99.5),
            6 => json!("S1 2HH"),
            7 => json!("b"),
            8 => json!("020 7946 0991"),
            9 => json!("Ann Jones"),
            10 => json!("https://example.org"),
            11 => json!(2.5),
            12 => json!("gb"),
            13 => json!("A longer text"),
            _ => json!("2024-02"),
        };
        if let Some(fields) = right.as_object_mut() {
            fields.insert(format!("more_{n}"), answer);
        }
    }
    right
}

/// As many right ones as wrong ones, each wrong in other places.
fn documents(right: &Json) -> Vec<Json> {
    let wrong = [
        ("email", json!("jo at example")),
        ("card", json!("12003457")),
        ("people", json!(1)),
        ("until", json!("2026-02-30")),
        ("sort", json!("a circus")),
        ("pass", json!("0710022")),
        ("more_6", json!(1001)),
        ("home", json!({ "line_1": "1 Mill Lane" })),
        ("postcode", json!("nowhere")),
        ("project", json!("x")),
        ("more_17", json!(1000)),
    ];
    let mut all = Vec::new();
    for n in 0..20 {
        all.push(right.clone());
        let mut document = right.clone();
        for (name, value) in wrong.iter().cycle().skip(n).take(1 + n % 5) {
            if let Some(place) = document.get_mut(*name) {
                *place = value.clone();
            }
        }
        all.push(document);
    }
    all
}

/// How many a second of this process's own time.
fn rate<T>(all: &[T], mut judge: impl FnMut(&T) -> usize) -> f64 {
    let (start, before) = (Instant::now(), processor());
    let mut judged = 0_u32;
    while start.elapsed() < TIME {
        for one in all {
            black_box(judge(black_box(one)));
            judged += 1;
        }
    }
    f64::from(judged) / (processor() - before).as_secs_f64()
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}
