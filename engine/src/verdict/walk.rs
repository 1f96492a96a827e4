//! The one walk over a form, in the order of its screens.
//!
//! A page's answers are all read before a rule looks at any of them, and so are all items of a section that repeats: a
//! rule may compare an answer with what stands beside it. After an open screen the walk goes on as far as conditions are
//! known, so that everything wrong with a whole submission is said at once.

use super::facts::SoFar;
use super::{AnswerPath, Circumstances, Outcome, Place, Standing, State, Verdict, Warning, Wrong};
use crate::answers::{Answers, Entered};
use crate::catalogue::{Form, Item, Optional, Page, Question, Section};
use crate::condition::{Expr, Truth, Value};
use crate::name::QuestionName;
use crate::question::{Asked, Read};
use std::ops::ControlFlow;

/// Where something stands in the order of the screens: section, item, page, place on the page.
pub(super) type Order = (usize, usize, usize, usize);

/// A screen that is being judged.
#[derive(Clone, Copy)]
pub(super) struct Screen<'a> {
    pub(super) page: &'a Page,
    pub(super) place: Place,
    pub(super) item: Option<(usize, usize)>,
    pub(super) order: Order,
}

/// The walk and what it has found.
pub(super) struct Walk<'a> {
    pub(super) form: &'a Form,
    pub(super) facts: SoFar<'a>,
    pub(super) path: Vec<(Place, State)>,
    pub(super) wrong: Vec<(Order, Wrong)>,
    pub(super) warnings: Vec<(Order, Warning)>,
    standings: Vec<Standing>,
    pub(super) item_standings: Vec<(usize, Vec<Vec<Standing>>)>,
    /// How it stands with the questions of the item at hand.
    pub(super) item: Vec<Standing>,
}

/// Judges answers.
pub(super) fn walk(form: &Form, answers: &Answers, at: Circumstances<'_>) -> Verdict {
    let mut walk = Walk {
        form,
        facts: SoFar::new(form, at),
        path: Vec::with_capacity(
            form.sections
                .iter()
                .map(|section| section.pages.len())
                .sum(),
        ),
        wrong: Vec::new(),
        warnings: Vec::new(),
        standings: vec![Standing::Hidden; form.slots.len()],
        item_standings: Vec::new(),
        item: Vec::new(),
    };
    let sections = form.sections.iter().enumerate();
    let stop = sections
        .map(|(n, section)| walk.section(n, section, answers))
        .find_map(ControlFlow::break_value);
    walk.finish(stop)
}

impl<'a> Walk<'a> {
    fn section(
        &mut self,
        n: usize,
        section: &'a Section,
        answers: &'a Answers,
    ) -> ControlFlow<Place> {
        let there = self.truth(section.show_when.as_ref());
        match &section.repeat {
            Some(repeat) if there == Truth::True => self.items(n, section, repeat, answers),
            Some(repeat) if there == Truth::False => {
                let none = Value::Items(Vec::new().into());
                self.facts.put(false, repeat.slot, none);
                ControlFlow::Continue(())
            }
            None if there == Truth::True => {
                for (position, page) in section.pages.iter().enumerate() {
                    let place = Place::Page {
                        section: n,
                        page: position,
                    };
                    let order = (n, 0, position, 0);
                    let item = None;
                    let screen = Screen {
                        page,
                        place,
                        item,
                        order,
                    };
                    if self.page(screen, answers)? {
                        self.judge(screen);
                    }
                }
                ControlFlow::Continue(())
            }
            _ => ControlFlow::Continue(()),
        }
    }

    /// Reads the answers of a page; whether it is there.
    pub(super) fn page(
        &mut self,
        screen: Screen<'a>,
        answers: &'a Answers,
    ) -> ControlFlow<Place, bool> {
        let page = screen.page;
        if self.truth(page.show_when.as_ref()) != Truth::True {
            return ControlFlow::Continue(false);
        }
        if page.stop {
            self.path.push((screen.place, State::Stop));
            return ControlFlow::Break(screen.place);
        }
        let mut something = page.items.is_empty();
        for (position, item) in page.items.iter().enumerate() {
            something |= match item {
                Item::Question(question) => self.question(screen, position, question, answers),
                Item::Text { show_when, .. } => {
                    something || self.truth(show_when.as_ref()) == Truth::True
                }
            };
        }
        // A page on which nothing is there would be an empty screen.
        if something {
            self.path.push((screen.place, State::Complete));
        }
        ControlFlow::Continue(something)
    }

