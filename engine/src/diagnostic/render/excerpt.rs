//! The lines that a drawing shows: as text whatever the bytes are, near places of one file together.

use super::places::Places;
use super::tame::{picture, tame};
use crate::source::{FileId, Span};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Snippet};
use std::ops::Range;

/// Places no further apart are drawn together.
const NEAR: usize = 5;

/// Something that a drawing points at, with a word about it.
pub(super) struct Pointer<'a> {
    pub(super) span: Span,
    pub(super) label: Option<&'a str>,
    pub(super) kind: AnnotationKind,
}

/// The lines that pointers of one file point at, near to each other.
struct Excerpt<'p, 'a> {
    file: FileId,
    first: usize,
    last: usize,
    pointers: Vec<&'p Pointer<'a>>,
}

/// With the lines that are pointed at. A span over several lines points at the part of it in the first one.
pub(super) fn point<'a>(
    mut group: Group<'a>,
    pointers: &[Pointer<'_>],
    places: &Places<'_>,
) -> Group<'a> {
    for excerpt in excerpts(pointers, places) {
        group = match snippet(&excerpt, places) {
            Some(snippet) => group.element(snippet),
            None => place_alone(group, &excerpt, places),
        };
    }
    group
}

fn excerpts<'p, 'a>(pointers: &'p [Pointer<'a>], places: &Places<'_>) -> Vec<Excerpt<'p, 'a>> {
    let mut excerpts: Vec<Excerpt<'p, 'a>> = Vec::new();
    for pointer in pointers {
        let file = pointer.span.file;
        let line = places.of(pointer.span).0.line;
        let fits = |excerpt: &&mut Excerpt<'_, '_>| {
            let (first, last) = (excerpt.first.min(line), excerpt.last.max(line));
            let near = line + NEAR >= excerpt.first && line <= excerpt.last + NEAR;
            excerpt.file == file && near && places.short(file, first, last).is_some()
        };
        match excerpts.iter_mut().find(fits) {
            Some(excerpt) => {
                excerpt.first = excerpt.first.min(line);
                excerpt.last = excerpt.last.max(line);
                excerpt.pointers.push(pointer);
            }
            None => excerpts.push(Excerpt {
                file,
                first: line,
                last: line,
                pointers: vec![pointer],
            }),
        }
    }
    excerpts
}

/// Nothing when the text is too long to be drawn.
fn snippet(
    excerpt: &Excerpt<'_, '_>,
    places: &Places<'_>,
) -> Option<Snippet<'static, Annotation<'static>>> {
    let lines = places.short(excerpt.file, excerpt.first, excerpt.last)?;
    let bytes = places.bytes(excerpt.file);
    let drawn = Drawn::of(bytes.get(lines.clone()).unwrap_or(&[]));
    let point = |pointer: &&Pointer<'_>| {
        let line = places.line(excerpt.file, places.of(pointer.span).0.line);
        let range = places.range(pointer.span);
        let from = range.start.clamp(line.start, line.end);
        let to = range.end.clamp(from, line.end);
        pointer
            .kind
            .span(drawn.range(from - lines.start..to - lines.start))
            .label(pointer.label.map(|label| tame(label).into_owned()))
    };
    let annotations: Vec<_> = excerpt.pointers.iter().map(point).collect();
    let snippet = Snippet::source(drawn.text)
        .path(path(excerpt.file, places))
        .line_start(excerpt.first);
    Some(snippet.annotations(annotations))
}

/// Lines as they are drawn, and where each of their bytes stands in that.
struct Drawn {
    text: String,
    at: Vec<usize>,
}

impl Drawn {
    fn of(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len());
        let mut at = Vec::with_capacity(bytes.len() + 1);
        for chunk in bytes.utf8_chunks() {
            for c in chunk.valid().chars() {
                at.resize(at.len() + c.len_utf8(), text.len());
                text.push(picture(c));
            }
            if !chunk.invalid().is_empty() {
                at.resize(at.len() + chunk.invalid().len(), text.len());
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        at.push(text.len());
        Self { text, at }
    }

    /// Where a range of bytes is drawn, without the spaces at its end. A range that cuts a character in two ends before it.
    fn range(&self, bytes: Range<usize>) -> Range<usize> {
        let drawn = |byte: usize| self.at.get(byte).copied().unwrap_or(self.text.len());
        let (start, end) = (drawn(bytes.start), drawn(bytes.end));
        let text = self.text.get(start..end).unwrap_or_default();
        start..start + text.trim_end().len()
    }
}

/// Where it is, without the text.
fn place_alone<'a>(group: Group<'a>, excerpt: &Excerpt<'_, '_>, places: &Places<'_>) -> Group<'a> {
    excerpt.pointers.iter().fold(group, |group, pointer| {
        let (start, _) = places.of(pointer.span);
        let place = Origin::path(path(excerpt.file, places))
            .line(start.line)
            .char_column(start.column);
        let said = pointer.label.unwrap_or("the line is too long to be shown");
        let said = Level::NOTE.no_name().message(tame(said).into_owned());
        group.element(place).element(said)
    })
}

fn path(file: FileId, places: &Places<'_>) -> String {
    tame(&places.sources.shown(file)).into_owned()
}
