//! The output folder: what it refuses, what it leaves alone, what it takes away.

use super::{Site, files, put};
use std::fs;

#[test]
fn a_folder_that_it_did_not_write_is_refused_and_left_as_it_is() {
    let site = Site::of("tests/content/rooms");
    put(&site.out().join("thesis.txt"), "the only copy");
    let ran = site.build();
    assert_eq!(ran.code, Some(2), "{}", ran.said);
    assert!(
        ran.said.contains("was not written by `accede build`"),
        "{}",
        ran.said
    );
    let left: Vec<String> = files(&site.out()).into_keys().collect();
    assert_eq!(left, ["thesis.txt"]);
}

#[test]
fn what_somebody_put_beside_the_pages_stays_there() {
    let site = Site::of("tests/content/rooms");
    site.built();
    put(
        &site.out().join("guidance/extra/CNAME"),
        "rooms.example.org",
    );
    fs::remove_file(site.folder.path().join(".public.accede")).unwrap();
    assert_eq!(
        site.built().get("guidance/extra/CNAME").map(Vec::as_slice),
        Some(&b"rooms.example.org"[..])
    );
}

#[test]
fn the_page_of_a_note_that_is_gone_goes_too() {
    let site = Site::made_of(&[("guidance/old/fees.md", "# Fees\n")]);
    assert!(site.built().contains_key("guidance/old/fees.html"));
    fs::remove_file(site.content.join("guidance/old/fees.md")).unwrap();
    let left = site.built();
    assert!(
        !left.contains_key("guidance/old/fees.html"),
        "{:?}",
        left.keys()
    );
    assert!(
        !site.out().join("guidance/old").exists(),
        "an empty folder is left"
    );
}

#[test]
fn a_mistake_leaves_the_last_good_site_in_place() {
    let site = Site::made_of(&[("guidance/fees.md", "# Fees\n\nNothing.\n")]);
    let before = site.built();
    put(
        &site.content.join("guidance/fees.md"),
        "# Fees\n\nMore, see [the rules](rulse.md).\n",
    );
    put(&site.content.join("guidance/rules.md"), "# Rules\n");
    let ran = site.build();
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    for said in [
        "E0606",
        "guidance/fees.md:3:11",
        "did you mean `rules`?",
        "Nothing is built",
    ] {
        assert!(ran.said.contains(said), "{said} in {}", ran.said);
    }
    assert_eq!(files(&site.out()), before);
}

#[test]
fn what_was_written_is_taken_away_even_when_nothing_is_remembered() {
    let site = Site::made_of(&[("guidance/old/fees.md", "# Fees\n")]);
    site.built();
    fs::remove_file(site.folder.path().join(".public.accede")).unwrap();
    fs::remove_file(site.content.join("guidance/old/fees.md")).unwrap();
    assert!(!site.built().contains_key("guidance/old/fees.html"));
}

#[test]
fn a_mark_that_somebody_wrote_cannot_reach_out_of_the_folder() {
    let site = Site::made_of(&[]);
    site.built();
    let precious = site.folder.path().join("precious.txt");
    put(&precious, "kept");
    let absolute = precious.to_string_lossy().into_owned();
    put(
        &site.out().join(".accede-site"),
        &format!("first line\n../precious.txt\n{absolute}\n"),
    );
    site.built();
    assert_eq!(fs::read_to_string(&precious).unwrap(), "kept");
}
