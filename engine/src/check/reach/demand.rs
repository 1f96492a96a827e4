//! What must hold for something to be there, as far as it can be decided by trying values.

use crate::catalogue::{Form, Item, Question, Section, Worth};
use crate::condition::{Expr, Op, Place, Type, Value};
use crate::source::Span;

/// Something that must be so.
#[derive(Clone, Debug)]
pub(super) enum Demand<'a> {
    /// A condition holds.
    Holds(&'a Expr),
    /// A condition holds wherever the answer was given, since it is asked only then.
    Asked(Answer, &'a Expr),
    /// A condition holds wherever this option was chosen, since it is offered only then.
    Offered(Answer, &'a str, &'a Expr),
    /// Not all of these hold, since the form would have ended at the page that stands there.
    NotAll(Vec<&'a Expr>, Span),
}

/// The place of an answer that can be tried: a slot of the form, or of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Answer {
    Form(usize),
    Item(usize),
}

impl Answer {
    pub(super) fn of(place: &Place) -> Option<Self> {
        match place {
            Place::Form(slot) => Some(Self::Form(*slot)),
            Place::Item(slot) => Some(Self::Item(*slot)),
            _ => None,
        }
    }
}

impl<'a> Demand<'a> {
    /// The conditions that it is about.
    pub(super) fn conditions(&self) -> Vec<&'a Expr> {
        match self {
            Self::Holds(condition) | Self::Asked(_, condition) | Self::Offered(_, _, condition) => {
                vec![condition]
            }
            Self::NotAll(conditions, _) => conditions.clone(),
        }
    }

    /// Where it was written.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Holds(condition) | Self::Asked(_, condition) | Self::Offered(_, _, condition) => {
                condition.span
            }
            Self::NotAll(_, span) => *span,
        }
    }

    /// A word about it.
    pub(super) fn says(&self) -> String {
        match self {
            Self::Holds(_) => "this must be so too".to_owned(),
            Self::Asked(..) => "what it looks at is asked only when this is so".to_owned(),
            Self::Offered(_, option, _) => format!("`{option}` is offered only when this is so"),
            Self::NotAll(..) => "the form ends here".to_owned(),
        }
    }
}

fn questions(section: &Section) -> impl Iterator<Item = &Question> {
    let items = section.pages.iter().flat_map(|page| &page.items);
    items.filter_map(|item| match item {
        Item::Question(question) => Some(&**question),
        Item::Text { .. } => None,
    })
}

/// The question that fills an answer, and the section it stands in.
pub(super) fn asked_by(
    form: &Form,
    repeat: Option<usize>,
    answer: Answer,
) -> Option<(&Section, &Question)> {
    let (section, slot) = match answer {
        Answer::Form(slot) => (None, slot),
        Answer::Item(slot) => (Some(repeat?), slot),
    };
    form.sections
        .iter()
        .enumerate()
        .filter(|(index, found)| section.map_or(found.repeat.is_none(), |wanted| wanted == *index))
        .flat_map(|(_, found)| questions(found).map(move |question| (found, question)))
        .find(|(_, question)| question.slot == slot)
}

/// Whether trying values decides a condition: it is about choices, yes or no, and numbers or dates beside written ones.
pub(super) fn is_closed(form: &Form, condition: &Expr) -> bool {
    let closed = |part: &Expr| is_closed(form, part);
    match &condition.op {
        Op::Literal(_) | Op::Option(..) | Op::YesNo(_) => true,
        Op::Read(Place::Form(_) | Place::Item(_), _) => {
            matches!(condition.ty, Type::YesNo | Type::Choice(_))
        }
        Op::Read(Place::Named(index), _) => named(form, *index).is_some_and(closed),
        Op::And(parts) | Op::Or(parts) => parts.iter().all(closed),
        Op::Not(part) | Op::Answered(part, _) => closed(part),
        Op::Compare(..) | Op::Between(_) | Op::OneOf(..) => {
            let parts = condition.parts();
            parts.iter().copied().all(closed) || beside_written(&parts)
        }
        _ => false,
    }
}

/// The answer beside numbers or dates that are written out.
fn beside_written(parts: &[&Expr]) -> bool {
    let answer =
        |part: &Expr| matches!(&part.op, Op::Read(place, _) if Answer::of(place).is_some());
    let written = |part: &&&Expr| matches!(part.op, Op::Literal(Value::Number(_) | Value::Date(_)));
    let ordered = parts.iter().all(|part| part.ty.has_order());
    ordered
        && parts.iter().filter(|part| answer(part)).count() == 1
        && parts.iter().filter(written).count() == parts.len() - 1
}

/// The expression of a named value, when it has one.
pub(super) fn named(form: &Form, index: usize) -> Option<&Expr> {
    match &form.values.get(index)?.is {
        Worth::Expr(expr) => Some(expr),
        Worth::Bounds(_) => None,
    }
}
