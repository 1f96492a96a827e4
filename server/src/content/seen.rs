//! What an earlier reading of a folder saw, so that a file that is still the same is not read again.
//!
//! The system's word is taken only for files that had not changed for a while when they were read: in the moment of a change
//! two states of a file can have the same times.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A change this long ago is told apart from the next one by its times.
const SETTLED: Duration = Duration::from_secs(1);

/// Files as an earlier reading saw them.
#[derive(Debug, Default)]
pub(crate) struct Seen(BTreeMap<Arc<str>, SeenFile>);

/// A file as it was read.
#[derive(Debug)]
pub(super) struct SeenFile {
    pub(super) path: Arc<str>,
    pub(super) bytes: Arc<[u8]>,
    /// What the system said of it; nothing when that will not tell the next change.
    print: Option<Print>,
}

/// Stands for the bytes of a file that was seen by an earlier run of the program, and is still the same. No text holds them.
pub(crate) const UNREAD: &[u8] = b"\xff\x00\xff not read";

impl Seen {
    /// Files that an earlier run of the program saw, with what the system said of them. Those that are still the same are not
    /// read: their bytes are then [`UNREAD`].
    pub(crate) fn unread<'a>(files: impl Iterator<Item = (&'a str, [i64; 7])>) -> Self {
        let bytes: Arc<[u8]> = UNREAD.into();
        let seen = files.map(|(path, print)| {
            let path: Arc<str> = path.into();
            let file = SeenFile {
                path: path.clone(),
                bytes: bytes.clone(),
                print: Some(Print::from(print)),
            };
            (path, file)
        });
        Self(seen.collect())
    }

    /// What the system said of a file, when that will tell its next change.
    pub(crate) fn print(&self, path: &str) -> Option<[i64; 7]> {
        let file = self.0.get(path)?;
        file.print.map(Print::numbers)
    }

    /// The file at a path: as it was seen before when it is still the same, else as it is read now. Bytes that are read and
    /// turn out the same are the same object.
    pub(super) fn again(
        &mut self,
        path: &str,
        found: &Metadata,
        read: impl FnOnce() -> io::Result<Vec<u8>>,
    ) -> io::Result<SeenFile> {
        let before = self.0.remove(path);
        let print = Print::of(found);
        match before {
            Some(file) if print.is_some() && file.print == print => Ok(file),
            before => {
                let settled = print.filter(Print::is_settled);
                let bytes = read()?;
                let same = before.filter(|before| *before.bytes == *bytes);
                Ok(match same {
                    Some(same) => SeenFile {
                        print: settled,
                        ..same
                    },
                    None => SeenFile {
                        path: path.into(),
                        bytes: bytes.into(),
                        print: settled,
                    },
                })
            }
        }
    }

    pub(super) fn keep(&mut self, file: SeenFile) {
        self.0.insert(file.path.clone(), file);
    }
}

/// What the system says of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Print {
    length: u64,
    file: (u64, u64),
    /// When the bytes and when anything else of it changed, in seconds and nanoseconds. Nobody can set the second.
    times: [(i64, i64); 2],
}

impl From<[i64; 7]> for Print {
    fn from([length, device, node, a, b, c, d]: [i64; 7]) -> Self {
        Self {
            length: length.cast_unsigned(),
            file: (device.cast_unsigned(), node.cast_unsigned()),
            times: [(a, b), (c, d)],
        }
    }
}

impl Print {
    fn numbers(self) -> [i64; 7] {
        let [(a, b), (c, d)] = self.times;
        let [length, device, node] = [self.length, self.file.0, self.file.1].map(u64::cast_signed);
        [length, device, node, a, b, c, d]
    }

    /// Only where a time of change is kept that no program can set.
    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
    fn of(found: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        Some(Self {
            length: found.len(),
            file: (found.dev(), found.ino()),
            times: [
                (found.mtime(), found.mtime_nsec()),
                (found.ctime(), found.ctime_nsec()),
            ],
        })
    }

    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Option<Self> {
        None
    }

    fn is_settled(&self) -> bool {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let limit = now.unwrap_or_default().saturating_sub(SETTLED);
        let limit = i64::try_from(limit.as_secs()).unwrap_or(0);
        self.times.iter().all(|(seconds, _)| *seconds < limit)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_that_changes_twice_in_one_moment_is_read_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let mut seen = Seen::default();
        for text in ["one", "two", "six", "ten"] {
            fs::write(&path, text).unwrap();
            let found = fs::metadata(&path).unwrap();
            let file = seen.again("a.md", &found, || fs::read(&path)).unwrap();
            assert_eq!(*file.bytes, *text.as_bytes());
            seen.keep(file);
        }
    }

    #[test]
    fn a_file_that_has_stood_for_a_while_is_not_read_again_until_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "one").unwrap();
        std::thread::sleep(SETTLED * 2 + Duration::from_millis(100));
        let mut seen = Seen::default();
        let found = fs::metadata(&path).unwrap();
        let file = seen.again("a.md", &found, || fs::read(&path)).unwrap();
        seen.keep(file);
        let file = seen.again("a.md", &found, || panic!("read again"));
        seen.keep(file.unwrap());
        // The same length, and the time of change set back, as unpacking an archive does.
        fs::write(&path, "two").unwrap();
        let times = fs::FileTimes::new().set_modified(found.modified().unwrap());
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_times(times).unwrap();
        let found = fs::metadata(&path).unwrap();
        let file = seen.again("a.md", &found, || fs::read(&path)).unwrap();
        assert_eq!(*file.bytes, *b"two");
    }
}
