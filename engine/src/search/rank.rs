//! Which documents hold what is looked for, the best first.

use super::index::Index;
use super::words::Word;
use std::collections::BTreeMap;

/// More words say no more about what somebody looks for.
const MOST_WORDS: usize = 12;
/// From here on a word may be the beginning of a longer one.
const SHORTEST_BEGINNING: usize = 3;
/// More words that begin alike say nothing.
const MOST_ENDINGS: usize = 64;
/// How much less the beginning of a word says than the word.
const BEGINNING: f32 = 0.4;
/// A document must hold so much of what the best holds, by how rare the words are.
const ENOUGH: f32 = 0.6;

/// A word that is looked for, with the stems that answer it.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) folded: String,
    /// Stems, with how much each says.
    pub(super) stems: BTreeMap<usize, f32>,
    rarity: f32,
}

impl Wanted {
    /// Whether a word of a text is what is looked for.
    pub(super) fn is(&self, word: &Word, index: &Index) -> bool {
        index
            .known(&word.stem)
            .is_some_and(|stem| self.stems.contains_key(&stem))
    }
}

/// The words of a query, each once.
pub(super) fn wanted(index: &Index, words: impl Iterator<Item = Word>) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for word in words {
        if wanted.iter().any(|known| known.folded == word.folded) {
            continue;
        }
        let mut stems = BTreeMap::new();
        if word.folded.chars().count() >= SHORTEST_BEGINNING {
            let begun = index.beginning(&word.folded).take(MOST_ENDINGS);
            stems.extend(begun.map(|(_, known)| (known.stem, BEGINNING)));
        }
        if let Some(stem) = index.known(&word.stem) {
            stems.insert(stem, 1.0);
        }
        let documents = stems.keys().map(|stem| index.postings(*stem).len());
        let rarity = index.rarity(documents.max().unwrap_or(0).min(index.documents));
        wanted.push(Wanted {
            folded: word.folded,
            stems,
            rarity,
        });
        if wanted.len() == MOST_WORDS {
            break;
        }
    }
    wanted
}

/// Documents with how well they answer.
pub(super) fn rank(index: &Index, wanted: &[Wanted]) -> Vec<(usize, f32)> {
    let mut scores: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
    for word in wanted {
        let mut best: BTreeMap<usize, f32> = BTreeMap::new();
        for (stem, says) in &word.stems {
            for posting in index.postings(*stem) {
                let score = best.entry(posting.document as usize).or_default();
                *score = score.max(says * posting.weight);
            }
        }
        for (document, score) in best {
            let (sum, held) = scores.entry(document).or_default();
            *sum += word.rarity * score;
            *held += word.rarity;
        }
    }
    let most = scores.values().map(|(_, held)| *held).fold(0.0, f32::max);
    let enough = scores
        .into_iter()
        .filter(|(_, (_, held))| *held >= ENOUGH * most);
    let mut ranked: Vec<(usize, f32)> = enough
        .map(|(document, (sum, held))| (document, sum * held / most.max(f32::MIN_POSITIVE)))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
}
