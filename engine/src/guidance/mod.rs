//! Guidance: Markdown notes, read, checked and rendered once.
//!
//! A link leads to another note by its path (`other-note.md#part`), to a form (`form:contact`), or outside by `https:`,
//! `mailto:` or `tel:`. HTML and pictures are refused.

mod blocks;
mod footnotes;
mod front;
mod ids;
mod leads;
mod link;
mod markdown;
mod outline;
mod shelf;

#[cfg(test)]
mod tests;

pub(crate) use front::above;
pub(crate) use leads::Leads;
pub use markdown::Heading;
pub(crate) use markdown::{escape, html, options};
pub use outline::Outline;
pub(crate) use shelf::{Shelf, above as above_in_order};

use crate::declare::Problems;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{declare, wording as codes};
use crate::name::{GuidanceName, is_kebab};
use crate::source::{FileId, LARGEST_FILE, Span};
use jiff::civil::Date;
use link::Target;
use std::sync::Arc;

/// A note.
#[derive(Debug)]
pub struct Note {
    name: GuidanceName,
    file: FileId,
    outline: Arc<Outline>,
    html: String,
    words: String,
    review_by: Option<Date>,
    source: Option<String>,
    unconfirmed: Option<String>,
}

/// A note shorter than this needs no list of contents, in bytes of its words.
const LONG: usize = 1_200;

impl Note {
    /// Its path below `guidance/`, without `.md`.
    #[must_use]
    pub fn name(&self) -> &GuidanceName {
        &self.name
    }

    /// The file that it was read from.
    #[must_use]
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The title given at its top, or its first heading.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.outline.title
    }

    /// All that others have to know of it.
    #[must_use]
    pub fn outline(&self) -> &Arc<Outline> {
        &self.outline
    }

    /// A note of which no more is known than its outline: its text is empty.
    pub(crate) fn outlined(name: GuidanceName, file: FileId, outline: Arc<Outline>) -> Self {
        Self {
            name,
            file,
            outline,
            html: String::new(),
            words: String::new(),
            review_by: None,
            source: None,
            unconfirmed: None,
        }
    }

    /// Its body below the title, as HTML: the one text that a template prints as it is.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    /// Its headings below the title, in order.
    #[must_use]
    pub fn headings(&self) -> &[Heading] {
        &self.outline.headings
    }

    /// What a list of contents at its top shows: its main headings, when it is long and has at least three.
    #[must_use]
    pub fn contents(&self) -> Vec<&Heading> {
        let main: Vec<&Heading> = self
            .headings()
            .iter()
            .filter(|heading| heading.level == 2)
            .collect();
        if main.len() >= 3 && self.words.len() >= LONG {
            main
        } else {
            Vec::new()
        }
    }

    /// Where a link of it that leads to this address stands.
    #[must_use]
    pub fn link(&self, address: &str) -> Option<Span> {
        let mut links = self.links();
        links
            .find(|(target, _)| target.address() == address)
            .map(|(_, span)| span)
    }

    /// The day on which it was first published.
    #[must_use]
    pub fn published(&self) -> Option<Date> {
        self.outline.published
    }

    /// The day on which something in it last changed for its readers.
    #[must_use]
    pub fn updated(&self) -> Option<Date> {
        self.outline.updated
    }

    fn links(&self) -> impl Iterator<Item = (&Target, Span)> {
        let span = |from: u32, to: u32| Span::new(self.file, from as usize, to as usize);
        let links = self.outline.links.iter();
        links.map(move |(target, from, to)| (target, span(*from, *to)))
    }

    /// Its words without any mark, for a search.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The day by which somebody looks at it again.
    #[must_use]
    pub fn review_by(&self) -> Option<Date> {
        self.review_by
    }

    /// Where it is written.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// What still has to be verified.
    #[must_use]
    pub fn unconfirmed(&self) -> Option<&str> {
        self.unconfirmed.as_deref()
    }
}

/// The note at a path below the content folder, read by itself, and what is wrong with it. Whether its links lead somewhere is
/// not asked. `None` when it could not be read at all, or when no note stands at such a path.
#[must_use]
pub fn read_note(
    file: FileId,
    path: &str,
    bytes: &[u8],
    today: Date,
) -> (Option<Note>, Vec<Diagnostic>) {
    let mut problems = Problems::new();
    let note = name_at(path).and_then(|name| read(file, bytes, name, today, &mut problems));
    (note, problems)
}

