//! The output folder. It is marked, so that nothing is ever removed from a folder that we did not write; pages wait beside their
//! places until all of them are known to be right.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Marks a folder that is ours.
const MARK: &str = ".accede-site";
const MARKED: &str = "This folder is written by `accede build`, which made the files below and takes away those that it no longer makes.\n";

/// Where pages wait.
const STAGE: &str = ".accede-new";

/// What the system says of a file: its length, and when it was written, in seconds and nanoseconds.
pub(super) type Print = (u64, i64, i64);

/// Why something cannot be done, in a plain sentence.
#[derive(Debug)]
pub struct Cannot(pub String);

impl fmt::Display for Cannot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Cannot {}

/// An output folder that is ours.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// The files that we wrote the last time.
    written: BTreeSet<String>,
}

impl Folder {
    /// Takes a folder that is new, empty, or was written by us before.
    ///
    /// # Errors
    ///
    /// When it is anything else, or cannot be written.
    pub fn take(root: &Path) -> Result<Self, Cannot> {
        let shown = root.display();
        let mark = fs::read_to_string(root.join(MARK));
        let lines = mark.as_ref().map_or("", String::as_str).lines().skip(1);
        let folder = Self {
            root: root.to_owned(),
            written: lines
                .filter(|path| is_below(path))
                .map(str::to_owned)
                .collect(),
        };
        match fs::read_dir(root) {
            Ok(mut entries) => {
                if entries.next().is_some() && mark.is_err() {
                    let sentence = "is not empty and was not written by `accede build`; name a new or empty folder";
                    return Err(Cannot(format!("{shown} {sentence}")));
                }
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(Cannot(format!("{shown} cannot be used: {cause}"))),
        }
        if mark.is_err() {
            folder.put(MARK, MARKED.as_bytes())?;
        }
        Ok(folder)
    }

    /// Where what was built is remembered: beside the folder, so that the folder holds the site alone.
    #[must_use]
    pub fn memory(&self) -> Option<PathBuf> {
        let root = fs::canonicalize(&self.root).ok()?;
        let name = root.file_name()?.to_string_lossy().into_owned();
        Some(root.parent()?.join(format!(".{name}.accede")))
    }

    fn refuse(&self, path: &str, cause: &io::Error) -> Cannot {
        Cannot(format!(
            "{} cannot be written: {cause}",
            self.root.join(path).display()
        ))
    }

    pub(super) fn begin(&self) -> Result<(), Cannot> {
        self.clear().map_err(|cause| self.refuse(STAGE, &cause))
    }

    fn clear(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.root.join(STAGE)) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
            _ => Ok(()),
        }
    }

    /// What the system says of a file.
    pub(super) fn print(&self, path: &str) -> Option<Print> {
        print(&self.root.join(path)).ok()
    }

    /// Writes a page beside its place.
    pub(super) fn stage(&self, path: &str, bytes: &[u8]) -> Result<Print, Cannot> {
        let staged = self.root.join(STAGE).join(path);
        let written = write(&staged, bytes).and_then(|()| print(&staged));
        written.map_err(|cause| self.refuse(path, &cause))
    }

    /// Throws away what waits.
    pub(super) fn give_up(&self) {
        let _ = self.clear();
    }

    /// Puts what waits in place.
    pub(super) fn put_in_place<'a>(
        &self,
        paths: impl Iterator<Item = &'a str>,
    ) -> Result<(), Cannot> {
        let stage = self.root.join(STAGE);
        let mut last = PathBuf::new();
        for path in paths {
            let (from, to) = (stage.join(path), self.root.join(path));
            let parent = to.parent().unwrap_or(&self.root);
            let mut moved = Ok(());
            if parent != last {
                moved = fs::create_dir_all(parent);
                last = parent.to_owned();
            }
            moved
                .and_then(|()| fs::rename(from, &to))
                .map_err(|cause| self.refuse(path, &cause))?;
        }
        self.give_up();
        Ok(())
    }

    /// Writes a file, unless it holds the same already.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Cannot> {
        let to = self.root.join(path);
        if fs::read(&to).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        let new = to.with_extension("accede-new");
        let written = write(&new, bytes).and_then(|()| fs::rename(&new, &to));
        written.map_err(|cause| self.refuse(path, &cause))
    }

    /// Removes what we wrote and is not among these files any more, with the folders that are then empty; notes what is.
    pub(super) fn keep_only(&self, files: &BTreeSet<&str>) -> Result<(), Cannot> {
        for path in self
            .written
            .iter()
            .filter(|path| !files.contains(path.as_str()))
        {
            let gone = self.root.join(path);
            match fs::remove_file(&gone) {
                Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                    return Err(self.refuse(path, &cause));
                }
                _ => {}
            }
            let above = gone
                .ancestors()
                .skip(1)
                .take_while(|folder| *folder != self.root);
            for folder in above {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
        let mut mark = MARKED.to_owned();
        for path in files {
            mark.push_str(path);
            mark.push('\n');
        }
        self.put(MARK, mark.as_bytes())
    }
}

/// Whether a path leads to something below the folder, whatever somebody wrote into the mark.
fn is_below(path: &str) -> bool {
    let normal = |part| matches!(part, Component::Normal(_));
    !path.is_empty() && Path::new(path).components().all(normal)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::write(path, bytes) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            fs::write(path, bytes)
        }
        written => written,
    }
}

fn print(path: &Path) -> io::Result<Print> {
    let found = fs::metadata(path)?;
    let since = found
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    Ok((found.len(), seconds, i64::from(since.subsec_nanos())))
}
