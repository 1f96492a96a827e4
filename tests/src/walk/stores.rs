//! Stores that earlier versions wrote, kept in `tests/cases/stores`: they open for ever, and what was in them is there.
//!
//! A version that is about to be released keeps one of its own, and nothing ever overwrites it:
//! `cargo test -p tests -- --ignored a_store_of_this_version_is_kept`.

use super::whole::{at_check, to_check};
use super::{Browser, Gateway};
use crate::diagnostics;
use crate::tidy::root;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const DAY: &str = "2026-03-02";
const STORE: &str = "accede.redb";
const KEPT: &str = "kept.json";

/// What a store is known to hold.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Kept {
    cookies: BTreeMap<String, String>,
    /// A draft that has come to its end: where it is checked, and what it says.
    draft: String,
    answers: Vec<(String, String)>,
    /// A draft that has just begun: where it goes on, and with what.
    half: String,
    asks: String,
    /// A submission, and what it says.
    sent: String,
    says: Vec<(String, String)>,
    reference: String,
}

fn folder() -> PathBuf {
    root().join("tests/cases/stores")
}

fn reference(browser: &Browser<'_>) -> String {
    let text = browser.page.text();
    let at = text
        .find("ROOM-")
        .unwrap_or_else(|| panic!("no reference in: {text}"));
    text[at..at + "ROOM-7K3M-92QF".len()].to_owned()
}

/// A draft to check, a draft that has just begun, and a submission.
fn filled(gateway: &Gateway) -> Kept {
    let mut jo = at_check(gateway);
    jo.press("Accept and send");
    let (sent, says, reference) = (jo.page.address.clone(), jo.page.answers(), reference(&jo));
    to_check(&mut jo);
    let (draft, answers) = (jo.page.address.clone(), jo.page.answers());
    jo.open("/").follow("Borrow a room").press("Start now");
    jo.fill("What is your name?", "Ann").press("Continue");
    let address = jo.page.address.clone();
    let (half, _) = address.rsplit_once("/you/").unwrap();
    Kept {
        cookies: jo.cookies(),
        draft,
        answers,
        half: half.to_owned(),
        asks: jo.page.heading(),
        sent,
        says,
        reference,
    }
}

#[test]
fn every_store_that_was_ever_kept_opens_with_all_that_was_in_it() {
    let mut found = 0;
    for entry in fs::read_dir(folder()).unwrap().flatten() {
        let kept = fs::read_to_string(entry.path().join(KEPT)).unwrap();
        let kept: Kept = serde_json::from_str(&kept).unwrap();
        let sources = diagnostics::sources(&entry.path());
        let gateway = Gateway::over(sources, DAY, &entry.path().join(STORE));
        let mut jo = gateway.browser().with(kept.cookies.clone());
        jo.open(&kept.draft).reads("Check your answers");
        assert_eq!(jo.page.answers(), kept.answers, "{entry:?}");
        assert_eq!(jo.page.news(), "", "{entry:?}");
        jo.open(&kept.half).reads(&kept.asks);
        jo.back();
        assert_eq!(jo.page.value("What is your name?").as_deref(), Some("Ann"));
        jo.open(&kept.sent);
        assert_eq!(jo.page.answers(), kept.says, "{entry:?}");
        assert_eq!(reference(&jo), kept.reference);
        // A draft of then is sent today.
        jo.open(&kept.draft).press("Accept and send");
        assert_eq!(jo.page.answers(), kept.says, "{entry:?}");
        found += 1;
    }
    assert!(found > 0, "no store in {}", folder().display());
}

#[test]
#[ignore = "writes into the repository: run it by its name, once for each release"]
fn a_store_of_this_version_is_kept() {
    let to = folder().join(env!("CARGO_PKG_VERSION"));
    assert!(!to.exists(), "{} is kept already", to.display());
    let sources = super::room::sources();
    let mut gateway = Gateway::on(sources.clone(), DAY);
    let kept = filled(&gateway);
    gateway.stop();
    for (_, file) in sources.iter() {
        write(&to.join(&*file.path), &file.bytes);
    }
    write(
        &to.join(STORE),
        &fs::read(gateway.data().join(STORE)).unwrap(),
    );
    let json = serde_json::to_string_pretty(&kept).unwrap();
    write(&to.join(KEPT), json.as_bytes());
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
