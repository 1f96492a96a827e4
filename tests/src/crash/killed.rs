//! `kill -9` in the middle of many submissions at once.

use super::server::Place;
use super::{Chance, Line, is_heavy};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// What a visitor was told: the words that they sent, and the reference when they got to read it.
#[derive(Debug)]
struct Acknowledged {
    words: String,
    reference: Option<String>,
}

/// Words that nobody else sends, with what encodings get wrong.
fn words(kill: usize, visitor: usize) -> String {
    format!(
        "Note {kill}.{visitor}: <b>\"Zoë & Łukasz\"</b> {{{{ 7 }}}} 🦀 %41+{}",
        "x".repeat(visitor % 700)
    )
}

/// Submissions that were kept, by their words; those behind the cursor, which is moved to the last.
fn kept(place: &Place, cursor: &mut Option<String>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        let mut arguments = vec!["submissions", "--json", "--limit", "1000"];
        if let Some(cursor) = cursor {
            arguments.extend(["--after", cursor.as_str()]);
        }
        let (code, out, err) = place.command(&arguments);
        assert_eq!((code, err.as_str()), (0, ""));
        let mut last = None;
        for line in out.lines() {
            let entry: Json = serde_json::from_str(line).unwrap();
            let text = |value: &Json| value.as_str().unwrap().to_owned();
            found.push((
                text(&entry["submission"]["answers"]["words"]),
                text(&entry["reference"]),
            ));
            last = Some(text(&entry["cursor"]));
        }
        match last {
            Some(last) => *cursor = Some(last),
            None => return found,
        }
    }
}

/// Sends until the program is gone; gives what was acknowledged.
fn round(place: &Place, kill: usize, visitors: usize, chance: &mut Chance) -> Vec<Acknowledged> {
    let server = place.start(&[]);
    let address = server.address.clone();
    let (told, count) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
    let target = usize::try_from(chance.below(visitors as u64 * 9 / 10)).unwrap();
    let pause = Duration::from_micros(chance.below(20_000));
    thread::scope(|scope| {
        for visitor in 0..visitors {
            let (told, count, address) = (&told, &count, &address);
            let work = move || {
                let words = words(kill, visitor);
                let Ok(mut line) = Line::to(address) else {
                    return;
                };
                let Ok(sent) = line.leave(&words) else { return };
                count.fetch_add(1, Ordering::Relaxed);
                let page = line.get(&sent).ok();
                let reference = page.and_then(|page| {
                    let at = page.body.find("NOTE-")?;
                    page.body.get(at..at + 14).map(str::to_owned)
                });
                told.lock().unwrap().push(Acknowledged { words, reference });
            };
            thread::Builder::new()
                .stack_size(256 * 1024)
                .spawn_scoped(scope, work)
                .unwrap();
        }
        while count.load(Ordering::Relaxed) < target {
            thread::sleep(Duration::from_micros(200));
        }
        thread::sleep(pause);
        server.kill();
    });
    told.into_inner().unwrap()
}

fn marathon(kills: usize, visitors: usize) {
    let (place, mut chance) = (Place::new(), Chance::new());
    let (mut cursor, mut acknowledged) = (None, 0);
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for kill in 0..kills {
        let told = round(&place, kill, visitors, &mut chance);
        for (words, reference) in kept(&place, &mut cursor) {
            let before = all.insert(words.clone(), reference);
            assert_eq!(before, None, "kill {kill}: twice in the store: {words}");
        }
        for Acknowledged { words, reference } in &told {
            let kept = all.get(words);
            assert!(
                kept.is_some(),
                "kill {kill}: acknowledged and lost: {words}"
            );
            if reference.is_some() {
                assert_eq!(kept, reference.as_ref(), "kill {kill}: {words}");
            }
        }
        acknowledged += told.len();
        if is_heavy() && kill % 10 == 9 {
            println!(
                "{} kills: {acknowledged} acknowledged, {} kept",
                kill + 1,
                all.len()
            );
        }
    }
    let again = kept(&place, &mut None);
    assert_eq!(again.len(), all.len(), "what was kept stays, once");
    assert!(
        again
            .iter()
            .all(|(words, reference)| all.get(words) == Some(reference))
    );
    let (code, out, err) = place.command(&["check-store"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(acknowledged > 0, "no kill came after an acknowledgement");
    let log = place.log();
    assert!(!log.contains("fell over"), "{log}");
    println!(
        "{kills} kills: {acknowledged} acknowledged, all there once, {} kept",
        all.len()
    );
}

/// Ten kills in a minute; with ACCEDE_HEAVY two hundred, each in the middle of a thousand submissions.
#[test]
fn what_was_acknowledged_before_a_kill_is_there_once_and_byte_for_byte() {
    let (kills, visitors) = if is_heavy() { (200, 1_000) } else { (10, 40) };
    marathon(kills, visitors);
}
