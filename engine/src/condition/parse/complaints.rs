//! What is wrong with what was written, and what to say instead.

use super::super::token::TokenKind;
use super::{Parsed, Parser};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::condition as codes;

/// Words that people try, and what is said instead.
const INSTEAD: [(&str, &str); 18] = [
    ("equals", "is"),
    ("equal", "is"),
    ("contains", "includes"),
    ("include", "includes"),
    ("has", "includes"),
    ("in", "is one of (a, b)"),
    ("empty", "is not answered"),
    ("blank", "is not answered"),
    ("null", "is not answered"),
    ("exists", "is answered"),
    ("given", "is answered"),
    ("are", "is"),
    ("was", "is"),
    ("greater", "is more than"),
    ("bigger", "is more than"),
    ("smaller", "is less than"),
    ("later", "is after"),
    ("earlier", "is before"),
];

impl Parser<'_> {
    pub(super) fn sign_of_code(&self) -> bool {
        matches!(
            self.sign(),
            Some('=' | '<' | '>' | '!' | '&' | '|' | '?' | '{' | '[' | '\'' | '%')
        )
    }

    /// A sign of some programming language stands here.
    pub(super) fn not_code(&mut self) -> Parsed {
        let next = self.tokens.get(self.at + 1).map(|token| &token.kind);
        let doubled = matches!(next, Some(TokenKind::Sign('=' | '&' | '|')));
        let say = match (self.sign(), doubled) {
            (Some('='), _) => "is",
            (Some('!'), true) => "is not",
            (Some('!'), false) => "not ( )",
            (Some('<'), true) => "is at most",
            (Some('<'), false) => "is less than",
            (Some('>'), true) => "is at least",
            (Some('>'), false) => "is more than",
            (Some('&'), _) => "and",
            (Some('|'), _) => "or",
            (Some('%'), _) => "mod",
            (Some('['), _) => "( )",
            (Some('\''), _) => "double quotes",
            _ => "words",
        };
        let (from, length) = (self.from(), if doubled { 2 } else { 1 });
        let sign = self.text(from, from + length);
        let message = match say {
            "double quotes" => "text stands in double quotes, not in single ones".to_owned(),
            "words" => format!("conditions are written in words, without `{sign}`"),
            say => format!("conditions are written in words: instead of `{sign}` say `{say}`"),
        };
        self.fail_at(from, from + length, &message)
    }

    /// `is not more than` and its like, which have a plainer word.
    pub(super) fn no_negated_order(&mut self) -> Option<()> {
        let say = match (self.word(), self.word_after()) {
            (Some("more"), Some("than")) => "is at most",
            (Some("less"), Some("than")) => "is at least",
            (Some("at"), Some("least")) => "is less than",
            (Some("at"), Some("most")) => "is more than",
            (Some("before"), _) => "is on or after",
            (Some("after"), _) => "is on or before",
            (Some("between"), _) => "not (x is between a and b)",
            _ => return Some(()),
        };
        let message = format!("`is not` goes with one value: say `{say}`");
        self.fail_here(&message);
        None
    }

    /// The token at hand fits nowhere.
    pub(super) fn unexpected(&mut self) -> Parsed {
        let Some((from, to)) = self.tokens.get(self.at).map(|token| (token.from, token.to)) else {
            return self.fail_here("something is missing at the end");
        };
        let found = self.text(from, to);
        let message = format!("`{found}` is not expected here");
        if let Some((_, say)) = INSTEAD.iter().find(|(word, _)| *word == found) {
            return self.fail_with(&message, |problem| problem.help(format!("say `{say}`")));
        }
        // `name is Acme Ltd`: two words in a row, of which no condition knows the second.
        let two_words = self.word().is_some()
            && self.at.checked_sub(1).is_some_and(|before| {
                matches!(
                    self.tokens.get(before).map(|t| &t.kind),
                    Some(TokenKind::Word(_))
                )
            });
        self.fail_with(&message, |problem| {
            let words = [
                "and", "or", "is", "includes", "where", "after", "before", "working", "days",
                "months", "not", "one", "of", "answered", "between", "than", "least", "most",
            ];
            let problem = problem.did_you_mean(&found, words);
            match problem.label {
                None if two_words => problem.help("text to compare with stands in double quotes"),
                _ => problem,
            }
        })
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.written.text.get(from..to).unwrap_or("").to_owned()
    }

    pub(super) fn fail_here(&mut self, message: &str) -> Parsed {
        self.fail_with(message, |problem| problem)
    }

    pub(super) fn fail_with(
        &mut self,
        message: &str,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) -> Parsed {
        let (from, to) = match self.tokens.get(self.at) {
            Some(token) => (token.from, token.to),
            None => (self.end().saturating_sub(1), self.end()),
        };
        let problem = Diagnostic::new(codes::UNREADABLE, self.written.part(from, to), message);
        self.problem = Some(Box::new(more(problem)));
        None
    }

    pub(super) fn fail_at(&mut self, from: usize, to: usize, message: &str) -> Parsed {
        let span = self.written.part(from, to);
        self.problem = Some(Box::new(Diagnostic::new(codes::UNREADABLE, span, message)));
        None
    }
}
