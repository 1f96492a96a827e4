//! A question as written.

use super::fields::{Fields, Problems};
use super::form::{check_snake, renamed_from};
use super::rule::{self, RuleDeclaration};
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::question::{self, KindDeclaration, Mask};
use crate::source::Span;
use crate::yaml::Node;

/// A question.
#[derive(Clone, Debug)]
pub(crate) struct QuestionDeclaration {
    pub(crate) name: Written,
    pub(crate) renamed_from: Vec<Written>,
    /// The kind, or the name of a declared type; none when it was left out.
    pub(crate) type_name: Option<Written>,
    pub(crate) kind: Option<KindDeclaration>,
    /// Keys that kinds have and declared types have not: a problem only where there is such a type.
    pub(crate) keys_of_kinds: Vec<Diagnostic>,
    pub(crate) ask: Option<Written>,
    pub(crate) hint: Option<Written>,
    pub(crate) called: Option<Written>,
    pub(crate) guidance: Option<Written>,
    pub(crate) optional: OptionalDeclaration,
    pub(crate) starts_as: Option<Written>,
    pub(crate) fixed: bool,
    pub(crate) masked: Option<Mask>,
    pub(crate) show_when: Option<Written>,
    pub(crate) rules: Vec<RuleDeclaration>,
    pub(crate) source: Option<Written>,
    pub(crate) unconfirmed: Option<Written>,
    pub(crate) span: Span,
}

/// Whether it may be left blank.
#[derive(Clone, Debug)]
pub(crate) enum OptionalDeclaration {
    /// `optional: true`.
    Always,
    /// Not said, or `false`.
    Never,
    /// `optional: <condition>`.
    When(Written),
}

/// Reads a question.
pub(crate) fn declare(node: &Node, problems: &mut Problems) -> Option<QuestionDeclaration> {
    let type_name = node.get("type").and_then(Written::of);
    let (fields, keys_of_kinds) = open(node, type_name.as_ref(), problems)?;
    let name = fields.text("question", problems)?;
    check_snake(&name, "a question", problems);
    let kind = type_name
        .as_ref()
        .and_then(|type_name| question::declare(type_name, &fields, problems));
    let optional = match fields.text("optional", problems) {
        None => OptionalDeclaration::Never,
        Some(written) => match written.text.as_str() {
            "true" => OptionalDeclaration::Always,
            "false" => OptionalDeclaration::Never,
            meant @ ("yes" | "no" | "on" | "off") => {
                let right = if matches!(meant, "yes" | "on") {
                    "true"
                } else {
                    "false"
                };
                let message =
                    format!("`optional:` takes `true`, `false` or a condition, not `{meant}`");
                problems.push(
                    Diagnostic::new(codes::BAD_VALUE, written.span, message)
                        .did_you_mean(right, [right]),
                );
                OptionalDeclaration::Always
            }
            _ => OptionalDeclaration::When(written),
        },
    };
    let fixed = fields.flag("fixed", problems);
    let starts_as = fields.text("starts as", problems);
    if fixed && starts_as.is_none() {
        let message = "`fixed: true` needs `starts as:`, which says what to show";
        problems.push(Diagnostic::new(codes::MISSING_KEY, name.span, message));
    }
    let masked = question::declare_mask(kind.as_ref(), &fields, problems);
    Some(QuestionDeclaration {
        renamed_from: renamed_from(&fields, "a question", problems),
        type_name,
        kind,
        keys_of_kinds,
        ask: fields.text("ask", problems),
        hint: fields.text("hint", problems),
        called: fields.text("called", problems),
        guidance: fields.text("guidance", problems),
        optional,
        starts_as,
        fixed,
        masked,
        show_when: fields.text("show when", problems),
        rules: rule::rules(&fields, problems),
        source: fields.text("source", problems),
        unconfirmed: fields.text("unconfirmed", problems),
        span: name.span,
        name,
    })
}

/// The keys of a question. Whether its type is declared is not known here.
fn open<'a>(
    node: &'a Node,
    type_name: Option<&Written>,
    problems: &mut Problems,
) -> Option<(Fields<'a>, Problems)> {
    let record = question::record_for(type_name.map_or("", |name| &name.text));
    let mut found = Problems::new();
    let fields = Fields::open(node, record, &mut found);
    let entries = node.map().into_iter().flatten();
    let of_kinds: Vec<Span> = entries
        .filter(|entry| question::is_declared(record) && question::is_key_of_a_kind(&entry.key))
        .map(|entry| entry.key_span)
        .collect();
    let is_of_a_kind = |problem: &Diagnostic| {
        problem.code == codes::UNKNOWN_KEY && of_kinds.contains(&problem.primary)
    };
    let (later, now): (Problems, Problems) = found.into_iter().partition(is_of_a_kind);
    problems.extend(now);
    fields.map(|fields| (fields, later))
}
