//! All notes together: what a note includes stands in it, values are those of the day, terms are explained.
//!
//! Most notes need none of that and are as they were rendered when they were read. The others are put together when somebody
//! first asks for them, and kept.

use super::Note;
use super::blocks::{PARAGRAPH, PARAGRAPH_END};
use super::glossary::{Glossary, Marker};
use super::markdown::{Manner, escape, render_as};
use super::open::{Piece, cut};
use crate::calendar::Calendar;
use crate::condition::{Facts, Place, Value};
use crate::name::GuidanceName;
use crate::wording::Wording;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// Notes that include each other go no deeper than this.
const DEEPEST: usize = 16;

/// Every note, with what may stand in it.
#[derive(Debug, Default)]
pub(crate) struct Library {
    notes: BTreeMap<GuidanceName, Arc<Note>>,
    /// The values of each note, by the number of their opening.
    values: BTreeMap<GuidanceName, BTreeMap<usize, Wording>>,
    glossary: Glossary,
    /// As pages of their own, as far as somebody asked.
    pages: BTreeMap<GuidanceName, OnceLock<Composed>>,
}

/// A note put together.
#[derive(Debug, Default)]
pub(crate) struct Composed {
    title: Option<String>,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Html(String),
    /// The value in an opening of a note.
    Value(GuidanceName, usize),
}

/// A day, which is all that a note may depend on.
struct Day<'a> {
    today: Date,
    calendar: &'a Calendar,
}

impl Facts for Day<'_> {
    fn value<'a>(&'a self, _: &Place) -> Cow<'a, Value> {
        Cow::Owned(Value::Unknown)
    }

    fn today(&self) -> Date {
        self.today
    }

    fn calendar(&self) -> &Calendar {
        self.calendar
    }
}

/// What a value prints on a day; none when it has nothing to say.
pub(crate) fn printed(value: &Wording, today: Date, calendar: &Calendar) -> Option<String> {
    value.known(&Day { today, calendar })
}

impl Library {
    pub(crate) fn new(
        notes: BTreeMap<GuidanceName, Arc<Note>>,
        values: BTreeMap<GuidanceName, BTreeMap<usize, Wording>>,
        glossary: Glossary,
    ) -> Self {
        let pages = notes.keys().map(|name| (name.clone(), OnceLock::new()));
        Self {
            pages: pages.collect(),
            notes,
            values,
            glossary,
        }
    }

    pub(crate) fn notes(&self) -> &BTreeMap<GuidanceName, Arc<Note>> {
        &self.notes
    }

    pub(crate) fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    /// A note as a page of its own, kept; none when it is not one of these notes, but another reading of it.
    pub(crate) fn page(&self, note: &Note) -> Option<&Composed> {
        let known = self.notes.get(&note.name)?;
        let page = self.pages.get(&note.name)?;
        std::ptr::eq(&**known, note).then(|| page.get_or_init(|| self.composed_page(note)))
    }

    /// A note as a page of its own.
    pub(crate) fn composed_page(&self, note: &Note) -> Composed {
        if note.openings.is_empty() && !self.glossary.occurs_in(&note.words) {
            return Composed {
                title: None,
                parts: vec![Part::Html(note.html.clone())],
            };
        }
        let terms = Marker::new(&self.glossary);
        let manner = Manner {
            footnotes: true,
            terms: Some(&terms),
            ..Manner::default()
        };
        self.composed(note, &manner, None)
    }

    /// A note, or one section of it, to stand on a page of something else: its links open beside that page.
    pub(crate) fn aside(&self, note: &Note, section: Option<&str>, prefix: &str) -> Composed {
        let manner = Manner {
            prefix,
            beside: true,
            ..Manner::default()
        };
        let note = section.map_or(note, |id| self.holder(note, id, 0).unwrap_or(note));
        self.composed(note, &manner, section)
    }

