//! How far a draft is: which screens may be opened, which is next, which is behind.
//!
//! A screen is done when everything on it is right and it was answered once: one that asks for nothing has to be shown, too.
//! The next screen is always the first that is not done, so that a change asks only what it made necessary.

use super::address::{From, Screen};
use engine::{Form, Place, State, Verdict};
use std::collections::BTreeSet;

/// A draft's way through its form.
#[derive(Clone, Copy)]
pub(crate) struct Progress<'a> {
    pub(crate) form: &'a Form,
    pub(crate) verdict: &'a Verdict,
    /// The keys of screens that were answered.
    pub(crate) seen: &'a BTreeSet<String>,
}

/// What a screen is remembered by: its path in the draft; of an item that follows a choice, by what was chosen.
pub(crate) fn key(form: &Form, verdict: &Verdict, place: Place) -> String {
    let path = Screen::At(place).path(form);
    if let Place::ItemPage { section, item, .. } = place
        && let Some((_, option)) = verdict.chosen(form, section, item)
    {
        let words = path.split('/').enumerate();
        let words = words.map(|(n, word)| if n == 1 { option.as_str() } else { word });
        return words.collect::<Vec<_>>().join("/");
    }
    path
}

/// What is remembered once an item of a section was taken out: those behind it move up.
pub(crate) fn without_item(
    seen: &BTreeSet<String>,
    section: &str,
    item: usize,
) -> BTreeSet<String> {
    let moved = |key: &String| {
        let mut words: Vec<&str> = key.split('/').collect();
        let position = match *words.as_slice() {
            [of, position, _] if of == section => position.parse::<usize>().ok(),
            _ => None,
        };
        let Some(position) = position.and_then(|n| n.checked_sub(1)) else {
            return Some(key.clone());
        };
        let up = position.to_string();
        if position > item
            && let Some(word) = words.get_mut(1)
        {
            *word = &up;
        }
        (position != item).then(|| words.join("/"))
    };
    seen.iter().filter_map(moved).collect()
}

impl Progress<'_> {
    fn is_done(&self, place: Place, state: State) -> bool {
        state == State::Complete && self.is_seen(place)
    }

    /// Whether a screen was answered once.
    pub(crate) fn is_seen(&self, place: Place) -> bool {
        self.seen.contains(&key(self.form, self.verdict, place))
    }

    /// Where a screen stands among the others.
    fn position(&self, place: Place) -> Option<usize> {
        self.verdict
            .path
            .iter()
            .position(|(found, _)| *found == place)
    }

    /// The first screen that is not done.
    pub(crate) fn first_open(&self) -> Option<Place> {
        let mut open = self
            .verdict
            .path
            .iter()
            .filter(|(place, state)| !self.is_done(*place, *state));
        open.next().map(|(place, _)| *place)
    }

    /// Whether a screen may be opened: everything that it builds on is done. Items do not build on each other.
    pub(crate) fn reaches(&self, place: Place) -> bool {
        if place == Place::Check {
            return self.first_open().is_none();
        }
        let Some(position) = self.position(place) else {
            return false;
        };
        let builds_on = |other: Place| match (place, other) {
            (Place::Items { section }, other) => section_of(other) != Some(section),
            (
                Place::ItemPage { section, item, .. },
                Place::ItemPage {
                    section: s,
                    item: other,
                    ..
                },
            ) => s != section || other == item,
            _ => true,
        };
        let before = self.verdict.path.iter().take(position);
        before
            .filter(|(other, _)| builds_on(*other))
            .all(|(other, state)| self.is_done(*other, *state))
    }

    /// The screen behind one; none behind the first.
    pub(crate) fn back(&self, place: Place) -> Option<Place> {
        let position = match place {
            Place::Check => self.verdict.path.len(),
            _ => self.position(place)?,
        };
        let (behind, _) = self.verdict.path.get(position.checked_sub(1)?)?;
        match (place, *behind) {
            // Another item is not what came before this one: the list is.
            (
                Place::ItemPage { section, item, .. },
                Place::ItemPage {
                    section: s,
                    item: other,
                    ..
                },
            ) if s == section && other != item => {
                let list = Place::Items { section };
                Some(self.position(list).map_or(*behind, |_| list))
            }
            (_, behind) => Some(behind),
        }
    }

    /// Where to go from a screen that was answered, and where from there.
    pub(crate) fn next(&self, from: Option<From>, answered: Place) -> (Place, Option<From>) {
        let to_do = self.first_open().unwrap_or(Place::Check);
        let list = section_of(answered).map(|section| Place::Items { section });
        let end = list.and_then(|list| self.position(list));
        let (Some(From::Items), Some(list), Some(end)) = (from, list, end) else {
            return (to_do, None);
        };
        match self.position(to_do) {
            Some(open) if open < end => {
                let same = section_of(to_do) == section_of(list);
                (to_do, same.then_some(From::Items))
            }
            _ => (list, None),
        }
    }
}

fn section_of(place: Place) -> Option<usize> {
    match place {
        Place::Page { section, .. }
        | Place::ItemPage { section, .. }
        | Place::Items { section } => Some(section),
        Place::Check => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_behind_one_that_was_taken_out_move_up() {
        let seen = [
            "costs/1/a",
            "costs/2/a",
            "costs/3/a",
            "costs/items",
            "roles/2/a",
            "page/a",
        ];
        let seen = seen.map(str::to_owned).into();
        let left = without_item(&seen, "costs", 1);
        let expected = [
            "costs/1/a",
            "costs/2/a",
            "costs/items",
            "roles/2/a",
            "page/a",
        ];
        assert_eq!(left, expected.map(str::to_owned).into());
    }
}
