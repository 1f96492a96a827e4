//! Text of files on a terminal: characters that would steer it are shown, not passed on.

use std::borrow::Cow;

/// The text with a picture in place of every control character; line ends and tabs stay.
pub(super) fn tame(text: &str) -> Cow<'_, str> {
    if is_tame(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(picture).collect())
}

/// Whether nothing in the text would steer a terminal.
pub(super) fn is_tame(text: &str) -> bool {
    text.chars().all(|c| picture(c) == c)
}

/// A character as it is drawn: a picture of one that would steer a terminal.
pub(super) fn picture(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        // What turns the direction of text, so that it reads as something else than it is.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}
