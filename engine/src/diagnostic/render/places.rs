//! Lines and columns of many spans: where the lines of a file start is worked out once for each file.

use crate::source::{FileId, Sources, Span};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

/// Nobody reads more text on a screen, and drawing a longer line for each of its problems would take for ever.
const LONGEST: usize = 2_000;

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
    /// The last place that was asked for: the next is often a little further on, in the same endless line.
    last: Cell<Option<(FileId, usize, Place)>>,
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
        let last = Cell::new(None);
        Self {
            sources,
            starts,
            last,
        }
    }

    /// The whole file.
    pub(super) fn bytes(&self, file: FileId) -> &'a [u8] {
        bytes(self.sources, file)
    }

    /// The span as a range that is inside its file and starts no later than it ends.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let length = self.bytes(span.file).len();
        let start = (span.start as usize).min(length);
        start..(span.end as usize).clamp(start, length)
    }

    /// Where a span starts and where it ends.
    pub(super) fn of(&self, span: Span) -> (Place, Place) {
        let range = self.range(span);
        let start = self.place(span.file, range.start);
        (start, self.place(span.file, range.end))
    }

    /// A line, counted from one, without its end.
    pub(super) fn line(&self, file: FileId, line: usize) -> Range<usize> {
        self.lines(file, line, line)
    }

    /// From the start of one line to the end of another, when it is little enough to be drawn.
    pub(super) fn short(&self, file: FileId, first: usize, last: usize) -> Option<Range<usize>> {
        Some(self.lines(file, first, last)).filter(|lines| lines.len() <= LONGEST)
    }

    fn lines(&self, file: FileId, first: usize, last: usize) -> Range<usize> {
        let starts = self.starts.get(&file).map_or(&[][..], Vec::as_slice);
        let bytes = self.bytes(file);
        let start = starts
            .get(first.saturating_sub(1))
            .copied()
            .unwrap_or(bytes.len());
        let end = starts.get(last).map_or(bytes.len(), |next| next - 1);
        let text = bytes.get(start..end).unwrap_or(&[]);
        start..end - usize::from(text.ends_with(b"\r"))
    }

    fn place(&self, file: FileId, at: usize) -> Place {
        let starts = self.starts.get(&file).map_or(&[][..], Vec::as_slice);
        let line = starts.partition_point(|start| *start <= at).max(1);
        let (from, before) = match self.last.get() {
            Some((known, from, place)) if known == file && place.line == line && from <= at => {
                (from, place.column)
            }
            _ => (starts.get(line - 1).copied().unwrap_or(0), 1),
        };
        let text = self.bytes(file).get(from..at).unwrap_or(&[]);
        let column = before + String::from_utf8_lossy(text).chars().count();
        let place = Place { line, column };
        self.last.set(Some((file, at, place)));
        place
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
