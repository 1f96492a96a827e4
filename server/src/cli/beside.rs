//! Putting a file in the place of another. At every moment there is one of the two, whole: the new one is written beside the place
//! and is on the disk before it gets the name, and what was there has another name before it loses this one.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A file that is not in its place yet, and goes away when it never gets there.
pub(super) struct Beside {
    pub(super) part: PathBuf,
    place: PathBuf,
}

impl Beside {
    /// A copy of a file beside the place that it will have, on the disk, for us alone.
    ///
    /// # Errors
    /// When one cannot be read or the other not written.
    pub(super) fn copied(from: &Path, place: &Path) -> io::Result<Self> {
        let part = named(place, ".restored.part");
        let _ = fs::remove_file(&part);
        let place = place.to_owned();
        let beside = Self { part, place };
        copied(from, &beside.part)?;
        Ok(beside)
    }

    /// Gives what is in the place a second name, and says which.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(super) fn keep(&self) -> io::Result<Option<PathBuf>> {
        kept(&self.place)
    }

    /// Moves it into its place.
    ///
    /// # Errors
    /// When the folder cannot be written: what was there stays.
    pub(super) fn moved(self) -> io::Result<()> {
        File::open(&self.part)?.sync_all()?;
        fs::rename(&self.part, &self.place)?;
        on_the_disk(&self.place)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.part);
    }
}

/// Copies a file to where none is, on the disk, for us alone.
///
/// # Errors
/// When one cannot be read or the other not written.
pub(super) fn copied(file: &Path, copy: &Path) -> io::Result<()> {
    let mut from = File::open(file)?;
    let mut to = File::create_new(copy)?;
    crate::store::only_for_us(copy)?;
    io::copy(&mut from, &mut to)?;
    to.sync_all()?;
    on_the_disk(copy)
}

/// Gives what is in a place a second name, which nothing has yet.
fn kept(place: &Path) -> io::Result<Option<PathBuf>> {
    for n in 1..=u32::MAX {
        let name = named(place, &format!(".before-{n}"));
        match fs::hard_link(place, &name) {
            Ok(()) => return on_the_disk(&name).map(|()| Some(name)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => break,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            // A file system without second names.
            Err(_) => return copied(place, &name).map(|()| Some(name)),
        }
    }
    Ok(None)
}

/// The names in the folder of a file.
fn on_the_disk(file: &Path) -> io::Result<()> {
    let folder = file.parent();
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn named(place: &Path, end: &str) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_never_without_a_whole_file_and_what_was_there_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let read = |name: &str| fs::read_to_string(at(name)).unwrap();
        fs::write(at("store"), "old").unwrap();
        for (n, text) in ["new", "newer"].iter().enumerate() {
            fs::write(at("backup"), text).unwrap();
            let new = Beside::copied(&at("backup"), &at("store")).unwrap();
            let before = read("store");
            let kept = new.keep().unwrap().unwrap();
            assert!(kept.ends_with(format!("store.before-{}", n + 1)));
            // What a crash between the two leaves.
            assert_eq!(read("store"), before);
            new.moved().unwrap();
            assert_eq!(read("store"), *text);
            assert_eq!(fs::read_to_string(kept).unwrap(), before);
        }
        assert!(!at("store.restored.part").exists());
    }

    #[test]
    fn what_never_gets_to_its_place_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("backup"), "new").unwrap();
        let place = folder.path().join("store");
        drop(Beside::copied(&folder.path().join("backup"), &place).unwrap());
        assert!(Beside::copied(&folder.path().join("none"), &place).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
