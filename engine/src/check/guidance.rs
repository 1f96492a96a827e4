//! Notes across files: what they include, values from lists, and the glossary.

use super::cells;
use super::names::Known;
use super::world::World;
use crate::calendar::Calendar;
use crate::catalogue::{Form, List};
use crate::condition::{Column, Lookup, Scope, Value};
use crate::declare::{DeclaredFile, FileKind, Problems};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::wording as codes;
use crate::guidance::{Glossary, Library, Note, Term, printed};
use crate::name::{FormName, GuidanceName};
use crate::source::{FileId, Span};
use crate::wording::Wording;
use crate::yaml::Kind;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The list that the glossary is.
const GLOSSARY: &str = "glossary";

/// What notes are looked at with.
pub(super) struct Notes<'a> {
    pub(super) world: &'a World,
    pub(super) files: &'a [(FileId, Arc<DeclaredFile>)],
    pub(super) forms: &'a BTreeMap<FormName, Arc<Form>>,
    pub(super) calendar: &'a Calendar,
    pub(super) today: Date,
}

impl Notes<'_> {
    /// Checks what notes include and name, and puts them together.
    pub(super) fn library(&self, problems: &mut Problems) -> Library {
        let mut values = BTreeMap::new();
        for (name, note) in &self.world.notes {
            self.includes(note, problems);
            let found = self.values(note, problems);
            if !found.is_empty() {
                values.insert(name.clone(), found);
            }
        }
        let glossary = self.glossary(problems);
        Library::new(self.world.notes.clone(), values, glossary)
    }

    fn includes(&self, note: &Note, problems: &mut Problems) {
        for opened in note.openings() {
            let Some((name, span)) = &opened.include else {
                continue;
            };
            let message = match self.world.notes.get(name) {
                Some(_) => match self.way_back(name, note.name()) {
                    Some(way) => format!("a note cannot include itself: {way}"),
                    None => continue,
                },
                None if self.world.has_note(name.as_str()) => continue,
                None => {
                    let message = format!("there is no note `guidance/{name}.md`");
                    let known = self.world.notes.keys().map(GuidanceName::as_str);
                    let problem = Diagnostic::new(codes::NO_SUCH_NOTE, *span, message);
                    problems.push(problem.did_you_mean(name.as_str(), known));
                    continue;
                }
            };
            let problem = Diagnostic::new(codes::BAD_INCLUDE, *span, message);
            problems.push(problem.help("take one of these lines out, or make it a link"));
        }
    }

    /// How a note that is included leads back to the one that includes it. Said once, at the first of them by name.
    fn way_back(&self, included: &GuidanceName, includes: &GuidanceName) -> Option<String> {
        let mut ways = vec![vec![includes, included]];
        let mut seen = BTreeSet::new();
        while let Some(way) = ways.pop() {
            let last = way.last().copied()?;
            if last == includes {
                let first = way.iter().min().copied();
                let names: Vec<String> = way.iter().map(|name| format!("`{name}`")).collect();
                return (first == Some(includes)).then(|| names.join(" includes "));
            }
            if !seen.insert(last) {
                continue;
            }
            let next = self.world.notes.get(last).into_iter();
            let next = next.flat_map(|note| note.openings());
            let next = next.filter_map(|opened| opened.include.as_ref());
            ways.extend(
                next.map(|(name, _)| way.iter().copied().chain([name]).collect::<Vec<_>>()),
            );
        }
        None
    }

    /// The values of a note. Each has one on the day.
    fn values(&self, note: &Note, problems: &mut Problems) -> BTreeMap<usize, Wording> {
        let mut values = BTreeMap::new();
        for (n, opened) in note.openings().iter().enumerate() {
            if opened.include.is_some() {
                continue;
            }
            let before = problems.len();
            let value = Wording::compile(&opened.written, &Names(self.world), problems);
            if problems.len() > before {
                continue;
            }
            let named = opened.written.text.trim_start_matches(['{', ' ']);
            let list = named.split('.').next().unwrap_or_default();
            let is_broken = self.world.names.known(FileKind::List, list) == Known::Broken;
            if !is_broken && printed(&value, self.today, self.calendar).is_none() {
                let message = format!("{} has no value today", opened.written.text);
                let problem = Diagnostic::new(codes::BAD_PLACEHOLDER, opened.written.span, message);
                problems.push(problem.help(
                    "give the row a value that counts today, or a word for that case: `{{ … or \"not set yet\" }}`",
                ));
            }
            values.insert(n, value);
        }
        values
    }

    fn glossary(&self, problems: &mut Problems) -> Glossary {
        let Some(list) = self.world.lists.get(GLOSSARY) else {
            return Glossary::default();
        };
        let spans = self.spans();
        let of_list = spans.get("").copied();
        let at = |row: &str| spans.get(row).copied().or(of_list);
        let Some(explanation) = list.column("explanation") else {
            let message = "the glossary has no column `explanation`";
            let problem = of_list.map(|span| Diagnostic::new(codes::BAD_GLOSSARY, span, message));
            let help = "add it: `columns: { explanation: text, also: text }`";
            problems.extend(problem.map(|problem| problem.help(help)));
            return Glossary::default();
        };
        let also = list.column("also");
        let mut terms: Vec<Term> = Vec::new();
        for row in list.rows.iter().filter(|row| row.is_valid(self.today)) {
            let cell = |column: Option<usize>| match row.cells.get(column?) {
                Some(Value::Text(text)) => Some(text.to_string()),
                _ => None,
            };
            let problem = |message: String| {
                at(row.name.as_str())
                    .map(|span| Diagnostic::new(codes::BAD_GLOSSARY, span, message))
            };
            let Some(explanation) = cell(Some(explanation)) else {
                problems.extend(problem(format!("“{}” is not explained", row.label)));
                continue;
            };
            let also = cell(also).unwrap_or_default();
            let also = also
                .split(',')
                .map(str::trim)
                .filter(|also| !also.is_empty());
            let term = Term {
                id: row.name.in_address(),
                term: row.label.clone(),
                also: also.map(str::to_owned).collect(),
                explanation,
            };
            for (spelling, first) in twice(&term, &terms) {
                problems.extend(problem(format!(
                    "“{spelling}” stands for “{first}” already"
                )));
            }
            terms.push(term);
        }
        let glossary = Glossary::new(terms);
        self.unused(&glossary, list, &at, problems);
        glossary
    }

    /// Counts terms that nothing uses.
    fn unused(
        &self,
        glossary: &Glossary,
        list: &List,
        at: &dyn Fn(&str) -> Option<Span>,
        problems: &mut Problems,
    ) {
        let mut left: BTreeMap<&str, &str> = glossary
            .terms()
            .iter()
            .map(|term| (term.id.as_str(), term.term.as_str()))
            .collect();
        let mut look = |text: &str| {
            if !left.is_empty() {
                for term in glossary.used_in(text) {
                    left.remove(term.id.as_str());
                }
            }
        };
        for note in self.world.notes.values() {
            look(note.signed_words());
        }
        for form in self.forms.values() {
            form.each_text(&mut look);
        }
        for row in &list.rows {
            if let Some(term) = left.remove(row.name.in_address().as_str())
                && let Some(span) = at(row.name.as_str())
            {
                let message = format!("no text uses “{term}”");
                problems.push(Diagnostic::new(codes::UNUSED_TERM, span, message));
            }
        }
    }

    /// Where each row of the glossary is written; of the list itself under no name.
    fn spans(&self) -> BTreeMap<String, Span> {
        let mut spans = BTreeMap::new();
        for (_, file) in self.files {
            let named = file.name.as_ref().filter(|name| name.text == GLOSSARY);
            let (Some(node), Some(name)) = (file.tree(FileKind::List), named) else {
                continue;
            };
            spans.insert(String::new(), name.span);
            match node.get("rows").map(|rows| &rows.kind) {
                Some(Kind::Map(entries)) => {
                    spans.extend(
                        entries
                            .iter()
                            .map(|entry| (entry.key.clone(), entry.key_span)),
                    );
                }
                Some(Kind::List(items)) => {
                    let named = |row: &crate::yaml::Node| {
                        let name = row.get("row")?;
                        Some((name.text()?.to_owned(), name.span))
                    };
                    spans.extend(items.iter().filter_map(named));
                }
                _ => {}
            }
        }
        spans
    }
}

