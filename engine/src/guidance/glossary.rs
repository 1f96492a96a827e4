//! Terms with a short explanation, found in texts by their words: the content's list `glossary`.
//!
//! A term with a capital letter in it is found as it is written, another one however it begins; both with an `s` behind. Words
//! may stand on two lines. Nothing is found inside a longer word.

use super::markdown::escape;
use serde::Serialize;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Every term.
#[derive(Debug, Default)]
pub struct Glossary {
    terms: Vec<Term>,
    /// By the first word, in small letters: the spellings that begin with it, the longest first.
    spellings: BTreeMap<String, Vec<(usize, String)>>,
}

/// A term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// What an address names behind `#`: `hall-pass`.
    pub id: String,
    /// As it is written: “Hall Pass”.
    pub term: String,
    /// How else it is written.
    pub also: Vec<String>,
    /// What it means, in a sentence or two.
    pub explanation: String,
}

impl Glossary {
    /// Terms, in any order.
    pub(crate) fn new(mut terms: Vec<Term>) -> Self {
        terms.sort_by_cached_key(|term| (term.term.to_lowercase(), term.id.clone()));
        let mut spellings: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
        for (n, term) in terms.iter().enumerate() {
            for spelling in term.spellings() {
                let Some(word) = words(spelling).next() else {
                    continue;
                };
                let first = spelling.get(word).unwrap_or_default().to_lowercase();
                let known = spellings.entry(first).or_default();
                known.push((n, spelling.to_owned()));
                known.sort_by_key(|(_, spelling)| std::cmp::Reverse(spelling.len()));
            }
        }
        Self { terms, spellings }
    }

    /// Every term, by the alphabet.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The terms that a text uses, in the order of their first use.
    #[must_use]
    pub fn used_in(&self, text: &str) -> Vec<&Term> {
        let mut used: Vec<&Term> = Vec::new();
        for (n, _) in self.find(text) {
            used.extend(
                self.terms
                    .get(n)
                    .filter(|term| !used.iter().any(|known| known.id == term.id)),
            );
        }
        used
    }

    /// Whether a text uses any term.
    pub(super) fn occurs_in(&self, text: &str) -> bool {
        !self.terms.is_empty() && self.find(text).next().is_some()
    }

    /// Every place in a text where a term is used, and which.
    fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
        let mut after = 0;
        let all = words(text).filter(|_| !self.terms.is_empty());
        all.filter_map(move |word| {
            let found = (word.start >= after).then(|| self.at(text, &word))??;
            after = found.1.end;
            Some(found)
        })
    }

    /// The longest term that begins with a word.
    fn at(&self, text: &str, word: &Range<usize>) -> Option<(usize, Range<usize>)> {
        let first = text.get(word.clone())?.to_lowercase();
        let one = first.strip_suffix('s').unwrap_or(&first);
        let known = |word: &str| self.spellings.get(word).into_iter().flatten();
        let mut spellings = known(&first).chain(known(one));
        let rest = text.get(word.start..)?;
        spellings.find_map(|(n, spelling)| {
            let length = begins(rest, spelling)?;
            Some((*n, word.start..word.start + length))
        })
    }
}

impl Term {
    /// Every way in which it is written.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.term)
            .chain(&self.also)
            .map(String::as_str)
    }
}

/// How many bytes of a text are this spelling, when it begins so and no word goes on behind it.
fn begins(text: &str, spelling: &str) -> Option<usize> {
    let exact = spelling.chars().any(char::is_uppercase);
    let same = |a: char, b: char| a == b || (!exact && a.to_lowercase().eq(b.to_lowercase()));
    let mut letters = text.char_indices().peekable();
    for wanted in spelling.chars() {
        let (_, c) = letters.next()?;
        if wanted.is_whitespace() {
            if !c.is_whitespace() {
                return None;
            }
            while letters.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else if !same(c, wanted) {
            return None;
        }
    }
    letters.next_if(|(_, c)| *c == 's' && !spelling.ends_with('s'));
    match letters.peek() {
        Some((_, c)) if c.is_alphanumeric() => None,
        Some((at, _)) => Some(*at),
        None => Some(text.len()),
    }
}

/// Where each word of a text stands.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = from + rest.find(char::is_alphanumeric)?;
        let word = text.get(start..)?;
        let end = word.find(|c: char| !c.is_alphanumeric());
        from = start + end.unwrap_or(word.len());
        Some(start..from)
    })
}

/// Explains each term where it is first used on a page.
pub(crate) struct Marker<'g> {
    glossary: &'g Glossary,
    seen: RefCell<BTreeSet<usize>>,
}

impl<'g> Marker<'g> {
    /// Nothing explained yet.
    pub(crate) fn new(glossary: &'g Glossary) -> Self {
        Self {
            glossary,
            seen: RefCell::default(),
        }
    }

    /// Words as HTML; the first use of each term leads to its explanation.
    pub(super) fn mark(&self, text: &str, html: &mut String) {
        let mut at = 0;
        for (n, range) in self.glossary.find(text) {
            let Some(term) = self.glossary.terms.get(n) else {
                continue;
            };
            if !self.seen.borrow_mut().insert(n) {
                continue;
            }
            escape(text.get(at..range.start).unwrap_or_default(), html);
            html.push_str("<a class=\"govuk-link accede-term\" href=\"/glossary#");
            escape(&term.id, html);
            html.push_str("\">");
            escape(text.get(range.clone()).unwrap_or_default(), html);
            html.push_str("</a>");
            at = range.end;
        }
        escape(text.get(at..).unwrap_or_default(), html);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> Glossary {
        let term = |id: &str, term: &str, also: &[&str]| Term {
            id: id.to_owned(),
            term: term.to_owned(),
            also: also.iter().map(|also| (*also).to_owned()).collect(),
            explanation: "It is explained.".to_owned(),
        };
        Glossary::new(vec![
            term("pass", "Pass", &[]),
            term("hall-pass", "Hall Pass", &["HPA"]),
            term("half-hourly", "half-hourly", &[]),
        ])
    }

    fn used(text: &str) -> Vec<String> {
        let glossary = glossary();
        let used = glossary.used_in(text).into_iter();
        used.map(|term| term.id.clone()).collect()
    }

    #[test]
    fn terms_are_found_as_whole_words_and_the_longest_first() {
        assert_eq!(used("A Hall Pass, and a Pass"), ["hall-pass", "pass"]);
        assert_eq!(used("HPAs and Hall\nPasss"), ["hall-pass"]);
        assert_eq!(used("Half-hourly meters"), ["half-hourly"]);
        assert!(used("a pass, Passage, HPAX, hall pass, half-hourlyish").is_empty());
    }

    #[test]
    fn the_first_use_alone_leads_to_the_explanation_and_the_rest_is_escaped() {
        let (glossary, mut html) = (glossary(), String::new());
        let marker = Marker::new(&glossary);
        marker.mark("<HPA> & HPA", &mut html);
        marker.mark(" Hall Pass", &mut html);
        assert_eq!(
            html,
            "&lt;<a class=\"govuk-link accede-term\" href=\"/glossary#hall-pass\">HPA</a>&gt; &amp; HPA Hall Pass"
        );
    }
}
