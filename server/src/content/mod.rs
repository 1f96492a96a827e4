//! Where content comes from: a folder with `forms/` and `guidance/` in it, or what was built into the binary.

mod built_in;
mod folder;
mod seen;

pub(crate) use seen::{Seen, UNREAD};

use engine::Sources;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Content that can be read, and read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A folder that holds `forms/`.
    Folder(PathBuf),
    /// Carried inside the binary.
    BuiltIn,
}

/// Why content could not be read, in plain sentences: one for each thing in the way.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable(pub(crate) Vec<String>);

impl Content {
    /// The folder that was asked for. Without one the current folder when it holds `forms/` and `guidance/`, and what is
    /// built in when it does not.
    ///
    /// # Errors
    ///
    /// When what was asked for is no content folder.
    pub(crate) fn find(asked: Option<&Path>) -> Result<Self, Unreadable> {
        match asked {
            Some(folder) => folder::check(folder).map(|()| Self::Folder(folder.to_owned())),
            None if folder::is_content(Path::new(".")) => Ok(Self::Folder(".".into())),
            None => Ok(Self::BuiltIn),
        }
    }

    /// Every file, as it is now.
    ///
    /// # Errors
    ///
    /// When something in the folder cannot be read; all of it is said at once.
    pub(crate) fn read(&self) -> Result<Sources, Unreadable> {
        self.read_again(&mut Seen::default())
    }

    /// The same; what was seen before and is still the same is not read again.
    ///
    /// # Errors
    ///
    /// As for [`Content::read`].
    pub(crate) fn read_again(&self, seen: &mut Seen) -> Result<Sources, Unreadable> {
        match self {
            Self::Folder(folder) => {
                let files = folder::read(folder, seen)?;
                Ok(Sources::new(files).shown_in(&folder.to_string_lossy().replace('\\', "/")))
            }
            Self::BuiltIn => Ok(Sources::new(built_in::files())),
        }
    }

    /// The bytes of one file, by its path below the content folder.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub(crate) fn bytes(&self, path: &str) -> io::Result<Vec<u8>> {
        match self {
            Self::Folder(folder) => folder::read_file(&folder.join(path)),
            Self::BuiltIn => {
                let mut files = built_in::files().into_iter();
                let file = files.find(|(known, _)| known == path);
                file.map(|(_, bytes)| bytes)
                    .ok_or_else(|| io::ErrorKind::NotFound.into())
            }
        }
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) if folder.as_os_str() == "." => f.write_str("this folder"),
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::BuiltIn => f.write_str("the content built into accede"),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Unreadable {}

/// What belongs to content: declarations and tables below `forms/`, notes below `guidance/`. Everything else in these
/// folders is left alone: pictures, hidden files and what editors leave behind. What was meant to be content and is called
/// otherwise (`contact.form.yaml.txt`) is read, so that something is said about it.
fn is_content_file(name: &str) -> bool {
    let kinds = [".yaml", ".yml", ".csv", ".md"];
    let meant = engine::meant_name(name).unwrap_or_default();
    let is_content = |name: &str| kinds.iter().any(|kind| name.ends_with(kind));
    !is_hidden(name) && (is_content(name) || is_content(&meant))
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}
