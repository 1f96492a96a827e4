//! Which records of a space, in which order, and how many.

use super::Key;
use std::ops::Bound;

/// Records whose keys begin alike, in order.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    /// What their keys begin with; empty for all.
    pub(crate) prefix: Key,
    /// The key behind which to begin.
    pub(crate) behind: Option<Key>,
    /// From the last to the first.
    pub(crate) backwards: bool,
    /// The most there may be.
    pub(crate) limit: usize,
}

impl Listing {
    /// The first `limit` records of a space.
    pub(crate) fn first(limit: usize) -> Self {
        Self {
            prefix: Key::from(""),
            behind: None,
            backwards: false,
            limit,
        }
    }

    /// Those whose keys begin with this.
    pub(crate) fn below(mut self, prefix: Key) -> Self {
        self.prefix = prefix;
        self
    }

    /// Those behind a key.
    #[cfg(test)]
    pub(crate) fn behind(mut self, key: Key) -> Self {
        self.behind = Some(key);
        self
    }

    /// From the last to the first.
    pub(crate) fn backwards(mut self) -> Self {
        self.backwards = true;
        self
    }

    /// The range of keys; none when nothing can be in it, as behind a cursor of another list.
    pub(super) fn bounds(&self) -> Option<(Bound<Key>, Bound<Key>)> {
        let end = self.prefix.after_all_that_begin_so();
        let from = Bound::Included(self.prefix.clone());
        let to = end.clone().map_or(Bound::Unbounded, Bound::Excluded);
        let Some(behind) = &self.behind else {
            return Some((from, to));
        };
        if self.backwards {
            let to = match end {
                Some(end) if end < *behind => end,
                _ => behind.clone(),
            };
            (self.prefix < to).then_some((from, Bound::Excluded(to)))
        } else if *behind < self.prefix {
            Some((from, to))
        } else {
            let some = end.is_none_or(|end| *behind < end);
            some.then(|| (Bound::Excluded(behind.clone()), to))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_of_another_list_finds_nothing_and_breaks_nothing() {
        let below = |prefix: &str| Listing::first(9).below(Key::from(prefix));
        let beyond = below("b").behind(Key::from("c"));
        assert_eq!(beyond.bounds(), None);
        assert_eq!(below("b").behind(Key::from("b")).backwards().bounds(), None);
        let before = below("b").behind(Key::from("a")).bounds().unwrap();
        assert_eq!(before.0, Bound::Included(Key::from("b")));
        let last = below("b").behind(Key::from("z")).backwards().bounds();
        assert_eq!(last.unwrap().1, Bound::Excluded(Key::from("c")));
    }

    #[test]
    fn the_last_prefix_has_no_end() {
        let all = Listing::first(9).below(Key::from_bytes(&[0xff, 0xff]));
        assert_eq!(all.bounds().unwrap().1, Bound::Unbounded);
    }
}