/// Spellings of a term that stand for another one already, and for which.
fn twice<'a>(term: &'a Term, others: &'a [Term]) -> Vec<(&'a str, &'a str)> {
    let mut twice = Vec::new();
    for spelling in term.spellings() {
        let same = |known: &str| known.to_lowercase() == spelling.to_lowercase();
        let first = others.iter().find(|other| other.spellings().any(same));
        twice.extend(first.map(|first| (spelling, first.term.as_str())));
    }
    twice
}

/// The names that a note may use: lists, with their rows and columns.
struct Names<'a>(&'a World);

impl Scope for Names<'_> {
    fn look_up(&self, path: &[&str], span: Span) -> Lookup {
        let Some(list) = path.first() else {
            return Lookup::Missing;
        };
        let broken = || self.0.names.known(FileKind::List, list) == Known::Broken;
        cells::cell(path, self.0.lists.get(*list), broken, span)
    }

    fn names(&self) -> Vec<String> {
        let names = |list: &List| {
            let columns = list.columns.iter().map(|Column { name, .. }| name.clone());
            let columns: Vec<String> = columns.collect();
            let cells = |row: &str| {
                let cell = |column: &String| format!("{}.{row}.{column}", list.name);
                columns.iter().map(cell).collect::<Vec<_>>()
            };
            let rows = list.rows.iter().take(100);
            rows.flat_map(|row| cells(row.name.as_str()))
                .collect::<Vec<_>>()
        };
        self.0.lists.values().flat_map(|list| names(list)).collect()
    }

    fn list(&self, name: &str) -> Option<Arc<List>> {
        self.0.lists.get(name).cloned()
    }
}
