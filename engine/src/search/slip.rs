//! Words that nobody wrote, and what may have been meant.

use super::index::{Index, letters};
use super::rank::Wanted;
use crate::diagnostic::distance;

/// What may have been meant, when a word stands in no document.
pub(super) fn meant(index: &Index, wanted: &[Wanted], typed: &str) -> Option<String> {
    let mut meant = typed.to_lowercase();
    let mut mended = false;
    for word in wanted.iter().filter(|word| word.stems.is_empty()) {
        let near = nearest(index, &word.folded)?;
        meant = meant.replacen(&word.folded, near, 1);
        mended = true;
    }
    let meant = meant.split_whitespace().collect::<Vec<_>>().join(" ");
    mended.then_some(meant).filter(|meant| *meant != typed)
}

/// The word that needs the fewest mends; of several, the one that is written most often.
fn nearest<'a>(index: &'a Index, word: &str) -> Option<&'a str> {
    let length = word.chars().count();
    let allowed: usize = match length {
        0..=2 => return None,
        3..=5 => 1,
        _ => 2,
    };
    let wanted = letters(word);
    let near = index.vocabulary.iter().filter(|(known, of)| {
        let apart = (of.letters ^ wanted).count_ones() as usize;
        apart <= 2 * allowed && known.chars().count().abs_diff(length) <= allowed
    });
    let near = near.map(|(known, of)| (distance(word, known), of.count, known));
    let near = near.filter(|(mends, ..)| *mends <= allowed);
    let best = near.min_by_key(|(mends, count, _)| (*mends, std::cmp::Reverse(*count)));
    best.map(|(_, _, known)| known.as_str())
}
