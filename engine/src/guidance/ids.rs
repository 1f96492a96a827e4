//! Ids of headings: what a link names behind `#`. They stay put as long as the words, or the name given behind them, do.

use super::blocks::Words;
use super::markdown::{Fault, Writer};
use crate::name::is_kebab;
use std::collections::BTreeSet;
use std::ops::Range;

/// Ids that are given out.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Given behind a heading, here or further down: no other heading takes one of them.
    given: BTreeSet<String>,
    taken: BTreeSet<String>,
}

impl Ids {
    pub(super) fn of(headings: &[Words]) -> Self {
        let given = headings.iter().filter_map(|words| words.given.clone());
        Self {
            given: given.filter(|id| may_be(id)).collect(),
            taken: BTreeSet::new(),
        }
    }
}

/// Whether an editor may give it: not what pages use themselves.
fn may_be(id: &str) -> bool {
    is_kebab(id) && !is_of_the_page(id)
}

fn is_of_the_page(id: &str) -> bool {
    let number = id.strip_prefix("footnote-");
    matches!(id, "main" | "navigation")
        || number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

impl Writer<'_> {
    /// The id of a heading: as given, or its words; where those are taken, with the words of the heading above it, and at last
    /// with a number.
    pub(super) fn id(&mut self, words: &Words, level: u8, range: &Range<usize>) -> String {
        if let Some(given) = &words.given {
            if may_be(given) && self.ids.taken.insert(given.clone()) {
                return given.clone();
            }
            let fault = Fault::HeadingId(given.clone(), may_be(given));
            self.out.faults.push((fault, range.clone()));
        }
        let mut wanted = words.id();
        if is_of_the_page(&wanted) {
            wanted.insert_str(0, "part-");
        }
        let above = self.out.headings.iter().rev();
        let above = above
            .filter(|heading| heading.level < level)
            .map(|heading| format!("{}-{wanted}", heading.id));
        let numbered = (2..).map(|n| format!("{wanted}-{n}"));
        let mut ids = std::iter::once(wanted.clone())
            .chain(above.take(1))
            .chain(numbered);
        let free = |id: &String| !self.ids.given.contains(id) && !self.ids.taken.contains(id);
        let id = ids.find(free).unwrap_or_else(|| wanted.clone());
        self.ids.taken.insert(id.clone());
        id
    }
}
