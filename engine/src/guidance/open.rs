//! What stands between `{{` and `}}` in a note: a value from a list, or another note to include.
//!
//! Both are put aside before the Markdown is read, behind signs that are just as long, so that every place stays that of the
//! file and nothing that fills them can be taken for Markdown. A backslash before `{{` means the two brackets themselves.

use std::ops::Range;

/// Stands around a number in the place of what was put aside; a character that Unicode leaves to private agreements.
const SIGN: char = '\u{F8FE}';

/// Bytes of the two signs.
const SIGNS: usize = 2 * SIGN.len_utf8();

/// What was written in the place of a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Opening {
    /// Where it stands, brackets and all.
    pub(crate) range: Range<usize>,
    /// The name of the note to include; a value where there is none.
    pub(crate) include: Option<Range<usize>>,
}

/// A piece of what was rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Fixed(&'a str),
    /// The opening of this number.
    Open(usize),
}

/// A text with signs in the place of whatever stands in double brackets, and what that is.
pub(super) fn signed(text: &str) -> (String, Vec<Opening>) {
    // As long as the sign itself.
    let text = text.replace(SIGN, "\u{FFFD}");
    let mut openings = Vec::new();
    let mut signed = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(range) = next(&text, at) {
        signed.push_str(text.get(at..range.start).unwrap_or_default());
        let number = openings.len();
        let digits = range.len().saturating_sub(SIGNS);
        let sign = format!("{SIGN}{number:0digits$}{SIGN}");
        if sign.len() == range.len() {
            signed.push_str(&sign);
        } else {
            signed.push_str(text.get(range.clone()).unwrap_or_default());
        }
        at = range.end;
        openings.push(Opening {
            include: include(&text, &range),
            range,
        });
    }
    signed.push_str(text.get(at..).unwrap_or_default());
    (signed, openings)
}

/// The next double brackets on one line; to the end of the line where they are not closed.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find("{{")?;
        if text
            .get(..start)
            .is_some_and(|before| before.ends_with('\\'))
        {
            at = start + 2;
            continue;
        }
        let rest = text.get(start..)?;
        let line = rest.find('\n').unwrap_or(rest.len());
        let closed = rest.get(..line)?.find("}}").map(|close| close + 2);
        return Some(start..start + closed.unwrap_or(line));
    }
}

/// The name behind `include:`.
fn include(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let inner = text.get(range.clone())?.strip_prefix("{{")?;
    let name = inner.trim_start().strip_prefix("include:")?;
    let name = name.strip_suffix("}}").unwrap_or(name).trim_start();
    let start = range.start + text.get(range.clone())?.find(name)?;
    Some(start..start + name.trim_end().len())
}

/// What was rendered, cut at its signs.
pub(super) fn cut(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let pieces = html.split(SIGN).enumerate();
    pieces.filter_map(|(n, text)| match (n % 2, text.parse()) {
        (0, _) => Some(Piece::Fixed(text)),
        (_, Ok(number)) => Some(Piece::Open(number)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_stays_where_it_was() {
        let text = "Pay {{ fees.entry.amount }} now.\n\n{{ include: shared/fees }}\n\n\\{{ not this }} {{a}} é";
        let (signed, openings) = signed(text);
        assert_eq!(signed.len(), text.len());
        let at = |range: &Range<usize>| text.get(range.clone()).unwrap();
        let written: Vec<&str> = openings.iter().map(|open| at(&open.range)).collect();
        assert_eq!(
            written,
            [
                "{{ fees.entry.amount }}",
                "{{ include: shared/fees }}",
                "{{a}}"
            ]
        );
        let includes: Vec<&str> = openings
            .iter()
            .filter_map(|open| open.include.as_ref().map(at))
            .collect();
        assert_eq!(includes, ["shared/fees"]);
        let open = cut(&signed).filter(|piece| matches!(piece, Piece::Open(_)));
        assert_eq!(open.count(), 2, "the third is too short to be a value");
    }

    #[test]
    fn what_is_not_closed_ends_with_its_line() {
        let (_, openings) = signed("a {{ fees.entry\nb }} c");
        assert_eq!(openings.len(), 1);
        assert_eq!(openings.first().unwrap().range, 2..15);
        let (forged, _) = signed("plain \u{F8FE}1\u{F8FE}");
        assert_eq!(cut(&forged).count(), 1, "{forged}");
    }
}
