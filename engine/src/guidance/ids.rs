//! Ids of headings: what a link names behind `#`. They stay put as long as the words, or the name given behind them, do.

use super::blocks::{Levels, Words};
use super::markdown::{Fault, Manner};
use super::parts::{Events, Named};
use crate::name::is_kebab;
use pulldown_cmark::{Event, Tag};
use std::collections::BTreeSet;
use std::ops::Range;

/// Ids that are given out.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Given behind a heading, here or further down: no other heading takes one of them.
    given: BTreeSet<String>,
    taken: BTreeSet<String>,
    faults: Vec<(Fault, Range<usize>)>,
}

impl Ids {
    pub(super) fn of(headings: &[Words]) -> Self {
        let given = headings.iter().filter_map(|words| words.given.clone());
        Self {
            given: given.filter(|id| may_be(id)).collect(),
            ..Self::default()
        }
    }

    /// What was wrong with those that an editor gave.
    pub(super) fn faults(self) -> Vec<(Fault, Range<usize>)> {
        self.faults
    }

    /// Every heading with its ids, in order: the one that links of its own text name, and the one that it has on the page.
    pub(super) fn name_all(&mut self, events: &Events<'_>, manner: &Manner<'_>) -> Vec<Named> {
        let mut levels = Levels::of(events);
        let mut there = manner.taken.clone();
        let starts = events.iter().filter_map(|(event, range)| {
            matches!(event, Event::Start(Tag::Heading { .. })).then_some(range)
        });
        let mut named: Vec<(u8, Named)> = Vec::new();
        for (words, range) in super::blocks::headings(events).into_iter().zip(starts) {
            let level = levels.next(words.level);
            let here = self.id(&words, level, &named, range);
            let wanted = format!("{}{here}", manner.prefix);
            let numbered = (2..).map(|n| format!("{wanted}-{n}"));
            let mut all = std::iter::once(wanted.clone()).chain(numbered);
            let id = all.find(|id| !there.contains(id)).unwrap_or(wanted.clone());
            there.insert(id.clone());
            named.push((level, Named { words, here, id }));
        }
        named.into_iter().map(|(_, named)| named).collect()
    }

    /// The id of a heading: as given, or its words; where those are taken, with the words of the heading above it, and at last
    /// with a number.
    fn id(
        &mut self,
        words: &Words,
        level: u8,
        before: &[(u8, Named)],
        range: &Range<usize>,
    ) -> String {
        if let Some(given) = &words.given {
            if may_be(given) && self.taken.insert(given.clone()) {
                return given.clone();
            }
            let fault = Fault::HeadingId(given.clone(), may_be(given));
            self.faults.push((fault, range.clone()));
        }
        let mut wanted = words.id();
        if is_of_the_page(&wanted) {
            wanted.insert_str(0, "part-");
        }
        let above = before.iter().rev();
        let above = above
            .filter(|(above, _)| *above < level)
            .map(|(_, heading)| format!("{}-{wanted}", heading.here));
        let numbered = (2..).map(|n| format!("{wanted}-{n}"));
        let mut ids = std::iter::once(wanted.clone())
            .chain(above.take(1))
            .chain(numbered);
        let free = |id: &String| !self.given.contains(id) && !self.taken.contains(id);
        let id = ids.find(free).unwrap_or_else(|| wanted.clone());
        self.taken.insert(id.clone());
        id
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
