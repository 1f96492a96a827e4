//! The words of a result: those around what was found, and what was found among them.

use super::Run;
use super::index::Index;
use super::rank::Wanted;
use super::words::{Reader, Word};
use std::collections::BTreeSet;

/// Words that an excerpt has, and how many stand before the first that was found.
const WORDS: usize = 32;
const BEFORE: usize = 6;

/// Tells what was looked for among words.
pub(super) struct Finder<'a> {
    pub(super) reader: &'a Reader,
    pub(super) index: &'a Index,
    pub(super) wanted: &'a [Wanted],
}

impl Finder<'_> {
    /// A text as a whole.
    pub(super) fn whole(&self, text: &str) -> Vec<Run> {
        let words: Vec<Word> = self.reader.words(text).collect();
        self.runs(text, &words, 0, text.len())
    }

    /// The part of a text that holds most of what was looked for, the first of several alike.
    pub(super) fn excerpt(&self, text: &str) -> Vec<Run> {
        let words: Vec<Word> = self.reader.words(text).collect();
        let found: Vec<Option<usize>> = words.iter().map(|word| self.which(word)).collect();
        let holds = |from: usize| {
            let part = found.iter().skip(from).take(WORDS - BEFORE);
            part.flatten().collect::<BTreeSet<_>>().len()
        };
        let starts = (0..words.len()).filter(|n| found.get(*n).is_some_and(Option::is_some));
        let best = starts.max_by_key(|n| (holds(*n), std::cmp::Reverse(*n)));
        let first = best.unwrap_or(0).saturating_sub(BEFORE);
        let last = (first + WORDS).min(words.len());
        let start = match first {
            0 => 0,
            first => words.get(first).map_or(0, |word| word.range.start),
        };
        let is_all = last == words.len();
        let end = match last.checked_sub(1).and_then(|last| words.get(last)) {
            Some(word) if !is_all => word.range.end,
            _ => text.len(),
        };
        let mut runs = self.runs(text, words.get(first..last).unwrap_or(&[]), start, end);
        if first > 0 {
            runs.insert(0, plain("… "));
        }
        if !is_all {
            runs.push(plain(" …"));
        }
        runs
    }

    /// Which of the words that were looked for a word is.
    fn which(&self, word: &Word) -> Option<usize> {
        let mut wanted = self.wanted.iter();
        wanted.position(|wanted| wanted.is(word, self.index))
    }

    fn runs(&self, text: &str, words: &[Word], start: usize, end: usize) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = start;
        let mut put = |from: usize, to: usize, found: bool| {
            let text = text.get(from..to).unwrap_or_default();
            let text = if found {
                text.to_owned()
            } else {
                on_one_line(text)
            };
            if !text.is_empty() {
                runs.push(Run { text, found });
            }
        };
        for word in words.iter().filter(|word| self.which(word).is_some()) {
            put(at, word.range.start, false);
            put(word.range.start, word.range.end, true);
            at = word.range.end;
        }
        put(at, end, false);
        runs
    }
}

fn plain(text: &str) -> Run {
    Run {
        text: text.to_owned(),
        found: false,
    }
}

/// Every run of spaces as one.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            false => line.push(c),
            true if !line.ends_with(' ') => line.push(' '),
            true => {}
        }
    }
    line
}
