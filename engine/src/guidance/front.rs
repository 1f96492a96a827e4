//! What stands above a note between two lines of hyphens: title, source, and when somebody looks at it again.

use crate::declare::{Fields, Problems, Record, Takes, may};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{declare as codes, wording};
use crate::source::{FileId, Span};
use crate::yaml::{self, Limits, Node};
use jiff::civil::Date;

pub(crate) static FRONT: Record = Record {
    what: "the top of a note",
    keys: &[
        may(
            "title",
            Takes::Sentence,
            "What the note is called; left out, it is its first heading.",
        ),
        may(
            "review by",
            Takes::Day,
            "The day by which somebody looks at it again, like 2027-03-31.",
        ),
        may(
            "order",
            Takes::Count,
            "Where it stands among the notes of its folder: before and after it are those with the next numbers.",
        ),
        may(
            "published",
            Takes::Day,
            "The day on which it was first published, like 2026-03-31; notes with one are in the news feed.",
        ),
        may(
            "updated",
            Takes::Day,
            "The day on which something in it last changed for its readers, like 2026-03-31.",
        ),
        may("source", Takes::Sentence, "Where this is written."),
        may(
            "unconfirmed",
            Takes::Sentence,
            "What still has to be verified. Editors see it, parties do not.",
        ),
    ],
    also: &[],
};

/// What was said above a note.
#[derive(Clone, Debug, Default)]
pub(super) struct Front {
    pub(super) title: Option<String>,
    pub(super) review_by: Option<(Date, Span)>,
    pub(super) order: Option<u32>,
    pub(super) published: Option<Date>,
    pub(super) updated: Option<Date>,
    pub(super) source: Option<String>,
    pub(super) unconfirmed: Option<String>,
}

/// The line above and below.
const FENCE: &str = "---";

/// Reads what stands above a note; the byte at which the note itself begins. `None` when that cannot be told.
pub(super) fn read(file: FileId, text: &str, problems: &mut Problems) -> Option<(Front, usize)> {
    let (node, body) = above(file, text, "note", problems)?;
    let fields = node
        .as_ref()
        .and_then(|node| Fields::open(node, &FRONT, problems));
    let front = fields.map(|fields| front(&fields, problems));
    Some((front.unwrap_or_default(), body))
}

/// The keys above a text, as far as they can be read, and the byte at which the text itself begins: the first when there
/// are none. `None` when that cannot be told.
pub(crate) fn above(
    file: FileId,
    text: &str,
    what: &str,
    problems: &mut Problems,
) -> Option<(Option<Node>, usize)> {
    let Some((from, to, body)) = split(text) else {
        if is_fence(text.lines().next().unwrap_or("")) {
            let span = Span::new(file, 0, FENCE.len());
            let message = format!("the top of the {what} is opened with `---` and not closed");
            problems.push(
                Diagnostic::new(wording::UNREADABLE, span, message)
                    .help("put a second line of `---` below the keys"),
            );
            return None;
        }
        return Some((None, 0));
    };
    // Blanks stand for the first line, so that every place is that of the file.
    let mut padded = vec![b' '; from.saturating_sub(1)];
    padded.push(b'\n');
    padded.extend(text.as_bytes().get(from..to).unwrap_or_default());
    Some((yaml::read(file, &padded, Limits::default(), problems), body))
}

fn front(fields: &Fields<'_>, problems: &mut Problems) -> Front {
    let review_by = day(fields, "review by", problems);
    let published = day(fields, "published", problems);
    let updated = day(fields, "updated", problems);
    let order = order(fields, problems);
    let mut text = |key: &str| fields.text(key, problems);
    Front {
        title: text("title").map(|written| written.text),
        source: text("source").map(|written| written.text),
        unconfirmed: text("unconfirmed").map(|written| written.text),
        review_by,
        order,
        published: published.map(|(date, _)| date),
        updated: updated.map(|(date, _)| date),
    }
}

fn day(fields: &Fields<'_>, key: &str, problems: &mut Problems) -> Option<(Date, Span)> {
    let written = fields.text(key, problems)?;
    match written.text.parse::<Date>() {
        Ok(date) => Some((date, written.span)),
        Err(_) => {
            let message = format!("`{key}:` takes a date, not `{}`", written.text);
            let problem = Diagnostic::new(codes::BAD_VALUE, written.span, message);
            problems.push(problem.help("write it like 2027-03-31"));
            None
        }
    }
}

fn order(fields: &Fields<'_>, problems: &mut Problems) -> Option<u32> {
    let written = fields.text("order", problems)?;
    let order = written.text.parse().ok();
    if order.is_none() {
        let message = format!("`order:` takes a whole number, not `{}`", written.text);
        let problem = Diagnostic::new(codes::BAD_VALUE, written.span, message);
        problems.push(problem.help("write it like `order: 20`"));
    }
    order
}

/// Where the keys begin and end, and where the note begins.
fn split(text: &str) -> Option<(usize, usize, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| is_fence(line))?;
    let (from, mut at) = (first.len(), first.len());
    for line in lines {
        if is_fence(line) {
            return Some((from, at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == FENCE
}
