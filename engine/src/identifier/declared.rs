//! A type as written: its keys, before anything is looked up.

use super::class::{Class, named};
use super::clean::{Case, Clean, REMOVABLE};
use super::keys;
use super::suggest::Suggest;
use super::sum::Counting;
use crate::declare::{Fields, Problems, RuleDeclaration, Written, rules};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as declare_codes;
use crate::diagnostic::codes::identifier as codes;
use crate::yaml::Node;

/// The check as written, at a type or at one of its shapes.
#[derive(Clone, Debug)]
pub(super) struct CheckDeclaration<'a> {
    pub(super) weights: Option<&'a Node>,
    pub(super) weighs: Vec<Written>,
    pub(super) right: Option<Written>,
    pub(super) otherwise: Option<Written>,
    pub(super) warning: bool,
}

/// A shape as written.
pub(super) struct ShapeDeclaration<'a> {
    pub(super) items: &'a [Node],
    pub(super) check: Option<CheckDeclaration<'a>>,
    pub(super) rules: Vec<RuleDeclaration>,
}

/// The keys `weights` to `otherwise`.
pub(super) fn check<'a>(fields: &Fields<'a>, problems: &mut Problems) -> CheckDeclaration<'a> {
    let softened = fields.text("wrong check is", problems);
    if let Some(word) = softened.as_ref().filter(|word| word.text != "warning") {
        let message = format!("`wrong check is:` takes `warning`, not `{}`", word.text);
        problems.push(Diagnostic::new(
            declare_codes::BAD_VALUE,
            word.span,
            message,
        ));
    }
    CheckDeclaration {
        weights: fields.get("weights"),
        weighs: texts(fields.items("weighs")),
        right: fields.text("right when", problems),
        otherwise: fields.text("otherwise", problems),
        warning: softened.is_some(),
    }
}

/// The shapes under `looks like:` or `either:`.
pub(super) fn shapes<'a>(
    fields: &Fields<'a>,
    problems: &mut Problems,
) -> Vec<ShapeDeclaration<'a>> {
    let plain = |items: &'a [Node]| ShapeDeclaration {
        items,
        check: None,
        rules: Vec::new(),
    };
    if fields.get("looks like").is_some() {
        return vec![plain(fields.items("looks like"))];
    }
    let mut found = Vec::new();
    for node in fields.list("either", problems) {
        if let Some(items) = node.list() {
            found.push(plain(items));
            continue;
        }
        let Some(inner) = Fields::open(node, &keys::SHAPE, problems) else {
            continue;
        };
        found.push(ShapeDeclaration {
            items: inner.items("looks like"),
            check: Some(check(&inner, problems)),
            rules: rules(&inner, problems),
        });
    }
    found
}

/// What is taken away from what people type. `alphabets` is what each shape of the identifier itself has.
pub(super) fn clean(fields: &Fields<'_>, alphabets: &[Class], problems: &mut Problems) -> Clean {
    let all = alphabets
        .iter()
        .copied()
        .fold(Class::default(), Class::with);
    let mut clean = Clean {
        case: Case::of(all),
        ..Clean::default()
    };
    for written in texts(fields.items("remove")) {
        let found = REMOVABLE.iter().find(|(name, _)| *name == written.text);
        let Some((_, c)) = found else {
            let names = REMOVABLE.map(|(name, _)| name);
            let message = format!("`{}` cannot be removed", written.text);
            let problem = Diagnostic::new(codes::BAD_REMOVE, written.span, message)
                .did_you_mean(&written.text, names);
            problems.push(problem.help(format!("the choice is {}", names.join(", "))));
            continue;
        };
        if alphabets.iter().all(|alphabet| alphabet.has(*c)) {
            let message = format!("{} are part of this identifier", named(*c));
            let problem = Diagnostic::new(codes::BAD_REMOVE, written.span, message);
            problems
                .push(problem.why(
                    "without them it could not be told from another, or would never be right",
                ));
        }
        clean.remove = clean.remove.with(Class::of(&c.to_string()));
    }
    let mut label = |key: &str| fields.text(key, problems).map(|written| written.text);
    clean.first = label("remove first").filter(|label| !label.is_empty());
    clean.last = label("remove last").filter(|label| !label.is_empty());
    clean
}

/// What characters count.
pub(super) fn counting(fields: &Fields<'_>, problems: &mut Problems) -> Counting {
    let Some(written) = fields.text("letters count", problems) else {
        return Counting::default();
    };
    Counting::read(&written.text).unwrap_or_else(|| {
        let message = format!("`{}` does not say what letters count", written.text);
        let help = "write a character, `is` and a number, with commas between: `A is 10, - is 36`";
        problems.push(Diagnostic::new(codes::BAD_COUNT, written.span, message).help(help));
        Counting::default()
    })
}

/// What may be offered.
pub(super) fn suggestions(fields: &Fields<'_>, problems: &mut Problems) -> Vec<Suggest> {
    let mut found = Vec::new();
    for written in texts(fields.items("suggest")) {
        let suggest = Suggest::read(&written.text);
        if suggest.is_none() {
            let message = format!("nothing can be suggested by `{}`", written.text);
            let problem = Diagnostic::new(codes::BAD_SUGGESTION, written.span, message)
                .did_you_mean(&written.text, ["pad with zeros"]);
            problems.push(
                problem.help("say `pad with zeros`, `pad with up to 2 zeros` or `put GB first`"),
            );
        }
        found.extend(suggest);
    }
    found
}

/// The texts among some nodes; other shapes were reported by the table or are reported where they are read.
pub(super) fn texts(nodes: &[Node]) -> Vec<Written> {
    nodes.iter().filter_map(Written::of).collect()
}

/// The characters with which no piece begins or ends.
pub(super) fn not_at_the_ends(fields: &Fields<'_>, problems: &mut Problems) -> Class {
    let written = fields.text("not first or last", problems);
    written.map_or_else(Class::default, |written| Class::of(written.text.trim()))
}
