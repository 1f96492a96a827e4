//! `kill -9` in the middle of many submissions at once.

use super::outbox::{Letter, behind, handed_over, waiting};
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

/// An address that nobody else gives.
fn email(kill: usize, visitor: usize) -> String {
    format!("visitor-{kill}-{visitor}@example.org")
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
                let Ok(sent) = line.leave_with(&words, &email(kill, visitor)) else {
                    return;
                };
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

/// What is known of all rounds.
#[derive(Default)]
struct Known {
    /// Where the list of submissions goes on.
    cursor: Option<String>,
    /// References by the words that were sent.
    references: BTreeMap<String, String>,
    /// The letter of each reference.
    letters: BTreeMap<String, Letter>,
    /// The last letter that was looked at.
    last: Option<String>,
}

impl Known {
    /// Takes in what a round left behind: nothing twice.
    fn learn(&mut self, place: &Place, kill: usize) {
        for (words, reference) in kept(place, &mut self.cursor) {
            let before = self.references.insert(words.clone(), reference);
            assert_eq!(before, None, "kill {kill}: twice in the store: {words}");
        }
        for letter in behind(place, self.last.as_deref()) {
            let reference = letter.subject.strip_prefix("Your note ").unwrap();
            self.last = Some(letter.id.clone());
            let before = self.letters.insert(reference.to_owned(), letter.clone());
            assert!(before.is_none(), "kill {kill}: two letters for {reference}");
        }
    }

    /// Whether what visitors were told is there, with its letter, byte for byte.
    fn holds(&self, told: &[Acknowledged], kill: usize) {
        for Acknowledged { words, reference } in told {
            let Some(kept) = self.references.get(words) else {
                panic!("kill {kill}: acknowledged and lost: {words}");
            };
            let reference = reference.as_ref().unwrap_or(kept);
            assert_eq!(kept, reference, "kill {kill}: {words}");
            let letter = self.letters.get(kept);
            let letter = letter.unwrap_or_else(|| panic!("kill {kill}: {kept} has no letter"));
            assert!(
                letter.to.starts_with(&format!("visitor-{kill}-")),
                "kill {kill}: {letter:?}"
            );
            assert!(letter.text.contains(words), "kill {kill}: {letter:?}");
        }
    }

    /// Whether everything that was kept stayed, and every letter goes out, once, to whoever sent its note.
    fn stays(&self, place: &Place) {
        let again = kept(place, &mut None);
        assert_eq!(again.len(), self.references.len(), "what was kept stays");
        for (words, reference) in &again {
            assert_eq!(self.references.get(words), Some(reference));
            assert!(self.letters.contains_key(reference), "{reference}");
        }
        assert_eq!(
            self.letters.len(),
            self.references.len(),
            "a letter for each reference, and no other"
        );
        let delivered = delivered(place, self.letters.len());
        assert_eq!(delivered.len(), self.letters.len());
        for (reference, letter) in &self.letters {
            let sent = delivered.get(&letter.id);
            let sent = sent.unwrap_or_else(|| panic!("{reference} was not handed over"));
            assert_eq!((&sent.to, &sent.subject), (&letter.to, &letter.subject));
            assert_eq!(sent.text.trim_end(), letter.text.trim_end());
        }
    }
}

/// Lets the program hand over all letters that wait; they are then in the folder.
fn delivered(place: &Place, letters: usize) -> BTreeMap<String, crate::walk::Read> {
    let mut left = waiting(place);
    while left > 0 {
        let mut server = place.start(&[]);
        thread::sleep(Duration::from_secs(if is_heavy() { 20 } else { 2 }));
        server.ask_to_stop();
        assert!(server.ended(Duration::from_secs(11)).success());
        let now = waiting(place);
        assert!(now < left, "{now} of {letters} letters still wait");
        left = now;
        if is_heavy() {
            println!("{left} of {letters} letters still wait");
        }
    }
    handed_over(place)
}

fn marathon(kills: usize, visitors: usize) {
    let (place, mut chance) = (Place::new(), Chance::new());
    let (mut known, mut acknowledged) = (Known::default(), 0);
    for kill in 0..kills {
        let told = round(&place, kill, visitors, &mut chance);
        known.learn(&place, kill);
        known.holds(&told, kill);
        acknowledged += told.len();
        if is_heavy() && kill % 10 == 9 {
            println!(
                "{} kills: {acknowledged} acknowledged, {} kept, with their letters",
                kill + 1,
                known.references.len()
            );
        }
    }
    known.stays(&place);
    let (code, out, err) = place.command(&["check-store"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(acknowledged > 0, "no kill came after an acknowledgement");
    println!(
        "{kills} kills: {acknowledged} acknowledged, all there once with their letter, {} kept",
        known.references.len()
    );
}

/// Ten kills in a minute; with ACCEDE_HEAVY two hundred, each in the middle of a thousand submissions.
#[test]
fn what_was_acknowledged_before_a_kill_is_there_once_with_its_letter_byte_for_byte() {
    let (kills, visitors) = if is_heavy() { (200, 1_000) } else { (10, 40) };
    marathon(kills, visitors);
}
