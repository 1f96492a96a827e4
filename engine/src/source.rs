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
    folder: String,
}

impl Sources {
    /// Files in the order of their paths, so that two readings of one folder agree.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut files: Vec<SourceFile> = files
            .into_iter()
            .map(|(path, bytes)| SourceFile {
                path: path.into(),
                bytes: bytes.into(),
            })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            files,
            folder: String::new(),
        }
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
        self.files
            .iter()
            .enumerate()
            .map(|(n, file)| (FileId(u32::try_from(n).unwrap_or(u32::MAX)), file))
    }

    /// The file with this id.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The id of the file at this path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        let n = self
            .files
            .binary_search_by(|file| (*file.path).cmp(path))
            .ok()?;
        u32::try_from(n).ok().map(FileId)
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
