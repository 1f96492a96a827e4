//! `kill -9` in the middle of many uploads at once: between a file and the record that names it, too.

use super::server::Place;
use super::{Chance, Line, is_heavy};
use redb::{ReadableDatabase as _, ReadableTable as _, TableError};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::io::Error;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

const FORM: &str = "form: plan
title: Send a plan
started by: anyone
reference: PLAN
pages:
  - page: plan
    questions:
      - question: plan
        type: file
        ask: Upload the plan
        called: plan
        accepts: [TXT]
        at most: 1 MB
";

/// A visitor who was told that their file is kept.
struct Acknowledged {
    name: String,
    cookie: String,
    /// The address of their draft.
    draft: String,
}

/// The text of the file with this name: nobody else uploads it.
fn text(name: &str) -> String {
    let length = name.bytes().fold(7_usize, |sum, byte| {
        (sum * 31 + usize::from(byte)) % 150_000
    });
    format!("{name}: Zoë & Łukasz 🦀\n").repeat(1 + length / 30)
}

/// Uploads a file up to its acknowledgement.
fn upload(address: &str, name: &str) -> Result<Acknowledged, Error> {
    let mut line = Line::to(address)?;
    let draft = line.post("/forms/plan", "")?.location().to_owned();
    let page = line.get(&draft)?.location().to_owned();
    let kind = ("content-type", "multipart/form-data; boundary=between");
    let part = |(field, value): (String, String)| {
        format!("--between\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
    };
    let carried: String = line.get(&page)?.hidden().into_iter().map(part).collect();
    let body = format!(
        "{carried}--between\r\ncontent-disposition: form-data; name=\"plan\"; filename=\"{name}\"\r\ncontent-type: text/plain\r\n\r\n\
         {}\r\n--between--\r\n",
        text(name)
    );
    let taken = line.ask("POST", &page, &[kind], &body)?;
    assert_eq!(taken.status, 303, "{}", taken.body);
    Ok(Acknowledged {
        name: name.to_owned(),
        cookie: line.cookie,
        draft,
    })
}

/// Uploads until the program is gone; gives what was acknowledged.
fn round(place: &Place, kill: usize, visitors: usize, chance: &mut Chance) -> Vec<Acknowledged> {
    let server = place.start(&[]);
    let (told, count) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
    let target = usize::try_from(chance.below(visitors as u64 * 9 / 10)).unwrap();
    let pause = Duration::from_micros(chance.below(20_000));
    thread::scope(|scope| {
        for visitor in 0..visitors {
            let (told, count, address) = (&told, &count, server.address.clone());
            scope.spawn(move || {
                if let Ok(sent) = upload(&address, &format!("{kill}-{visitor}.txt")) {
                    count.fetch_add(1, Ordering::Relaxed);
                    told.lock().unwrap().push(sent);
                }
            });
        }
        while count.load(Ordering::Relaxed) < target {
            thread::sleep(Duration::from_micros(200));
        }
        thread::sleep(pause);
        server.kill();
    });
    told.into_inner().unwrap()
}

/// The digests of the files that drafts name, by the names of the files.
fn named(place: &Place) -> BTreeMap<String, String> {
    let file = redb::Database::open(place.data.join("accede.redb")).unwrap();
    let reading = file.begin_read().unwrap();
    let drafts = match reading.open_table(redb::TableDefinition::<&[u8], &[u8]>::new("drafts")) {
        Err(TableError::TableDoesNotExist(_)) => return BTreeMap::new(),
        opened => opened.unwrap(),
    };
    let mut named = BTreeMap::new();
    for entry in drafts.iter().unwrap() {
        let draft: Json =
            serde_json::from_slice(&entry.unwrap().1.value()[super::outbox::HEAD..]).unwrap();
        for file in draft["answers"]["plan"].as_array().into_iter().flatten() {
            let text = |key: &str| file[key].as_str().unwrap().to_owned();
            named.insert(text("name"), text("digest"));
        }
    }
    named
}

/// No record is without its file, and what visitors were told is there; gives the digests.
fn look(place: &Place, told: &[Acknowledged], kill: usize) -> BTreeMap<String, String> {
    let named = named(place);
    for (name, digest) in &named {
        let path = place.data.join("files").join(&digest[..2]).join(digest);
        let bytes = std::fs::read(&path);
        let bytes = bytes.unwrap_or_else(|error| {
            panic!("kill {kill}: a record without its file {name}: {error}")
        });
        assert!(
            bytes == text(name).as_bytes(),
            "kill {kill}: {name} is not what was uploaded"
        );
    }
    for Acknowledged { name, .. } in told {
        assert!(
            named.contains_key(name),
            "kill {kill}: acknowledged and lost: {name}"
        );
    }
    named
}

/// Eight kills; with ACCEDE_HEAVY two hundred.
#[test]
fn no_kill_leaves_a_record_without_its_file_or_loses_one_that_was_acknowledged() {
    let (kills, visitors) = if is_heavy() { (200, 200) } else { (8, 20) };
    let (place, mut chance) = (Place::new(), Chance::new());
    std::fs::write(place.content().join("forms/plan.form.yaml"), FORM).unwrap();
    let mut all = Vec::new();
    for kill in 0..kills {
        let told = round(&place, kill, visitors, &mut chance);
        look(&place, &told, kill);
        all.extend(told);
    }
    let digests = look(&place, &all, kills);
    assert!(!all.is_empty(), "no kill came after an acknowledgement");
    let server = place.start(&[]);
    for Acknowledged {
        name,
        cookie,
        draft,
    } in &all
    {
        let mut line = Line::to(&server.address).unwrap();
        line.cookie.clone_from(cookie);
        let file = line
            .get(&format!("{draft}/files/{}", digests[name]))
            .unwrap();
        assert!(
            (file.status, &file.body) == (200, &text(name)),
            "{name}: {}",
            file.status
        );
    }
    server.kill();
    let (code, out, err) = place.command(&["check-store"]);
    assert_eq!(code, 0, "{out}{err}");
    println!(
        "{kills} kills: {} uploads acknowledged, {} kept",
        all.len(),
        digests.len()
    );
}