    /// Reads the answer to a question; whether it is there.
    fn question(
        &mut self,
        screen: Screen<'a>,
        position: usize,
        question: &'a Question,
        answers: &'a Answers,
    ) -> bool {
        if self.truth(question.show_when.as_ref()) != Truth::True {
            return false;
        }
        let (value, standing) = if question.fixed {
            match question
                .starts_as
                .as_ref()
                .map(|expr| expr.value(&self.facts).into_owned())
            {
                None | Some(Value::Unknown) => (Value::Unknown, Standing::Blank),
                Some(value) => (value, Standing::Right),
            }
        } else {
            self.entered(screen, position, question, answers)
        };
        self.set(question, value, standing);
        true
    }

    fn entered(
        &mut self,
        screen: Screen<'a>,
        position: usize,
        question: &'a Question,
        answers: &'a Answers,
    ) -> (Value, Standing) {
        let optional = match &question.optional {
            Optional::Never => false,
            Optional::Always => true,
            Optional::When(condition) => self.truth(Some(condition)) == Truth::True,
        };
        let called = &question.called;
        let asked = Asked { called, optional };
        let entered = answers.get(question.name.as_str());
        match question.kind.read(entered, asked, &self.facts) {
            Read::Blank => (Value::Unknown, Standing::Blank),
            Read::Right { value, warnings } => {
                for message in warnings {
                    self.warn(screen, position, Some(&question.name), message);
                }
                (value, Standing::Right)
            }
            Read::Wrong {
                message,
                part,
                suggestion,
            } => {
                let wrong = Wrong {
                    place: screen.place,
                    path: Some(path(screen, &question.name)),
                    part,
                    message,
                    suggestion,
                    missing: entered.is_none_or(Entered::is_blank),
                    rule: None,
                };
                self.wrong.push((at(screen.order, position), wrong));
                (Value::Unknown, Standing::Wrong)
            }
        }
    }

    /// Keeps the value of a question and how it stands with it.
    pub(super) fn set(&mut self, question: &Question, value: Value, standing: Standing) {
        let in_item = question.section.is_some();
        let standings = if in_item {
            &mut self.item
        } else {
            &mut self.standings
        };
        if let Some(place) = standings.get_mut(question.slot) {
            *place = standing;
        }
        self.facts.put(in_item, question.slot, value);
    }

    /// How it stands with a question, of the item at hand inside a repeat.
    pub(super) fn standing(&self, question: &Question) -> Standing {
        let in_item = question.section.is_some();
        let standings = if in_item { &self.item } else { &self.standings };
        standings.get(question.slot).copied().unwrap_or_default()
    }

    /// Whether a condition holds; one that is not there does.
    pub(super) fn truth(&self, condition: Option<&Expr>) -> Truth {
        condition.map_or(Truth::True, |condition| condition.truth(&self.facts))
    }

    fn finish(mut self, stop: Option<Place>) -> Verdict {
        if stop.is_none() && self.wrong.is_empty() {
            self.judge_form();
        }
        self.wrong.sort_by_key(|(order, _)| *order);
        self.warnings.sort_by_key(|(order, _)| *order);
        // Both are in the order of the screens.
        let mut screens = self.path.iter_mut();
        let mut marked = None;
        for (_, wrong) in &self.wrong {
            if marked != Some(wrong.place)
                && let Some((_, state)) = screens.find(|(place, _)| *place == wrong.place)
            {
                *state = State::Open;
                marked = Some(wrong.place);
            }
        }
        let outcome = match stop {
            Some(place) => Outcome::Stopped(place),
            None if self.wrong.is_empty() => Outcome::Ready,
            None => Outcome::Incomplete,
        };
        let (slots, values) = self.facts.finish();
        Verdict {
            path: self.path,
            wrong: self.wrong.into_iter().map(|(_, wrong)| wrong).collect(),
            warnings: self.warnings.into_iter().map(|(_, found)| found).collect(),
            slots,
            values,
            outcome,
            standings: self.standings,
            item_standings: self.item_standings,
        }
    }
}

pub(super) fn path(screen: Screen<'_>, name: &QuestionName) -> AnswerPath {
    AnswerPath {
        item: screen.item,
        name: name.clone(),
    }
}

pub(super) fn at((section, item, page, _): Order, position: usize) -> Order {
    (section, item, page, position)
}
