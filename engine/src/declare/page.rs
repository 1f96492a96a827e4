//! A page as written.

use super::fields::{Fields, Problems};
use super::form::check_kebab;
use super::question::{self, QuestionDeclaration};
use super::rule::{self, RuleDeclaration};
use super::tables;
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::yaml::Node;

/// A page.
#[derive(Clone, Debug)]
pub(crate) struct PageDeclaration {
    pub(crate) name: Written,
    pub(crate) title: Option<Written>,
    pub(crate) guidance: Option<Written>,
    pub(crate) show_when: Option<Written>,
    pub(crate) stop: bool,
    pub(crate) items: Vec<ItemDeclaration>,
    pub(crate) rules: Vec<RuleDeclaration>,
}

/// What stands on a page.
#[derive(Clone, Debug)]
pub(crate) enum ItemDeclaration {
    /// A question.
    Question(Box<QuestionDeclaration>),
    /// Markdown.
    Text {
        text: Written,
        show_when: Option<Written>,
    },
}

impl PageDeclaration {
    /// The page that holds the questions written straight under a form or section.
    pub(crate) fn holding(name: Written, items: Vec<ItemDeclaration>) -> Self {
        Self {
            name,
            title: None,
            guidance: None,
            show_when: None,
            stop: false,
            items,
            rules: Vec::new(),
        }
    }
}

/// Reads a page.
pub(crate) fn declare(node: &Node, problems: &mut Problems) -> Option<PageDeclaration> {
    let fields = Fields::open(node, &tables::PAGE, problems)?;
    let name = fields.text("page", problems)?;
    check_kebab(&name, "a page", problems);
    Some(PageDeclaration {
        name,
        title: fields.text("title", problems),
        guidance: fields.text("guidance", problems),
        show_when: fields.text("show when", problems),
        stop: fields.flag("stop", problems),
        items: items(&fields, problems),
        rules: rule::rules(&fields, problems),
    })
}

/// What stands under `questions:`.
pub(crate) fn items(fields: &Fields<'_>, problems: &mut Problems) -> Vec<ItemDeclaration> {
    fields
        .list("questions", problems)
        .iter()
        .filter_map(|node| item(node, problems))
        .collect()
}

fn item(node: &Node, problems: &mut Problems) -> Option<ItemDeclaration> {
    let has = |key: &str| node.get(key).is_some();
    if has("text") && !has("question") {
        let fields = Fields::open(node, &tables::TEXT, problems)?;
        return Some(ItemDeclaration::Text {
            text: fields.text("text", problems)?,
            show_when: fields.text("show when", problems),
        });
    }
    if let (false, Some(entries)) = (has("question"), node.map()) {
        let first = entries.first();
        let span = first.map_or(node.span, |entry| entry.key_span);
        let problem = Diagnostic::new(
            codes::MISSING_KEY,
            span,
            "what stands on a page begins with `question:` or `text:`",
        );
        let near = first.map(|entry| {
            problem
                .clone()
                .did_you_mean(&entry.key, ["question", "text"])
        });
        problems.push(near.unwrap_or(problem));
        return None;
    }
    question::declare(node, problems).map(|question| ItemDeclaration::Question(Box::new(question)))
}
