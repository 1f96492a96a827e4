//! Where the reading stands among the tokens.

use super::super::token::TokenKind;
use super::{PARTS, Parser};

impl Parser<'_> {
    pub(super) fn word(&self) -> Option<&str> {
        self.word_at(self.at)
    }

    pub(super) fn word_after(&self) -> Option<&str> {
        self.word_at(self.at + 1)
    }

    fn word_at(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at).map(|token| &token.kind) {
            Some(TokenKind::Word(word)) => Some(word),
            _ => None,
        }
    }

    pub(super) fn sign(&self) -> Option<char> {
        match self.tokens.get(self.at).map(|token| &token.kind) {
            Some(TokenKind::Sign(sign)) => Some(*sign),
            _ => None,
        }
    }

    /// Steps over a word, if it is the next.
    pub(super) fn take(&mut self, word: &str) -> bool {
        self.take_all(&[word])
    }

    /// Steps over some words, if they are the next.
    pub(super) fn take_all(&mut self, words: &[&str]) -> bool {
        let mut nth = words.iter().enumerate();
        let all = nth.all(|(n, word)| self.word_at(self.at + n) == Some(word));
        if all {
            self.at += words.len();
        }
        all
    }

    pub(super) fn take_sign(&mut self, sign: char) -> bool {
        let found = self.sign() == Some(sign);
        self.at += usize::from(found);
        found
    }

    pub(super) fn close(&mut self) -> Option<()> {
        if self.take_sign(')') {
            return Some(());
        }
        if self.at < self.tokens.len() {
            self.unexpected();
        } else {
            self.fail_here("a closing bracket is missing");
        }
        None
    }

    /// Counts something that holds another expression.
    pub(super) fn deeper(&mut self) -> Option<()> {
        self.parts += 1;
        if self.parts <= PARTS {
            return Some(());
        }
        self.fail_here(
            "this is too much for one condition: give parts of it names under `values:`",
        );
        None
    }

    /// Where the next token starts.
    pub(super) fn from(&self) -> usize {
        self.tokens
            .get(self.at)
            .map_or(self.written.text.len(), |token| token.from)
    }

    /// Where the last token ended.
    pub(super) fn end(&self) -> usize {
        let last = self.at.checked_sub(1);
        last.and_then(|last| self.tokens.get(last))
            .map_or(0, |token| token.to)
    }
}
