//! A shape: pieces one behind the other, what must hold of them, and the pattern that finds them in linear time.

use super::class::Class;
use super::names::Names;
use super::pieces::Piece;
use super::right::Check;
use super::rules::TypeRule;
use super::sum::Weights;
use super::takes::{Takes, run};
use crate::catalogue::meaning;
use jiff::civil::Date;
use regex::Regex;
use std::sync::OnceLock;

/// One way in which an identifier can be written.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(super) pieces: Vec<Piece>,
    /// The first and last day of the list's row that it was made from.
    pub(super) days: (Option<Date>, Option<Date>),
    /// For each piece its position among the type's names.
    pub(super) places: Vec<Option<usize>>,
    /// For each piece of another type, where the names inside it stand.
    pub(super) inside: Vec<Vec<(usize, usize)>>,
    pub(super) weights: Option<Weights>,
    pub(super) check: Option<Check>,
    pub(super) rules: Vec<TypeRule>,
    pattern: String,
    /// Made when it is first needed: most shapes of a long list never are.
    regex: OnceLock<Option<Regex>>,
}

impl Shape {
    pub(super) fn new(pieces: Vec<Piece>, days: (Option<Date>, Option<Date>)) -> Self {
        let pattern = pieces.iter().map(|piece| piece.takes.pattern()).collect();
        Self {
            pieces,
            days,
            places: Vec::new(),
            inside: Vec::new(),
            weights: None,
            check: None,
            rules: Vec::new(),
            pattern,
            regex: OnceLock::new(),
        }
    }

    /// Finds the pieces' places among the names of the type.
    pub(super) fn place(&mut self, names: &Names) {
        let place = |piece: &Piece| names.position(piece.name.as_deref()?);
        self.places = self.pieces.iter().map(place).collect();
        let inside = |piece: &Piece| match (&piece.name, &piece.takes) {
            (Some(name), Takes::Type(other)) => names.inside(name, &other.names),
            _ => Vec::new(),
        };
        self.inside = self.pieces.iter().map(inside).collect();
    }

    /// The pattern, not anchored and without captures.
    pub(super) fn pattern(&self) -> String {
        self.pattern.clone()
    }

    /// The text of each piece; `None` when the text has another shape.
    pub(super) fn fit<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let (least, most) = self.length();
        let first = self.pieces.first().map(|piece| &piece.takes);
        let begins = match first {
            Some(Takes::Literal(literal)) => text.starts_with(literal.as_str()),
            _ => true,
        };
        if !begins || text.len() < least || text.len() > most {
            return None;
        }
        let found = self.regex().as_ref()?.captures(text)?;
        found
            .iter()
            .skip(1)
            .map(|piece| piece.map(|piece| piece.as_str()))
            .collect()
    }

    fn regex(&self) -> &Option<Regex> {
        self.regex.get_or_init(|| {
            let pieces = self.pieces.iter();
            let groups: String = pieces
                .map(|piece| format!("({})", piece.takes.pattern()))
                .collect();
            Regex::new(&format!("^{groups}$")).ok()
        })
    }

    pub(super) fn counts_on(&self, day: Date) -> bool {
        let (from, to) = self.days;
        from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
    }

    /// The fewest and the most characters.
    pub(super) fn length(&self) -> (usize, usize) {
        self.pieces.iter().fold((0, 0), |(least, most), piece| {
            let (a, b) = piece.takes.length();
            (least + a, most + b)
        })
    }

    /// Every character that may stand in it.
    pub(super) fn alphabet(&self) -> Class {
        let alphabets = self.pieces.iter().map(|piece| piece.takes.alphabet());
        alphabets.fold(Class::default(), Class::with)
    }

    /// The position of the piece of this name.
    pub(super) fn piece(&self, name: &str) -> Option<usize> {
        let named = |piece: &Piece| piece.name.as_deref() == Some(name);
        self.pieces.iter().position(named)
    }

    /// "13 digits", "2 letters and 6 digits": neighbours of one class are counted together.
    pub(super) fn in_words(&self) -> String {
        let mut parts: Vec<(Option<Class>, usize, usize, String)> = Vec::new();
        for piece in &self.pieces {
            let class = match &piece.takes {
                Takes::Class { class, .. } => Some(*class),
                _ => None,
            };
            let (least, most) = piece.takes.length();
            match parts.last_mut() {
                Some((Some(before), from, to, _)) if class == Some(*before) => {
                    *from += least;
                    *to += most;
                }
                _ => parts.push((class, least, most, piece.takes.describe())),
            }
        }
        let parts = parts.into_iter().map(|(class, least, most, words)| {
            class.map_or(words, |class| run(class, least, most))
        });
        let parts: Vec<String> = parts.collect();
        match parts.as_slice() {
            [first, last] => format!("{first} and {last}"),
            all => all.join(", "),
        }
    }
}

impl Shape {
    /// The pieces of other types, by name.
    pub(super) fn types_inside(&self) -> impl Iterator<Item = (&str, &super::IdentifierType)> {
        self.pieces
            .iter()
            .filter_map(|piece| match (&piece.name, &piece.takes) {
                (Some(name), Takes::Type(other)) => Some((name.as_str(), &**other)),
                _ => None,
            })
    }
}

meaning!(Shape { pieces, days, places, inside, weights, check, rules } without { pattern, regex });
