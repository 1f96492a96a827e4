//! Whether some answers meet every demand, by trying them.
//!
//! Of a choice each option is tried, of a number or date each one that a condition names and those beside it, and of every
//! answer that it was not given. That is all that closed conditions can tell apart.

use super::demand::{Answer, Demand, asked_by, is_closed, named};
use crate::calendar::Calendar;
use crate::catalogue::{Form, Item};
use crate::condition::{Expr, Facts, Op, Place, Truth, Type, Value};
use crate::question::Kind;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// So many combinations of answers are tried; beyond it everything is taken to be possible.
const BUDGET: usize = 4_096;

/// The fewest demands that no answers meet together; `None` when some answers meet all, or it cannot be told.
pub(super) fn conflict<'a>(
    form: &'a Form,
    repeat: Option<usize>,
    demands: &[Demand<'a>],
) -> Option<Vec<Demand<'a>>> {
    let mut core = closed(form, repeat, demands);
    if possible(form, &core) {
        return None;
    }
    let mut at = 0;
    while at < core.len() {
        let without: Vec<Demand<'a>> = core
            .iter()
            .enumerate()
            .filter(|(n, _)| *n != at)
            .map(|(_, demand)| demand.clone())
            .collect();
        if possible(form, &without) {
            at += 1;
        } else {
            core = without;
        }
    }
    Some(core)
}

/// The demands that trying can decide, and those that come with the answers they look at.
fn closed<'a>(form: &'a Form, repeat: Option<usize>, demands: &[Demand<'a>]) -> Vec<Demand<'a>> {
    let decided = |demand: &Demand<'_>| {
        demand
            .conditions()
            .iter()
            .all(|condition| is_closed(form, condition))
    };
    let mut all: Vec<Demand<'a>> = demands
        .iter()
        .filter(|demand| decided(demand))
        .cloned()
        .collect();
    let mut known: Vec<Answer> = Vec::new();
    let mut at = 0;
    while let Some(demand) = all.get(at).cloned() {
        at += 1;
        for answer in demand
            .conditions()
            .iter()
            .flat_map(|condition| answers(form, condition))
        {
            if known.contains(&answer) {
                continue;
            }
            known.push(answer);
            let more = conditions_of(form, repeat, answer);
            all.extend(more.into_iter().filter(|demand| decided(demand)));
        }
    }
    all
}

/// Under which conditions an answer can be given, and each of its options chosen.
fn conditions_of(form: &Form, repeat: Option<usize>, answer: Answer) -> Vec<Demand<'_>> {
    let Some((section, question)) = asked_by(form, repeat, answer) else {
        return Vec::new();
    };
    let page = section.pages.iter().find(|page| {
        page.items
            .iter()
            .any(|item| matches!(item, Item::Question(found) if found.slot == question.slot))
    });
    let outer = section
        .show_when
        .iter()
        .chain(page.and_then(|page| page.show_when.as_ref()));
    let conditions = outer.chain(&question.show_when).flat_map(Expr::conjuncts);
    let mut demands: Vec<Demand<'_>> = conditions
        .map(|condition| Demand::Asked(answer, condition))
        .collect();
    if let Kind::Choice(choice) = &question.kind {
        let some = choice
            .options
            .iter()
            .filter_map(|option| Some((option.name.as_str(), option.show_when.as_ref()?)));
        demands.extend(some.map(|(option, condition)| Demand::Offered(answer, option, condition)));
    }
    demands
}

/// The answers that a condition looks at, also through named values.
fn answers(form: &Form, condition: &Expr) -> Vec<Answer> {
    let mut found = Vec::new();
    condition.each_place(&mut |place| match place {
        Place::Named(index) => {
            found.extend(
                named(form, *index)
                    .into_iter()
                    .flat_map(|expr| answers(form, expr)),
            );
        }
        place => found.extend(Answer::of(place)),
    });
    found
}

/// Answers being tried.
struct Trial<'a> {
    form: &'a Form,
    answers: BTreeMap<Answer, Value>,
    calendar: Calendar,
}

