//! Words of a text: where each stands, and the form in which it is looked for.

use rust_stemmers::{Algorithm, Stemmer};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// No word is longer; what is, is nobody's word.
const LONGEST: usize = 40;

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// In small letters, without accents.
    pub(super) folded: String,
    /// The same without its ending.
    pub(super) stem: String,
}

/// Reads texts of a language.
pub(super) struct Reader(Option<Stemmer>);

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reader")
    }
}

impl Reader {
    /// For a language by its tag; without the endings of one that is not known, words are looked for as they are.
    pub(super) fn of(language: &str) -> Self {
        let algorithm = match language.split('-').next().unwrap_or_default() {
            "en" => Algorithm::English,
            "fr" => Algorithm::French,
            "de" => Algorithm::German,
            "es" => Algorithm::Spanish,
            "it" => Algorithm::Italian,
            "nl" => Algorithm::Dutch,
            "pt" => Algorithm::Portuguese,
            _ => return Self(None),
        };
        Self(Some(Stemmer::create(algorithm)))
    }

    /// Every word of a text, in order.
    pub(super) fn words<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Word> + 't {
        ranges(text).filter_map(|range| {
            let written = text.get(range.clone())?;
            let folded = fold(written);
            let stem = match &self.0 {
                Some(stemmer) => stemmer.stem(&folded).into_owned(),
                None => folded.clone(),
            };
            let known = (1..=LONGEST).contains(&folded.len());
            known.then_some(Word {
                range,
                folded,
                stem,
            })
        })
    }
}

/// Where words stand: letters and digits, and a mark between letters that belongs to the word.
fn ranges(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '\'' | '’');
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(char::is_alphanumeric)?;
        let rest = text.get(start..)?;
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        from = start + end;
        let word = rest.get(..end)?.trim_end_matches(['\'', '’']);
        Some(start..start + word.len())
    })
}

/// In small letters, without accents and without the ending of what belongs to somebody.
fn fold(word: &str) -> String {
    if word
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        return word.to_owned();
    }
    let letters = word.nfkd().filter(|c| !is_combining_mark(*c));
    let mut folded: String = letters.flat_map(char::to_lowercase).collect();
    for ending in ["'s", "’s"] {
        if let Some(length) = folded.strip_suffix(ending).map(str::len) {
            folded.truncate(length);
        }
    }
    folded.retain(|c| c.is_alphanumeric());
    folded
}
