//! The index: which documents a word stands in, and how much it says there.

use super::words::Word;
use std::collections::{BTreeMap, HashMap};

/// How soon more of the same word says nothing new, and how much the length of a text counts (the usual values).
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;

/// A document that a word stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Posting {
    pub(super) document: u32,
    /// How much the word says about it, 0 to 1 but for how rare the word is.
    pub(super) weight: f32,
}

/// A word as it is written in some document.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) stem: usize,
    /// How often it is written.
    pub(super) count: u32,
    /// Which letters it has, to tell at a glance what it cannot be a slip of.
    pub(super) letters: u64,
}

/// Every word with its documents.
#[derive(Debug, Default)]
pub(super) struct Index {
    stems: HashMap<String, usize>,
    postings: Vec<Vec<Posting>>,
    /// Every word as it is written, without its case and accents.
    pub(super) vocabulary: BTreeMap<String, Known>,
    pub(super) documents: usize,
}

/// An index that is being made, document after document.
#[derive(Debug, Default)]
pub(super) struct Writer {
    index: Index,
    /// How much the words of each document weigh.
    lengths: Vec<f32>,
}

impl Writer {
    /// Begins the next document.
    pub(super) fn begin(&mut self) {
        self.lengths.push(0.0);
    }

    /// Adds a word to it.
    pub(super) fn word(&mut self, word: &Word, weight: f32) {
        let Some(length) = self.lengths.last_mut() else {
            return;
        };
        *length += 1.0;
        let document = u32::try_from(self.lengths.len() - 1).unwrap_or(u32::MAX);
        let stem = self.index.stem(&word.stem);
        if let Some(known) = self.index.vocabulary.get_mut(&word.folded) {
            known.count = known.count.saturating_add(1);
        } else {
            let known = Known {
                stem,
                count: 1,
                letters: letters(&word.folded),
            };
            self.index.vocabulary.insert(word.folded.clone(), known);
        }
        let Some(postings) = self.index.postings.get_mut(stem) else {
            return;
        };
        match postings.last_mut() {
            Some(last) if last.document == document => last.weight += weight,
            _ => postings.push(Posting { document, weight }),
        }
    }

    /// The index, now that it is known how long documents are.
    pub(super) fn done(self) -> Index {
        let Self { mut index, lengths } = self;
        index.documents = lengths.len();
        let all: f32 = lengths.iter().sum();
        let usual = (all / count(lengths.len().max(1))).max(1.0);
        for posting in index.postings.iter_mut().flatten() {
            let length = lengths.get(posting.document as usize).copied();
            let long = 1.0 - LENGTH + LENGTH * length.unwrap_or(usual) / usual;
            let often = posting.weight / long;
            posting.weight = often / (SATURATION + often);
        }
        index
    }
}

impl Index {
    fn stem(&mut self, stem: &str) -> usize {
        if let Some(known) = self.stems.get(stem) {
            return *known;
        }
        let new = self.postings.len();
        self.postings.push(Vec::new());
        self.stems.insert(stem.to_owned(), new);
        new
    }

    /// The stem of a word, when any document has it.
    pub(super) fn known(&self, stem: &str) -> Option<usize> {
        self.stems.get(stem).copied()
    }

    /// Every word that begins so.
    pub(super) fn beginning<'a>(
        &'a self,
        letters: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a Known)> {
        let from = self.vocabulary.range(letters.to_owned()..);
        from.take_while(move |(word, _)| word.starts_with(letters))
            .map(|(word, known)| (word.as_str(), known))
    }

    /// The documents of a stem.
    pub(super) fn postings(&self, stem: usize) -> &[Posting] {
        self.postings.get(stem).map_or(&[], Vec::as_slice)
    }

    /// How rare a stem is: the fewer documents have it, the more it says.
    pub(super) fn rarity(&self, documents: usize) -> f32 {
        let (all, with) = (count(self.documents), count(documents));
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }
}

/// A bit for each letter of the alphabet and each digit.
pub(super) fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |set, letter| match letter {
        b'a'..=b'z' => set | 1 << (letter - b'a'),
        b'0'..=b'9' => set | 1 << (26 + letter - b'0'),
        _ => set | 1 << 40,
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts of documents are small")]
fn count(number: usize) -> f32 {
    number as f32
}
