//! The items of a section that repeats, taken from a table: a row for each, a column for each question.
//!
//! A table comes as rows of texts, whoever read it; what the texts mean is what they would mean in the fields of a page. All of
//! it is taken, or nothing: what is wrong is said row by row, in the words of the columns.

mod cell;
mod column;
mod refused;

pub use column::{Column, is_remark};
pub use refused::Refused;

use crate::answers::{Answers, Entered};
use crate::catalogue::{Form, Repeat, Section};
use crate::verdict::{Circumstances, Outcome, Place, Verdict, verdict};
use column::{Heading, columns, headings};
use refused::Fault;

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As whoever made the table counts it, from 1.
    pub number: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

/// What a table would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The items.
    pub items: Vec<Answers>,
    /// What is unusual.
    pub warnings: Vec<String>,
}

impl Form {
    /// The columns of a table of a section's items, in the order of its questions; none when it takes no table.
    #[must_use]
    pub fn columns(&self, section: usize) -> Vec<Column> {
        self.sections.get(section).map(columns).unwrap_or_default()
    }

    /// The answers with the items of a table in place of those that were there.
    ///
    /// # Errors
    /// Everything that is wrong with it, and the rows at fault.
    pub fn take_table(
        &self,
        section: usize,
        rows: &[Row],
        answers: &Answers,
        at: &Circumstances<'_>,
    ) -> Result<Taken, Refused> {
        let Some((found, repeat)) = self
            .sections
            .get(section)
            .and_then(|found| Some((found, found.repeat.as_ref()?)))
        else {
            return Err(Refused::default());
        };
        let is_filled = |row: &&Row| row.cells.iter().any(|cell| !cell.trim().is_empty());
        let mut rows = rows.iter().filter(is_filled);
        let Some(head) = rows.next() else {
            let said = "The file has no rows. Fill in the template, and upload it again";
            return Err(Refused::whole(vec![said.to_owned()]));
        };
        let headings = headings(&columns(found), &head.cells).map_err(Refused::whole)?;
        let rows: Vec<&Row> = rows.filter(|row| has_answers(row, &headings)).collect();
        count(found, repeat, rows.len()).map_err(Refused::whole)?;
        let items: Vec<Answers> = rows.iter().map(|row| item(found, &headings, row)).collect();
        let mut with = answers.clone();
        with.set(found.name.as_str(), Entered::Items(items.clone()));
        let judged = verdict(self, &with, at);
        let faults = self.faults(section, &headings, &judged, *at);
        if !faults.is_empty() {
            return Err(Refused::of(&faults, &rows, &headings));
        }
        let place = |warning: &&crate::verdict::Warning| is_in(section, warning.place);
        let warnings = judged.warnings.iter().filter(place);
        Ok(Taken {
            items,
            warnings: warnings.map(|warning| warning.message.clone()).collect(),
        })
    }

    fn faults(
        &self,
        section: usize,
        headings: &[Heading],
        judged: &Verdict,
        at: Circumstances<'_>,
    ) -> Vec<Fault> {
        let wrong = judged
            .wrong
            .iter()
            .filter(|wrong| is_in(section, wrong.place));
        let mut faults: Vec<Fault> = wrong.map(|wrong| Fault::of(wrong, headings)).collect();
        if let Outcome::Stopped(
            place @ Place::ItemPage {
                section: n, item, ..
            },
        ) = judged.outcome
            && n == section
        {
            let page = self.page(place).and_then(|(_, page)| page.title.as_ref());
            let facts = judged.facts(self, at, place);
            let title = page.map_or_else(
                || "it cannot be sent".to_owned(),
                |title| title.fill(&facts),
            );
            faults.push(Fault::of_item(item, title));
        }
        faults
    }
}

/// Whether somebody wrote something into it, besides what we said is wrong with it.
fn has_answers(row: &Row, headings: &[Heading]) -> bool {
    let is_ours = |n: usize| headings.get(n).is_some_and(Heading::is_remark);
    let mut cells = row.cells.iter().enumerate();
    cells.any(|(n, cell)| !cell.trim().is_empty() && !is_ours(n))
}

fn is_in(section: usize, place: Place) -> bool {
    match place {
        Place::ItemPage { section: n, .. } | Place::Items { section: n } => n == section,
        Place::Page { .. } | Place::Check => false,
    }
}

/// Too few or too many, before any of them is judged.
fn count(section: &Section, repeat: &Repeat, rows: usize) -> Result<(), Vec<String>> {
    let said = if rows == 0 {
        "The file has headings and no rows. Add a row for each, and upload it again".to_owned()
    } else if rows > repeat.to {
        format!(
            "The file has {rows} rows, and there may be up to {} {}",
            repeat.to,
            section.in_words()
        )
    } else if rows < repeat.from {
        format!(
            "The file has {rows} rows, and there must be at least {} {}",
            repeat.from,
            section.in_words()
        )
    } else {
        return Ok(());
    };
    Err(vec![said])
}

/// The answers that a row gives.
fn item(section: &Section, headings: &[Heading], row: &Row) -> Answers {
    let mut answers = Answers::new();
    let questions = section.pages.iter().flat_map(|page| page.questions());
    for question in questions.filter(|question| !question.fixed) {
        let mut cells = headings
            .iter()
            .zip(&row.cells)
            .filter_map(|(heading, cell)| {
                let column = heading.column.as_ref()?;
                (column.question == question.name.as_str())
                    .then_some((column.part.as_deref(), cell.as_str()))
            });
        if let Some(entered) = cell::entered(question, &mut cells) {
            answers.set(question.name.as_str(), entered);
        }
    }
    answers
}

#[cfg(test)]
mod tests;
