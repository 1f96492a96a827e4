//! Questions that open under a choice on their own page.

use super::Viewer;
use crate::calendar::Calendar;
use crate::catalogue::{Page, Question};
use crate::condition::{Expr, Facts, Place as Slot, Truth, Value};
use crate::name::OptionName;
use crate::question::Kind;
use crate::verdict::{Known, Place};
use jiff::civil::Date;
use std::borrow::Cow;

/// What is known with one answer put in the place of another, and those of the page itself open.
struct Supposing<'a> {
    known: &'a Known<'a>,
    open: Vec<Slot>,
    slot: Slot,
    value: Value,
}

impl Facts for Supposing<'_> {
    fn value<'b>(&'b self, place: &Slot) -> Cow<'b, Value> {
        if same(place, &self.slot) {
            return Cow::Borrowed(&self.value);
        }
        if self.open.iter().any(|open| same(place, open)) {
            return Cow::Owned(Value::Unknown);
        }
        self.known.value(place)
    }

    fn today(&self) -> Date {
        self.known.today()
    }

    fn calendar(&self) -> &Calendar {
        self.known.calendar()
    }

    fn own(&self) -> Option<usize> {
        self.known.own()
    }

    fn because(&self, value: usize) -> Option<String> {
        self.known.because(value)
    }
}

fn same(a: &Slot, b: &Slot) -> bool {
    match (a, b) {
        (Slot::Form(a), Slot::Form(b)) | (Slot::Item(a), Slot::Item(b)) => a == b,
        _ => false,
    }
}

fn slot(question: &Question) -> Slot {
    match question.section {
        Some(_) => Slot::Item(question.slot),
        None => Slot::Form(question.slot),
    }
}

impl Viewer<'_> {
    /// Whether something is there on a screen: its condition holds, or a choice on the same page can make it hold.
    pub(super) fn is_there(&self, place: Place, condition: Option<&Expr>) -> bool {
        let Some(condition) = condition else {
            return true;
        };
        let known = self.verdict.facts(self.form, self.at, place);
        if condition.truth(&known) == Truth::True {
            return true;
        }
        let Some((_, page)) = self.form.page(place) else {
            return false;
        };
        let (choice, values) = opened_by(condition, page, &known);
        !values.is_empty()
            && choice.is_some_and(|choice| self.is_there(place, choice.show_when.as_ref()))
    }

    /// The field on the same page that opens what has this condition, and its values that do; none when every value does.
    pub(super) fn revealed_by(
        &self,
        place: Place,
        condition: Option<&Expr>,
    ) -> Option<(String, Vec<String>)> {
        let (_, page) = self.form.page(place)?;
        let known = self.verdict.facts(self.form, self.at, place);
        let (choice, values) = opened_by(condition?, page, &known);
        let choice = choice?;
        let all = values.len() == options(choice, &known).len();
        (!all && !values.is_empty()).then(|| (choice.name.to_string(), values))
    }
}

/// The choice nearest above that a condition looks at, and the values of it with which the condition can hold.
fn opened_by<'a>(
    condition: &Expr,
    page: &'a Page,
    known: &Known<'_>,
) -> (Option<&'a Question>, Vec<String>) {
    let looked_at = |question: &&Question| {
        let mut found = false;
        condition.each_place(&mut |place| found |= same(place, &slot(question)));
        found
    };
    let choices: Vec<&Question> = page.questions().filter(looked_at).collect();
    let Some(choice) = choices.last().copied() else {
        return (None, Vec::new());
    };
    let open: Vec<Slot> = choices.iter().map(|choice| slot(choice)).collect();
    let mut values = Vec::new();
    for (name, value) in options(choice, known) {
        let supposing = Supposing {
            known,
            open: open.clone(),
            slot: slot(choice),
            value,
        };
        if condition.truth(&supposing) != Truth::False {
            values.push(name);
        }
    }
    (Some(choice), values)
}

/// What can be chosen: what is posted for it, and what it means.
fn options(question: &Question, known: &Known<'_>) -> Vec<(String, Value)> {
    let truth = |(name, yes): (&str, bool)| (name.to_owned(), Value::Truth(yes));
    match &question.kind {
        Kind::YesOrNo => [("yes", true), ("no", false)].map(truth).into(),
        Kind::TickBox => [("yes", true), ("", false)].map(truth).into(),
        Kind::Choice(choice) => {
            let value = |name: &OptionName| {
                if choice.several {
                    Value::Several([name.clone()].into())
                } else {
                    Value::Option(name.clone())
                }
            };
            let option = |name: &OptionName| (name.to_string(), value(name));
            choice
                .offered(known)
                .map(|offered| option(&offered.name))
                .collect()
        }
        Kind::Country(country) => country
            .options()
            .map(|(code, _)| (code.to_owned(), Value::Option(code.into())))
            .collect(),
        _ => Vec::new(),
    }
}
