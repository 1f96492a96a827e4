//! Where text came from: files, ranges in them, lines and columns.
//!
//! The engine never opens a file. Whoever calls it hands over paths and bytes.

use std::sync::Arc;

/// A file with more bytes is refused; nobody needs to read more than one byte beyond this to say so.
pub const LARGEST_FILE: usize = 1 << 20;

/// One of the files of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Where it starts, in bytes.
    pub start: u32,
    /// Where it ends (exclusive), in bytes.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `file`.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            file,
            start: clip(start),
            end: clip(end),
        }
    }

    /// The beginning of no file.
    #[must_use]
    pub fn nowhere() -> Self {
        Self::new(FileId(u32::MAX), 0, 0)
    }

    /// The part of this range that starts `from` bytes in and ends before `to`.
    #[must_use]
    pub fn part(self, from: usize, to: usize) -> Self {
        let base = self.start as usize;
        Self::new(self.file, base + from, (base + to).min(self.end as usize))
    }

    /// Whether `other` stands inside this range.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// From the start of this range to the end of `other`, in the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            end: other.end.max(self.end),
            ..self
        }
    }
}

/// A file's path, below the content folder, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Below the content folder, with forward slashes: `forms/entry/expression.form.yaml`.
    pub path: Arc<str>,
    /// The bytes as they were handed over; whether they are UTF-8 is for the reader to say.
    pub bytes: Arc<[u8]>,
}

impl SourceFile {
    /// The text, when it is UTF-8.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

/// Every file of one reading of the content, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// The id of each file.
    ids: Vec<FileId>,
    /// The position of each id, of those that have a file.
    positions: Vec<Option<u32>>,
    folder: String,
}

impl Sources {
    /// Files in the order of their paths, so that two readings of one folder agree.
    #[must_use]
    pub fn new<P, B>(files: impl IntoIterator<Item = (P, B)>) -> Self
    where
        P: Into<Arc<str>>,
        B: Into<Arc<[u8]>>,
    {
        let mut files: Vec<SourceFile> = files
            .into_iter()
            .map(|(path, bytes)| SourceFile {
                path: path.into(),
                bytes: bytes.into(),
            })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let numbers = 0..u32::try_from(files.len()).unwrap_or(u32::MAX);
        Self {
            files,
            ids: numbers.clone().map(FileId).collect(),
            positions: numbers.map(Some).collect(),
            folder: String::new(),
        }
    }

    /// The same files under the ids that they had in an earlier reading, so that what was found of one then still points
    /// into it. An id is never given to another file.
    #[must_use]
    pub fn after(mut self, earlier: &Self) -> Self {
        self.positions = vec![None; earlier.positions.len()];
        self.ids.clear();
        for (position, file) in self.files.iter().enumerate() {
            let new = FileId(u32::try_from(self.positions.len()).unwrap_or(u32::MAX));
            let id = earlier.find(&file.path).unwrap_or(new);
            if id == new {
                self.positions.push(None);
            }
            if let Some(slot) = self.positions.get_mut(id.0 as usize) {
                *slot = u32::try_from(position).ok();
            }
            self.ids.push(id);
        }
        self
    }

    /// The same files, shown as standing in `folder`, so that a terminal or an editor can open them.
    #[must_use]
    pub fn shown_in(mut self, folder: &str) -> Self {
        self.folder = match folder {
            "" | "." => String::new(),
            folder => format!("{}/", folder.trim_end_matches('/')),
        };
        self
    }

    /// The path of a file as people are told it.
    #[must_use]
    pub fn shown(&self, id: FileId) -> String {
        format!("{}{}", self.folder, self.path(id))
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.ids.iter().copied().zip(&self.files)
    }

    /// The files that are new, other or gone since an earlier reading, as people are told them.
    #[must_use]
    pub fn changed_since(&self, earlier: &Self) -> Vec<String> {
        let bytes = |sources: &Self, path: &str| {
            let file = sources.find(path).and_then(|id| sources.file(id))?;
            Some(file.bytes.clone())
        };
        let same = |file: &SourceFile| {
            let before = bytes(earlier, &file.path);
            before.is_some_and(|before| Arc::ptr_eq(&before, &file.bytes) || before == file.bytes)
        };
        let new = self.files.iter().filter(|file| !same(file));
        let gone = earlier.files.iter();
        let gone = gone.filter(|file| self.find(&file.path).is_none());
        let paths = new.chain(gone).map(|file| &*file.path);
        paths.map(|path| format!("{}{path}", self.folder)).collect()
    }

    /// Where a file stands among all, in the order of their paths.
    pub(crate) fn position(&self, id: FileId) -> Option<usize> {
        let position = *self.positions.get(id.0 as usize)?;
        position.map(|position| position as usize)
    }

    /// The file with this id.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(self.position(id)?)
    }

    /// The id of the file at this path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        let n = self
            .files
            .binary_search_by(|file| (*file.path).cmp(path))
            .ok()?;
        self.ids.get(n).copied()
    }

    /// The path of a file; empty for an id of other sources.
    #[must_use]
    pub fn path(&self, id: FileId) -> &str {
        self.file(id).map_or("", |file| &file.path)
    }

    /// The text that a span covers; empty where it is not text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let text = self
            .file(span.file)
            .and_then(SourceFile::text)
            .unwrap_or("");
        text.get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// The line that a span starts on, without its end; what is not text in it is replaced.
    #[must_use]
    pub fn line(&self, span: Span) -> String {
        let bytes = self.file(span.file).map_or(&[][..], |file| &file.bytes);
        let at = (span.start as usize).min(bytes.len());
        let (before, after) = bytes.split_at_checked(at).unwrap_or((bytes, &[]));
        let start = before.iter().rposition(|byte| *byte == b'\n');
        let start = start.map_or(0, |end| end + 1);
        let end = after.iter().position(|byte| *byte == b'\n');
        let end = end.map_or(bytes.len(), |length| at + length);
        let line = bytes.get(start..end).unwrap_or(&[]);
        String::from_utf8_lossy(line).trim_end().to_owned()
    }

    /// Line and column of a span's start, both counted from one, columns in characters.
    #[must_use]
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let bytes = self.file(span.file).map_or(&[][..], |file| &file.bytes);
        let before = bytes
            .get(..(span.start as usize).min(bytes.len()))
            .unwrap_or(&[]);
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        let start = before
            .iter()
            .rposition(|b| *b == b'\n')
            .map_or(0, |n| n + 1);
        let column = String::from_utf8_lossy(before.get(start..).unwrap_or(&[]))
            .chars()
            .count()
            + 1;
        (line, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(paths: &[&str]) -> Sources {
        Sources::new(paths.iter().map(|path| (*path, path.as_bytes())))
    }

    #[test]
    fn a_file_keeps_its_id_when_others_come_and_go() {
        let first = of(&["b", "d"]);
        let d = first.find("d").unwrap();
        assert_eq!(of(&["c", "d"]).changed_since(&first), ["c", "b"]);
        let second = of(&["a", "c", "d"]).after(&first);
        assert_eq!(second.find("d"), Some(d));
        assert_eq!(second.path(d), "d");
        let gone = first.find("b").unwrap();
        assert_eq!(second.path(gone), "");
        let third = of(&["a", "b", "d"]).after(&second);
        let ids: Vec<FileId> = third.iter().map(|(id, _)| id).collect();
        let paths: Vec<&str> = ids.iter().map(|id| third.path(*id)).collect();
        assert_eq!(paths, ["a", "b", "d"]);
        assert_eq!(third.find("b").map(|id| id == gone), Some(false));
        assert_eq!(third.find("d"), Some(d));
    }
}
