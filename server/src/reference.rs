//! References that people read out over the telephone: `EOI-7K3M-92QF`.
//!
//! No letter or digit that can be taken for another, and the last one is a check over those before it (ISO 7064's hybrid
//! system over thirty characters), so that one wrong character, or most swaps of two, cannot name another submission.

use crate::store::Key;
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What can be told apart in any handwriting: no 0 O, 1 I L, U.
const LETTERS: [char; 30] = [
    '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M',
    'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// Characters before the check.
const RANDOM: usize = 7;

/// A short reference of something that is soon forgotten, like `7K3M-92QF`.
pub(crate) fn short() -> String {
    let mut random = rand::rng();
    let letter = |_| LETTERS.get(random.random_range(0..LETTERS.len())).copied();
    let letters: String = (0..8).filter_map(letter).collect();
    let (left, right) = letters.split_at(letters.len() / 2);
    format!("{left}-{right}")
}

/// The reference of a submission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Reference(String);

impl Reference {
    /// A new one with the letters of a form in front; whether it is free is for the store to say.
    pub(crate) fn random(prefix: &str) -> Self {
        let mut random = rand::rng();
        let body: [usize; RANDOM] = std::array::from_fn(|_| random.random_range(0..LETTERS.len()));
        Self::of(prefix, &body)
    }

    fn of(prefix: &str, body: &[usize; RANDOM]) -> Self {
        let digits = body.iter().copied().chain([check(body)]);
        let letters: String = digits.filter_map(|n| LETTERS.get(n)).collect();
        let (left, right) = letters.split_at(letters.len() / 2);
        Self(format!("{prefix}-{left}-{right}"))
    }

    /// The reference that is a submission's key.
    pub(crate) fn of_key(key: &Key) -> Self {
        Self(key.as_text().to_owned())
    }

    /// What somebody typed: small letters and missing hyphens are no mistake.
    pub(crate) fn typed(text: &str) -> Self {
        let plain: String = text.trim().to_uppercase().replace(' ', "-");
        let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
        Self(parts.join("-"))
    }

    /// As it is written.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// ISO 7064, hybrid system: the character that brings the running value to one.
fn check(body: &[usize]) -> usize {
    let size = LETTERS.len();
    let running = body.iter().fold(size, |running, digit| {
        let sum = (running + digit) % size;
        let sum = if sum == 0 { size } else { sum };
        (sum * 2) % (size + 1)
    });
    (size + 1 - running) % size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(reference: &str) -> bool {
        let digits: Vec<usize> = reference
            .chars()
            .skip_while(|c| *c != '-')
            .filter(|c| *c != '-')
            .filter_map(|c| LETTERS.iter().position(|letter| *letter == c))
            .collect();
        digits.len() == RANDOM + 1 && check(&digits[..RANDOM]) == digits[RANDOM]
    }

    #[test]
    fn a_reference_is_short_and_checks_itself() {
        let reference = Reference::random("EOI");
        assert!(reference.as_str().starts_with("EOI-"), "{reference}");
        assert_eq!(reference.as_str().len(), "EOI-7K3M-92QF".len());
        assert!(right(reference.as_str()), "{reference}");
    }

    #[test]
    fn one_wrong_character_is_always_noticed() {
        let good = Reference::of("T", &[3, 28, 0, 17, 9, 29, 12]);
        let characters: Vec<char> = good.as_str().chars().collect();
        for (place, was) in characters.iter().enumerate().skip(2) {
            for letter in LETTERS
                .iter()
                .filter(|letter| *letter != was && *was != '-')
            {
                let mut changed = characters.clone();
                changed[place] = *letter;
                assert!(!right(&changed.iter().collect::<String>()));
            }
        }
    }
}
