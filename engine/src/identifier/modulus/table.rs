//! The operator's table: a line for each range of sort codes, `from to method w1 … w14 [exception]`; and the sort codes that
//! stand for others, `from to`.

use super::row::{Digits, Method, Row};
use std::collections::BTreeMap;

/// The table.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
    substitutes: BTreeMap<u32, [u32; 6]>,
}

impl Table {
    /// Reads both files.
    ///
    /// # Errors
    ///
    /// Whether it was the second file, and the number of the line that cannot be read.
    pub(crate) fn read(weights: &str, substitutes: &str) -> Result<Self, (bool, usize)> {
        let mut table = Self::default();
        for (number, line) in lines(weights) {
            table.rows.push(row(line).ok_or((false, number))?);
        }
        for (number, line) in lines(substitutes) {
            let (from, to) = pair(line).ok_or((true, number))?;
            table.substitutes.insert(from, to);
        }
        Ok(table)
    }

    /// The rows for a sort code, two at most, in the order of the file.
    pub(super) fn rows(&self, sort_code: u32) -> Vec<&Row> {
        let rows = self.rows.iter();
        rows.filter(|row| (row.from..=row.to).contains(&sort_code))
            .take(2)
            .collect()
    }

    /// With the sort code that stands for this one (exception 5).
    pub(super) fn substituted(&self, digits: Digits) -> Digits {
        let substitute = self.substitutes.get(&digits.sort_code());
        substitute.map_or(digits, |code| digits.with_sort_code(*code))
    }
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text
        .lines()
        .enumerate()
        .map(|(n, line)| (n + 1, line.trim()));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn row(line: &str) -> Option<Row> {
    let mut words = line.split_whitespace();
    let (from, to) = (sort_code(words.next()?)?, sort_code(words.next()?)?);
    let method = match words.next()? {
        "MOD10" => Method::Mod10,
        "MOD11" => Method::Mod11,
        "DBLAL" => Method::Double,
        _ => return None,
    };
    let numbers: Option<Vec<i32>> = words.map(|word| word.parse().ok()).collect();
    let numbers = numbers.filter(|numbers| numbers.iter().all(|number| number.abs() < 1_000))?;
    let (weights, exception) = match numbers.as_slice() {
        [weights @ .., exception] if numbers.len() == 15 => (weights, *exception),
        weights => (weights, 0),
    };
    Some(Row {
        from,
        to,
        method,
        weights: weights.try_into().ok()?,
        exception: u8::try_from(exception).ok().filter(|n| *n <= 14)?,
    })
}

fn sort_code(word: &str) -> Option<u32> {
    let six = word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit());
    six.then(|| word.parse().ok()).flatten()
}

fn pair(line: &str) -> Option<(u32, [u32; 6])> {
    let (from, to) = line.split_once(char::is_whitespace)?;
    sort_code(to.trim())?;
    let digits: Vec<u32> = to.trim().chars().filter_map(|c| c.to_digit(10)).collect();
    Some((sort_code(from)?, digits.try_into().ok()?))
}
