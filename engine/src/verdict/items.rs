//! Sections that repeat: the items that count, their pages, and how many there must be.

use super::walk::{Screen, Walk};
use super::{AnswerPath, Place, Standing, State, Wrong};
use crate::answers::Answers;
use crate::catalogue::{Page, Repeat, Section};
use crate::condition::Value;
use crate::name::QuestionName;
use std::ops::ControlFlow;

static NOTHING: Answers = Answers::new();

impl<'a> Walk<'a> {
    /// The items of a section that repeats, and how many there are.
    pub(super) fn items(
        &mut self,
        n: usize,
        section: &'a Section,
        repeat: &'a Repeat,
        answers: &'a Answers,
    ) -> ControlFlow<Place> {
        let name = section.name.as_str();
        let entered = answers.items(name);
        let first = self.path.len();
        let mut rows = Vec::new();
        let mut standings = Vec::new();
        let mut stop = ControlFlow::Continue(());
        for (item, (option, answers)) in self.to_judge(repeat, entered).into_iter().enumerate() {
            let mut row = vec![Value::Unknown; repeat.record.fields.len()];
            if let (Some(option), Some(first)) = (option, row.first_mut()) {
                *first = option;
            }
            self.facts.swap_item(row, None);
            self.item = vec![Standing::Hidden; repeat.record.fields.len()];
            stop = self.item_pages(n, section, item, answers);
            rows.push(self.facts.swap_item(Vec::new(), None));
            standings.push(std::mem::take(&mut self.item));
            if stop.is_break() {
                break;
            }
        }
        self.item_standings.push((n, standings));
        self.facts
            .put(false, repeat.slot, Value::Items(rows.into()));
        self.judge_items(n, section, repeat, first);
        stop?;
        if repeat.for_each.is_none() {
            self.count(n, section, repeat, entered.len());
        }
        ControlFlow::Continue(())
    }

    /// The items that count: one for each chosen option, or those that were added, up to as many as there may be.
    fn to_judge(
        &self,
        repeat: &Repeat,
        entered: &'a [Answers],
    ) -> Vec<(Option<Value>, &'a Answers)> {
        let Some(each) = &repeat.for_each else {
            let added = entered.iter().take(repeat.to);
            return added.map(|answers| (None, answers)).collect();
        };
        let Value::Several(options) = self.facts.slot(each.slot) else {
            return Vec::new();
        };
        let answers = |option: &crate::OptionName| {
            let item = super::places::item_of(entered, &each.name, option.as_str());
            item.and_then(|item| entered.get(item)).unwrap_or(&NOTHING)
        };
        let item = |option| (Some(Value::Option(Clone::clone(option))), answers(option));
        options.iter().map(item).collect()
    }

    fn item_pages(
        &mut self,
        n: usize,
        section: &'a Section,
        item: usize,
        answers: &'a Answers,
    ) -> ControlFlow<Place> {
        for (position, page) in section.pages.iter().enumerate() {
            self.page(item_screen(n, item, position, page), answers)?;
        }
        ControlFlow::Continue(())
    }

    /// Applies the rules of every page of every item that is on the path since `first`.
    fn judge_items(&mut self, n: usize, section: &'a Section, repeat: &'a Repeat, first: usize) {
        let questions = |page: &'a Page| page.questions().flat_map(|question| &question.rules);
        let rules = |page: &'a Page| page.rules.iter().chain(questions(page)).next().is_some();
        if !section.pages.iter().any(rules) {
            return;
        }
        let mut at_hand = None;
        for position in first..self.path.len() {
            let Some((Place::ItemPage { item, page, .. }, _)) = self.path.get(position).copied()
            else {
                continue;
            };
            let Some(found) = section.pages.get(page) else {
                continue;
            };
            if at_hand != Some(item) {
                self.put_back(repeat, at_hand);
                self.take_up(repeat, item);
                at_hand = Some(item);
            }
            self.judge(item_screen(n, item, page, found));
        }
        self.put_back(repeat, at_hand);
    }

    fn take_up(&mut self, repeat: &Repeat, item: usize) {
        let row = match self.facts.slot(repeat.slot) {
            Value::Items(rows) => rows.get(item).cloned(),
            _ => None,
        };
        self.facts.swap_item(row.unwrap_or_default(), Some(item));
        let standings = self.item_standings.last_mut();
        let standings = standings.and_then(|(_, items)| items.get_mut(item));
        self.item = standings.map(std::mem::take).unwrap_or_default();
    }

    fn put_back(&mut self, repeat: &Repeat, item: Option<usize>) {
        let Some(item) = item else { return };
        let row = self.facts.swap_item(Vec::new(), None);
        if self.item.contains(&Standing::Wrong) {
            self.facts.put_row(repeat.slot, item, row);
        }
        let standings = std::mem::take(&mut self.item);
        let items = self.item_standings.last_mut().map(|(_, items)| items);
        if let Some(place) = items.and_then(|items| items.get_mut(item)) {
            *place = standings;
        }
    }

    /// The screen that lists the items.
    fn count(&mut self, n: usize, section: &Section, repeat: &Repeat, added: usize) {
        let place = Place::Items { section: n };
        self.path.push((place, State::Complete));
        let message = match (repeat.from, repeat.to) {
            (from, _) if added < from && from == 1 => format!("Add at least one {}", repeat.each),
            (from, _) if added < from => format!("Add at least {from} {}", section.in_words()),
            (_, to) if added > to => format!("You can add up to {to} {}", section.in_words()),
            _ => return,
        };
        let name = QuestionName::from(section.name.as_str());
        let wrong = Wrong {
            place,
            path: Some(AnswerPath { item: None, name }),
            part: None,
            message,
            suggestion: None,
            missing: added == 0,
            rule: None,
        };
        self.wrong.push(((n, usize::MAX, 0, 0), wrong));
    }
}

fn item_screen(section: usize, item: usize, position: usize, page: &Page) -> Screen<'_> {
    Screen {
        page,
        place: Place::ItemPage {
            section,
            item,
            page: position,
        },
        item: Some((section, item)),
        order: (section, item, position, 0),
    }
}
