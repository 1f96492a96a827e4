//! Building twice: the same bytes, and no more work than there is to do.

use super::{BASE, SERVICE, Site, files, put};
use std::fs;
use std::time::Duration;

#[test]
fn two_builds_in_two_time_zones_are_the_same_byte_for_byte() {
    for content in ["", "tests/content/rooms"] {
        let more = ["--base", BASE, "--service", SERVICE];
        let sites = ["Pacific/Kiritimati", "Pacific/Niue"].map(|zone| {
            let site = Site::of(content);
            let ran = site.build_with(&more, zone);
            assert_eq!(ran.code, Some(0), "{}", ran.said);
            files(&site.out())
        });
        let [one, other] = &sites;
        assert!(one.len() > 8, "{:?}", one.keys());
        assert_eq!(
            one.keys().collect::<Vec<_>>(),
            other.keys().collect::<Vec<_>>()
        );
        for (path, bytes) in one {
            assert!(other.get(path) == Some(bytes), "{path} differs");
        }
    }
}

/// A service whose notes have stood long enough to be told from their next change.
fn settled() -> Site {
    let site = Site::made_of(&[
        (
            "guidance/rooms/index.md",
            "# Rooms\n\n- [Fees](fees.md)\n- [Hours](hours.md)\n",
        ),
        (
            "guidance/rooms/fees.md",
            "# Fees\n\n## For guests\n\nFive.\n",
        ),
        (
            "guidance/rooms/hours.md",
            "# Hours\n\nSee [what guests pay](fees.md#for-guests).\n",
        ),
    ]);
    std::thread::sleep(Duration::from_millis(2_100));
    site.built();
    site
}

#[test]
fn only_what_changed_is_made_again_and_comes_out_as_if_all_were_new() {
    let site = settled();
    assert!(site.build().said.contains("none of them changed"));
    put(
        &site.content.join("guidance/rooms/fees.md"),
        "# What it costs\n\n## For guests\n\nSix.\n",
    );
    let ran = site.build();
    // The note, and the two that name it as what comes before and after.
    assert!(ran.said.contains("3 of them made again"), "{}", ran.said);
    let again = files(&site.out());
    fs::remove_file(site.folder.path().join(".public.accede")).unwrap();
    assert_eq!(site.built(), again);
    assert!(
        site.page("guidance/rooms/hours.html")
            .contains("What it costs")
    );
}

#[test]
fn a_link_from_a_note_that_did_not_change_is_followed_when_what_it_leads_to_did() {
    let site = settled();
    put(
        &site.content.join("guidance/rooms/fees.md"),
        "# Fees\n\n## For visitors\n\nFive.\n",
    );
    let ran = site.build();
    assert_eq!(ran.code, Some(1), "{}", ran.said);
    for said in [
        "guidance/rooms/hours.md:3:5",
        "has no heading `#for-guests`",
    ] {
        assert!(ran.said.contains(said), "{said} in {}", ran.said);
    }
    fs::remove_file(site.content.join("guidance/rooms/fees.md")).unwrap();
    let ran = site.build();
    assert!(
        ran.said
            .contains("there is no note `guidance/rooms/fees.md`"),
        "{}",
        ran.said
    );
}

#[test]
fn a_page_that_somebody_changed_or_removed_is_made_again() {
    let site = settled();
    let before = files(&site.out());
    put(&site.out().join("guidance/rooms/fees.html"), "defaced");
    fs::remove_file(site.out().join("guidance/rooms/hours.html")).unwrap();
    assert!(site.build().said.contains("2 of them made again"));
    assert_eq!(files(&site.out()), before);
}

#[test]
fn what_is_remembered_is_forgotten_when_it_cannot_be_trusted() {
    let site = settled();
    let before = files(&site.out());
    let memory = site.folder.path().join(".public.accede");
    let mut bytes = fs::read(&memory).unwrap();
    let middle = bytes.len() / 2;
    if let Some(byte) = bytes.get_mut(middle) {
        *byte ^= 1;
    }
    fs::write(&memory, bytes).unwrap();
    let ran = site.build();
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    assert!(
        !ran.said.contains("made again") && !ran.said.contains("none"),
        "{}",
        ran.said
    );
    assert_eq!(files(&site.out()), before);
}

#[test]
fn a_change_of_the_service_changes_every_page() {
    let site = settled();
    put(
        &site.content.join("forms/service.yaml"),
        "service: library\nname: Halls\noperator: The library\nguidance: index\n",
    );
    site.built();
    for page in ["index.html", "404.html", "guidance/rooms/hours.html"] {
        assert!(site.page(page).contains("Halls"), "{page}");
    }
}
