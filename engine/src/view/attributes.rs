//! Attributes of controls: what a browser may fill in by itself, which keyboard it shows, how wide a box is.

use super::Attributes;
use crate::catalogue::Question;
use crate::identifier::IdentifierType;
use crate::question::{Files, Kind, Number, Style, Text};

/// Longest count that is shown; above it nobody counts.
const COUNTED: usize = 5_000;
/// A box is not drawn wider than this; above it, it is as wide as the page.
const WIDEST: usize = 30;

/// The attributes of a question's only box.
pub(super) fn of(question: &Question) -> Attributes {
    let mut found = match &question.kind {
        Kind::Text(text) => of_text(text),
        Kind::Number(number) => of_number(number),
        Kind::Email(_) => code(Some("email"), Some("email"), None),
        Kind::Phone => code(Some("tel"), Some("tel"), Some(20)),
        Kind::Website => code(Some("url"), Some("url"), None),
        Kind::PersonName(_) => code(Some("name"), None, None),
        Kind::Postcode => code(Some("postal-code"), None, Some(10)),
        Kind::Secret(_) => code(Some("new-password"), None, None),
        Kind::Country(_) => Attributes {
            autocomplete: Some("country"),
            ..Attributes::default()
        },
        Kind::File(files) => of_files(files),
        Kind::Declared(declared) => of_identifier(Some(declared.declaration())),
        _ => Attributes::default(),
    };
    found.confirms = question.confirms();
    // WCAG 1.3.5 is about the person who fills in: what repeats is about others.
    if question.section.is_some() {
        found.autocomplete = None;
    }
    found
}

/// The attributes of one of several boxes.
pub(super) fn of_box(question: &Question, part: &str) -> Attributes {
    let mut found = match (&question.kind, part) {
        (Kind::Day(_), "year") => code(None, Some("numeric"), Some(4)),
        (Kind::Day(_), _) => code(None, Some("numeric"), Some(2)),
        (Kind::Address(_), part) => of_address(part),
        (Kind::Declared(declared), part) => of_identifier(declared.declaration().box_type(part)),
        _ => code(None, None, Some(10)),
    };
    if question.section.is_some() {
        found.autocomplete = None;
    }
    found
}

fn of_address(part: &str) -> Attributes {
    let autocomplete = match part {
        "line_1" => "address-line1",
        "line_2" => "address-line2",
        "town" => "address-level2",
        "postcode" => return code(Some("postal-code"), None, Some(10)),
        _ => "country",
    };
    Attributes {
        autocomplete: Some(autocomplete),
        ..Attributes::default()
    }
}

/// As wide as its example, with the keypad when it has digits alone.
fn of_identifier(declared: Option<&IdentifierType>) -> Attributes {
    let example = declared.and_then(IdentifierType::example);
    let width = example.map_or(20, |example| example.chars().count());
    let digits = declared.is_some_and(|declared| {
        let pattern = declared.pattern().replace("0-9", "");
        !pattern.contains(|c: char| c.is_alphabetic() || " -.,/".contains(c))
    });
    let inputmode = digits.then_some("numeric");
    code(
        None,
        inputmode,
        Some(width).filter(|width| *width <= WIDEST),
    )
}

/// Something whose spelling means nothing to a dictionary.
fn code(
    autocomplete: Option<&'static str>,
    inputmode: Option<&'static str>,
    width: Option<usize>,
) -> Attributes {
    Attributes {
        autocomplete,
        inputmode,
        spellcheck: Some(false),
        width,
        ..Attributes::default()
    }
}

/// What a browser lets choose; what is then sent is looked at all the same.
fn of_files(files: &Files) -> Attributes {
    let endings = files.accepts().iter().flat_map(|format| format.extensions);
    let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
    Attributes {
        accept: Some(endings.join(",")),
        multiple: files.up_to() > 1,
        ..Attributes::default()
    }
}

fn of_text(text: &Text) -> Attributes {
    let most = text.most_characters();
    let counted = |most: Option<usize>| most.filter(|most| text.long && *most <= COUNTED);
    Attributes {
        width: most.filter(|most| !text.long && *most <= WIDEST),
        max: counted(most),
        max_words: counted(text.most_words()),
        ..Attributes::default()
    }
}

fn of_number(number: &Number) -> Attributes {
    // A telephone's keypad for numbers has no minus sign.
    let inputmode = match number.style {
        _ if number.may_be_negative() => None,
        Style::Whole => Some("numeric"),
        Style::Decimal | Style::Money => Some("decimal"),
    };
    Attributes {
        prefix: (number.style == Style::Money).then(|| "£".to_owned()),
        suffix: number.unit.clone(),
        ..code(None, inputmode, Some(10))
    }
}