/// Whether some answers meet all demands, or too many would have to be tried.
fn possible(form: &Form, demands: &[Demand<'_>]) -> bool {
    let mut choices: BTreeMap<Answer, Vec<Value>> = BTreeMap::new();
    for condition in demands.iter().flat_map(Demand::conditions) {
        values(form, condition, &mut choices);
    }
    let choices: Vec<(Answer, Vec<Value>)> = choices.into_iter().collect();
    let mut trial = Trial {
        form,
        answers: BTreeMap::new(),
        calendar: Calendar::default(),
    };
    let combinations = choices.iter().fold(1_usize, |product, (_, values)| {
        product.saturating_mul(values.len())
    });
    if combinations > BUDGET {
        return true;
    }
    (0..combinations).any(|mut number| {
        for (answer, values) in &choices {
            let value = values
                .get(number % values.len())
                .cloned()
                .unwrap_or(Value::Unknown);
            number /= values.len();
            trial.answers.insert(*answer, value);
        }
        demands.iter().all(|demand| trial.meets(demand))
    })
}

/// What to try for each answer that a condition looks at.
fn values(form: &Form, condition: &Expr, choices: &mut BTreeMap<Answer, Vec<Value>>) {
    if let Op::Read(Place::Named(index), _) = &condition.op
        && let Some(expr) = named(form, *index)
    {
        values(form, expr, choices);
    }
    if let Op::Read(place, _) = &condition.op
        && let Some(answer) = Answer::of(place)
    {
        let tried = choices
            .entry(answer)
            .or_insert_with(|| vec![Value::Unknown]);
        let all: Vec<Value> = match &condition.ty {
            Type::YesNo => vec![Value::Truth(true), Value::Truth(false)],
            Type::Choice(options) => options
                .options
                .iter()
                .map(|(name, _)| Value::Option(name.clone()))
                .collect(),
            _ => Vec::new(),
        };
        add(tried, all);
    }
    let parts = condition.parts();
    let looked_at = parts.iter().find_map(|part| match &part.op {
        Op::Read(place, _) if part.ty.has_order() => Answer::of(place),
        _ => None,
    });
    if let Some(answer) = looked_at {
        let written = parts.iter().filter_map(|part| match &part.op {
            Op::Literal(value) => Some(value),
            _ => None,
        });
        let around = written.flat_map(beside);
        add(
            choices
                .entry(answer)
                .or_insert_with(|| vec![Value::Unknown]),
            around,
        );
    }
    for part in parts {
        values(form, part, choices);
    }
}

fn add(tried: &mut Vec<Value>, more: impl IntoIterator<Item = Value>) {
    for value in more {
        if !tried.contains(&value) {
            tried.push(value);
        }
    }
}

/// A written number or date and what stands close beside it.
fn beside(written: &Value) -> Vec<Value> {
    match written {
        Value::Number(number) => {
            let step = Decimal::new(1, 6);
            let near = [
                number.checked_sub(step),
                Some(*number),
                number.checked_add(step),
            ];
            near.into_iter().flatten().map(Value::Number).collect()
        }
        Value::Date(date) => {
            let near = [date.yesterday().ok(), Some(*date), date.tomorrow().ok()];
            near.into_iter().flatten().map(Value::Date).collect()
        }
        _ => Vec::new(),
    }
}

impl Trial<'_> {
    fn meets(&self, demand: &Demand<'_>) -> bool {
        let holds = |condition: &Expr| condition.truth(self) == Truth::True;
        match demand {
            Demand::Holds(condition) => holds(condition),
            Demand::Asked(answer, condition) => {
                self.answer(*answer).is_unknown() || holds(condition)
            }
            Demand::Offered(answer, option, condition) => match self.answer(*answer) {
                Value::Option(chosen) => chosen.as_str() != *option || holds(condition),
                _ => true,
            },
            Demand::NotAll(conditions, _) => !conditions.iter().all(|condition| holds(condition)),
        }
    }

    fn answer(&self, answer: Answer) -> &Value {
        self.answers.get(&answer).unwrap_or(&Value::Unknown)
    }
}

impl Facts for Trial<'_> {
    fn value<'a>(&'a self, place: &Place) -> Cow<'a, Value> {
        match place {
            Place::Named(index) => {
                named(self.form, *index).map_or(Cow::Owned(Value::Unknown), |expr| expr.value(self))
            }
            place => Answer::of(place).map_or(Cow::Owned(Value::Unknown), |answer| {
                Cow::Borrowed(self.answer(answer))
            }),
        }
    }

    /// Never asked: a condition about today is not closed.
    fn today(&self) -> Date {
        Date::ZERO
    }

    fn calendar(&self) -> &Calendar {
        &self.calendar
    }
}
