//! Commands say the same beside a running server and without one.

use super::Line;
use super::server::{Place, Server};
use serde_json::Value as Json;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::Path;

const WORDS: [&str; 3] = ["first", "second <b>", "third & łast"];

/// A place with three notes in it, and the server that took them.
fn filled() -> (Place, Server) {
    let place = Place::new();
    let server = place.start(&[]);
    let mut line = Line::to(&server.address).unwrap();
    for words in WORDS {
        line.leave(words).unwrap();
    }
    (place, server)
}

/// What a command prints when all is well.
fn said(place: &Place, arguments: &[&str]) -> String {
    let (code, out, err) = place.command(arguments);
    assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}: {out}");
    out
}

/// Everything that is promised of the commands, whichever way they reach the store; `backup` is the name of a new file.
fn commands_work(place: &Place, backup: &str) {
    let out = said(place, &["submissions", "--json"]);
    let all: Vec<Json> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let words: Vec<&Json> = all
        .iter()
        .map(|entry| &entry["submission"]["answers"]["words"])
        .collect();
    assert_eq!(words, WORDS, "in the order of sending, as they were sent");
    let reference = all[1]["reference"].as_str().unwrap();
    let listed = said(place, &["submissions", "--form", "note", "--limit", "2"]);
    let cursor = all[1]["cursor"].as_str().unwrap();
    assert_eq!(listed.lines().count(), 3, "{listed}");
    assert!(
        listed.contains(reference) && listed.ends_with(&format!("--after {cursor}\n")),
        "{listed}"
    );
    let rest = said(place, &["submissions", "--after", cursor, "--limit", "2"]);
    assert_eq!(rest.lines().count(), 1, "{rest}");
    assert!(
        rest.starts_with(all[2]["reference"].as_str().unwrap()),
        "{rest}"
    );
    assert_eq!(
        said(place, &["submissions", "--form", "not"]),
        "No submissions.\n"
    );
    let one = said(
        place,
        &["submission", &reference.to_lowercase().replace('-', " ")],
    );
    assert!(
        one.contains("What do you want to say?") && one.contains("second <b>"),
        "{one}"
    );
    let one: Json =
        serde_json::from_str(&said(place, &["submission", reference, "--json"])).unwrap();
    assert_eq!(one, all[1]["submission"]);
    let (code, _, err) = place.command(&["submission", "NOTE-2222-2222"]);
    assert_eq!(
        (code, err.as_str()),
        (2, "accede: there is no submission NOTE-2222-2222\n")
    );
    let (code, _, err) = place.command(&["submissions", "--after", "xyz"]);
    assert_eq!(code, 2, "{err}");
    assert!(said(place, &["check-store"]).ends_with("The store is in order.\n"));
    assert!(said(place, &["backup", backup]).starts_with(backup));
    let (code, _, err) = place.command(&["backup", backup]);
    assert_eq!(code, 2);
    assert!(err.contains("is there already"), "{err}");
    let mode = std::fs::metadata(place.folder().join(backup))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(
        mode & 0o777,
        0o600,
        "what people answered is for nobody else"
    );
}

#[test]
fn commands_work_beside_a_running_server_and_without_one() {
    let (place, mut server) = filled();
    let socket = place.data.join("accede.sock");
    let about = std::fs::symlink_metadata(&socket).unwrap();
    assert!(about.file_type().is_socket());
    assert_eq!(about.permissions().mode() & 0o777, 0o600);
    commands_work(&place, "beside.redb");
    server.ask_to_stop();
    assert!(server.ended(std::time::Duration::from_secs(11)).success());
    assert!(!socket.exists(), "it is gone with the server");
    commands_work(&place, "without.redb");
    let server = place.start(&[]);
    server.kill();
    assert!(socket.exists(), "a server that was killed leaves it behind");
    commands_work(&place, "stale.redb");
    let _server = place.start(&[]);
    commands_work(&place, "again.redb");
}

#[test]
fn a_backup_is_restored_where_nothing_runs_and_nothing_is_lost() {
    let (place, server) = filled();
    said(&place, &["backup", "copy.redb"]);
    let mut line = Line::to(&server.address).unwrap();
    line.leave("after the backup").unwrap();
    let copy = place.folder().join("copy.redb");
    let restore = |place: &Place, more: &[&str]| {
        let copy = copy.to_str().unwrap();
        place.command(&[&["restore", copy], more].concat())
    };
    let (code, _, err) = restore(&place, &["--replace"]);
    assert_eq!(code, 2);
    assert!(err.contains("Stop that one first"), "{err}");
    server.kill();
    let (code, _, err) = restore(&place, &[]);
    assert_eq!(code, 2);
    assert!(err.contains("add --replace"), "{err}");
    let notes = |place: &Place| said(place, &["submissions"]).lines().count();
    assert_eq!(notes(&place), 4, "nothing was touched");
    assert_eq!(restore(&place, &["--replace"]).0, 0);
    assert_eq!(notes(&place), 3);
    let kept = std::fs::read_dir(&place.data).unwrap().flatten();
    let kept = kept.filter(|entry| entry.file_name().to_string_lossy().contains("before"));
    assert_eq!(kept.count(), 2, "the store that was there, and its key");
    let other = Place::new();
    assert_eq!(restore(&other, &[]).0, 0);
    assert_eq!(notes(&other), 3);
    let key = |folder: &Path| std::fs::read(folder.join("secret.key")).unwrap();
    assert_eq!(
        key(&other.data),
        key(&place.data),
        "links of then still open"
    );
    let files = ["accede.redb", "secret.key"].map(|name| other.data.join(name));
    for file in files
        .into_iter()
        .chain([place.folder().join("copy.redb.key")])
    {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file:?}");
    }
    std::fs::write(&copy, "not a backup").unwrap();
    let third = Place::new();
    let (code, _, err) = restore(&third, &[]);
    assert_eq!(code, 2);
    assert!(err.contains("cannot be restored"), "{err}");
    let left = std::fs::read_dir(&third.data).unwrap().flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name()).collect();
    assert_eq!(left, ["accede.lock"], "nothing else is left behind");
    one_at_a_time(&place);
}

/// Of all who put the same backup into an empty folder at once, one does, and a server that starts meanwhile has all of it or
/// does not start.
fn one_at_a_time(place: &Place) {
    said(place, &["backup", "again.redb"]);
    let copy = place.folder().join("again.redb");
    let target = Place::new();
    let restored = std::thread::scope(|scope| {
        let restore = || target.command(&["restore", copy.to_str().unwrap()]).0;
        let all: Vec<_> = (0..8).map(|_| scope.spawn(restore)).collect();
        let codes = all.into_iter().map(|one| one.join().unwrap());
        codes.filter(|code| *code == 0).count()
    });
    assert_eq!(restored, 1);
    assert_eq!(said(&target, &["submissions"]).lines().count(), 3);
    let parts = std::fs::read_dir(&target.data).unwrap().flatten();
    let parts = parts.filter(|entry| entry.file_name().to_string_lossy().contains("part"));
    assert_eq!(parts.count(), 0, "nothing is left behind");
}

#[test]
fn a_store_out_of_order_is_told_with_a_status() {
    let (place, server) = filled();
    server.kill();
    super::damage(&place, "submissions");
    let (code, out, err) = place.command(&["check-store"]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("of submissions cannot be read"), "{out}");
}

#[test]
fn where_there_is_no_store_none_is_made() {
    let place = Place::new();
    let (code, _, err) = place.command(&["submissions"]);
    assert_eq!(code, 2);
    assert!(err.contains("there is no store in"), "{err}");
    assert!(!Path::new(&place.data).exists());
}
