//! Letters, as they stand in a store that nobody has open, and as they were handed over.

use super::server::Place;
use crate::walk::{Read, read};
use redb::{ReadableDatabase as _, ReadableTable as _, TableError};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Bytes of a value before its JSON: the envelope, the version, the format.
pub(super) const HEAD: usize = 10;

/// A letter of the outbox.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) id: String,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
}

/// Letters of the outbox behind one of them, in the order of writing.
pub(crate) fn behind(place: &Place, last: Option<&str>) -> Vec<Letter> {
    let file = redb::Database::open(place.data.join("accede.redb")).unwrap();
    let reading = file.begin_read().unwrap();
    let table = redb::TableDefinition::<&[u8], &[u8]>::new("letters");
    let letters = match reading.open_table(table) {
        Err(TableError::TableDoesNotExist(_)) => return Vec::new(),
        opened => opened.unwrap(),
    };
    let from = last.map_or_else(Vec::new, |last| [last.as_bytes(), &[0]].concat());
    let letter = |(key, value): (&[u8], &[u8])| {
        let json: Json = serde_json::from_slice(&value[HEAD..]).unwrap();
        let text = |name: &str| json[name].as_str().unwrap().to_owned();
        Letter {
            id: String::from_utf8(key.to_vec()).unwrap(),
            to: text("to"),
            subject: text("subject"),
            text: text("text"),
        }
    };
    let entries = letters
        .range(from.as_slice()..)
        .unwrap()
        .map(Result::unwrap);
    entries
        .map(|(key, value)| letter((key.value(), value.value())))
        .collect()
}

/// How many letters are still to be handed over.
pub(crate) fn waiting(place: &Place) -> usize {
    let file = redb::Database::open(place.data.join("accede.redb")).unwrap();
    let reading = file.begin_read().unwrap();
    let table = redb::TableDefinition::<&[u8], &[u8]>::new("letters by standing");
    let standings = match reading.open_table(table) {
        Err(TableError::TableDoesNotExist(_)) => return 0,
        opened => opened.unwrap(),
    };
    let entries = standings.iter().unwrap().map(Result::unwrap);
    let waits = entries.filter(|(key, _)| key.value().starts_with(b"waiting"));
    waits.count()
}

/// What lies in the folder of mail, by the id that stands in the letter itself. A letter that lies there twice fails the test.
pub(crate) fn handed_over(place: &Place) -> BTreeMap<String, Read> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(place.data.join("mail")).unwrap() {
        let path = entry.unwrap().path();
        // What a kill cut short lies beside it under a hidden name, and is no letter.
        if path.extension().is_none_or(|ending| ending != "eml") {
            continue;
        }
        let letter = read(&std::fs::read(&path).unwrap());
        let (id, _) = letter.id.split_once('@').unwrap();
        let twice = found.insert(id.to_owned(), letter);
        assert!(twice.is_none(), "twice in the folder: {path:?}");
    }
    found
}
