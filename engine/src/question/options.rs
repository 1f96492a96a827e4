//! Options: written in place, or rows of a list.

use super::Build;
use crate::catalogue::List;
use crate::catalogue::meaning;
use crate::check::{old_names, taken};
use crate::condition::{self, Expr, Facts, Lookup, Record as Row, Scope, Truth, Wanted};
use crate::declare::tables::RENAMED_FROM;
use crate::declare::{
    Fields, Problems, Record, Takes, Written, check_snake, may, must, renamed_from,
};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{declare as codes, form as form_codes};
use crate::name::OptionName;
use crate::source::Span;
use crate::yaml::{Kind, Node};
use std::sync::Arc;

pub(crate) static OPTION: Record = Record {
    what: "an option",
    keys: &[
        RENAMED_FROM,
        must("label", Takes::Sentence, "What people read."),
        may("hint", Takes::Sentence, "Help under the label."),
        may(
            "show when",
            Takes::Condition,
            "It is offered only when this is true.",
        ),
        may(
            "alone",
            Takes::Flag,
            "`true`: it cannot be chosen together with others, like “none of these”.",
        ),
    ],
    also: &[],
};

/// An option as written.
#[derive(Clone, Debug)]
pub(crate) struct OptionDeclaration {
    name: Written,
    renamed_from: Vec<Written>,
    label: String,
    hint: Option<String>,
    show_when: Option<Written>,
    alone: bool,
}

/// An option.
#[derive(Debug)]
pub struct Offered {
    /// What is posted and what conditions name.
    pub name: OptionName,
    /// Names that it had before.
    pub(crate) renamed_from: Vec<String>,
    /// What people read.
    pub label: String,
    /// Help under the label.
    pub hint: Option<String>,
    /// It is offered only when this is true.
    pub(crate) show_when: Option<Expr>,
    /// Whether it excludes the others.
    pub alone: bool,
    /// Whether it is a row of the list.
    from_list: bool,
}

/// The options under `key`.
pub(super) fn declare(
    fields: &Fields<'_>,
    key: &str,
    problems: &mut Problems,
) -> Vec<OptionDeclaration> {
    let mut options = Vec::new();
    for entry in fields.entries(key, problems) {
        let name = Written::at(entry.key.clone(), entry.key_span);
        check_snake(&name, "an option", problems);
        options.extend(option(name, &entry.value, problems));
    }
    options
}

fn option(name: Written, node: &Node, problems: &mut Problems) -> Option<OptionDeclaration> {
    if let Kind::Scalar(scalar) = &node.kind {
        return Some(OptionDeclaration {
            name,
            renamed_from: Vec::new(),
            label: scalar.text.clone(),
            hint: None,
            show_when: None,
            alone: false,
        });
    }
    if let Kind::Empty = node.kind {
        let message = format!("the option `{}` needs a label", name.text);
        problems.push(
            Diagnostic::new(codes::MISSING_KEY, name.span, message)
                .help("write what people read behind the colon"),
        );
        return None;
    }
    let fields = Fields::open(node, &OPTION, problems)?;
    Some(OptionDeclaration {
        renamed_from: renamed_from(&fields, "an option", problems),
        label: fields.text("label", problems)?.text,
        hint: fields.text("hint", problems).map(|hint| hint.text),
        show_when: fields.text("show when", problems),
        alone: fields.flag("alone", problems),
        name,
    })
}

/// A choice has its options in place or from a list, and `offer` and `and also` go with a list.
pub(super) fn check_source(
    fields: &Fields<'_>,
    span: Span,
    from: bool,
    problems: &mut Problems,
) -> Option<()> {
    let here = fields.get("options").is_some();
    if here == from {
        let message = if here {
            "a choice has either `options:` or `options from:`, not both"
        } else {
            "a choice needs `options:` or `options from:`"
        };
        problems.push(Diagnostic::new(codes::MISSING_KEY, span, message));
        return None;
    }
    for key in ["offer", "and also"] {
        if let (false, Some(node)) = (from, fields.get(key)) {
            let message = format!("`{key}:` goes with `options from:`");
            problems.push(Diagnostic::new(codes::WRONG_SHAPE, node.span, message));
        }
    }
    Some(())
}

