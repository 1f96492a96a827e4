//! A form as written.

use super::fields::{Fields, Problems};
use super::page::{self, PageDeclaration};
use super::rule::{self, RuleDeclaration, WorthDeclaration};
use super::section::{self, SectionDeclaration};
use super::tables;
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::name;
use crate::source::Span;
use crate::yaml::Node;

/// A form.
#[derive(Clone, Debug)]
pub(crate) struct FormDeclaration {
    pub(crate) name: Written,
    pub(crate) title: Option<Written>,
    pub(crate) summary: Option<Written>,
    pub(crate) guidance: Option<Written>,
    pub(crate) started_by: Vec<Written>,
    pub(crate) reference: Option<Written>,
    pub(crate) declaration: Option<Written>,
    pub(crate) sent_note: Option<Written>,
    pub(crate) sections: Vec<SectionPart>,
    pub(crate) values: Vec<(Written, WorthDeclaration)>,
    pub(crate) rules: Vec<RuleDeclaration>,
    pub(crate) span: Span,
}

/// A section in place, or the name of one in a file.
#[derive(Clone, Debug)]
pub(crate) enum SectionPart {
    /// Written here.
    Here(Box<SectionDeclaration>),
    /// Written in a file of its own.
    From {
        name: Written,
        show_when: Option<Written>,
    },
}

/// Reads a form.
pub(crate) fn declare(node: &Node, problems: &mut Problems) -> Option<FormDeclaration> {
    let fields = Fields::open(node, &tables::FORM, problems)?;
    let name = fields.text("form", problems)?;
    check_kebab(&name, "a form", problems);
    let sent_note = fields
        .get("when sent")
        .and_then(|node| Fields::open(node, &tables::WHEN_SENT, problems))
        .and_then(|fields| fields.text("show", problems));
    let sections = parts(&fields, &name, problems);
    let span = name.span;
    Some(FormDeclaration {
        name,
        title: fields.text("title", problems),
        summary: fields.text("summary", problems),
        guidance: fields.text("guidance", problems),
        started_by: fields
            .items("started by")
            .iter()
            .filter_map(Written::of)
            .collect(),
        reference: fields.text("reference", problems),
        declaration: fields.text("declaration", problems),
        sent_note,
        sections,
        values: values(&fields, problems),
        rules: rule::rules(&fields, problems),
        span,
    })
}

fn parts(fields: &Fields<'_>, name: &Written, problems: &mut Problems) -> Vec<SectionPart> {
    let ways = ["sections", "pages", "questions"];
    let written: Vec<&str> = ways
        .into_iter()
        .filter(|key| fields.get(key).is_some())
        .collect();
    if written.len() != 1 {
        let message = match written.as_slice() {
            [] => "a form needs `sections:`, `pages:` or `questions:`".to_owned(),
            several => format!(
                "a form has one of `sections:`, `pages:` and `questions:`, and this one has {}",
                several.len()
            ),
        };
        problems.push(Diagnostic::new(codes::WRONG_SHAPE, name.span, message));
    }
    if fields.get("sections").is_some() {
        return fields
            .list("sections", problems)
            .iter()
            .filter_map(|node| part(node, problems))
            .collect();
    }
    let pages = pages_of(fields, &Written::at("answers", name.span), problems);
    let section = SectionDeclaration {
        name: Written::at("answers", name.span),
        renamed_from: Vec::new(),
        title: None,
        show_when: None,
        repeat: None,
        pages,
    };
    vec![SectionPart::Here(Box::new(section))]
}

/// The pages of a form or section: under `pages:`, or one that holds its `questions:`.
pub(crate) fn pages_of(
    fields: &Fields<'_>,
    name: &Written,
    problems: &mut Problems,
) -> Vec<PageDeclaration> {
    if fields.get("questions").is_some() {
        let items = page::items(fields, problems);
        let page = name.text.replace('_', "-");
        return vec![PageDeclaration::holding(
            Written::at(page, name.span),
            items,
        )];
    }
    fields
        .list("pages", problems)
        .iter()
        .filter_map(|node| page::declare(node, problems))
        .collect()
}

fn part(node: &Node, problems: &mut Problems) -> Option<SectionPart> {
    if node.get("section from").is_some() {
        let fields = Fields::open(node, &tables::SECTION_FROM, problems)?;
        let show_when = fields.text("show when", problems);
        return Some(SectionPart::From {
            name: fields.text("section from", problems)?,
            show_when,
        });
    }
    section::declare(node, problems)
        .map(Box::new)
        .map(SectionPart::Here)
}

fn values(fields: &Fields<'_>, problems: &mut Problems) -> Vec<(Written, WorthDeclaration)> {
    let mut values = Vec::new();
    for entry in fields.entries("values", problems) {
        let name = Written::at(entry.key.clone(), entry.key_span);
        check_snake(&name, "a value", problems);
        if let Some(worth) = rule::worth(&entry.value, problems) {
            values.push((name, worth));
        }
    }
    values
}

/// Says when a name that a condition can use is not `like_this`, or is a word of the condition language.
pub(crate) fn check_snake(name: &Written, what: &str, problems: &mut Problems) {
    if name::RESERVED.contains(&name.text.as_str()) {
        let message = format!(
            "`{}` means something in conditions and cannot be the name of {what}",
            name.text
        );
        let problem = Diagnostic::new(codes::BAD_NAME, name.span, message);
        problems.push(match name.text.as_str() {
            "no" => problem.help(
                "take another word, such as `none`; a question with the answers yes and no has the type `yes or no` and no options",
            ),
            word => problem.help(format!("take another word, such as `{word}_1` or one that says more")),
        });
    } else if !name::is_snake(&name.text) {
        bad_name(name, what, '_', problems);
    }
}

/// The names that something had before.
pub(crate) fn renamed_from(
    fields: &Fields<'_>,
    what: &str,
    problems: &mut Problems,
) -> Vec<Written> {
    let names = fields.items("renamed from").iter();
    let names: Vec<Written> = names.filter_map(Written::of).collect();
    for name in &names {
        check_snake(name, what, problems);
    }
    names
}

/// Says when a name of a form, page or note is not `like-this`.
pub(crate) fn check_kebab(name: &Written, what: &str, problems: &mut Problems) {
    if !name::is_kebab(&name.text) {
        bad_name(name, what, '-', problems);
    }
}

fn bad_name(name: &Written, what: &str, joint: char, problems: &mut Problems) {
    let lower = name.text.trim().to_lowercase();
    let mut better: String = lower
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { joint })
        .collect();
    while better.contains([joint; 2].iter().collect::<String>().as_str()) {
        better = better.replace(
            [joint; 2].iter().collect::<String>().as_str(),
            &joint.to_string(),
        );
    }
    let better = better.trim_matches(|c: char| c == joint || c.is_ascii_digit());
    let like = if joint == '_' {
        "like_this"
    } else {
        "like-this"
    };
    let message =
        format!("the name of {what} is written {like}: small letters, digits and `{joint}`");
    let problem = Diagnostic::new(codes::BAD_NAME, name.span, message);
    problems.push(if better.is_empty() {
        problem
    } else {
        problem
            .label(format!("`{better}`?"))
            .suggest(name.span, better)
    });
}
