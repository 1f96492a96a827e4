//! A submission as it was read: each question in the words asked, with the answer as it was printed.
//!
//! Data, so that it says the same when the form has changed since.

use super::{Circumstances, Place, Standing, Verdict};
use crate::catalogue::{Form, NamedValue, Page, Repeat, Worth};
use crate::condition::{self, Facts, Type, Value};
use crate::name::ValueName;
use crate::question::capital;
use crate::wording::format;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A question that was asked, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordLine {
    /// The heading of the section; of an item, the item's.
    pub section: Option<String>,
    /// The question's name, for machines.
    pub question: String,
    /// The question in the words asked.
    pub asked: String,
    /// The answer as printed, in lines; none when it was left blank.
    pub answer: Vec<String>,
    /// The screen it was asked on.
    pub place: Place,
}

impl Verdict {
    /// Every question that was asked, in order, with its answer in print.
    #[must_use]
    pub fn record(&self, form: &Form, at: Circumstances<'_>) -> Vec<RecordLine> {
        let mut lines = Vec::new();
        for (place, _) in &self.path {
            if let Some((_, page)) = form.page(*place) {
                self.record_page(form, at, *place, page, &mut lines);
            }
        }
        lines
    }

    /// The named values that are known, as people read them; of a date with reasons, the reason too. What is worked out from an
    /// answer that is never printed whole is not among them.
    #[must_use]
    pub fn printed_values(
        &self,
        form: &Form,
        at: Circumstances<'_>,
    ) -> BTreeMap<ValueName, String> {
        let facts = self.facts(form, at, Place::Check);
        let named = form.values.iter().zip(&self.values);
        let print = |(named, (name, value)): (&NamedValue, &(ValueName, Value))| {
            if named.masked || value.is_unknown() {
                return None;
            }
            let text = match &named.is {
                Worth::Expr(expr) => format::plain(value, &expr.ty),
                Worth::Bounds(bounds) => {
                    let date = format::plain(value, &Type::Date);
                    let because = bounds.because(&facts);
                    because.map_or_else(|| date.clone(), |why| format!("{date}: {why}"))
                }
            };
            Some((name.clone(), text))
        };
        named.filter_map(print).collect()
    }

    fn record_page(
        &self,
        form: &Form,
        at: Circumstances<'_>,
        place: Place,
        page: &Page,
        lines: &mut Vec<RecordLine>,
    ) {
        let facts = self.facts(form, at, place);
        let item = match place {
            Place::ItemPage { item, .. } => Some(item),
            _ => None,
        };
        let section = form.heading(place, &facts);
        for question in page.questions() {
            if self.standing(question, item) == Standing::Hidden {
                continue;
            }
            lines.push(RecordLine {
                section: section.clone(),
                question: question.name.to_string(),
                asked: question.ask.fill(&facts),
                answer: question.print(self.value(form, question, item)),
                place,
            });
        }
    }
}

impl Form {
    /// The heading over a screen: that of its item, or of its section.
    #[must_use]
    pub fn heading(&self, place: Place, facts: &dyn Facts) -> Option<String> {
        let (section, _) = self.page(place)?;
        match (&section.repeat, place) {
            (Some(repeat), Place::ItemPage { item, .. }) => Some(repeat.title(item, facts)),
            _ => Some(section.title.as_ref()?.fill(facts)),
        }
    }
}

impl Repeat {
    /// How an item is headed: as the form says, once all of it is known; by the option it is about; or by its number.
    pub(crate) fn title(&self, item: usize, facts: &dyn Facts) -> String {
        if let Some(title) = self
            .item_title
            .as_ref()
            .and_then(|title| title.known(facts))
        {
            return title;
        }
        let option = self.for_each.as_ref().and_then(|each| {
            match &*facts.value(&condition::Place::Item(0)) {
                Value::Option(option) => Some(each.choices.label(option.as_str()).to_owned()),
                _ => None,
            }
        });
        let number = || format!("{} {}", capital(&self.each.replace('_', " ")), item + 1);
        option.unwrap_or_else(number)
    }
}
