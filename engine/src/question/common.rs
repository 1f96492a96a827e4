//! Keys that every question has, and how properties are read.

use crate::declare::{Fields, Key, Problems, Takes, may, must};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{declare as codes, form as form_codes};
use crate::source::Span;
use rust_decimal::Decimal;

static RULE: Takes = Takes::Block(&crate::declare::tables::RULE);

/// Keys of every question: identity, wording, answer, rules.
pub(crate) static COMMON: &[Key] = &[
    must(
        "question",
        Takes::Name,
        "Its name, written like_this; conditions use it.",
    ),
    crate::declare::tables::RENAMED_FROM,
    must(
        "type",
        Takes::Name,
        "What kind of answer it takes: `text`, `date`, `choose one` …, or a declared type.",
    ),
    must(
        "ask",
        Takes::Sentence,
        "The question, in the words that people read.",
    ),
    may(
        "hint",
        Takes::Sentence,
        "Help in one sentence, under the question.",
    ),
    may(
        "called",
        Takes::Sentence,
        "What messages call the answer: `company number` gives “Enter the company number”.",
    ),
    may(
        "guidance",
        Takes::Name,
        "The note that helps here: its path below `guidance/`, without `.md`.",
    ),
    may(
        "optional",
        Takes::Either(&[Takes::Flag, Takes::Condition]),
        "`true`, or a condition: the question may be left blank.",
    ),
    may(
        "starts as",
        Takes::Expression,
        "What stands in it at first, worked out from earlier answers.",
    ),
    may(
        "fixed",
        Takes::Flag,
        "`true`: it is shown as text, as `starts as` gives it, and cannot be changed.",
    ),
    may(
        "masked",
        Takes::Sentence,
        "How much is hidden wherever the answer is printed: `all but the last 4`, or `all`.",
    ),
    may(
        "show when",
        Takes::Condition,
        "It is asked only when this is true.",
    ),
    may(
        "rules",
        Takes::List(&RULE),
        "What must hold, and what is worth a warning.",
    ),
    may(
        "source",
        Takes::Sentence,
        "Where this is written. Editors and reviewers see it, parties do not.",
    ),
    may(
        "unconfirmed",
        Takes::Sentence,
        "What still has to be verified. Editors and reviewers see it, parties do not.",
    ),
];

/// A number with the word behind it: `80 characters`.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    pub(crate) number: Decimal,
    pub(crate) span: Span,
}

/// The number under `key`, with one of `units` behind it; the unit's position is returned too.
pub(crate) fn amount(
    fields: &Fields<'_>,
    key: &str,
    units: &[&str],
    problems: &mut Problems,
) -> Option<(Amount, usize)> {
    let written = fields.text(key, problems)?;
    let found = split(&written.text, units);
    if found.is_none() {
        let wanted = match units {
            [] | ["", ..] => "a number".to_owned(),
            [unit, ..] => format!("a number of {unit}, like `80 {unit}`"),
        };
        let message = format!("`{key}:` takes {wanted}, not `{}`", written.text);
        problems.push(Diagnostic::new(codes::BAD_VALUE, written.span, message));
    }
    let (number, unit) = found?;
    Some((
        Amount {
            number,
            span: written.span,
        },
        unit,
    ))
}

fn split(text: &str, units: &[&str]) -> Option<(Decimal, usize)> {
    let (number, word) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let number: Decimal = number.replace(',', "").parse().ok()?;
    let word = word.trim();
    let same =
        |unit: &str| word == unit || (!unit.is_empty() && unit.strip_suffix('s') == Some(word));
    Some((number, units.iter().position(|unit| same(unit))?))
}

/// A whole amount that is not negative, such as a number of characters.
pub(crate) fn whole(amount: &Amount, problems: &mut Problems) -> Option<usize> {
    let whole = usize::try_from(amount.number)
        .ok()
        .filter(|_| amount.number.fract().is_zero());
    if whole.is_none() {
        problems.push(Diagnostic::new(
            codes::BAD_VALUE,
            amount.span,
            "this must be a whole number, 0 or more",
        ));
    }
    whole
}

/// Says when the most is less than the least.
pub(crate) fn check_order<T: PartialOrd>(
    least: Option<&T>,
    most: Option<&T>,
    at: Option<Span>,
    problems: &mut Problems,
) {
    if let (Some(least), Some(most), Some(span)) = (least, most, at)
        && most < least
    {
        let message = "`at most` is less than `at least`, so no answer is right";
        problems.push(Diagnostic::new(form_codes::NO_ANSWER, span, message));
    }
}

/// The span of the value under a key.
pub(crate) fn span_of(fields: &Fields<'_>, key: &str) -> Option<Span> {
    fields.get(key).map(|node| node.span)
}

/// "the company number"; "your name" stays as it is.
pub(crate) fn the(called: &str) -> String {
    let first = called.split(' ').next().unwrap_or("");
    let has_one = [
        "the", "a", "an", "your", "their", "its", "his", "her", "our", "how", "what", "when",
        "which", "who", "where", "whether", "that",
    ];
    if has_one.iter().any(|word| word.eq_ignore_ascii_case(first)) {
        called.to_owned()
    } else {
        format!("the {called}")
    }
}

/// A claim that somebody confirms: "that you agree", "I agree" and "the terms" alike behind "confirm".
pub(crate) fn claim(called: &str) -> String {
    let first = called.split(' ').next().unwrap_or("").to_lowercase();
    let is_claim = ["i", "we", "you", "they", "he", "she", "it", "there"].contains(&first.as_str());
    if is_claim {
        format!("that {called}")
    } else {
        the(called)
    }
}

/// With a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The subject of a message: "The company number".
pub(crate) fn subject(called: &str) -> String {
    capital(&the(called))
}