/// The name of the note at a path below the content folder.
pub(crate) fn name_at(path: &str) -> Option<GuidanceName> {
    let name = path.strip_prefix("guidance/")?.strip_suffix(".md")?;
    Some(GuidanceName::from(name))
}

/// Reads a note. `None` when it could not be read at all; then `problems` says why.
pub(crate) fn read(
    file: FileId,
    bytes: &[u8],
    name: GuidanceName,
    today: Date,
    problems: &mut Problems,
) -> Option<Note> {
    check_name(file, &name, problems);
    let text = text(file, bytes, "note", problems)?;
    let (front, from) = front::read(file, text, problems)?;
    let folder = name
        .as_str()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let rendered = markdown::render_note(text.get(from..).unwrap_or(""), folder);
    let at = |range: std::ops::Range<usize>| Span::new(file, from + range.start, from + range.end);
    for (fault, range) in rendered.faults {
        problems.push(fault.diagnostic(at(range)));
    }
    let title = front.title.or(rendered.title);
    if title.as_ref().is_none_or(|title| title.trim().is_empty()) {
        let message = "this note has no title";
        problems.push(
            Diagnostic::new(codes::NO_TITLE, Span::new(file, from, from), message)
                .help("begin it with a heading: `# How to add a contact`"),
        );
    }
    remind(&front.review_by, today, problems);
    let place = |(target, range)| {
        let span: Span = at(range);
        (target, span.start, span.end)
    };
    Some(Note {
        file,
        outline: Arc::new(Outline {
            title: title.unwrap_or_else(|| name.to_string()),
            headings: rendered.headings,
            links: rendered.links.into_iter().map(place).collect(),
            order: front.order,
            published: front.published,
            updated: front.updated,
        }),
        name,
        html: rendered.html,
        words: rendered.words.trim().to_owned(),
        review_by: front.review_by.map(|(date, _)| date),
        source: front.source,
        unconfirmed: front.unconfirmed,
    })
}

/// The text of a file of Markdown.
pub(crate) fn text<'a>(
    file: FileId,
    bytes: &'a [u8],
    what: &str,
    problems: &mut Problems,
) -> Option<&'a str> {
    let mut refuse = |at: usize, message: String| {
        problems.push(Diagnostic::new(
            codes::UNREADABLE,
            Span::new(file, at, at),
            message,
        ));
    };
    if bytes.len() > LARGEST_FILE {
        refuse(0, format!("this {what} is larger than 1 MB"));
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            refuse(
                error.valid_up_to(),
                format!("this {what} is not saved as UTF-8: the character here cannot be read"),
            );
            None
        }
    }
}

/// Where a link in a text at the top of `guidance/` leads, for whoever reads it outside; none when it may not be followed.
pub(crate) fn address(destination: &str, base: &str) -> Option<String> {
    match Target::read(destination, "") {
        Ok(Target::Here(_)) | Err(_) => None,
        Ok(outside @ Target::Outside(_)) => Some(outside.address()),
        Ok(ours) => Some(format!("{base}{}", ours.address())),
    }
}

/// A note's path is its address.
fn check_name(file: FileId, name: &GuidanceName, problems: &mut Problems) {
    if let Some(part) = name.as_str().split('/').find(|part| !is_kebab(part)) {
        let message = format!("`{part}` cannot be part of an address");
        problems.push(
            Diagnostic::new(declare::BAD_NAME, Span::new(file, 0, 0), message)
                .help("call folders and notes `like-this`: small letters, digits and hyphens"),
        );
    }
}

/// What somebody has to come back to.
fn remind(review_by: &Option<(Date, Span)>, today: Date, problems: &mut Problems) {
    if let Some((date, span)) = review_by
        && *date < today
    {
        let message = format!("this note was to be looked at again by {date}");
        problems.push(
            Diagnostic::new(codes::REVIEW_OVERDUE, *span, message)
                .help("read it, mend it, and put a later date"),
        );
    }
}
