//! What a person is told whose identifier has none of the shapes: which character, how many, or what it looks like.

use super::IdentifierType;
use super::class::{Class, named};
use crate::condition::words::listed;
use crate::question::capital;

impl IdentifierType {
    /// The message for a text that has no shape of this type.
    pub(super) fn shape_message(&self, text: &str, called: &str) -> String {
        let subject = capital(called);
        let alphabet = self.alphabet();
        if let Some(stray) = text.chars().find(|c| !alphabet.has(*c)) {
            let only = alphabet.describe("and");
            let like = self.like(&only);
            return format!(
                "{subject} must only include {only}{like}, not {}",
                named(stray)
            );
        }
        let must_be = self.described.clone().unwrap_or_else(|| self.in_words());
        let length = text.chars().count();
        let lengths = self.lengths();
        let is_length = |(least, most): &(usize, usize)| (*least..=*most).contains(&length);
        if self.described.is_some() || length == 0 || lengths.iter().any(is_length) {
            let like = self.like(&must_be);
            return format!("{subject} must be {must_be}{like}");
        }
        // Digits are counted as digits where there is nothing else.
        let word = match alphabet {
            Class::DIGITS => "digit",
            Class::CAPITALS => "letter",
            _ => "character",
        };
        let plural = if length == 1 { "" } else { "s" };
        let counted = self.count();
        let like = self.like("");
        format!("{subject} must be {counted} {word}s{like}, and this has {length} {word}{plural}")
    }

    /// An example behind words that hold none.
    fn like(&self, words: &str) -> String {
        match &self.example {
            Some(example) if !words.contains("like ") => format!(", like {example}"),
            _ => String::new(),
        }
    }

    /// Every character that may stand anywhere; where most letters may, all of them, since a person cannot tell which.
    fn alphabet(&self) -> Class {
        let shapes = self.shapes.iter();
        let all = shapes.fold(Class::default(), |all, shape| all.with(shape.alphabet()));
        let letters = all.without(all.without(Class::CAPITALS));
        if letters.chars().count() > 8 {
            all.with(Class::CAPITALS)
        } else {
            all
        }
    }

    /// The lengths that shapes have, shortest first.
    fn lengths(&self) -> Vec<(usize, usize)> {
        let mut lengths: Vec<_> = self.shapes.iter().map(|shape| shape.length()).collect();
        lengths.sort_unstable();
        lengths.dedup();
        lengths
    }

    /// "13", "8 or 11", "15 to 34".
    fn count(&self) -> String {
        let lengths = self.lengths();
        if lengths.len() <= 4 && lengths.iter().all(|(least, most)| least == most) {
            let counts: Vec<String> = lengths.iter().map(|(least, _)| least.to_string()).collect();
            let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
            return listed(&counts, "or");
        }
        let least = lengths.iter().map(|(least, _)| *least).min().unwrap_or(0);
        let most = lengths.iter().map(|(_, most)| *most).max().unwrap_or(0);
        format!("{least} to {most}")
    }

    /// What it looks like, in words; an example where the words would be many.
    pub(super) fn in_words(&self) -> String {
        match self.shapes.as_slice() {
            [one] => one.in_words(),
            [one, two] => format!("{}, or {}", one.in_words(), two.in_words()),
            _ => match &self.example {
                Some(example) => format!("written like {example}"),
                None => format!("{} characters", self.count()),
            },
        }
    }
}
