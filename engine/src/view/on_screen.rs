//! What is said beside one answer while it is typed: the verdict of a page, of which one question is kept.

use super::Viewer;
use crate::catalogue::Question;
use crate::condition::Value;
use crate::question::Kind;
use crate::verdict::Place;
use serde::Serialize;

/// How it stands with one answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OnScreen {
    /// Whether there is an answer and nothing is wrong with it.
    pub right: bool,
    /// What to say when it is right.
    pub says: Option<String>,
    /// What to do when it is not.
    pub message: Option<String>,
}

impl Question {
    /// Whether a right answer is confirmed while it is typed: identifiers, and what can be read in more than one way.
    pub(super) fn confirms(&self) -> bool {
        match &self.kind {
            Kind::Declared(declared) => declared.declaration().on_screen().is_some(),
            Kind::Email(_) | Kind::Phone | Kind::Postcode | Kind::Website | Kind::Day(_) => true,
            _ => false,
        }
    }

    fn says(&self, value: &Value) -> Option<String> {
        let read = || format!("We read this as {}", self.kind.print(value).join(", "));
        match &self.kind {
            Kind::Declared(declared) => declared.declaration().on_screen().map(str::to_owned),
            Kind::Email(_) => Some("That is an email address".to_owned()),
            Kind::Phone | Kind::Postcode | Kind::Website | Kind::Day(_) => Some(read()),
            _ => None,
        }
    }
}

impl Viewer<'_> {
    /// How it stands with the answer in a field of a screen; none when the screen has no such field.
    #[must_use]
    pub fn on_screen(&self, place: Place, field: &str) -> Option<OnScreen> {
        let name = field.split_once('-').map_or(field, |(name, _)| name);
        let (_, page) = self.form.page(place)?;
        let mut questions = page.questions();
        let question = questions.find(|found| found.name.as_str() == name && !found.fixed)?;
        let wrong = self.wrong(place).find(|wrong| {
            let path = wrong.path.as_ref();
            path.is_some_and(|path| path.name == question.name)
        });
        let item = match place {
            Place::ItemPage { item, .. } => Some(item),
            _ => None,
        };
        let value = self.verdict.value(self.form, question, item);
        let right = wrong.is_none() && *value != Value::Unknown;
        Some(OnScreen {
            right,
            says: right.then(|| question.says(value)).flatten(),
            message: wrong.map(|wrong| wrong.message.clone()),
        })
    }
}
