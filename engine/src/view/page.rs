//! A screen with questions, or one on which the form ends.

use super::{ItemView, PageView, Shown, Viewer};
use crate::catalogue::{Item, Page, Question};
use crate::verdict::{Known, Place, Verdict};

impl Viewer<'_> {
    /// A screen with questions, or one on which the form ends; none when there is no such page.
    #[must_use]
    pub fn page(&self, place: Place, shown: Shown) -> Option<PageView> {
        let (section, page) = self.form.page(place)?;
        if let Place::ItemPage {
            section: n, item, ..
        } = place
            && item >= self.count(n) + usize::from(section.repeat.as_ref()?.for_each.is_none())
        {
            return None;
        }
        let known = self.verdict.facts(self.form, self.at, place);
        let section_title = section.title.as_ref().map(|title| title.fill(&known));
        let asked = self.asked(place, page);
        let written = page.title.as_ref().map(|title| title.fill(&known));
        let lone = self.lone_question(&asked, page, &known);
        let title_is_question = written.is_none() && lone.is_some();
        let title = written
            .or_else(|| lone.map(|question| question.ask.fill(&known)))
            .or(section_title)
            .unwrap_or_else(|| self.form.title.clone());
        let caption = self.form.heading(place, &known);
        Some(PageView {
            caption: caption.filter(|caption| *caption != title),
            title,
            title_is_question,
            errors: self.errors(place, shown),
            warnings: self.warnings(place),
            help: self
                .catalogue
                .help_of_page(self.form, section, page, self.at.today),
            items: self.page_items(place, page, shown, &known),
            stop: page.stop,
        })
    }

    /// The questions of a screen that have a field on it.
    fn asked<'p>(&self, place: Place, page: &'p Page) -> Vec<&'p Question> {
        let all = page.questions();
        all.filter(|question| self.is_there(place, question.show_when.as_ref()))
            .collect()
    }

    /// The question that can head the page: the first thing on it, and the only one but for those that open under it.
    fn lone_question<'p>(
        &self,
        asked: &[&'p Question],
        page: &Page,
        known: &Known<'_>,
    ) -> Option<&'p Question> {
        let mut shown = asked.iter().filter(|question| !question.revealed);
        let first = shown.next().filter(|_| shown.next().is_none())?;
        let is_above = |item: &Item| match item {
            Item::Text { show_when, .. } => Verdict::holds(show_when.as_ref(), known),
            Item::Question(_) => false,
        };
        let before = page.items.iter().take_while(
            |item| !matches!(item, Item::Question(question) if question.name == first.name),
        );
        (!before.into_iter().any(is_above)).then_some(*first)
    }

    fn page_items(
        &self,
        place: Place,
        page: &Page,
        shown: Shown,
        known: &Known<'_>,
    ) -> Vec<ItemView> {
        let view = |item: &Item| match item {
            Item::Text { text, show_when } => {
                let condition = show_when.as_ref();
                self.is_there(place, condition).then(|| ItemView::Text {
                    html: text.html(known),
                    revealed_by: self.revealed_by(place, condition),
                })
            }
            Item::Question(question) => self
                .is_there(place, question.show_when.as_ref())
                .then(|| ItemView::Question(Box::new(self.question(place, question, shown)))),
        };
        page.items.iter().filter_map(view).collect()
    }
}
