//! Finding screens by their names in an address, and the answers that belong to a screen.

use super::{Place, Standing, Verdict};
use crate::answers::{Answers, Entered};
use crate::catalogue::{Form, Page, Question, Section};
use crate::condition::{Expr, Facts, Truth, Value};

impl Form {
    /// The screen at these words of an address: section and page; of an item where one is given.
    #[must_use]
    pub fn place(&self, section: &str, item: Option<usize>, page: &str) -> Option<Place> {
        let by_name = |found: &Section| found.name.is_in_address(section);
        let position = self.sections.iter().position(by_name)?;
        let section = self.sections.get(position)?;
        let by_name = |found: &Page| found.name.is_in_address(page);
        let page = section.pages.iter().position(by_name)?;
        match (item, &section.repeat) {
            (Some(item), Some(_)) => Some(Place::ItemPage {
                section: position,
                item,
                page,
            }),
            (None, None) => Some(Place::Page {
                section: position,
                page,
            }),
            _ => None,
        }
    }

    /// The page shown on a screen, with its section; none for a list of items and for check your answers.
    #[must_use]
    pub fn page(&self, place: Place) -> Option<(&Section, &Page)> {
        let (Place::Page { section, page } | Place::ItemPage { section, page, .. }) = place else {
            return None;
        };
        let section = self.sections.get(section)?;
        Some((section, section.pages.get(page)?))
    }

    /// The question of this name, wherever it is asked.
    #[must_use]
    pub fn question(&self, name: &str) -> Option<&Question> {
        self.pages()
            .flat_map(|(_, page)| page.questions())
            .find(|question| question.name.as_str() == name)
    }

    /// Every page in order, with its section.
    pub fn pages(&self) -> impl Iterator<Item = (&Section, &Page)> {
        self.sections
            .iter()
            .flat_map(|section| section.pages.iter().map(move |page| (section, page)))
    }
}

impl Section {
    /// Its name in words: "other costs".
    #[must_use]
    pub fn in_words(&self) -> String {
        self.name.as_str().replace('_', " ")
    }
}

impl Verdict {
    /// How it stands with a question; `item` where its section repeats.
    #[must_use]
    pub fn standing(&self, question: &Question, item: Option<usize>) -> Standing {
        let standings = match (question.section, item) {
            (None, _) => Some(&self.standings),
            (Some(section), Some(item)) => {
                let of_section = |(n, _): &&(usize, _)| *n == section;
                let found = self.item_standings.iter().find(of_section);
                found.and_then(|(_, items)| items.get(item))
            }
            (Some(_), None) => None,
        };
        let standing = standings.and_then(|standings| standings.get(question.slot));
        standing.copied().unwrap_or_default()
    }

    /// Whether something is there on a screen, by its condition and what is known on it.
    pub(crate) fn holds(condition: Option<&Expr>, facts: &dyn Facts) -> bool {
        condition.is_none_or(|condition| condition.truth(facts) == Truth::True)
    }

    /// The answers among which those of a screen stand; none for an item without any yet.
    #[must_use]
    pub fn answers_at<'a>(
        &self,
        form: &Form,
        place: Place,
        answers: &'a Answers,
    ) -> Option<&'a Answers> {
        let Place::ItemPage { section, item, .. } = place else {
            return Some(answers);
        };
        let items = answers.items(form.sections.get(section)?.name.as_str());
        items.get(self.stored_at(form, section, item, items)?)
    }

    /// The same, to change them: an item that has no answers yet gets its place.
    pub fn answers_at_mut<'a>(
        &self,
        form: &Form,
        place: Place,
        answers: &'a mut Answers,
    ) -> &'a mut Answers {
        let Place::ItemPage { section, item, .. } = place else {
            return answers;
        };
        let Some(found) = form.sections.get(section) else {
            return answers;
        };
        let items = answers.items_mut(found.name.as_str());
        let at = self
            .stored_at(form, section, item, items)
            .unwrap_or(items.len());
        if at >= items.len() {
            let mut fresh = Answers::new();
            if let Some((name, option)) = self.chosen(form, section, item) {
                fresh.set(name, Entered::Text(option));
            }
            items.push(fresh);
        }
        let last = items.len().saturating_sub(1);
        match items.get_mut(at.min(last)) {
            Some(found) => found,
            None => unreachable!("one was added above"),
        }
    }

    /// Where an item's answers are stored: its position, or where its option's answers stand.
    fn stored_at(
        &self,
        form: &Form,
        section: usize,
        item: usize,
        items: &[Answers],
    ) -> Option<usize> {
        let repeat = form.sections.get(section)?.repeat.as_ref()?;
        if repeat.for_each.is_none() {
            return Some(item);
        }
        let (name, option) = self.chosen(form, section, item)?;
        item_of(items, &name, &option)
    }

    /// The name and the option of an item that follows what was chosen.
    #[must_use]
    pub fn chosen(&self, form: &Form, section: usize, item: usize) -> Option<(String, String)> {
        let repeat = form.sections.get(section)?.repeat.as_ref()?;
        let each = repeat.for_each.as_ref()?;
        let Some(Value::Several(options)) = self.slots.get(each.slot) else {
            return None;
        };
        let option = options.get(item)?.as_str().to_owned();
        Some((each.name.clone(), option))
    }
}

/// Where the answers about an option stand among the items of a repeat over what was chosen.
pub(super) fn item_of(items: &[Answers], name: &str, option: &str) -> Option<usize> {
    items.iter().position(
        |item| matches!(item.get(name), Some(Entered::Text(text)) if text.as_str() == option),
    )
}
