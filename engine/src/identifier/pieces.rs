//! Reading the pieces of a shape: `2 digits`, `1 to 3 letters`, `1 of X Y Z`, `"GB"`, `core: other_type`.

use super::build::Builder;
use super::class::Class;
use super::takes::Takes;
use crate::catalogue::meaning;
use crate::declare::{Problems, Written, check_snake};
use crate::diagnostic::codes::identifier as codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;
use crate::yaml::{Kind, Node, Style};

/// The most characters that a piece may have.
const LONGEST: usize = 100;

/// A piece of a shape.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) name: Option<String>,
    pub(super) takes: Takes,
    pub(super) span: Span,
}

/// The pieces under `looks like:`. `None` when one of them is wrong; it was reported.
pub(super) fn pieces(
    items: &[Node],
    builder: &mut Builder<'_>,
    problems: &mut Problems,
) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Option<Piece>> = Vec::new();
    let mut seen: Vec<(String, Span)> = Vec::new();
    for item in items {
        let Some(entries) = item.map() else {
            let takes = takes(item, builder, problems);
            pieces.push(takes.map(|takes| Piece {
                name: None,
                takes,
                span: item.span,
            }));
            continue;
        };
        for entry in entries {
            let name = Written::exactly(entry.key.clone(), entry.key_span);
            // `number of` counts things, and a piece is never one of several, so that a number may be called one.
            if entry.key != "number" {
                check_snake(&name, "a piece", problems);
            }
            if let Some((_, first)) = seen.iter().find(|(known, _)| *known == entry.key) {
                let message = format!("two pieces are called `{}`", entry.key);
                let problem = Diagnostic::new(codes::SAME_PIECE, entry.key_span, message);
                problems.push(problem.related(*first, "the first one"));
            }
            seen.push((entry.key.clone(), entry.key_span));
            let takes = takes(&entry.value, builder, problems);
            pieces.push(takes.map(|takes| Piece {
                name: Some(entry.key.clone()),
                takes,
                span: entry.key_span,
            }));
        }
    }
    pieces.into_iter().collect()
}

fn takes(node: &Node, builder: &mut Builder<'_>, problems: &mut Problems) -> Option<Takes> {
    let Kind::Scalar(scalar) = &node.kind else {
        let message = format!(
            "a piece is said in a few words, and this is {}",
            node.describe()
        );
        problems.push(bad(node.span, message));
        return None;
    };
    if scalar.style == Style::Quoted {
        if scalar.text.is_empty() || !scalar.text.is_ascii() {
            let message =
                "what stands there just so must be letters, digits and signs of a plain keyboard";
            problems.push(bad(node.span, message.to_owned()));
            return None;
        }
        return Some(Takes::Literal(scalar.text.clone()));
    }
    spec(&Written::of(node)?, builder, problems)
}

/// Reads the words of one piece.
pub(super) fn spec(
    written: &Written,
    builder: &mut Builder<'_>,
    problems: &mut Problems,
) -> Option<Takes> {
    let words: Vec<&str> = written.text.split_whitespace().collect();
    if let Some((least, most, rest)) = count(&words) {
        if least == 0 || most < least || most > LONGEST {
            let message = format!("a piece has 1 to {LONGEST} characters");
            problems.push(bad(written.span, message));
            return None;
        }
        return match characters(rest, (least, most)) {
            Ok(takes) => Some(takes),
            Err(message) => {
                problems.push(bad(written.span, message));
                None
            }
        };
    }
    match words.as_slice() {
        ["number", "of", "up", "to", rest @ ..] => {
            let number = number(rest);
            if number.is_none() {
                let message =
                    "a number is written `number of up to 10 digits with up to 3 decimals`";
                problems.push(bad(written.span, message.to_owned()));
            }
            number
        }
        ["row", "of", list] => builder.list(list, written.span, problems).map(Takes::Row),
        [column, "of", piece] => Some(Takes::ShapeOf {
            column: (*column).to_owned(),
            piece: (*piece).to_owned(),
        }),
        [name] => named(name, written, builder, problems),
        _ => {
            problems.push(bad(
                written.span,
                format!("`{}` says nothing about a piece", written.text),
            ));
            None
        }
    }
}

fn bad(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(codes::BAD_PIECE, span, message).help(
        "say how many of what: `2 digits`, `1 to 3 letters`, `1 of X Y Z`, `12 of digits letters -`; \
         the name of another type; or in quotes what stands there just so",
    )
}

