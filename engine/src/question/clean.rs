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
            '\u{200b}' | '\u{feff}' | '\u{ad}' => {}
            c if turns_direction(c) || c.is_control() => return None,
            c if c.is_whitespace() => cleaned.push(' '),
            c => cleaned.push(c),
        }
    }
    Some(Cow::Owned(cleaned))
}

fn is_nothing(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Marks that make text read otherwise than it is stored (Unicode technical report 36, 2.5).
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A code, number or date: full-width letters and digits are plain ones, every dash is a hyphen. `None` as for [`line`].
pub(crate) fn code(typed: &str) -> Option<Cow<'_, str>> {
    let line = line(typed)?;
    if line.is_ascii() {
        return Some(line);
    }
    let plain = line.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        c => c,
    });
    Some(Cow::Owned(plain.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_spaces_dashes_and_wide_digits_are_understood() {
        assert_eq!(code("\u{a0}１２３\u{2013}４ ").unwrap(), "123-4");
        assert_eq!(lines("a\r\nb\rc").unwrap(), "a\nb\nc");
        assert_eq!(line(" a\u{202f}b ").unwrap(), "a b");
    }

    #[test]
    fn marks_that_turn_the_direction_are_refused() {
        assert_eq!(line("a\u{202e}b"), None);
        assert_eq!(line("a\u{7}b"), None);
    }
}
