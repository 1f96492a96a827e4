//! The line that a drawing shows: as text whatever the bytes are.

use super::places::Places;
use crate::source::Span;
use std::ops::Range;

/// Nobody reads a longer line on a screen, and drawing one for each of its problems would take for ever.
const LONGEST: usize = 2_000;

/// One line, and where in it something is pointed at.
pub(super) struct Excerpt {
    /// The text of the line; what is not UTF-8 is replaced.
    pub(super) text: String,
    /// What is pointed at, in bytes of `text`.
    pub(super) at: Range<usize>,
}

/// The line in which a span starts; nothing when it is too long to be drawn. A span over several lines points at the part
/// of it in the first one.
pub(super) fn excerpt(places: &Places<'_>, span: Span) -> Option<Excerpt> {
    let (start, _) = places.of(span);
    let line = places.line(span.file, start.line);
    if line.len() > LONGEST {
        return None;
    }
    let range = places.range(span);
    let from = range.start.clamp(line.start, line.end);
    let to = range.end.clamp(from, line.end);
    let bytes = places.bytes(span.file);
    let part = |range: Range<usize>| String::from_utf8_lossy(bytes.get(range).unwrap_or(&[]));
    let pointed = part(from..to);
    let mut text = part(line.start..from).into_owned();
    let at = text.len()..text.len() + pointed.trim_end().len();
    text.push_str(&pointed);
    text.push_str(&part(to..line.end));
    Some(Excerpt { text, at })
}
