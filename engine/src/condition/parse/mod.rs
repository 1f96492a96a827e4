//! Tokens into [`Syntax`]: no loops, no code, `and` with `or` only in brackets.
//!
//! Knows no names. The first thing that cannot be read ends the reading, with one problem.

mod comparing;
mod complaints;
mod cursor;
mod values;

use super::syntax::{Node, Quantity, Syntax};
use super::token::{Token, tokens};
use crate::declare::{Problems, Written};
use crate::diagnostic::Diagnostic;

/// Brackets, signs and words that hold another expression, in one expression. Bounds how deep the tree can be.
const PARTS: usize = 100;
/// Bytes of one expression.
const LENGTH: usize = 4_000;

/// Reads an expression. `None` when it cannot be read; then one problem says why.
pub(super) fn parse(written: &Written, problems: &mut Problems) -> Option<Syntax> {
    let mut parser = Parser {
        written,
        tokens: Vec::new(),
        at: 0,
        parts: 0,
        problem: None,
    };
    let syntax = parser.whole();
    if let Some(problem) = parser.problem {
        problems.push(*problem);
        return None;
    }
    syntax
}

struct Parser<'a> {
    written: &'a Written,
    tokens: Vec<Token>,
    at: usize,
    /// How many of [`PARTS`] were met.
    parts: usize,
    problem: Option<Box<Diagnostic>>,
}

type Parsed = Option<Syntax>;

impl Parser<'_> {
    fn whole(&mut self) -> Parsed {
        let length = self.written.text.len();
        if length > LENGTH {
            let message =
                "this is too long for one condition: give its parts names under `values:`";
            return self.fail_at(0, length, message);
        }
        let (tokens, broken) = tokens(&self.written.text);
        self.tokens = tokens;
        if let Some((at, why)) = broken {
            return self.fail_at(at, length, why);
        }
        if self.tokens.is_empty() {
            return self.fail_at(0, length, "a condition is missing here");
        }
        let syntax = self.any()?;
        if self.at < self.tokens.len() {
            return self.unexpected();
        }
        Some(syntax)
    }

    /// Parts joined by `and`, or by `or`.
    fn any(&mut self) -> Parsed {
        let first = self.part()?;
        match self.word() {
            Some("and") => self.joined("and", "or", first),
            Some("or") => self.joined("or", "and", first),
            _ => Some(first),
        }
    }

    fn joined(&mut self, word: &str, other: &str, first: Syntax) -> Parsed {
        let from = first.from;
        let mut parts = vec![first];
        while self.take(word) {
            parts.push(self.part()?);
        }
        if self.word() == Some(other) {
            let problem =
                "`and` and `or` stand side by side, and it is not plain which comes first";
            return self.fail_with(problem, |d| {
                d.help("put brackets around one of them, or give one a name under `values:`")
            });
        }
        let to = parts.last().map_or(from, |part| part.to);
        let node = if word == "and" {
            Node::And(parts)
        } else {
            Node::Or(parts)
        };
        Some(at(node, from, to))
    }

    /// What stands between `and`s: `not ( )`, a collection with its word, a comparison.
    fn part(&mut self) -> Parsed {
        let from = self.from();
        if self.take("not") {
            if self.sign() != Some('(') {
                return self.fail_with("`not` is followed by brackets", |d| {
                    d.help("write `not (kind is a)`, or `kind is not a`")
                });
            }
            let inner = self.bracketed()?;
            return Some(at(Node::Not(inner), from, self.end()));
        }
        for (words, quantity) in [
            (&["any", "of"][..], Quantity::Any),
            (&["no", "other"], Quantity::NoOther),
            (&["no"], Quantity::None),
        ] {
            if self.take_all(words) {
                let collection = self.value()?;
                return Some(at(Node::Some(quantity, collection), from, self.end()));
            }
        }
        if self.take("every") {
            self.deeper()?;
            let collection = self.value()?;
            let condition = self.part()?;
            return Some(at(Node::Every(collection, condition), from, self.end()));
        }
        let left = self.sum()?;
        self.comparison(left)
    }
}

fn at(node: Node, from: usize, to: usize) -> Syntax {
    Syntax {
        node: Box::new(node),
        from,
        to,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    fn said(text: &str) -> String {
        let file = Sources::new([("a".to_owned(), Vec::new())]).find("a");
        let written = Written::at(text, Span::new(file.unwrap(), 0, text.len()));
        let mut problems = Problems::default();
        match parse(&written, &mut problems) {
            Some(_) => String::new(),
            None => problems
                .into_iter()
                .map(|problem| problem.message)
                .collect(),
        }
    }

    #[test]
    fn nothing_that_is_nested_or_strung_together_without_end_is_read() {
        for text in [
            "-".repeat(3_900) + "1",
            "(".repeat(3_900),
            "not (".repeat(700),
            "length of ".repeat(300) + "x",
            "number of ".repeat(300) + "x",
            "every x ".repeat(400) + "a is b",
            "1".to_owned() + &"+1".repeat(1_900),
            "1 day after ".repeat(300) + "today",
            "x is one of (".repeat(290),
        ] {
            assert!(!said(&text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_hundred_parts_are_read() {
        assert_eq!(said(&("x is ".to_owned() + &"-".repeat(99) + "1")), "");
        assert_eq!(said(&("1".to_owned() + &" + 1".repeat(99) + " is x")), "");
        assert_eq!(said(&("x is a and ".repeat(300) + "x is b")), "");
    }
}
