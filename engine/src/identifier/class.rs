//! Sets of characters: what may stand at a place of an identifier. ASCII only, so that a set is one number.

use crate::condition::words::listed;

use crate::catalogue::{Meaning, Writer};

/// A set of ASCII characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u128);

impl Class {
    pub(super) const DIGITS: Self = Self::range(b'0', b'9');
    pub(super) const CAPITALS: Self = Self::range(b'A', b'Z');
    pub(super) const SMALL: Self = Self::range(b'a', b'z');

    /// Every character from `from` to `to`.
    pub(super) const fn range(from: u8, to: u8) -> Self {
        let (mut set, mut at) = (0, from);
        while at <= to && at < 128 {
            set |= 1 << at;
            at += 1;
        }
        Self(set)
    }

    /// The set of one character; nothing when it is not ASCII.
    pub(super) fn one(c: char) -> Option<Self> {
        u8::try_from(c)
            .ok()
            .filter(u8::is_ascii)
            .map(|c| Self(1 << c))
    }

    /// Every ASCII character of a text.
    pub(super) fn of(text: &str) -> Self {
        let ones = text.chars().filter_map(Self::one);
        ones.fold(Self::default(), Self::with)
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) fn has(self, c: char) -> bool {
        Self::one(c).is_some_and(|one| self.0 & one.0 != 0)
    }

    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn chars(self) -> impl Iterator<Item = char> {
        (0..128u8).map(char::from).filter(move |c| self.has(*c))
    }

    /// As a pattern: `[0-9A-Z]`. Read alike by the engine and by ECMA-262, which JSON Schema asks for.
    pub(super) fn pattern(self) -> String {
        let mut pattern = "[".to_owned();
        let mut run: Option<(char, char)> = None;
        let close = |run: Option<(char, char)>, pattern: &mut String| {
            let Some((from, to)) = run else { return };
            bracketed(from, pattern);
            if from != to {
                if to as u32 - from as u32 > 1 {
                    pattern.push('-');
                }
                bracketed(to, pattern);
            }
        };
        for c in self.chars() {
            run = match run {
                Some((from, to)) if to as u32 + 1 == c as u32 => Some((from, c)),
                other => {
                    close(other, &mut pattern);
                    Some((c, c))
                }
            };
        }
        close(run, &mut pattern);
        pattern.push(']');
        pattern
    }

    /// "letters, digits and hyphens".
    pub(super) fn describe(self, joint: &str) -> String {
        let mut parts = Vec::new();
        let mut rest = self;
        for (kind, word) in [
            (Self::CAPITALS, "letters"),
            (Self::SMALL, "small letters"),
            (Self::DIGITS, "digits"),
        ] {
            if rest.without(rest.without(kind)) == kind {
                parts.push(word.to_owned());
                rest = rest.without(kind);
            }
        }
        let letters = rest.without(rest.without(Self::CAPITALS));
        if letters.chars().count() > 8 {
            parts.push("letters".to_owned());
            rest = rest.without(Self::CAPITALS);
        }
        parts.extend(rest.chars().map(named));
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        listed(&parts, joint)
    }
}

/// What a character is called in a sentence, as several of them.
pub(super) fn named(c: char) -> String {
    match c {
        ' ' => "spaces",
        '-' => "hyphens",
        '_' => "underscores",
        '.' => "full stops",
        ',' => "commas",
        '/' => "slashes",
        other => return format!("“{other}”"),
    }
    .to_owned()
}

/// A character inside square brackets of a pattern.
fn bracketed(c: char, pattern: &mut String) {
    if matches!(c, '\\' | ']' | '[' | '^' | '-') {
        pattern.push('\\');
    }
    pattern.push(c);
}

/// A text as a pattern that matches just it.
pub(super) fn literal(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if r"\.+*?()|[]{}^$/".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

impl Meaning for Class {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_reads_as_a_pattern_and_as_words() {
        let class = Class::DIGITS.with(Class::CAPITALS).with(Class::of("-"));
        assert_eq!(class.pattern(), r"[\-0-9A-Z]");
        assert_eq!(class.describe("and"), "letters, digits and hyphens");
        assert_eq!(Class::of("ABX").pattern(), "[ABX]");
        assert_eq!(Class::of("ABCX").describe("or"), "“A”, “B”, “C” or “X”");
        assert!(!class.has('£') && !class.has('a') && class.has('-'));
    }
}
