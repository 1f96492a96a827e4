//! What a template prints: every value ready, nothing to decide.
//!
//! Pure data out of a form, answers and a verdict; it knows no HTML but the rendered Markdown, and no addresses: links are
//! written by whoever knows where a form is served.

mod attributes;
mod controls;
mod files;
mod filled;
mod items;
mod needs;
mod on_screen;
mod page;
mod posted;
mod question;
mod reveal;
mod screens;
mod summary;

#[cfg(test)]
mod tests;

pub use controls::{Attributes, BoxView, FileView, OptionView, QuestionView};
pub use needs::Needs;
pub use on_screen::OnScreen;
pub use posted::{Posted, posted};
pub use screens::{
    ErrorView, ItemLine, ItemView, ItemsView, PageView, SummaryLine, SummarySection, SummaryView,
};

use crate::answers::Answers;
use crate::catalogue::{Catalogue, Form, Question};
use crate::verdict::{Circumstances, Place, Verdict, Wrong};

/// A form with somebody's answers and what was found of them: everything that a screen is made of.
#[derive(Clone, Copy, Debug)]
pub struct Viewer<'a> {
    /// The content, for notes and lists.
    pub catalogue: &'a Catalogue,
    /// The form.
    pub form: &'a Form,
    /// The answers as typed.
    pub answers: &'a Answers,
    /// What was found of them.
    pub verdict: &'a Verdict,
    /// What the verdict was found under.
    pub at: Circumstances<'a>,
}

/// How a screen is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it is asked: nothing is said to be wrong.
    Asked,
    /// As it was judged: with a message for whatever is missing or wrong.
    Judged,
}

impl<'a> Viewer<'a> {
    /// What is wrong on a screen.
    fn wrong(&self, place: Place) -> impl Iterator<Item = &'a Wrong> {
        let wrong = self.verdict.wrong.iter();
        wrong.filter(move |wrong| wrong.place == place)
    }

    /// What is unusual on a screen.
    fn warnings(&self, place: Place) -> Vec<String> {
        let warnings = self.verdict.warnings.iter();
        warnings
            .filter(|warning| warning.place == place)
            .map(|warning| warning.message.clone())
            .collect()
    }

    /// The messages for the top of a screen, each with the field to go to.
    fn errors(&self, place: Place, shown: Shown) -> Vec<ErrorView> {
        if shown == Shown::Asked {
            return Vec::new();
        }
        let error = |wrong: &Wrong| ErrorView {
            field: self.field_of(place, wrong),
            message: wrong.message.clone(),
        };
        self.wrong(place).map(error).collect()
    }

    /// The first field at fault; of what is wrong with a page as a whole, the first that can be mended.
    fn field_of(&self, place: Place, wrong: &Wrong) -> Option<String> {
        let (_, page) = self.form.page(place)?;
        let mut questions = page.questions();
        let question = match &wrong.path {
            Some(path) => questions.find(|found| found.name == path.name)?,
            None => questions.find(|found| !found.fixed)?,
        };
        let name = question.name.as_str();
        let part = wrong.part.or_else(|| first_box(question));
        Some(part.map_or_else(|| name.to_owned(), |part| box_name(name, part)))
    }
}

/// The name of a box's field, which no question can have: `starts_on-day`.
fn box_name(question: &str, part: &str) -> String {
    format!("{question}-{part}")
}

fn first_box(question: &Question) -> Option<&str> {
    question.kind.parts().first().map(|(part, _)| *part)
}
