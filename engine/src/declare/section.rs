//! A section as written.

use super::fields::{Fields, Problems};
use super::form::{check_snake, pages_of, renamed_from};
use super::page::PageDeclaration;
use super::tables;
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::question::Format;
use crate::source::Span;
use crate::yaml::Node;

/// A section.
#[derive(Clone, Debug)]
pub(crate) struct SectionDeclaration {
    pub(crate) name: Written,
    pub(crate) renamed_from: Vec<Written>,
    pub(crate) title: Option<Written>,
    pub(crate) show_when: Option<Written>,
    pub(crate) repeat: Option<RepeatDeclaration>,
    pub(crate) pages: Vec<PageDeclaration>,
}

/// How a section repeats.
#[derive(Clone, Debug)]
pub(crate) struct RepeatDeclaration {
    pub(crate) each: Option<Written>,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) item_title: Option<Written>,
    pub(crate) for_each: Option<Written>,
    pub(crate) name: Option<Written>,
    pub(crate) upload: Option<(Span, Vec<&'static Format>)>,
}

/// Items that a section may have when the editor says nothing else.
const MOST_ITEMS: usize = 100;

/// Reads a section.
pub(crate) fn declare(node: &Node, problems: &mut Problems) -> Option<SectionDeclaration> {
    let fields = Fields::open(node, &tables::SECTION, problems)?;
    let name = fields.text("section", problems)?;
    check_snake(&name, "a section", problems);
    if fields.get("pages").is_some() == fields.get("questions").is_some() {
        let message = "a section has either `pages:` or `questions:`";
        problems.push(Diagnostic::new(codes::WRONG_SHAPE, name.span, message));
    }
    Some(SectionDeclaration {
        renamed_from: renamed_from(&fields, "a section", problems),
        title: fields.text("title", problems),
        show_when: fields.text("show when", problems),
        repeat: fields.get("repeat").and_then(|node| repeat(node, problems)),
        pages: pages_of(&fields, &name, problems),
        name,
    })
}

fn repeat(node: &Node, problems: &mut Problems) -> Option<RepeatDeclaration> {
    let fields = Fields::open(node, &tables::REPEAT, problems)?;
    let for_each = fields.text("for each", problems);
    let (each, name) = (fields.text("each", problems), fields.text("as", problems));
    let (needed, found) = if for_each.is_some() {
        ("as", &name)
    } else {
        ("each", &each)
    };
    match found {
        None if node.get(needed).is_none() => {
            let message = format!("`repeat:` needs `{needed}:`, the word for one of them");
            problems.push(Diagnostic::new(codes::MISSING_KEY, node.span, message));
        }
        Some(word) => check_snake(word, "an item", problems),
        None => {}
    }
    let from = count(&fields, "from", problems).unwrap_or(0);
    let to = count(&fields, "to", problems).unwrap_or(MOST_ITEMS);
    if to < from || to == 0 {
        let message = format!("`to: {to}` is less than there must be");
        problems.push(Diagnostic::new(codes::BAD_VALUE, node.span, message));
    }
    let item_title = fields.text("item title", problems);
    Some(RepeatDeclaration {
        each,
        from,
        to,
        item_title,
        upload: upload(&fields, for_each.is_some(), problems),
        for_each,
        name,
    })
}

/// The kinds of tables that the items may come in.
fn upload(
    fields: &Fields<'_>,
    follows: bool,
    problems: &mut Problems,
) -> Option<(Span, Vec<&'static Format>)> {
    let node = fields.get("or upload")?;
    let mut kinds = Vec::new();
    for node in fields.items("or upload") {
        let word = Written::of(node)
            .map(|written| written.text)
            .unwrap_or_default();
        let format = Format::of_word(&word);
        match format.filter(|format| ["CSV", "XLSX"].contains(&format.word)) {
            Some(format) => kinds.push(format),
            None => {
                let message = format!("`or upload:` takes `CSV` and `XLSX`, not `{word}`");
                let problem = Diagnostic::new(codes::BAD_VALUE, node.span, message);
                problems.push(problem.did_you_mean(&word, ["CSV", "XLSX"]));
            }
        }
    }
    if follows {
        let message = "`or upload:` goes with `each:`, where people add as many as they need";
        let problem = Diagnostic::new(codes::WRONG_SHAPE, node.span, message);
        problems.push(problem.help("delete this line: what was chosen says which there are"));
    }
    (!kinds.is_empty() && !follows).then_some((node.span, kinds))
}

fn count(fields: &Fields<'_>, key: &str, problems: &mut Problems) -> Option<usize> {
    let written = fields.text(key, problems)?;
    let number = written.text.parse::<usize>().ok().filter(|n| *n <= 10_000);
    if number.is_none() {
        let message = format!(
            "`{key}:` takes a whole number up to 10,000, not `{}`",
            written.text
        );
        problems.push(Diagnostic::new(codes::BAD_VALUE, written.span, message));
    }
    number
}
