//! What a piece of an identifier takes: its pattern, its length, its characters and its words.

use super::IdentifierType;
use super::class::{Class, literal};
use crate::catalogue::meaning;
use crate::catalogue::{List, Row};
use crate::condition::words::listed;
use std::sync::Arc;

/// What a piece takes.
#[derive(Clone, Debug)]
pub(super) enum Takes {
    /// Just this text.
    Literal(String),
    /// So many characters of a class; those of `inner` neither first nor last.
    Class {
        class: Class,
        least: usize,
        most: usize,
        inner: Class,
    },
    /// One of these texts.
    Words(Vec<String>),
    /// A number with a dot before its decimals, perhaps negative.
    Number { whole: usize, decimals: usize },
    /// An identifier of another type.
    Type(Arc<IdentifierType>),
    /// The name of a row of a list.
    Row(Arc<List>),
    /// What a column of the list says in the row that another piece names.
    ShapeOf { column: String, piece: String },
    /// Several, one behind the other.
    Sequence(Vec<Self>),
}

impl Takes {
    /// As a pattern without captures.
    pub(super) fn pattern(&self) -> String {
        match self {
            Self::Literal(text) => literal(text),
            Self::Class {
                class,
                least,
                most,
                inner,
            } => repeated(*class, *least, *most, *inner),
            Self::Words(words) => any_of(words.iter().map(|word| literal(word))),
            Self::Number { whole, decimals } => {
                let fraction = match decimals {
                    0 => String::new(),
                    most => format!(r"(?:\.[0-9]{{1,{most}}})?"),
                };
                format!("-?(?:0|[1-9][0-9]{{0,{}}}){fraction}", whole - 1)
            }
            Self::Type(other) => any_of(other.shapes().iter().map(|shape| shape.pattern())),
            Self::Row(list) => any_of(list.rows.iter().map(|row| literal(&code(row)))),
            Self::ShapeOf { .. } => String::new(), // put in row by row before any pattern is asked for
            Self::Sequence(all) => all.iter().map(Self::pattern).collect(),
        }
    }

    /// The fewest and the most characters.
    pub(super) fn length(&self) -> (usize, usize) {
        let widest = |lengths: &mut dyn Iterator<Item = (usize, usize)>| {
            let found = lengths.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
            found.unwrap_or((0, 0))
        };
        match self {
            Self::Literal(text) => (text.chars().count(), text.chars().count()),
            Self::Class { least, most, .. } => (*least, *most),
            Self::Words(words) => widest(&mut words.iter().map(|word| {
                let length = word.chars().count();
                (length, length)
            })),
            Self::Number { whole, decimals } => {
                (1, 1 + whole + if *decimals > 0 { decimals + 1 } else { 0 })
            }
            Self::Type(other) => widest(&mut other.shapes().iter().map(|shape| shape.length())),
            Self::Row(list) => widest(&mut list.rows.iter().map(|row| {
                let length = row.name.as_str().chars().count();
                (length, length)
            })),
            Self::ShapeOf { .. } => (0, 0),
            Self::Sequence(all) => all.iter().fold((0, 0), |(least, most), takes| {
                let (a, b) = takes.length();
                (least + a, most + b)
            }),
        }
    }

    /// Every character that may stand in it.
    pub(super) fn alphabet(&self) -> Class {
        let all =
            |texts: &mut dyn Iterator<Item = Class>| texts.fold(Class::default(), Class::with);
        match self {
            Self::Literal(text) => Class::of(text),
            Self::Class { class, .. } => *class,
            Self::Words(words) => all(&mut words.iter().map(|word| Class::of(word))),
            Self::Number { decimals, .. } => {
                let sign = Class::of(if *decimals > 0 { "-." } else { "-" });
                Class::DIGITS.with(sign)
            }
            Self::Type(other) => all(&mut other.shapes().iter().map(|shape| shape.alphabet())),
            Self::Row(list) => all(&mut list.rows.iter().map(|row| Class::of(&code(row)))),
            Self::ShapeOf { .. } => Class::default(),
            Self::Sequence(parts) => all(&mut parts.iter().map(Self::alphabet)),
        }
    }

    /// "13 digits", "1 to 3 letters", "“GB” or “XI”".
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Literal(text) => quoted(text),
            Self::Class {
                class, least, most, ..
            } => run(*class, *least, *most),
            Self::Words(words) if words.len() <= 6 => {
                let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                listed(&words, "or")
            }
            Self::Number { decimals: 0, .. } => "a whole number".to_owned(),
            Self::Number { decimals, .. } => format!("a number with up to {decimals} decimals"),
            Self::Type(other) => other.in_words(),
            Self::Sequence(all) => {
                let all: Vec<String> = all.iter().map(Self::describe).collect();
                all.join(", ")
            }
            Self::Words(_) | Self::Row(_) | Self::ShapeOf { .. } => {
                let (least, most) = self.length();
                run(self.alphabet(), least, most)
            }
        }
    }
}

/// The name of a row as it stands in an identifier: names are in small letters, codes in capitals.
pub(super) fn code(row: &Row) -> String {
    row.name.as_str().to_ascii_uppercase()
}

/// "13 digits".
pub(super) fn run(class: Class, least: usize, most: usize) -> String {
    let what = class.describe("or");
    match (least, most) {
        (1, 1) => match what.as_str() {
            "digits" => "1 digit".to_owned(),
            "letters" => "1 letter".to_owned(),
            "small letters" => "1 small letter".to_owned(),
            _ if what.starts_with('“') => what,
            _ => format!("1 of {what}"),
        },
        (least, most) if least == most => format!("{least} {what}"),
        (least, most) => format!("{least} to {most} {what}"),
    }
}

fn quoted(text: &str) -> String {
    match text {
        " " => "a space".to_owned(),
        text => format!("“{text}”"),
    }
}

fn any_of(patterns: impl Iterator<Item = String>) -> String {
    let patterns: Vec<String> = patterns.collect();
    match patterns.as_slice() {
        [one] => one.clone(),
        several => format!("(?:{})", several.join("|")),
    }
}

fn repeated(class: Class, least: usize, most: usize, inner: Class) -> String {
    let all = class.pattern();
    if !class.meets(inner) {
        return format!("{all}{}", times(least, most));
    }
    let ends = class.without(inner).pattern();
    if most == 1 {
        return ends;
    }
    let middle = format!("{all}{}", times(least.saturating_sub(2), most - 2));
    match least {
        0 | 1 => format!("{ends}(?:{middle}{ends})?"),
        _ => format!("{ends}{middle}{ends}"),
    }
}

fn times(least: usize, most: usize) -> String {
    match (least, most) {
        (1, 1) => String::new(),
        (least, most) if least == most => format!("{{{least}}}"),
        (least, most) => format!("{{{least},{most}}}"),
    }
}

impl Takes {
    /// Keeps some characters away from the first and the last place.
    pub(super) fn keep_inside(&mut self, kept: super::class::Class) {
        if let Self::Class { inner, .. } = self {
            *inner = kept;
        }
    }
}

meaning!(enum Takes {
    Literal(text), Class { class, least, most, inner }, Words(words), Number { whole, decimals }, Type(ty), Row(list),
    ShapeOf { column, piece }, Sequence(all),
});
