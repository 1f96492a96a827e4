//! When to look again. Events of the system only wake: what changed is found by looking, so that it does not matter how an
//! editor saves. Where the system tells nothing, or no more, the folder is looked at again and again.

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

/// How often to look where nobody wakes us.
const POLL: Duration = Duration::from_millis(500);

/// How often to look even so: links may lead out of what is watched, and days end.
const LOOK: Duration = Duration::from_secs(10);

/// File systems whose changes elsewhere this machine is not told of.
const REMOTE: [&str; 12] = [
    "9p",
    "afs",
    "ceph",
    "cifs",
    "fuse.sshfs",
    "glusterfs",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
];

/// Wakes whoever waits.
#[derive(Clone, Debug)]
pub(super) struct Bell {
    ring: SyncSender<()>,
    stopped: Arc<AtomicBool>,
}

/// Waits for changes of a folder.
pub(super) struct Wake {
    folder: PathBuf,
    bell: Bell,
    rings: Receiver<()>,
    watcher: Option<RecommendedWatcher>,
    /// The folders that are watched, as the system knows them: one that was replaced is another.
    watched: Vec<Option<(u64, u64)>>,
}

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Woken {
    /// Something may have changed.
    Changed,
    /// Nothing woke us for as long.
    Quiet,
    /// There is nothing more to wait for.
    Stopped,
}

impl Bell {
    /// Rings. However often that happens before anybody looks, it is one look.
    pub(super) fn ring(&self) {
        let _ = self.ring.try_send(());
    }

    /// Says that there is nothing more to wait for.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Release);
        self.ring();
    }
}

impl Wake {
    /// Watches a content folder. With a sentence when it cannot be watched, and is looked at again and again instead.
    pub(super) fn on(folder: &Path) -> (Self, Option<String>) {
        Self::with(folder, |bell| {
            if let Some(kind) = remote(folder) {
                return Err(format!("changes on {kind} are not told"));
            }
            let bell = bell.clone();
            let watcher = notify::recommended_watcher(move |told: notify::Result<Event>| {
                if told.is_ok_and(|event| is_only_read(event.kind)) {
                    return; // by ourselves, as often as not
                }
                bell.ring();
            });
            watcher.map_err(|error| plain(&error))
        })
    }

    fn with(
        folder: &Path,
        watcher: impl FnOnce(&Bell) -> Result<RecommendedWatcher, String>,
    ) -> (Self, Option<String>) {
        let (ring, rings) = mpsc::sync_channel(1);
        let bell = Bell {
            ring,
            stopped: Arc::default(),
        };
        let made = watcher(&bell);
        let mut wake = Self {
            folder: folder.to_owned(),
            bell,
            rings,
            watcher: None,
            watched: Vec::new(),
        };
        let why = match made {
            Ok(watcher) => {
                wake.watcher = Some(watcher);
                wake.keep_watching()
            }
            Err(why) => Some(why),
        };
        (wake, why)
    }

    pub(super) fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Waits for a change, no longer than it is wise not to look.
    pub(super) fn wait(&self) -> Woken {
        self.wait_for(if self.watcher.is_some() { LOOK } else { POLL })
    }

    /// Waits for a change, no longer than this.
    pub(super) fn wait_for(&self, time: Duration) -> Woken {
        let woken = match self.rings.recv_timeout(time) {
            Ok(()) => Woken::Changed,
            Err(RecvTimeoutError::Timeout) => Woken::Quiet,
            Err(RecvTimeoutError::Disconnected) => Woken::Stopped,
        };
        if self.bell.stopped.load(Ordering::Acquire) {
            return Woken::Stopped;
        }
        woken
    }

    /// Watches what stands there now: `forms` and `guidance` may be replaced as a whole. With a sentence when that is not
    /// possible any more; from then on the folder is looked at again and again.
    pub(super) fn keep_watching(&mut self) -> Option<String> {
        let watcher = self.watcher.as_mut()?;
        let below = [self.folder.join("forms"), self.folder.join("guidance")];
        let now: Vec<_> = below.iter().map(|path| identity(path)).collect();
        if now == self.watched {
            return None;
        }
        let all = RecursiveMode::Recursive;
        let paths = below.iter().zip(&now).filter(|(_, found)| found.is_some());
        let paths = paths.map(|(path, _)| (path.as_path(), all));
        let itself = (self.folder.as_path(), RecursiveMode::NonRecursive);
        for (path, mode) in std::iter::once(itself).chain(paths) {
            let _ = watcher.unwatch(path);
            if let Err(error) = watcher.watch(path, mode) {
                let gone = !path.exists();
                if gone {
                    continue; // between two steps of a save; whoever puts it back wakes us
                }
                self.watcher = None;
                return Some(plain(&error));
            }
        }
        self.watched = now;
        None
    }
}

