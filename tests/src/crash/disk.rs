//! A disk that is full, for real: a small file system of its own. Only the superuser may make one; others are told so.

use super::server::Place;
use super::{Line, Server};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// A file system in memory that is gone with this.
struct Small(PathBuf);

impl Small {
    /// Made where it may be made.
    fn at(folder: &Path) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"])
            .arg(folder)
            .output();
        mount
            .is_ok_and(|ran| ran.status.success())
            .then(|| Self(folder.to_owned()))
    }

    /// Fills it to the last byte.
    fn fill(&self) {
        let ballast = vec![b'.'; 64 * 1024];
        let mut file = fs::File::create(self.0.join("ballast")).unwrap();
        let mut piece = ballast.len();
        while piece > 0 {
            match std::io::Write::write(&mut file, &ballast[..piece]) {
                Ok(written) if written > 0 => {}
                _ => piece /= 2,
            }
        }
    }

    fn free(&self) {
        fs::remove_file(self.0.join("ballast")).unwrap();
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

/// Leaves notes until one is refused.
fn leave_until_refused(server: &Server) -> usize {
    for notes in 0..2_000 {
        let mut line = Line::to(&server.address).unwrap();
        let begun = line.begin().unwrap();
        if begun.status == 503 {
            assert!(
                begun.body.contains("Try again in a few minutes"),
                "{}",
                begun.body
            );
            assert!(begun.header("retry-after").is_some());
            return notes;
        }
        let draft = begun.location().to_owned();
        let page = line.get(&draft).unwrap().location().to_owned();
        let posted = line
            .fill(&page, &format!("words={}", "x".repeat(3_900)))
            .unwrap();
        assert!([303, 503].contains(&posted.status), "{}", posted.body);
        if posted.status == 503 {
            return notes;
        }
    }
    panic!("a full disk was never noticed");
}

#[test]
fn a_full_disk_refuses_what_it_cannot_keep_and_nothing_else() {
    let place = Place::new();
    let Some(small) = Small::at(&place.data) else {
        println!("skipped: this user may not mount a small file system");
        return;
    };
    let server = place.start(&[]);
    let mut line = Line::to(&server.address).unwrap();
    let sent = line.leave("before").unwrap();
    let mut draft = Line::to(&server.address).unwrap();
    let begun = draft.begin().unwrap().location().to_owned();
    let page = draft.get(&begun).unwrap().location().to_owned();
    small.fill();
    leave_until_refused(&server);
    for _ in 0..20 {
        assert_eq!(draft.fill(&page, "words=lost").unwrap().status, 503);
        assert_eq!(line.get("/").unwrap().status, 200);
        assert_eq!(
            line.get(&sent).unwrap().status,
            200,
            "what was sent is still shown"
        );
        assert_eq!(
            draft.get(&page).unwrap().status,
            200,
            "a draft is still shown"
        );
    }
    small.free();
    let recovered = Instant::now();
    while draft.fill(&page, "words=kept").unwrap().status != 303 {
        assert!(
            recovered.elapsed() < Duration::from_secs(5),
            "it does not write again"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(draft.get(&page).unwrap().body.contains(">kept</textarea>"));
    server.kill();
    assert_eq!(place.command(&["check-store"]).0, 0);
}