/// The list of this name; `None` when there is none, which was said here or where it is declared.
pub(super) fn list(name: &Written, context: &mut Build<'_>) -> Option<Arc<List>> {
    if let Some(list) = context.scope.list(&name.text) {
        return Some(list);
    }
    if !context.is_broken_list(&name.text) {
        let known = (context.list_names)();
        let message = format!("there is no list `{}`", name.text);
        context.problems.push(
            Diagnostic::new(form_codes::NO_SUCH_LIST, name.span, message)
                .did_you_mean(&name.text, known),
        );
    }
    None
}

/// The condition on the list's columns, which `its` names.
pub(super) fn offer(written: &Written, list: &Arc<List>, context: &mut Build<'_>) -> Option<Expr> {
    let fields = list.columns.clone();
    let entry = Arc::new(Row {
        each: format!("row of {}", list.title),
        name: list.name.as_str().to_owned(),
        fields,
        live: None,
    });
    let scope = RowScope {
        outer: context.scope,
        entry,
    };
    condition::compile(written, &scope, &Wanted::Truth, context.problems)
}

/// The form's names, and `its` for the columns of a list.
struct RowScope<'a> {
    outer: &'a dyn Scope,
    entry: Arc<Row>,
}

impl Scope for RowScope<'_> {
    fn look_up(&self, path: &[&str], span: Span) -> Lookup {
        self.outer.look_up(path, span)
    }

    fn names(&self) -> Vec<String> {
        let columns = self
            .entry
            .fields
            .iter()
            .map(|column| format!("its {}", column.name));
        self.outer.names().into_iter().chain(columns).collect()
    }

    fn entry(&self) -> Option<Arc<Row>> {
        Some(self.entry.clone())
    }
}

/// All options: the list's rows first.
pub(super) fn offered(
    list: Option<&Arc<List>>,
    declared: &[OptionDeclaration],
    context: &mut Build<'_>,
) -> Vec<Offered> {
    let mut options: Vec<Offered> = Vec::new();
    for row in list.iter().flat_map(|list| &list.rows) {
        if options.iter().all(|option| option.name != row.name) {
            let (name, label, hint) = (row.name.clone(), row.label.clone(), row.hint.clone());
            options.push(Offered {
                name,
                renamed_from: Vec::new(),
                label,
                hint,
                show_when: None,
                alone: false,
                from_list: true,
            });
        }
    }
    for option in declared {
        let name = OptionName::from(option.name.text.as_str());
        if options.iter().any(|other| other.name == name) {
            let message = format!("there are two options `{name}`");
            context.problems.push(Diagnostic::new(
                form_codes::DUPLICATE_NAME,
                option.name.span,
                message,
            ));
            continue;
        }
        let show_when = option.show_when.as_ref().and_then(|when| {
            condition::compile(when, context.scope, &Wanted::Truth, context.problems)
        });
        let (label, hint) = (option.label.clone(), option.hint.clone());
        options.push(Offered {
            name,
            renamed_from: old_names(&option.renamed_from),
            label,
            hint,
            show_when,
            alone: option.alone,
            from_list: false,
        });
    }
    for old in declared.iter().flat_map(|option| &option.renamed_from) {
        let by_name = |option: &&OptionDeclaration| option.name.text == old.text;
        if let Some(option) = declared.iter().find(by_name) {
            context.problems.push(taken(old, option.name.span));
        }
    }
    options
}

/// Says that there is nothing to choose.
pub(super) fn none(span: Span, problems: &mut Problems) {
    problems.push(Diagnostic::new(
        form_codes::NO_ANSWER,
        span,
        "there is nothing to choose: the list is empty",
    ));
}

impl Offered {
    /// Whether its row counts today and is offered.
    pub(super) fn is_valid(
        &self,
        list: Option<&List>,
        offer: Option<&Expr>,
        facts: &dyn Facts,
    ) -> bool {
        if !self.from_list {
            return true;
        }
        let row = list.and_then(|list| list.row(self.name.as_str(), facts.today()));
        row.is_some_and(|row| {
            offer.is_none_or(|offer| offer.truth_of(facts, &row.cells) == Truth::True)
        })
    }
}

meaning!(Offered {
    name,
    renamed_from,
    label,
    hint,
    show_when,
    alone,
    from_list
});