fn named(
    name: &str,
    written: &Written,
    builder: &mut Builder<'_>,
    problems: &mut Problems,
) -> Option<Takes> {
    if matches!(name, "digit" | "digits" | "letter" | "letters") {
        problems.push(bad(written.span, format!("how many {name}?")));
        return None;
    }
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
        let problem = bad(written.span, format!("`{name}` says nothing about a piece"));
        problems.push(problem.suggest(written.span, format!("\"{name}\"")));
        return None;
    }
    builder.other(written, problems).map(Takes::Type)
}

/// `2`, `1 to 3`, `up to 4` at the start, and what follows.
fn count<'w, 'a>(words: &'w [&'a str]) -> Option<(usize, usize, &'w [&'a str])> {
    match words {
        ["up", "to", most, rest @ ..] => Some((1, most.parse().ok()?, rest)),
        [least, "to", most, rest @ ..] => Some((least.parse().ok()?, most.parse().ok()?, rest)),
        [count, rest @ ..] => {
            let count = count.parse().ok()?;
            Some((count, count, rest))
        }
        [] => None,
    }
}

fn characters(words: &[&str], (least, most): (usize, usize)) -> Result<Takes, String> {
    let class = match words {
        ["digit" | "digits"] => Class::DIGITS,
        ["letter" | "letters"] => Class::CAPITALS,
        ["small", "letter" | "letters"] => Class::SMALL,
        ["letter" | "letters", "or" | "and", "digit" | "digits"]
        | ["digit" | "digits", "or" | "and", "letter" | "letters"] => {
            Class::DIGITS.with(Class::CAPITALS)
        }
        ["of", items @ ..] if !items.is_empty() => return of(items, (least, most)),
        [] => return Err("of what?".to_owned()),
        _ => {
            let what = words.join(" ");
            let near = nearest(
                &what,
                ["digits", "letters", "small letters", "letters or digits"],
            );
            let near = near.map_or_else(String::new, |near| format!(": did you mean `{near}`?"));
            return Err(format!("an identifier has no `{what}`{near}"));
        }
    };
    Ok(Takes::Class {
        class,
        least,
        most,
        inner: Class::default(),
    })
}

/// What stands behind `of`: classes, ranges `A-H`, single characters; or for one place, whole words.
fn of(items: &[&str], (least, most): (usize, usize)) -> Result<Takes, String> {
    let mut class = Class::default();
    let mut word = None;
    let mut at = 0;
    while let Some(item) = items.get(at) {
        at += 1;
        let mut letters = item.chars();
        class = class.with(
            match (*item, items.get(at), letters.next(), letters.as_str()) {
                ("digits", ..) => Class::DIGITS,
                ("letters", ..) => Class::CAPITALS,
                ("small", Some(&"letters"), ..) => {
                    at += 1;
                    Class::SMALL
                }
                (_, _, Some(c), "") => Class::one(c).ok_or_else(|| {
                    format!(
                        "“{c}” is not on a plain keyboard, so it cannot be part of an identifier"
                    )
                })?,
                (_, _, Some(from), rest) if rest.len() == 2 && rest.starts_with('-') => {
                    let to = rest.bytes().last().unwrap_or(0);
                    let from = u8::try_from(from).unwrap_or(u8::MAX);
                    if from > to {
                        return Err(format!("`{item}` runs backwards"));
                    }
                    Class::range(from, to)
                }
                _ => {
                    word = Some(*item);
                    Class::default()
                }
            },
        );
    }
    match word {
        None => Ok(Takes::Class {
            class,
            least,
            most,
            inner: Class::default(),
        }),
        Some(word) if (least, most) != (1, 1) => Err(format!(
            "`{word}` is more than one character: only `1 of` takes whole words"
        )),
        Some(_) if items.iter().any(|item| !item.is_ascii()) => Err(
            "words of an identifier are letters, digits and signs of a plain keyboard".to_owned(),
        ),
        Some(_) => Ok(Takes::Words(
            items.iter().map(|item| (*item).to_owned()).collect(),
        )),
    }
}

/// `10 digits with up to 3 decimals`, `2 digits`.
fn number(words: &[&str]) -> Option<Takes> {
    let (whole, decimals) = match words {
        [whole, "digit" | "digits"] => (whole.parse().ok()?, 0),
        [
            whole,
            "digit" | "digits",
            "with",
            "up",
            "to",
            decimals,
            "decimal" | "decimals",
        ] => (whole.parse().ok()?, decimals.parse().ok()?),
        _ => return None,
    };
    (whole >= 1 && whole + decimals <= 28).then_some(Takes::Number { whole, decimals })
}

meaning!(Piece { name, takes } without { span });
