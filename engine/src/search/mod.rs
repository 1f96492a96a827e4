//! Finding notes, forms and terms by words: an index made once of a catalogue, in memory.
//!
//! Words are looked for by their stem, without case and accents, and by how they begin. A word in a title counts for more than
//! one in a text (BM25F: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework", 2009). A question is found by what it
//! asks and leads to where its form begins. The index holds no text: what is shown is taken from the catalogue.

mod excerpt;
mod index;
mod rank;
mod shown;
mod slip;
#[cfg(test)]
mod tests;
mod words;

use crate::catalogue::{Catalogue, Form};
use crate::guidance::Note;
use crate::name::{FormName, GuidanceName, QuestionName};
use index::{Index, Writer};
use jiff::civil::Date;
use words::Reader;

/// What was asked is cut here; nobody types more to find something.
const LONGEST: usize = 200;

/// Where a result leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A note.
    Note(GuidanceName),
    /// Where a form begins.
    Form(FormName),
    /// A term of the glossary, by its id.
    Term(String),
}

/// Words of a result, in runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they were looked for.
    pub found: bool,
}

/// A result.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Where it leads.
    pub place: Place,
    /// What it is called.
    pub title: Vec<Run>,
    /// The words around what was found.
    pub excerpt: Vec<Run>,
    /// Questions of the form that were found.
    pub questions: Vec<Vec<Run>>,
}

/// What is looked for, and which of the results are wanted.
pub struct Query<'a> {
    /// As typed.
    pub words: &'a str,
    /// How many results to pass over.
    pub skip: usize,
    /// How many to show.
    pub show: usize,
    /// Whether whoever asks may see it.
    pub sees: &'a dyn Fn(&Place) -> bool,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// How many there are in all.
    pub total: usize,
    /// Those that are wanted, the best first.
    pub hits: Vec<Hit>,
    /// What may have been meant, where a word is not known.
    pub meant: Option<String>,
}

/// An index of a catalogue on a day.
#[derive(Debug)]
pub struct Search {
    index: Index,
    reader: Reader,
    documents: Vec<Document>,
}

/// Something that is found by its words.
#[derive(Debug)]
struct Document {
    place: Place,
    /// The question of the form that it is.
    question: Option<QuestionName>,
}

impl Search {
    /// Reads a catalogue. Forms that not anyone may start are left out.
    #[must_use]
    pub fn of(catalogue: &Catalogue, today: Date) -> Self {
        let reader = Reader::of(&catalogue.service().language);
        let mut search = Self {
            index: Index::default(),
            reader,
            documents: Vec::new(),
        };
        let mut writer = Writer::default();
        for note in catalogue.notes() {
            search.note(&mut writer, catalogue, note, today);
        }
        for form in catalogue.forms().filter(|form| form.is_public()) {
            search.form(&mut writer, form);
        }
        for term in catalogue.glossary().terms() {
            let place = Place::Term(term.id.clone());
            let spellings = term.spellings().map(|spelling| (TITLE, spelling));
            let parts = spellings.chain([(TEXT, term.explanation.as_str())]);
            search.add(&mut writer, place, None, parts);
        }
        search.index = writer.done();
        search
    }

    fn note(&mut self, writer: &mut Writer, catalogue: &Catalogue, note: &Note, today: Date) {
        let words = catalogue.words(note, today);
        let headings = note.headings().iter();
        let headings = headings.map(|heading| (HEADING, heading.title.as_str()));
        let parts = [(TITLE, note.title()), (TEXT, &words)];
        let place = Place::Note(note.name().clone());
        self.add(writer, place, None, parts.into_iter().chain(headings));
    }

    fn form(&mut self, writer: &mut Writer, form: &Form) {
        let place = Place::Form(form.name().clone());
        let summary = form.summary().unwrap_or_default();
        let parts = [(TITLE, form.title()), (TEXT, summary)];
        self.add(writer, place.clone(), None, parts);
        for page in form.sections().iter().flat_map(|section| section.pages()) {
            for question in page.questions() {
                let (mut ask, mut rest) = (String::new(), String::new());
                question.each_text(&mut |text| {
                    let to = if ask.is_empty() { &mut ask } else { &mut rest };
                    to.push_str(text);
                    to.push('\n');
                });
                let name = Some(question.name().clone());
                let parts = [(HEADING, ask.as_str()), (TEXT, &rest)];
                self.add(writer, place.clone(), name, parts);
            }
        }
    }

    fn add<'p>(
        &mut self,
        writer: &mut Writer,
        place: Place,
        question: Option<QuestionName>,
        parts: impl IntoIterator<Item = (f32, &'p str)>,
    ) {
        self.documents.push(Document { place, question });
        writer.begin();
        for (weight, text) in parts {
            for word in self.reader.words(text) {
                writer.word(&word, weight);
            }
        }
    }
}

/// How much a word counts for where it stands.
const TITLE: f32 = 6.0;
const HEADING: f32 = 3.0;
const TEXT: f32 = 1.0;