    /// The note that has a heading: this one, or one that it includes.
    fn holder<'a>(&'a self, note: &'a Note, id: &str, depth: usize) -> Option<&'a Note> {
        let mut headings = note.headings().iter();
        if headings.any(|heading| heading.id == id) {
            return Some(note);
        }
        let openings = 0..note.openings.len();
        let mut included = openings.filter_map(|n| self.included(note, n));
        included.find_map(|note| (depth < DEEPEST).then(|| self.holder(note, id, depth + 1))?)
    }

    fn composed(&self, note: &Note, manner: &Manner<'_>, section: Option<&str>) -> Composed {
        let (mut composed, mut taken) = (Composed::default(), manner.taken.clone());
        self.add(note, manner, section, &mut taken, &mut composed, 0);
        composed
    }

    /// Adds a note with all that it includes. Its own headings have the ids that they always have; those of what is included
    /// give way.
    fn add(
        &self,
        note: &Note,
        manner: &Manner<'_>,
        section: Option<&str>,
        taken: &mut BTreeSet<String>,
        to: &mut Composed,
        depth: usize,
    ) {
        let rendered = render_as(
            &note.text,
            &Manner {
                folder: note.name.folder(),
                taken: taken.clone(),
                section,
                ..*manner
            },
        );
        to.title = to.title.take().or(rendered.title);
        taken.extend(rendered.headings.iter().map(|heading| heading.id.clone()));
        for piece in cut(&rendered.html) {
            match piece {
                Piece::Fixed(html) => to.push(html),
                Piece::Open(number) => match self.included(note, number) {
                    Some(included) if depth < DEEPEST => {
                        to.without(PARAGRAPH);
                        // Its footnotes stand on its own page.
                        let manner = Manner {
                            footnotes: false,
                            taken: BTreeSet::new(),
                            ..*manner
                        };
                        self.add(included, &manner, None, taken, to, depth + 1);
                        to.parts.push(Part::Html(String::new()));
                    }
                    Some(_) => {}
                    None => to.parts.push(Part::Value(note.name.clone(), number)),
                },
            }
        }
    }

    /// The note that an opening includes.
    fn included(&self, note: &Note, opening: usize) -> Option<&Note> {
        let name = note.include(opening)?;
        self.notes.get(name).map(|note| &**note)
    }

    /// What is printed on a day.
    pub(crate) fn html(&self, composed: &Composed, today: Date, calendar: &Calendar) -> String {
        let mut html = String::new();
        for part in &composed.parts {
            match part {
                Part::Html(fixed) => html.push_str(fixed),
                Part::Value(note, number) => {
                    escape(&self.value(note, *number, today, calendar), &mut html);
                }
            }
        }
        html
    }

    /// The words of a note alone, with the values of a day; what it includes is not among them.
    pub(crate) fn words(&self, note: &Note, today: Date, calendar: &Calendar) -> String {
        let piece = |piece: Piece<'_>| match piece {
            Piece::Fixed(words) => words.to_owned(),
            Piece::Open(number) => self.value(&note.name, number, today, calendar),
        };
        cut(&note.words).map(piece).collect()
    }

    fn value(&self, note: &GuidanceName, n: usize, today: Date, calendar: &Calendar) -> String {
        let value = self.values.get(note).and_then(|values| values.get(&n));
        let printed = value.and_then(|value| printed(value, today, calendar));
        printed.unwrap_or_default()
    }
}

impl Composed {
    /// The heading of the section, where one was wanted.
    pub(crate) fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Adds HTML. Where what stood before was included, its paragraph has ended already.
    fn push(&mut self, html: &str) {
        match self.parts.last_mut() {
            Some(Part::Html(before)) if before.is_empty() => {
                before.push_str(html.strip_prefix(PARAGRAPH_END).unwrap_or(html));
            }
            Some(Part::Html(before)) => before.push_str(html),
            _ => self.parts.push(Part::Html(html.to_owned())),
        }
    }

    /// Takes back the paragraph that was opened for what is included.
    fn without(&mut self, opened: &str) {
        if let Some(Part::Html(before)) = self.parts.last_mut() {
            let kept = before.strip_suffix(opened).map_or(before.len(), str::len);
            before.truncate(kept);
        }
    }
}
