//! Guidance: Markdown notes, read, checked and rendered once.
//!
//! A link leads to another note by its path (`other-note.md#part`), to a form (`form:contact`), or outside by `https:`,
//! `mailto:` or `tel:`. HTML and pictures are refused. `{{ fees.entry.amount }}` is a value from a list, `{{ include: shared/fees }}`
//! another note; the terms of the glossary are explained where they are first used.

mod blocks;
mod footnotes;
mod front;
mod glossary;
mod ids;
mod leads;
mod library;
mod link;
mod markdown;
mod open;
mod outline;
mod parts;
mod shelf;

#[cfg(test)]
mod library_tests;
#[cfg(test)]
mod tests;

pub(crate) use front::above;
pub use glossary::{Glossary, Term};
pub(crate) use leads::{Leads, headings_of};
pub(crate) use library::{Composed, Library, printed};
pub use markdown::Heading;
pub(crate) use markdown::{escape, html, options};
pub use outline::Outline;
pub(crate) use shelf::{Shelf, above as above_in_order};

use crate::declare::{Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{declare, wording as codes};
use crate::name::{GuidanceName, is_kebab};
use crate::source::{FileId, LARGEST_FILE, Span};
use jiff::civil::Date;
use link::Target;
use open::Piece;
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
    /// Its Markdown, with signs for what is in double brackets.
    text: String,
    /// What that is, each with its place.
    openings: Vec<Opened>,
}

/// Something in double brackets.
#[derive(Debug)]
pub(crate) struct Opened {
    /// As written, brackets and all.
    pub(crate) written: Written,
    /// The note to include, and where it is named.
    pub(crate) include: Option<(GuidanceName, Span)>,
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
            text: String::new(),
            openings: Vec::new(),
        }
    }

    /// What is in double brackets.
    pub(crate) fn openings(&self) -> &[Opened] {
        &self.openings
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

    /// The note that an opening includes.
    pub(crate) fn include(&self, opening: usize) -> Option<&GuidanceName> {
        let opened = self.openings.get(opening)?;
        opened.include.as_ref().map(|(name, _)| name)
    }

    /// Its words alone, with signs for what is in double brackets.
    pub(crate) fn signed_words(&self) -> &str {
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
    let body = text.get(from..).unwrap_or("");
    let (signed, openings) = open::signed(body);
    let mut rendered = markdown::render_note(&signed, name.folder());
    let at = |range: std::ops::Range<usize>| Span::new(file, from + range.start, from + range.end);
    for (fault, range) in std::mem::take(&mut rendered.faults) {
        problems.push(fault.diagnostic(at(range)));
    }
    let title = front.title.or(rendered.title.clone());
    if title.as_ref().is_none_or(|title| title.trim().is_empty()) {
        let message = "this note has no title";
        problems.push(
            Diagnostic::new(codes::NO_TITLE, Span::new(file, from, from), message)
                .help("begin it with a heading: `# How to add a contact`"),
        );
    }
    remind(&front.review_by, today, problems);
    let written = Written::exactly(body, Span::new(file, from, text.len()));
    let openings = openings.into_iter().map(|found| opened(&found, &written));
    let openings: Vec<Opened> = openings.collect();
    check_openings(&rendered, title.as_deref(), &openings, problems);
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
            includes: openings
                .iter()
                .filter_map(|opened| opened.include.as_ref())
                .map(|(name, _)| name.to_string())
                .collect(),
            is_open: !openings.is_empty(),
        }),
        name,
        html: rendered.html,
        words: rendered.words.trim().to_owned(),
        review_by: front.review_by.map(|(date, _)| date),
        source: front.source,
        unconfirmed: front.unconfirmed,
        text: signed,
        openings,
    })
}

fn opened(found: &open::Opening, text: &Written) -> Opened {
    let include = found.include.as_ref().map(|range| {
        let name = text.piece(range.start, range.end);
        (GuidanceName::from(name.text.as_str()), name.span)
    });
    Opened {
        written: text.piece(found.range.start, found.range.end),
        include,
    }
}

/// What is included stands on a line by itself, and headings are the same every day.
fn check_openings(
    rendered: &markdown::Rendered,
    title: Option<&str>,
    openings: &[Opened],
    problems: &mut Problems,
) {
    let pieces: Vec<Piece<'_>> = open::cut(&rendered.html).collect();
    for three in pieces.windows(3) {
        let [
            Piece::Fixed(before),
            Piece::Open(number),
            Piece::Fixed(after),
        ] = three
        else {
            continue;
        };
        let alone = before.ends_with(blocks::PARAGRAPH) && after.starts_with(blocks::PARAGRAPH_END);
        if let Some(opened) = openings
            .get(*number)
            .filter(|opened| opened.include.is_some() && !alone)
        {
            let message = "a note is included on a line by itself";
            let problem = Diagnostic::new(codes::BAD_INCLUDE, opened.written.span, message);
            problems.push(problem.help("leave an empty line above it and one below"));
        }
    }
    let headings = rendered
        .headings
        .iter()
        .map(|heading| heading.title.as_str());
    let signed = headings.chain(title);
    for piece in signed.flat_map(open::cut) {
        if let Piece::Open(number) = piece
            && let Some(opened) = openings.get(number)
        {
            let message = "a heading cannot hold a value: links and searches name it by its words";
            let problem = Diagnostic::new(codes::BAD_PLACEHOLDER, opened.written.span, message);
            problems.push(problem.help("say it in the text below the heading"));
        }
    }
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
