//! Weighted sums over the characters of an identifier: what a check digit is worked out from.

use crate::catalogue::{Meaning, Writer, meaning};
use rust_decimal::Decimal;

/// What each character counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Counting(Vec<(char, u32)>);

impl Counting {
    /// Reads `A is 10, - is 36`: letters behind a letter count on from it.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut given = Vec::new();
        for part in text.split(',') {
            let (sign, number) = part.trim().split_once(" is ")?;
            let mut signs = sign.trim().chars();
            let (Some(sign), None) = (signs.next(), signs.next()) else {
                return None;
            };
            if !sign.is_ascii_graphic() || sign.is_ascii_digit() {
                return None;
            }
            let number: u32 = number.trim().parse().ok()?;
            given.push((sign, number.min(9_999)));
        }
        Some(Self(given))
    }

    /// A is 10, Z is 35 (ISO 7064).
    pub(super) fn standard() -> Self {
        Self(vec![('A', 10)])
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What `c` counts; nothing when it counts nothing.
    pub(super) fn value(&self, c: char) -> Option<u32> {
        if let Some(digit) = c.to_digit(10) {
            return Some(digit);
        }
        let before = |&&(first, _): &&(char, u32)| {
            first == c || (first.is_ascii_uppercase() && c.is_ascii_uppercase() && first < c)
        };
        let (first, base) = self
            .0
            .iter()
            .filter(before)
            .max_by_key(|(first, _)| *first)?;
        Some(base + (c as u32 - *first as u32))
    }
}

/// The pieces that are weighed, in order, and a weight for each of their characters.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    pub(super) pieces: Vec<usize>,
    pub(super) weights: Vec<i64>,
}

impl Weights {
    /// Each character times its weight, added up. Nothing when a character counts nothing.
    pub(super) fn sum<'a>(
        &self,
        texts: impl Iterator<Item = &'a str>,
        counting: &Counting,
    ) -> Option<Decimal> {
        let characters = texts.flat_map(str::chars);
        let mut sum = 0i64;
        for (c, weight) in characters.zip(&self.weights) {
            let product = weight.checked_mul(i64::from(counting.value(c)?))?;
            sum = sum.checked_add(product)?;
        }
        Some(Decimal::from(sum))
    }
}

meaning!(Weights { pieces, weights });

impl Meaning for Counting {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_count_on_from_the_one_that_is_given() {
        let counting = Counting::read("A is 10, - is 36").unwrap();
        let values: Vec<_> = "09AZ-".chars().map(|c| counting.value(c)).collect();
        assert_eq!(values, [Some(0), Some(9), Some(10), Some(35), Some(36)]);
        assert_eq!(counting.value('a'), None);
        assert_eq!(Counting::default().value('A'), None);
        let gap = Counting::read("A is 1, J is 1").unwrap();
        assert_eq!((gap.value('I'), gap.value('K')), (Some(9), Some(2)));
        for wrong in ["A", "AB is 1", "A is x", "A is 1,", "7 is 8"] {
            assert!(Counting::read(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_sum_is_each_character_times_its_weight() {
        let weights = Weights {
            pieces: vec![0],
            weights: vec![3, 5, -7],
        };
        let sum = |text| weights.sum(std::iter::once(text), &Counting::default());
        assert_eq!(sum("123"), Some(Decimal::from(3 + 10 - 21)));
        assert_eq!(sum("1A3"), None);
    }
}
