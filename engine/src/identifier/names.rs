//! What conditions and sentences of a type can name: its pieces, those of the types inside them, and the sum.

use super::class::Class;
use super::pieces::Piece;
use super::sum::Counting;
use super::takes::Takes;
use crate::calendar::Calendar;
use crate::catalogue::List;
use crate::catalogue::meaning;
use crate::condition::{Binding, Facts, Lookup, Place, Scope, Type, Value};
use crate::name::ListName;
use crate::source::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most digits that an exact number holds.
const DIGITS: usize = 28;

/// How a piece reads in conditions; in sentences every piece is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    Text,
    /// Digits alone: a number.
    Number,
    /// One character that counts something.
    Counted,
}

/// Every name of a type.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: Vec<(String, Reads)>,
}

impl Names {
    /// The names in all shapes. What reads as a number in one shape and not in another is text in all.
    pub(super) fn of<'a>(shapes: impl Iterator<Item = &'a [Piece]>, counting: &Counting) -> Self {
        let mut names = Self::default();
        for piece in shapes.flatten() {
            let Some(name) = &piece.name else { continue };
            names.add(name.clone(), reads(&piece.takes, counting));
            if let Takes::Type(other) = &piece.takes {
                for (inner, reads) in &other.names.all {
                    names.add(format!("{name}.{inner}"), *reads);
                }
            }
        }
        names
    }

    fn add(&mut self, path: String, reads: Reads) {
        match self.all.iter_mut().find(|(known, _)| *known == path) {
            None => self.all.push((path, reads)),
            Some((_, known)) if *known != reads => *known = Reads::Text,
            Some(_) => {}
        }
    }

    /// The position of a name.
    pub(super) fn position(&self, path: &str) -> Option<usize> {
        self.all.iter().position(|(known, _)| known == path)
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// For each name of a type inside the piece `name`: its position there and here.
    pub(super) fn inside(&self, name: &str, other: &Self) -> Vec<(usize, usize)> {
        let here = |inner: &str| self.position(&format!("{name}.{inner}"));
        let all = other.all.iter().enumerate();
        all.filter_map(|(there, (inner, _))| Some((there, here(inner)?)))
            .collect()
    }
}

fn reads(takes: &Takes, counting: &Counting) -> Reads {
    let alphabet = takes.alphabet();
    let length = takes.length();
    if matches!(takes, Takes::Number { .. }) {
        return Reads::Number;
    }
    if alphabet.without(Class::DIGITS).is_empty() && length.1 <= DIGITS {
        return Reads::Number;
    }
    let counts = !counting.is_empty() && alphabet.chars().all(|c| counting.value(c).is_some());
    if counts && length == (1, 1) {
        Reads::Counted
    } else {
        Reads::Text
    }
}

/// What may be named in a type's conditions, or in its sentences.
pub(super) struct TypeScope<'a> {
    pub(super) names: &'a Names,
    pub(super) lists: &'a BTreeMap<ListName, Arc<List>>,
    pub(super) broken_list: &'a dyn Fn(&str) -> bool,
    /// Whether every piece is text, as in sentences.
    pub(super) texts: bool,
}

impl Scope for TypeScope<'_> {
    fn look_up(&self, path: &[&str], _span: Span) -> Lookup {
        let written = path.join(".");
        let bind = |slot: usize, ty: Type| {
            Lookup::Found(Binding {
                place: Place::Form(slot),
                ty,
                called: path.join(" of ").replace('_', " "),
            })
        };
        if let Some(at) = self.names.position(&written) {
            let reads = self.names.all.get(at).map(|(_, reads)| *reads);
            return match reads {
                Some(Reads::Number | Reads::Counted) if !self.texts => bind(at * 2, Type::Number),
                _ => bind(at * 2 + 1, Type::Text),
            };
        }
        match written.as_str() {
            "sum" => bind(self.names.len() * 2, Type::Number),
            name if (self.broken_list)(name) => bind(usize::MAX, Type::Wrong),
            _ => Lookup::Missing,
        }
    }

    fn names(&self) -> Vec<String> {
        let names = self.names.all.iter().map(|(name, _)| name.clone());
        names
            .chain(self.lists.keys().map(|list| list.as_str().to_owned()))
            .collect()
    }

    fn list(&self, name: &str) -> Option<Arc<List>> {
        self.lists.get(name).cloned()
    }
}

/// The pieces of one identifier, as its type's conditions see them.
pub(super) struct Pieces<'a> {
    pub(super) names: &'a Names,
    pub(super) counting: &'a Counting,
    pub(super) texts: Vec<Option<&'a str>>,
    pub(super) sum: Option<Decimal>,
    pub(super) today: Date,
    pub(super) calendar: &'a Calendar,
}

impl Facts for Pieces<'_> {
    fn value<'a>(&'a self, place: &Place) -> Cow<'a, Value> {
        let Place::Form(slot) = place else {
            return Cow::Owned(Value::Unknown);
        };
        let number = |number: Option<Decimal>| number.map_or(Value::Unknown, Value::Number);
        if *slot == self.names.len() * 2 {
            return Cow::Owned(number(self.sum));
        }
        let Some(Some(text)) = self.texts.get(slot / 2) else {
            return Cow::Owned(Value::Unknown);
        };
        let reads = self.names.all.get(slot / 2).map(|(_, reads)| *reads);
        Cow::Owned(match reads {
            _ if slot % 2 == 1 => Value::Text((*text).into()),
            Some(Reads::Number) => number(text.parse().ok()),
            _ => {
                let counted = text.chars().next().and_then(|c| self.counting.value(c));
                number(counted.map(Decimal::from))
            }
        })
    }

    fn today(&self) -> Date {
        self.today
    }

    fn calendar(&self) -> &Calendar {
        self.calendar
    }
}

meaning!(Names { all });
meaning!(
    enum Reads {
        Text,
        Number,
        Counted,
    }
);
