//! Cells: what somebody put into a table, as they would have put it into the fields of a page.

use crate::answers::Entered;
use crate::catalogue::Question;
use crate::question::Kind;
use std::collections::BTreeMap;

/// What is entered for a question by the cells of a row, each with the box that it is for.
pub(super) fn entered<'a>(
    question: &Question,
    cells: &mut dyn Iterator<Item = (Option<&'a str>, &'a str)>,
) -> Option<Entered> {
    let mut parts = BTreeMap::new();
    for (part, cell) in cells {
        let cell = cell.trim();
        match part {
            Some(part) => {
                parts.insert(part.to_owned(), in_box(question, part, cell));
            }
            None => return Some(one(question, cell)),
        }
    }
    (!parts.is_empty()).then_some(Entered::Parts(parts))
}

fn one(question: &Question, cell: &str) -> Entered {
    match &question.kind {
        Kind::Choice(choice) => {
            let all = choice.choices.options.iter();
            let options: Vec<(&str, &str)> = all
                .map(|(name, label)| (name.as_str(), label.as_str()))
                .collect();
            if choice.several {
                return Entered::Several(several(cell, &options));
            }
            Entered::Text(meant(cell, options))
        }
        Kind::Country(country) => Entered::Text(meant(cell, country.options())),
        Kind::YesOrNo | Kind::TickBox => Entered::Text(yes_or_no(cell)),
        Kind::Number(_) => Entered::Text(number(cell)),
        _ => Entered::Text(cell.to_owned()),
    }
}

fn in_box(question: &Question, part: &str, cell: &str) -> String {
    match &question.kind {
        Kind::Address(address) if part == "country" => meant(cell, address.country.options()),
        _ => cell.to_owned(),
    }
}

/// The option that is meant by its name or its label; what was put where none is.
fn meant<'a>(cell: &str, options: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let is = |word: &str| word.trim().to_lowercase() == cell.to_lowercase();
    let found = options
        .into_iter()
        .find(|(name, label)| is(name) || is(label));
    found.map_or_else(|| cell.to_owned(), |(name, _)| name.to_owned())
}

/// Options with semicolons or line breaks between them; with commas, where no label has one.
fn several(cell: &str, options: &[(&str, &str)]) -> Vec<String> {
    let whole = meant(cell, options.iter().copied());
    if options.iter().any(|(name, _)| *name == whole) {
        return vec![whole];
    }
    let breaks = |c: char| c == ';' || c == '\n';
    let commas = |c: char| breaks(c) || c == ',';
    let pieces: Vec<&str> = if cell.contains(breaks) {
        cell.split(breaks).collect()
    } else {
        cell.split(commas).collect()
    };
    let pieces = pieces
        .into_iter()
        .map(str::trim)
        .filter(|piece| !piece.is_empty());
    pieces
        .map(|piece| meant(piece, options.iter().copied()))
        .collect()
}

fn yes_or_no(cell: &str) -> String {
    match cell.to_lowercase().as_str() {
        "y" | "true" | "x" | "1" => "yes".to_owned(),
        "n" | "false" | "0" => "no".to_owned(),
        _ => cell.to_owned(),
    }
}

/// `12,5`, as many write it: no comma between thousands has one, two or more than three digits behind it.
fn number(cell: &str) -> String {
    match cell.split_once(',') {
        Some((_, behind)) if !cell.contains('.') && !behind.contains(',') && behind.len() != 3 => {
            cell.replace(',', ".")
        }
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_before_one_or_two_digits_is_a_point() {
        assert_eq!(
            ["12,5", "1,000", "1,000.5", "1,2,3", "7"].map(number),
            ["12.5", "1,000", "1,000.5", "1,2,3", "7"]
        );
    }

    #[test]
    fn options_are_meant_by_name_or_label() {
        let options = [("a", "Chairs, folding"), ("b", "Cups")];
        assert_eq!(several("Chairs, folding", &options), ["a"]);
        assert_eq!(several("chairs, folding; B", &options), ["a", "b"]);
        assert_eq!(several("b, tables", &options), ["b", "tables"]);
    }
}
