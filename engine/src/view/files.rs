//! Files among the answers of a screen: they come and go one by one, not with everything that is posted.

use super::Viewer;
use crate::answers::{Answers, Entered, File};
use crate::catalogue::Question;
use crate::question::{Files, Kind};
use crate::verdict::{AnswerPath, Place, Wrong};

impl<'a> Viewer<'a> {
    /// The questions of a screen that are answered with files.
    #[must_use]
    pub fn file_questions(&self, place: Place) -> Vec<(&'a Question, &'a Files)> {
        let Some((_, page)) = self.form.page(place) else {
            return Vec::new();
        };
        let there = page.questions().filter(|question| {
            !question.fixed && self.is_there(place, question.show_when.as_ref())
        });
        let of_files = |question: &'a Question| match &question.kind {
            Kind::File(files) => Some((question, files)),
            _ => None,
        };
        there.filter_map(of_files).collect()
    }

    /// The files that are there for a question of a screen.
    #[must_use]
    pub fn files(&self, place: Place, question: &str) -> &'a [File] {
        let kept = self.verdict.answers_at(self.form, place, self.answers);
        match kept.and_then(|kept| kept.get(question)) {
            Some(Entered::Files(files)) => files,
            _ => &[],
        }
    }

    /// The answers with these files for a question of a screen.
    #[must_use]
    pub fn with_files(&self, place: Place, question: &str, files: Vec<File>) -> Answers {
        let mut answers = self.answers.clone();
        let kept = self.verdict.answers_at_mut(self.form, place, &mut answers);
        kept.set(question, Entered::Files(files));
        answers
    }
}

impl Wrong {
    /// A file that was not taken: what to do about it. The engine has not seen it, so whoever looked into it says so.
    #[must_use]
    pub fn of_file(place: Place, question: &Question, message: String) -> Self {
        let item = match place {
            Place::ItemPage { section, item, .. } => Some((section, item)),
            _ => None,
        };
        let name = question.name.clone();
        Self {
            place,
            path: Some(AnswerPath { item, name }),
            part: None,
            message,
            suggestion: None,
            missing: false,
            rule: None,
        }
    }
}
