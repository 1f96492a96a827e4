//! The words of a form that people read, for whoever looks for some.

use super::{Form, Item, Page, Question};
use crate::question::Kind;

impl Form {
    /// Calls `visit` with every text of the form; what fills a placeholder is in square brackets.
    pub(crate) fn each_text(&self, visit: &mut dyn FnMut(&str)) {
        visit(&self.title);
        self.summary.iter().for_each(|summary| visit(summary));
        for section in &self.sections {
            section
                .title
                .iter()
                .for_each(|title| visit(&title.template()));
            section.pages.iter().for_each(|page| page.each_text(visit));
        }
    }
}

impl Page {
    fn each_text(&self, visit: &mut dyn FnMut(&str)) {
        self.own_texts(visit);
        self.questions()
            .for_each(|question| question.each_text(visit));
    }

    /// The texts of a page but for those of its questions.
    pub(crate) fn own_texts(&self, visit: &mut dyn FnMut(&str)) {
        self.title.iter().for_each(|title| visit(&title.template()));
        for item in &self.items {
            if let Item::Text { text, .. } = item {
                visit(&text.template());
            }
        }
    }
}

impl Question {
    /// The texts of a question: what it asks, its hint, and its options.
    pub(crate) fn each_text(&self, visit: &mut dyn FnMut(&str)) {
        visit(&self.ask.template());
        self.hint.iter().for_each(|hint| visit(&hint.template()));
        if let Kind::Choice(choice) = &self.kind {
            for option in &choice.options {
                visit(&option.label);
                option.hint.iter().for_each(|hint| visit(hint));
            }
        }
    }
}
