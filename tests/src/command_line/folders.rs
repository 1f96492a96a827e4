//! Content folders of every sort: what is content in them, and what is said when they cannot be read.

use super::{FORM, Ran, Service, accede};
use std::fs;

#[test]
fn a_folder_that_is_no_content_is_refused_with_what_is_missing() {
    let service = Service::new();
    fs::write(service.file("a-file"), "").unwrap();
    for (folder, said) in [
        ("nowhere", "accede: there is no folder nowhere\n"),
        ("a-file", "accede: a-file is not a folder\n"),
        (
            "forms",
            "accede: forms is not a content folder: it has no folder `forms`; the current folder is one\n",
        ),
        (".vscode/..", ""),
    ] {
        let Ran { code, err, .. } = service.run(&["check", "--content", folder]);
        assert_eq!(
            (code, err.as_str()),
            (if said.is_empty() { 0 } else { 2 }, said)
        );
    }
    let empty = tempfile::tempdir().unwrap();
    let ran = accede(empty.path(), &["check", "--content", "."]);
    let said = "accede: . is not a content folder: it has no folder `forms`; `accede init DIR` writes one to start from\n";
    assert_eq!((ran.code, ran.err.as_str()), (2, said));
}

#[test]
fn outside_a_content_folder_the_built_in_content_is_taken() {
    let empty = tempfile::tempdir().unwrap();
    let ran = accede(empty.path(), &["check"]);
    let said = "files of the content built into accede";
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.last().contains(said), "{}", ran.out);
    fs::create_dir_all(empty.path().join("forms")).unwrap();
    let ran = accede(empty.path(), &["check"]);
    assert!(ran.last().contains(said), "{}", ran.out);
}

#[test]
fn what_editors_and_systems_leave_behind_is_not_content() {
    let service = Service::new();
    for path in [
        "forms/.lost-item.form.yaml.swp",
        "forms/.hidden/a.form.yaml",
        "forms/lost-item.form.yaml~",
        "forms/.DS_Store",
        "guidance/picture.png",
    ] {
        let path = service.file(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"\xff\xfe {{{").unwrap();
    }
    let ran = service.run(&["check"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "no problems in 5 files of this folder\n")
    );
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    use std::process::Command;

    #[test]
    fn links_are_followed_inside_the_folder_as_systems_mount_it() {
        let service = Service::new();
        fs::create_dir(service.file("forms/..data")).unwrap();
        fs::rename(service.file(FORM), service.file("forms/..data/form")).unwrap();
        symlink("..data/form", service.file(FORM)).unwrap();
        let ran = service.run(&["check"]);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (0, "no problems in 5 files of this folder\n")
        );
    }

    #[test]
    fn links_that_lead_out_nowhere_or_round_in_circles_are_all_told_at_once() {
        let service = Service::new();
        let secret = tempfile::NamedTempFile::new().unwrap();
        fs::write(secret.path(), "secret: hunter2").unwrap();
        symlink(secret.path(), service.file("forms/out.form.yaml")).unwrap();
        symlink("gone", service.file("forms/nowhere.form.yaml")).unwrap();
        symlink(".", service.file("guidance/round")).unwrap();
        let ran = service.run(&["check"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(!ran.err.contains("hunter2"), "{}", ran.err);
        let lines: Vec<&str> = ran.err.lines().collect();
        assert_eq!(lines.len(), 3, "{}", ran.err);
        assert!(
            lines[0].starts_with("accede: forms/nowhere.form.yaml is a link that leads nowhere")
        );
        assert!(lines[1].starts_with("accede: forms/out.form.yaml is a link that leads out"));
        assert!(
            lines[2].starts_with("accede: guidance/round leads back"),
            "{}",
            ran.err
        );
    }

    #[test]
    fn a_name_that_is_not_utf_8_is_told() {
        let service = Service::new();
        let name = OsStr::from_bytes(b"caf\xe9.form.yaml");
        fs::write(service.file("forms").join(name), "form: cafe").unwrap();
        let ran = service.run(&["check"]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("is not UTF-8; rename it"), "{}", ran.err);
    }

    #[test]
    fn what_is_no_file_is_never_waited_for() {
        let service = Service::new();
        let made = Command::new("mkfifo")
            .arg(service.file("forms/pipe.form.yaml"))
            .status();
        assert!(made.unwrap().success());
        let ran = service.run(&["check"]);
        assert_eq!(ran.code, 2);
        assert_eq!(ran.err, "accede: forms/pipe.form.yaml is not a file\n");
    }
}

#[test]
fn a_file_that_is_far_too_large_is_refused_at_once_and_not_read_whole() {
    let service = Service::new();
    let file = fs::File::create(service.file("forms/huge.form.yaml")).unwrap();
    // Fifty gigabytes of holes: nobody could read them in time.
    file.set_len(50_000_000_000).unwrap();
    let ran = service.run(&["check"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(
        ran.out.contains("forms/huge.form.yaml:1:1\n"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("this file is too large"), "{}", ran.out);
}
