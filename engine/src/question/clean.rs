//! What people paste: understood where a person would understand it.

use std::borrow::Cow;

/// A line of text: no spaces at the ends, every kind of space a plain one, nothing invisible. `None` when it holds characters
/// that are never part of an answer: control characters, or marks that turn the direction of what follows.
pub(crate) fn line(typed: &str) -> Option<Cow<'_, str>> {
    clean(typed, false)
}

/// Like [`line`], with line breaks kept as `\n`.
pub(crate) fn lines(typed: &str) -> Option<Cow<'_, str>> {
    clean(typed, true)
}

fn clean(typed: &str, breaks: bool) -> Option<Cow<'_, str>> {
    let trimmed = typed.trim_matches(is_nothing);
    if trimmed.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return Some(Cow::Borrowed(trimmed));
    }
    let mut cleaned = String::with_capacity(trimmed.len());
    let mut letters = trimmed.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\r' | '\n' | '\u{2028}' | '\u{2029}' if breaks => {
                if c == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                cleaned.push('\n');
            }
            '\t' | '\r' | '\n' | '\u{2028}' | '\u{2029}' => cleaned.push(' '),
            c if is_nothing(c) && !c.is_whitespace() => {}
            c if turns_direction(c) || c.is_control() => return None,
            c if c.is_whitespace() => cleaned.push(' '),
            c => cleaned.push(c),
        }
    }
    Some(Cow::Owned(cleaned))
}

/// Spaces, and marks that take no room and mean nothing. Joiners inside words do: some scripts are written with them.
fn is_nothing(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

/// Marks that make text read otherwise than it is stored (Unicode technical report 36, 2.5).
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Stands for what is never part of an answer, so that nothing is mistaken for a blank.
const ODD: char = '\u{fffd}';

/// A code, number or date as it is written: full-width letters and digits are plain ones, every dash is a hyphen, every quotation
/// mark a straight one, and nothing invisible is left.
pub(crate) fn plain(typed: &str) -> Cow<'_, str> {
    let trimmed = typed.trim_matches(is_nothing);
    if trimmed.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return Cow::Borrowed(trimmed);
    }
    let letters = trimmed.chars().filter_map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        '\u{2018}'..='\u{201b}' | '\u{2039}' | '\u{203a}' => Some('\''),
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => Some('"'),
        '\u{200c}' | '\u{200d}' => None,
        c if c.is_whitespace() => Some(' '),
        c if is_nothing(c) || turns_direction(c) => None,
        c if c.is_control() => Some(ODD),
        c => Some(c),
    });
    Cow::Owned(letters.collect::<String>().trim().to_owned())
}

/// The same without what is copied along with a code: quotation marks around it, the sign that keeps a spreadsheet from counting,
/// and what ends a sentence.
pub(crate) fn code(typed: &str) -> Cow<'_, str> {
    match plain(typed) {
        Cow::Borrowed(text) => Cow::Borrowed(peeled(text)),
        Cow::Owned(text) => Cow::Owned(peeled(&text).to_owned()),
    }
}

fn peeled(text: &str) -> &str {
    let mut text = text;
    for _ in 0..2 {
        text = text.trim_end_matches(['.', ',', ';', ' ']);
        let quoted = ['"', '\''].into_iter().find_map(|mark| {
            let inner = text.strip_prefix(mark)?;
            inner.strip_suffix(mark)
        });
        let marked = text.strip_prefix('\'');
        text = quoted.or(marked).unwrap_or(text).trim();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_spaces_dashes_and_wide_digits_are_understood() {
        assert_eq!(code("\u{a0}１２３\u{2013}４ "), "123-4");
        assert_eq!(code("\u{200e}12\u{200b}3\u{202c}"), "123");
        assert_eq!(lines("a\r\nb\rc").unwrap(), "a\nb\nc");
        assert_eq!(line(" a\u{202f}b ").unwrap(), "a b");
    }

    #[test]
    fn what_is_copied_along_with_a_code_is_left_out() {
        for pasted in [
            "'0123",
            "\"0123\"",
            "“0123”.",
            "‘0123’",
            " 0123;",
            "\t0123.\t",
            "“0123.”",
        ] {
            assert_eq!(code(pasted), "0123", "{pasted}");
        }
        assert_eq!(plain("“0123”."), "\"0123\".");
        assert_eq!(code("O'Neill"), "O'Neill");
        assert_ne!(code("\u{7}"), "", "not a blank");
    }

    #[test]
    fn marks_that_turn_the_direction_are_refused() {
        assert_eq!(line("a\u{202e}b"), None);
        assert_eq!(line("a\u{7}b"), None);
    }
}
