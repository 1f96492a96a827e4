//! What may have been meant: offered to the person, never silently taken.

use super::IdentifierType;
use super::takes::Takes;
use crate::catalogue::meaning;
use jiff::civil::Date;

/// Where a suggestion comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Suggest {
    /// Zeros in front of digits that are too few, so many at most.
    Zeros(usize),
    /// A text in front.
    First(String),
}

impl Suggest {
    /// Reads `pad with zeros`, `pad with up to 2 zeros`, `put GB first`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["pad", "with", "zeros"] => Some(Self::Zeros(usize::MAX)),
            ["pad", "with", "up", "to", most, "zeros" | "zero"] => {
                most.parse().ok().map(Self::Zeros)
            }
            ["put", text, "first"] => Some(Self::First((*text).to_owned())),
            _ => None,
        }
    }
}

impl IdentifierType {
    /// What a text that is wrong may have been meant as, when that would be right.
    pub(super) fn suggestion(&self, text: &str, today: Date) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        let right = |candidate: &String| self.judge(candidate, today).is_ok();
        self.suggest.iter().find_map(|suggest| match suggest {
            Suggest::First(first) => Some(format!("{first}{text}")).filter(right),
            Suggest::Zeros(most) => self.padded(text, *most).into_iter().find(right),
        })
    }

    /// The text with zeros in front of each piece of so many digits.
    fn padded(&self, text: &str, most: usize) -> Vec<String> {
        let mut found = Vec::new();
        for shape in &self.shapes {
            let (least, _) = shape.length();
            let Some(zeros) = least
                .checked_sub(text.len())
                .filter(|n| (1..=most).contains(n))
            else {
                continue;
            };
            let mut at = 0;
            for piece in &shape.pieces {
                let (from, to) = piece.takes.length();
                let digits = piece.takes.alphabet().has('0');
                if digits
                    && from >= zeros
                    && let (Some(front), Some(back)) = (text.get(..at), text.get(at..))
                {
                    found.push(format!("{front}{}{back}", "0".repeat(zeros)));
                }
                if from != to || matches!(piece.takes, Takes::Type(_)) {
                    break; // nobody can tell where the next piece begins
                }
                at += from;
            }
        }
        found
    }
}

meaning!(
    enum Suggest {
        Zeros(most),
        First(text),
    }
);
