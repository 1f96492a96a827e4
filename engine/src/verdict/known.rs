//! What sentences and conditions see once a verdict was given.

use super::{Circumstances, Verdict};
use crate::calendar::Calendar;
use crate::catalogue::{Form, Question, Worth};
use crate::condition::{Facts, Place, Value};
use jiff::civil::Date;
use std::borrow::Cow;

/// What a verdict found, as facts for wording and conditions; of one item where one is given.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    form: &'a Form,
    verdict: &'a Verdict,
    at: Circumstances<'a>,
    item: &'a [Value],
    own: Option<usize>,
}

impl Verdict {
    /// What is known on a screen, for its wording.
    #[must_use]
    pub fn facts<'a>(
        &'a self,
        form: &'a Form,
        at: Circumstances<'a>,
        place: super::Place,
    ) -> Known<'a> {
        let (item, own) = match place {
            super::Place::ItemPage { section, item, .. } => {
                (self.item(form, section, item), Some(item))
            }
            _ => (&[][..], None),
        };
        Known {
            form,
            verdict: self,
            at,
            item,
            own,
        }
    }

    /// The value of a question's answer, of this item where its section repeats; unknown when not asked, blank or wrong.
    #[must_use]
    pub fn value(&self, form: &Form, question: &Question, item: Option<usize>) -> &Value {
        let slots = match (question.section, item) {
            (Some(section), Some(item)) => self.item(form, section, item),
            (Some(_), None) => &[],
            (None, _) => &self.slots,
        };
        slots.get(question.slot).unwrap_or(&Value::Unknown)
    }

    /// The values of an item of a section that repeats, by slot; none when there is no such item.
    #[must_use]
    pub fn item(&self, form: &Form, section: usize, item: usize) -> &[Value] {
        let repeat = form
            .sections
            .get(section)
            .and_then(|section| section.repeat.as_ref());
        match repeat.and_then(|repeat| self.slots.get(repeat.slot)) {
            Some(Value::Items(items)) => items.get(item).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }
}

impl Facts for Known<'_> {
    fn value<'b>(&'b self, place: &Place) -> Cow<'b, Value> {
        let found = match place {
            Place::Form(slot) => self.verdict.slots.get(*slot),
            Place::Item(slot) => self.item.get(*slot),
            Place::Named(n) => self.verdict.values.get(*n).map(|(_, value)| value),
            _ => None, // nothing is known yet outside of the form
        };
        found.map_or(Cow::Owned(Value::Unknown), Cow::Borrowed)
    }

    fn own(&self) -> Option<usize> {
        self.own
    }

    fn because(&self, value: usize) -> Option<String> {
        match &self.form.values.get(value)?.is {
            Worth::Bounds(bounds) => bounds.because(self),
            Worth::Expr(_) => None,
        }
    }

    fn reasons(&self, value: usize) -> Option<String> {
        match &self.form.values.get(value)?.is {
            Worth::Bounds(bounds) => bounds.reasons(self),
            Worth::Expr(_) => None,
        }
    }

    fn today(&self) -> Date {
        self.at.today
    }

    fn calendar(&self) -> &Calendar {
        self.at.calendar
    }
}