/// What the system calls a folder, whatever its path.
fn identity(path: &Path) -> Option<(u64, u64)> {
    let found = fs::metadata(path).ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        Some((found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    Some((0, u64::from(found.is_dir())))
}

/// Whether nothing was changed.
fn is_only_read(kind: EventKind) -> bool {
    let written = AccessKind::Close(AccessMode::Write);
    matches!(kind, EventKind::Access(access) if access != written)
}

/// Why a folder cannot be watched.
fn plain(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "all watches of this machine are in use".to_owned(),
        ErrorKind::Io(cause) if cause.raw_os_error() == Some(24) => {
            "all watches of this machine are in use".to_owned() // EMFILE: too many watchers
        }
        _ => format!("the folder cannot be watched: {error}"),
    }
}

/// The kind of file system that a folder is on, when changes made elsewhere are not told.
fn remote(folder: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    let folder = fs::canonicalize(folder).ok()?;
    let kind = kind_of(&mounts, &folder)?;
    REMOTE.contains(&kind).then(|| kind.to_owned())
}

/// The kind of the innermost file system that holds a path: `mountinfo` of proc(5), mount point fifth, kind after the hyphen.
fn kind_of<'a>(mounts: &'a str, path: &Path) -> Option<&'a str> {
    let mount = |line: &'a str| {
        let (before, after) = line.split_once(" - ")?;
        let point = before.split(' ').nth(4)?.replace("\\040", " ");
        let kind = after.split(' ').next()?;
        path.starts_with(&point).then_some((point.len(), kind))
    };
    let mounts = mounts.lines().filter_map(mount);
    mounts
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    fn content() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["forms/lists", "guidance"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        folder
    }

    /// Whether a wait ends because of a change, well before anybody would look of their own accord.
    fn is_woken(wake: &mut Wake) -> bool {
        let woken = wake.wait_for(Duration::from_secs(5)) == Woken::Changed;
        assert_eq!(wake.keep_watching(), None);
        while wake.wait_for(Duration::from_millis(50)) == Woken::Changed {}
        woken
    }

    #[test]
    fn every_way_of_saving_wakes() {
        let folder = content();
        let at = |path: &str| folder.path().join(path);
        let (mut wake, why) = Wake::on(folder.path());
        assert_eq!(why, None);
        fs::write(at("forms/a.form.yaml"), "one").unwrap();
        assert!(is_woken(&mut wake), "a new file");
        fs::write(at("forms/a.form.yaml"), "two").unwrap();
        assert!(is_woken(&mut wake), "truncated and written");
        fs::write(at("forms/.a.tmp"), "three").unwrap();
        fs::rename(at("forms/.a.tmp"), at("forms/a.form.yaml")).unwrap();
        assert!(is_woken(&mut wake), "renamed over");
        fs::create_dir(at("forms/new")).unwrap();
        assert!(is_woken(&mut wake), "a new folder");
        fs::write(at("forms/new/b.form.yaml"), "four").unwrap();
        assert!(is_woken(&mut wake), "a file in a new folder");
        fs::remove_file(at("forms/new/b.form.yaml")).unwrap();
        assert!(is_woken(&mut wake), "removed");
    }

    #[test]
    fn reading_wakes_nobody() {
        let folder = content();
        let file = folder.path().join("forms/a.form.yaml");
        fs::write(&file, "one").unwrap();
        let (wake, _) = Wake::on(folder.path());
        fs::read(&file).unwrap();
        assert_eq!(
            fs::read_dir(folder.path().join("forms")).unwrap().count(),
            2
        );
        assert_eq!(wake.wait_for(Duration::from_millis(300)), Woken::Quiet);
    }

    #[test]
    fn a_folder_that_is_replaced_as_a_whole_is_watched_again() {
        let folder = content();
        let at = |path: &str| folder.path().join(path);
        let (mut wake, _) = Wake::on(folder.path());
        fs::create_dir(at("next")).unwrap();
        fs::rename(at("forms"), at("before")).unwrap();
        fs::rename(at("next"), at("forms")).unwrap();
        assert!(is_woken(&mut wake), "replaced");
        fs::write(at("forms/a.form.yaml"), "one").unwrap();
        assert!(is_woken(&mut wake), "a file in what replaced it");
    }

    #[test]
    fn without_watches_the_folder_is_looked_at_and_the_reason_is_said() {
        let folder = content();
        let none = |_: &Bell| Err(plain(&notify::Error::new(ErrorKind::MaxFilesWatch)));
        let (wake, why) = Wake::with(folder.path(), none);
        assert_eq!(
            why.as_deref(),
            Some("all watches of this machine are in use")
        );
        let start = Instant::now();
        assert_eq!(wake.wait(), Woken::Quiet);
        assert!(start.elapsed() < LOOK / 2);
    }

    #[test]
    fn a_bell_rung_often_is_one_look_and_stopping_ends_every_wait() {
        let folder = content();
        let (wake, _) = Wake::with(folder.path(), |_| Err(String::new()));
        let bell = wake.bell();
        bell.ring();
        bell.ring();
        assert_eq!(wake.wait_for(Duration::ZERO), Woken::Changed);
        assert_eq!(wake.wait_for(Duration::ZERO), Woken::Quiet);
        bell.stop();
        assert_eq!(wake.wait(), Woken::Stopped);
        assert_eq!(wake.wait(), Woken::Stopped);
    }

    #[test]
    fn the_innermost_file_system_says_whether_changes_are_told() {
        let mounts = "21 1 8:1 / / rw,relatime - ext4 /dev/vda rw\n\
                      40 21 0:33 / /srv/our\\040forms rw - nfs4 host:/forms rw\n";
        let kind = |path: &str| kind_of(mounts, Path::new(path));
        assert_eq!(kind("/srv/our forms/library"), Some("nfs4"));
        assert_eq!(kind("/srv/other"), Some("ext4"));
    }
}
