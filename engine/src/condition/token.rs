//! Text into words, numbers, dates, quoted texts and signs, each with its range of bytes.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    /// `kinds`, `party.status`, `is`.
    Word(String),
    /// `1.50`.
    Number(Decimal),
    /// `2026-11-23`.
    Date(Date),
    /// `"in quotes"`.
    Text(String),
    /// `(`, `)`, `,`, `+`, `-`, `*`, `/`, or a sign that does not belong here.
    Sign(char),
}

/// Splits a text. The second value is where a quote was opened and never closed, or a number that is none.
pub(super) fn tokens(text: &str) -> (Vec<Token>, Option<(usize, &'static str)>) {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut at = 0;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            c if c.is_whitespace() => c.len_utf8(),
            '"' => {
                let Some(end) = rest.get(1..).and_then(|rest| rest.find('"')) else {
                    return (tokens, Some((at, "the quote is opened and not closed")));
                };
                let inner = rest.get(1..=end).unwrap_or("").to_owned();
                tokens.push(Token {
                    kind: TokenKind::Text(inner),
                    from: at,
                    to: at + end + 2,
                });
                end + 2
            }
            c if c.is_ascii_digit() => {
                let (kind, length) = match number_or_date(rest) {
                    Ok(found) => found,
                    Err(why) => return (tokens, Some((at, why))),
                };
                tokens.push(Token {
                    kind,
                    from: at,
                    to: at + length,
                });
                length
            }
            c if c.is_alphabetic() || c == '_' => {
                let length = run(rest, |c| c.is_alphanumeric() || c == '_' || c == '.');
                let word = rest.get(..length).unwrap_or("").trim_end_matches('.');
                tokens.push(Token {
                    kind: TokenKind::Word(word.to_owned()),
                    from: at,
                    to: at + word.len(),
                });
                word.len().max(1)
            }
            c => {
                tokens.push(Token {
                    kind: TokenKind::Sign(c),
                    from: at,
                    to: at + c.len_utf8(),
                });
                c.len_utf8()
            }
        };
        at += length;
        rest = rest.get(length..).unwrap_or("");
    }
    (tokens, None)
}

/// The number or date at the start of a text, and its length; or why it is neither.
fn number_or_date(text: &str) -> Result<(TokenKind, usize), &'static str> {
    let belongs = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-' || c == '_';
    let length = run(text, belongs);
    let whole = text.get(..length).unwrap_or("");
    let found = number(text, length)
        .filter(|(kind, _)| matches!(kind, TokenKind::Date(_)) || !looks_like_a_date(whole));
    found.ok_or(if looks_like_a_date(whole) {
        "there is no such day: a date is written like 2026-11-03"
    } else {
        "this is neither a number nor a date like 2026-11-23"
    })
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !belongs(c)).unwrap_or(text.len())
}

/// `2026-1-5` and `2026-11-31`, which would otherwise be a number less two others.
fn looks_like_a_date(text: &str) -> bool {
    let pieces: Vec<&str> = text.split('-').collect();
    let digits =
        |piece: &str, most| piece.len() <= most && piece.bytes().all(|b| b.is_ascii_digit());
    match pieces.as_slice() {
        [year, month, day] => {
            year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2)
        }
        _ => false,
    }
}

/// The longest date or number at the start of `text`, whose first `length` bytes could belong to it.
fn number(text: &str, length: usize) -> Option<(TokenKind, usize)> {
    let whole = text.get(..length)?;
    if let Some(date) = whole.get(..10).and_then(|first| first.parse::<Date>().ok()) {
        return (whole.len() == 10).then_some((TokenKind::Date(date), 10));
    }
    let digits = run(whole, |c| c.is_ascii_digit() || c == '.');
    let digits = whole.get(..digits)?.trim_end_matches('.').len();
    let next = whole.get(digits..)?.chars().next();
    if next.is_some_and(|c| c.is_alphabetic() || c == '_') {
        return None;
    }
    Some((
        TokenKind::Number(whole.get(..digits)?.parse().ok()?),
        digits,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minus_without_spaces_is_not_part_of_a_number() {
        let (found, _) = tokens("3-1 2026-11-23 x.y");
        assert_eq!(found.len(), 5);
        assert_eq!(
            found[3].kind,
            TokenKind::Date(jiff::civil::date(2026, 11, 23))
        );
        assert_eq!(found[4].kind, TokenKind::Word("x.y".to_owned()));
    }

    #[test]
    fn an_open_quote_is_found() {
        assert_eq!(
            tokens("x is \"a").1,
            Some((5, "the quote is opened and not closed"))
        );
    }
}
