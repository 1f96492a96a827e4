//! Lines and columns of many spans: where the lines of a file start is worked out once for each file.

use crate::source::{FileId, Sources, Span};
use std::collections::BTreeMap;

/// A line and a column, both counted from one; columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// The files, with the starts of their lines.
pub(super) struct Places<'a> {
    pub(super) sources: &'a Sources,
    starts: BTreeMap<FileId, Vec<usize>>,
}

impl<'a> Places<'a> {
    /// Of the files that the spans are in.
    pub(super) fn new(sources: &'a Sources, spans: impl IntoIterator<Item = Span>) -> Self {
        let mut starts = BTreeMap::new();
        for span in spans {
            starts
                .entry(span.file)
                .or_insert_with(|| line_starts(bytes(sources, span.file)));
        }
        Self { sources, starts }
    }

    /// The whole file.
    pub(super) fn bytes(&self, file: FileId) -> &'a [u8] {
        bytes(self.sources, file)
    }

    /// The span as a range that is inside its file and starts no later than it ends.
    pub(super) fn range(&self, span: Span) -> std::ops::Range<usize> {
        let length = self.bytes(span.file).len();
        let start = (span.start as usize).min(length);
        start..(span.end as usize).clamp(start, length)
    }

    /// Where a span starts and where it ends.
    pub(super) fn of(&self, span: Span) -> (Place, Place) {
        let range = self.range(span);
        (
            self.place(span.file, range.start),
            self.place(span.file, range.end),
        )
    }

    /// The bytes of a line, counted from one, without its end.
    pub(super) fn line(&self, file: FileId, line: usize) -> std::ops::Range<usize> {
        let starts = self.starts.get(&file).map_or(&[][..], Vec::as_slice);
        let bytes = self.bytes(file);
        let start = starts.get(line - 1).copied().unwrap_or(bytes.len());
        let end = starts.get(line).map_or(bytes.len(), |next| next - 1);
        let text = bytes.get(start..end).unwrap_or(&[]);
        let end = end - usize::from(text.ends_with(b"\r"));
        start..end
    }

    fn place(&self, file: FileId, at: usize) -> Place {
        let starts = self.starts.get(&file).map_or(&[][..], Vec::as_slice);
        let line = starts.partition_point(|start| *start <= at).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0);
        let before = self.bytes(file).get(start..at).unwrap_or(&[]);
        let column = String::from_utf8_lossy(before).chars().count() + 1;
        Place { line, column }
    }
}

fn bytes(sources: &Sources, file: FileId) -> &[u8] {
    sources.file(file).map_or(&[][..], |file| &file.bytes)
}

fn line_starts(bytes: &[u8]) -> Vec<usize> {
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    std::iter::once(0)
        .chain(ends.map(|(at, _)| at + 1))
        .collect()
}
