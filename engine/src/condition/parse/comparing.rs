//! Comparisons: `is` and its company, `includes`.

use super::super::syntax::{Compare, Includes, Node, Syntax};
use super::{Parsed, Parser, at};

impl Parser<'_> {
    /// The comparison that `left` begins; `left` itself when none follows.
    pub(super) fn comparison(&mut self, left: Syntax) -> Parsed {
        if self.take("includes") {
            return self.includes(left);
        }
        if !self.take("is") {
            return if self.sign_of_code() {
                self.not_code()
            } else {
                Some(left)
            };
        }
        let from = left.from;
        let negated = self.take("not");
        if self.take("answered") {
            return Some(at(Node::Answered(left, !negated), from, self.end()));
        }
        if self.take_all(&["one", "of"]) {
            let node = if self.word().is_some() {
                Node::RowOf(left, self.value()?, !negated)
            } else {
                Node::OneOf(left, self.options()?, !negated)
            };
            return Some(at(node, from, self.end()));
        }
        if negated {
            self.no_negated_order()?;
            let right = self.sum()?;
            return Some(at(
                Node::Compare(Compare::IsNot, left, right),
                from,
                self.end(),
            ));
        }
        if self.take("between") {
            return self.between(left);
        }
        let (compare, of_dates) = self.order().unwrap_or((Compare::Is, false));
        let right = self.sum()?;
        let node = if of_dates {
            Node::CompareDates(compare, left, right)
        } else {
            Node::Compare(compare, left, right)
        };
        Some(at(node, from, self.end()))
    }

    fn includes(&mut self, left: Syntax) -> Parsed {
        let from = left.from;
        let how = [
            ("any", Includes::Any),
            ("all", Includes::All),
            ("none", Includes::None),
        ];
        let how = how
            .into_iter()
            .find(|(word, _)| self.take_all(&[word, "of"]));
        let options = match how {
            Some(_) => self.options()?,
            None => vec![self.sum()?],
        };
        let how = how.map_or(Includes::Any, |(_, how)| how);
        Some(at(Node::Includes(left, how, options), from, self.end()))
    }

    fn between(&mut self, left: Syntax) -> Parsed {
        let from = left.from;
        let low = self.sum()?;
        if !self.take("and") {
            return self.fail_here("`is between` takes two sides: `is between 1 and 10`");
        }
        let high = self.sum()?;
        Some(at(Node::Between(left, low, high), from, self.end()))
    }

    /// What is compared, and whether in the words of dates.
    fn order(&mut self) -> Option<(Compare, bool)> {
        let words = [
            (&["more", "than"][..], Compare::More, false),
            (&["less", "than"], Compare::Less, false),
            (&["at", "least"], Compare::AtLeast, false),
            (&["at", "most"], Compare::AtMost, false),
            (&["before"], Compare::Less, true),
            (&["after"], Compare::More, true),
            (&["on", "or", "before"], Compare::AtMost, true),
            (&["on", "or", "after"], Compare::AtLeast, true),
        ];
        words
            .into_iter()
            .find(|(words, ..)| self.take_all(words))
            .map(|(_, compare, of_dates)| (compare, of_dates))
    }

    /// `(a, b)`.
    pub(super) fn options(&mut self) -> Option<Vec<Syntax>> {
        if !self.take_sign('(') {
            self.fail_here("`of` is followed by brackets: `(a, b)`");
            return None;
        }
        self.deeper()?;
        let mut options = vec![self.sum()?];
        while self.take_sign(',') {
            options.push(self.sum()?);
        }
        self.close()?;
        Some(options)
    }
}
