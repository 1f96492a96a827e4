//! Reading a content folder. Whatever stands in the way is said in one go, so that nobody mends it file by file.
//!
//! Links are followed while they stay inside the folder: that is how some systems mount it. One that leads out of it is
//! refused, since its text would be quoted in messages. Hidden files are not content. Of a file that is too large only as
//! much is read as it takes to say so.

use super::seen::Seen;
use super::{Unreadable, is_content_file, is_hidden};
use engine::LARGEST_FILE;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Whether a folder can be taken for content without having been named.
pub(super) fn is_content(folder: &Path) -> bool {
    folder.join("forms").is_dir() && folder.join("guidance").is_dir()
}

/// Whether a folder that was named is content.
pub(super) fn check(folder: &Path) -> Result<(), Unreadable> {
    let shown = folder.display();
    let no = |sentence: String| Err(Unreadable(vec![sentence]));
    match fs::metadata(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            return no(format!("there is no folder {shown}"));
        }
        Err(cause) => return no(format!("{shown} cannot be opened: {}", plain(&cause))),
        Ok(found) if !found.is_dir() => return no(format!("{shown} is not a folder")),
        Ok(_) => {}
    }
    if folder.join("forms").is_dir() {
        return Ok(());
    }
    let hint = match folder.parent().filter(|parent| is_content(parent)) {
        Some(parent) if parent.as_os_str().is_empty() => "; the current folder is one".to_owned(),
        Some(parent) => format!("; {} is one", parent.display()),
        None => "; `accede init DIR` writes one to start from".to_owned(),
    };
    no(format!(
        "{shown} is not a content folder: it has no folder `forms`{hint}"
    ))
}

/// A file: its path below the content folder, and its bytes.
pub(super) type Found = (Arc<str>, Arc<[u8]>);

/// Every file below `forms/` and `guidance/`, with its path below the content folder. What was seen before and is still the
/// same is not read again.
pub(super) fn read(folder: &Path, seen: &mut Seen) -> Result<Vec<Found>, Unreadable> {
    let root = fs::canonicalize(folder)
        .map_err(|cause| Unreadable(vec![cannot("opened", &folder.to_string_lossy(), &cause)]))?;
    let mut reading = Reading {
        root,
        open: Vec::new(),
        files: Vec::new(),
        in_the_way: Vec::new(),
        before: std::mem::take(seen),
        seen,
    };
    for name in ["forms", "guidance"] {
        let path = folder.join(name);
        if path.exists() {
            reading.folder(&path, name);
        }
    }
    if reading.in_the_way.is_empty() {
        return Ok(reading.files);
    }
    reading.in_the_way.sort();
    Err(Unreadable(reading.in_the_way))
}

struct Reading<'a> {
    root: PathBuf,
    /// The folders that are being read, outermost first: a link could lead back to one.
    open: Vec<PathBuf>,
    files: Vec<(Arc<str>, Arc<[u8]>)>,
    in_the_way: Vec<String>,
    /// What an earlier reading saw.
    before: Seen,
    /// What this one sees.
    seen: &'a mut Seen,
}

impl Reading<'_> {
    fn folder(&mut self, path: &Path, name: &str) {
        let real = fs::canonicalize(path).unwrap_or_default();
        if self.open.contains(&real) {
            let sentence = "leads back into a folder that it stands in; remove it";
            return self.in_the_way.push(format!("{name} {sentence}"));
        }
        self.open.push(real);
        self.entries(path, name);
        self.open.pop();
    }

    fn entries(&mut self, path: &Path, name: &str) {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(cause) => return self.in_the_way.push(cannot("opened", name, &cause)),
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&entry, name),
                Err(cause) => self.in_the_way.push(cannot("listed", name, &cause)),
            }
        }
    }

    fn entry(&mut self, entry: &fs::DirEntry, below: &str) {
        let Ok(name) = entry.file_name().into_string() else {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let sentence = format!("the name of `{below}/{name}` is not UTF-8; rename it");
            return self.in_the_way.push(sentence);
        };
        if is_hidden(&name) {
            return;
        }
        let (path, shown) = (entry.path(), format!("{below}/{name}"));
        if entry.file_type().is_ok_and(|kind| kind.is_symlink())
            && !self.stays_inside(&path, &shown)
        {
            return;
        }
        match fs::metadata(&path) {
            Ok(found) if found.is_dir() => self.folder(&path, &shown),
            Ok(_) if !is_content_file(&name) => {}
            Ok(found) if found.is_file() => self.file(&path, &shown, &found),
            Ok(_) => self.in_the_way.push(format!("{shown} is not a file")),
            Err(cause) => self.in_the_way.push(cannot("opened", &shown, &cause)),
        }
    }

    /// Whether a link may be followed; says so when not.
    fn stays_inside(&mut self, path: &Path, shown: &str) -> bool {
        match fs::canonicalize(path) {
            Ok(target) if target.starts_with(&self.root) => return true,
            Ok(_) => self.in_the_way.push(format!(
                "{shown} is a link that leads out of the content folder; put the file itself there"
            )),
            Err(_) => self
                .in_the_way
                .push(format!("{shown} is a link that leads nowhere")),
        }
        false
    }

    fn file(&mut self, path: &Path, shown: &str, found: &fs::Metadata) {
        match self.before.again(shown, found, || read_file(path)) {
            Ok(file) => {
                self.files.push((file.path.clone(), file.bytes.clone()));
                self.seen.keep(file);
            }
            Err(cause) => self.in_the_way.push(cannot("read", shown, &cause)),
        }
    }
}

/// The bytes of a file; of one that is too large, just enough to tell.
pub(super) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let mut bytes = Vec::with_capacity(length.min(LARGEST_FILE + 1));
    file.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn cannot(done: &str, shown: &str, cause: &io::Error) -> String {
    format!("{shown} cannot be {done}: {}", plain(cause))
}

/// Why, without a number of the operating system.
fn plain(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        _ => cause.to_string(),
    }
}
