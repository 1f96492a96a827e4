//! Files of examples, read against the form that they fill in.

use super::tables::{EXAMPLE, EXAMPLES};
use super::{Example, answers, expect};
use crate::answers::Answers;
use crate::catalogue::{Catalogue, Form};
use crate::declare::{Fields, Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{declare as declare_codes, example as codes};
use crate::name::ExampleName;
use crate::yaml::{Entry, Node};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An example as written.
struct Declared<'a> {
    name: Written,
    starts_from: Option<Written>,
    answers: &'a [Entry],
    example: Example,
}

/// Reads a file of examples.
pub(crate) fn declare(node: &Node, catalogue: &Catalogue, problems: &mut Problems) -> Vec<Example> {
    let Some(fields) = Fields::open(node, &EXAMPLES, problems) else {
        return Vec::new();
    };
    let Some(of) = fields.text("examples of", problems) else {
        return Vec::new();
    };
    let Some(form) = catalogue.form(&of.text) else {
        let known = catalogue.forms().map(|form| form.name.as_str());
        let message = format!("there is no form `{}`", of.text);
        let problem = Diagnostic::new(codes::NO_SUCH_FORM, of.span, message);
        problems.push(problem.did_you_mean(&of.text, known));
        return Vec::new();
    };
    let items = fields.list("examples", problems);
    let declared: Vec<Declared<'_>> = items
        .iter()
        .filter_map(|node| example(node, form, problems))
        .collect();
    let by_name = by_name(&declared, problems);
    declared
        .iter()
        .map(|one| {
            let chain = chain(one, &by_name, problems);
            let mut answers = Answers::new();
            for one in chain.iter().rev() {
                answers::add(one.answers, form, &mut answers);
            }
            Example {
                answers,
                today: chain.iter().find_map(|one| one.example.today),
                ..one.example.clone()
            }
        })
        .collect()
}

fn example<'a>(node: &'a Node, form: &Form, problems: &mut Problems) -> Option<Declared<'a>> {
    let fields = Fields::open(node, &EXAMPLE, problems)?;
    let name = fields.text("example", problems)?;
    let entries = fields.entries("answers", problems);
    answers::check(entries, form, problems);
    let today = fields.text("today", problems);
    let today = today.and_then(|written| day(&written, problems));
    let expected = fields.get("expect");
    let expect = expected.map(|node| expect::read(node, form, problems));
    Some(Declared {
        starts_from: fields.text("starts from", problems),
        answers: entries,
        example: Example {
            form: form.name.clone(),
            name: ExampleName::from(name.text.as_str()),
            today,
            answers: Answers::new(),
            expect: expect.unwrap_or_default(),
            span: name.span,
        },
        name,
    })
}

pub(super) fn day(written: &Written, problems: &mut Problems) -> Option<Date> {
    let day = written.text.parse().ok();
    if day.is_none() {
        let message = format!("`{}` is not a date", written.text);
        let problem = Diagnostic::new(declare_codes::BAD_VALUE, written.span, message);
        problems.push(problem.help("write year, month and day: `2026-11-23`"));
    }
    day
}

fn by_name<'a>(
    declared: &'a [Declared<'a>],
    problems: &mut Problems,
) -> BTreeMap<&'a str, &'a Declared<'a>> {
    let mut by_name: BTreeMap<&str, &Declared<'_>> = BTreeMap::new();
    for one in declared {
        if let Some(first) = by_name.get(one.name.text.as_str()) {
            let message = "there is another example with this name";
            let problem = Diagnostic::new(codes::DUPLICATE, one.name.span, message);
            problems.push(problem.related(first.name.span, "the first one"));
        } else {
            by_name.insert(&one.name.text, one);
        }
    }
    by_name
}

/// An example, the one that it starts from, and so on: the answers and the day of the later ones stand on the earlier.
fn chain<'a>(
    one: &'a Declared<'a>,
    by_name: &BTreeMap<&str, &'a Declared<'a>>,
    problems: &mut Problems,
) -> Vec<&'a Declared<'a>> {
    let mut chain = vec![one];
    let mut last = one;
    while let Some(from) = &last.starts_from {
        let Some(next) = by_name.get(from.text.as_str()) else {
            // Said once, at the example that names it.
            if chain.len() == 1 {
                let message = format!("there is no example `{}` of this form", from.text);
                let problem = Diagnostic::new(codes::NO_SUCH_EXAMPLE, from.span, message);
                problems.push(problem.did_you_mean(&from.text, by_name.keys().copied()));
            }
            break;
        };
        if chain
            .iter()
            .any(|earlier| earlier.name.span == next.name.span)
        {
            // Said once, at the first example of the circle.
            let first = chain.iter().map(|one| one.name.span).min();
            if next.name.span == one.name.span && first == Some(one.name.span) {
                let message = "this example starts from itself, through those that it starts from";
                problems.push(Diagnostic::new(codes::CIRCLE, from.span, message));
            }
            break;
        }
        chain.push(next);
        last = next;
    }
    chain
}
