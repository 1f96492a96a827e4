//! One line of a file as an editor reads it: how far it stands to the right, its hyphens, its key, its value.

use std::ops::Range;

/// A line, without what ends it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// Where it starts in the file.
    pub(super) start: usize,
    pub(super) text: &'t str,
}

/// The key of a line; places are counted in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) colon: usize,
}

impl<'t> Line<'t> {
    /// The line that byte `at` of `text` stands on.
    pub(super) fn at(text: &'t str, at: usize) -> Self {
        let at = (0..=at.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        let (before, after) = text.split_at(at);
        let start = before.rfind('\n').map_or(0, |n| n + 1);
        let end = after.find('\n').map_or(text.len(), |n| at + n);
        let text = text.get(start..end).unwrap_or("");
        Self {
            start,
            text: text.strip_suffix('\r').unwrap_or(text),
        }
    }

    /// The lines above it that are neither blank nor a comment, the nearest first.
    pub(super) fn above(self, text: &'t str) -> impl Iterator<Item = Self> {
        let mut start = self.start;
        std::iter::from_fn(move || {
            while start > 0 {
                let line = Line::at(text, start - 1);
                start = line.start;
                if !line.is_blank() {
                    return Some(line);
                }
            }
            None
        })
    }

    fn is_blank(self) -> bool {
        let body = self.text.trim_start();
        body.is_empty() || body.starts_with('#')
    }

    /// Where it ends, blanks at the end left out.
    pub(super) fn end(self) -> usize {
        self.start + self.text.trim_end().len()
    }

    /// How many spaces it begins with.
    pub(super) fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Where its first word starts: after spaces and the hyphens of list items.
    pub(super) fn body(self) -> usize {
        let mut rest = self.text.trim_start_matches(' ');
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start_matches(' ');
        }
        self.start + self.text.len() - rest.len()
    }

    /// Whether it begins an item of a list.
    pub(super) fn is_item(self) -> bool {
        let body = self.text.trim_start_matches(' ');
        body.starts_with("- ") || body == "-"
    }

    /// Where the hyphen is of an item that has no space after it.
    pub(super) fn stuck_dash(self) -> Option<usize> {
        let at = self.body();
        let mut letters = self.tail(at).chars();
        let stuck = letters.next() == Some('-') && letters.next().is_some_and(char::is_alphabetic);
        stuck.then_some(at)
    }

    /// The text from byte `at` of the file to the end, blanks at the end left out.
    pub(super) fn tail(self, at: usize) -> &'t str {
        self.text
            .get(at.saturating_sub(self.start)..)
            .unwrap_or("")
            .trim_end()
    }

    /// Its key, when it has one.
    pub(super) fn key(self) -> Option<Key<'t>> {
        let start = self.body();
        let body = self.tail(start);
        let from = match body.chars().next()? {
            quote @ ('"' | '\'') => body.get(1..)?.find(quote)? + 2,
            _ => 0,
        };
        let colon = body
            .match_indices(':')
            .map(|(at, _)| at)
            .find(|at| *at >= from && matches!(body.as_bytes().get(at + 1), None | Some(b' ')))?;
        let text = body.get(..colon)?;
        (!text.is_empty() && !text.contains(" #")).then_some(Key {
            text,
            start,
            colon: start + colon,
        })
    }

    /// Where its value stands: after the key, or after the hyphens where there is no key.
    pub(super) fn value(self) -> Range<usize> {
        let from = self.key().map_or(self.body(), |key| key.colon + 1);
        let rest = self.tail(from);
        let start = from + rest.len() - rest.trim_start().len();
        start..self.end().max(start)
    }
}

/// The text in quotes that keep every character.
pub(super) fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) {
        return format!("\"{text}\"");
    }
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_key_and_a_value() {
        let line = Line::at("a: b\n  - - \"x: y\": Which: one\r\nz", 9);
        assert_eq!((line.indent(), line.is_item()), (2, true));
        let key = line.key().unwrap();
        assert_eq!((key.text, key.start, key.colon), ("\"x: y\"", 11, 17));
        assert_eq!(line.tail(line.value().start), "Which: one");
        assert!(Line::at("title Add", 0).key().is_none());
        assert!(Line::at("time 12:30", 0).key().is_none());
    }

    #[test]
    fn lines_above_leave_out_comments_and_blanks() {
        let text = "a: b\n\n# c\nd: e";
        let above: Vec<_> = Line::at(text, text.len())
            .above(text)
            .map(|line| line.text)
            .collect();
        assert_eq!(above, ["a: b"]);
    }

    #[test]
    fn quotes_keep_every_character() {
        assert_eq!(quoted("a: b"), "\"a: b\"");
        assert_eq!(quoted("\"Big\" isn't"), "'\"Big\" isn''t'");
    }
}
