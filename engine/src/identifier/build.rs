//! From the files to the types: each is built once, after those that its pieces name.

use super::boxes::{Part, in_a_sentence};
use super::checks;
use super::declared::{self, CheckDeclaration, ShapeDeclaration};
use super::names::{Names, TypeScope};
use super::pieces::{Piece, pieces};
use super::rules::TypeRule;
use super::shape::Shape;
use super::takes::Takes;
use super::{IdentifierType, examples, keys, made_by_row};
use crate::calendar::Calendar;
use crate::catalogue::List;
use crate::declare::{Fields, FileKind, Problems, Written, check_snake, rules};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{form as form_codes, identifier as codes};
use crate::name::{ListName, TypeName};
use crate::question::the;
use crate::source::{Sources, Span};
use crate::yaml::Node;
use jiff::civil::Date;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What types are built with.
pub(crate) struct Given<'a> {
    pub(crate) lists: &'a BTreeMap<ListName, Arc<List>>,
    pub(crate) sources: &'a Sources,
    /// The day on which examples are read.
    pub(crate) today: Date,
    /// Whether a file of this kind and name could not be read; nothing more is said about it.
    pub(crate) broken: &'a dyn Fn(FileKind, &str) -> bool,
}

/// The declaration that a shape came from; none for boxes.
pub(super) type Origin<'d> = Option<Arc<ShapeDeclaration<'d>>>;

/// Builds types when they are asked for.
pub(super) struct Builder<'a> {
    pub(super) given: &'a Given<'a>,
    nodes: BTreeMap<String, &'a Node>,
    states: BTreeMap<String, State>,
    /// The file at hand.
    pub(super) span: Span,
}

/// How far a type is built.
#[derive(Clone)]
enum State {
    Begun,
    Done(Option<Arc<IdentifierType>>),
}

/// Builds every type.
pub(super) fn all<'a>(
    nodes: impl Iterator<Item = &'a Node>,
    given: &'a Given<'a>,
    problems: &mut Problems,
) -> BTreeMap<TypeName, Arc<IdentifierType>> {
    let mut by_name: BTreeMap<String, &Node> = BTreeMap::new();
    for node in nodes {
        if let Some(name) = node.get("type").and_then(Node::text) {
            by_name.entry(name.to_owned()).or_insert(node);
        }
    }
    let Some(span) = by_name.values().next().map(|node| node.span) else {
        return BTreeMap::new();
    };
    let names: Vec<String> = by_name.keys().cloned().collect();
    let mut builder = Builder {
        given,
        nodes: by_name,
        states: BTreeMap::new(),
        span,
    };
    let built = names.iter().filter_map(|name| {
        let ty = builder.build(name, problems)?;
        Some((TypeName::from(name.as_str()), ty))
    });
    built.collect()
}

impl<'a> Builder<'a> {
    /// The type of this name, built when it is not yet.
    fn build(&mut self, name: &str, problems: &mut Problems) -> Option<Arc<IdentifierType>> {
        if let Some(State::Done(ty)) = self.states.get(name) {
            return ty.clone();
        }
        let node = *self.nodes.get(name)?;
        self.states.insert(name.to_owned(), State::Begun);
        let outer = std::mem::replace(&mut self.span, node.span);
        let ty = self.declared(node, problems).map(Arc::new);
        self.span = outer;
        self.states.insert(name.to_owned(), State::Done(ty.clone()));
        ty
    }

    /// The type that a piece or a box names.
    pub(super) fn other(
        &mut self,
        name: &Written,
        problems: &mut Problems,
    ) -> Option<Arc<IdentifierType>> {
        if let Some(State::Begun) = self.states.get(&name.text) {
            let message = format!("`{}` is made of this type, and this of it", name.text);
            problems.push(Diagnostic::new(codes::TYPE_CIRCLE, name.span, message));
            return None;
        }
        if !self.nodes.contains_key(&name.text) && !(self.given.broken)(FileKind::Type, &name.text)
        {
            let message = format!("there is no type `{}`", name.text);
            let known = self.nodes.keys().map(String::as_str);
            let problem = Diagnostic::new(form_codes::NO_SUCH_TYPE, name.span, message);
            problems.push(problem.did_you_mean(&name.text, known));
        }
        self.build(&name.text, problems)
    }

    /// The list that a piece names.
    pub(super) fn list(
        &self,
        name: &str,
        span: Span,
        problems: &mut Problems,
    ) -> Option<Arc<List>> {
        let found = self.given.lists.get(name).cloned();
        if found.is_none() && !(self.given.broken)(FileKind::List, name) {
            let message = format!("there is no list `{name}`");
            let known = self.given.lists.keys().map(ListName::as_str);
            let problem = Diagnostic::new(form_codes::NO_SUCH_LIST, span, message);
            problems.push(problem.did_you_mean(name, known));
        }
        found.filter(|list| !list.rows.is_empty())
    }

    fn declared(&mut self, node: &Node, problems: &mut Problems) -> Option<IdentifierType> {
        let before = problems.len();
        let fields = Fields::open(node, &keys::TYPE, problems)?;
        let name = fields.text("type", problems)?;
        check_snake(&name, "a type", problems);
        one_shape_key(&fields, &name, problems)?;
        let boxes = self.boxes(&fields, problems)?;
        let written = declared::shapes(&fields, problems);
        let counting = declared::counting(&fields, problems);
        let check = declared::check(&fields, problems);
        let (shapes, declared_shapes) = self.shapes(&fields, written, &boxes, problems)?;
        let names = Names::of(
            shapes.iter().map(|shape| shape.pieces.as_slice()),
            &counting,
        );
        let alphabets: Vec<_> = shapes.iter().map(Shape::alphabet).collect();
        let text = |key: &str, problems: &mut Problems| {
            fields.text(key, problems).map(|written| written.text)
        };
        let title = text("title", problems).unwrap_or_default();
        let mut ty = IdentifierType {
            name: name.text.as_str().into(),
            called: text("called", problems).unwrap_or_else(|| in_a_sentence(&title)),
            described: text("described as", problems),
            clean: declared::clean(&fields, &alphabets, problems),
            on_screen: text("on screen", problems),
            source: text("source", problems),
            unconfirmed: text("unconfirmed", problems),
            example: fields
                .items("valid")
                .first()
                .and_then(Node::text)
                .map(str::to_owned),
            suggest: declared::suggestions(&fields, problems),
            calendar: Calendar::default(),
            rules: Vec::new(),
            title,
            shapes,
            names,
            counting,
            boxes,
        };
        let whole = self.conditions(&mut ty, &fields, check, &declared_shapes, problems);
        let sound = |problems: &Problems| {
            let mut new = problems.iter().skip(before);
            new.all(|problem| problem.severity != crate::diagnostic::Severity::Error)
        };
        if whole && sound(problems) {
            examples::check(&ty, &fields, self.given.today, problems);
        }
        (whole && sound(problems)).then_some(ty)
    }

    /// The shapes with their pieces, and for each the declaration that it came from.
    fn shapes<'d>(
        &mut self,
        fields: &Fields<'_>,
        written: Vec<ShapeDeclaration<'d>>,
        boxes: &[Part],
        problems: &mut Problems,
    ) -> Option<(Vec<Shape>, Vec<Origin<'d>>)> {
        if !boxes.is_empty() {
            let shape = Shape::new(in_a_row(boxes, self.span), (None, None));
            return Some((vec![shape], vec![None]));
        }
        let inner = declared::not_at_the_ends(fields, problems);
        let (mut shapes, mut origins) = (Vec::new(), Vec::new());
        let mut sound = true;
        for declaration in written {
            let found = pieces(declaration.items, self, problems);
            sound &= found.is_some();
            let declaration = Arc::new(declaration);
            for (mut pieces, days) in made_by_row::expand(found.unwrap_or_default(), self, problems)
            {
                pieces
                    .iter_mut()
                    .for_each(|piece| piece.takes.keep_inside(inner));
                shapes.push(Shape::new(pieces, days));
                origins.push(Some(declaration.clone()));
            }
        }
        (sound && !shapes.is_empty()).then_some((shapes, origins))
    }

    fn boxes(&mut self, fields: &Fields<'_>, problems: &mut Problems) -> Option<Vec<Part>> {
        let mut boxes = Vec::new();
        for entry in fields.entries("made of", problems) {
            let name = Written::exactly(entry.key.clone(), entry.key_span);
            check_snake(&name, "a box", problems);
            let (type_name, label) = match Written::of(&entry.value) {
                Some(type_name) => (type_name, None),
                None => {
                    let inner = Fields::open(&entry.value, &keys::BOX, problems)?;
                    let label = inner.text("label", problems).map(|label| label.text);
                    (inner.text("type", problems)?, label)
                }
            };
            let ty = self.other(&type_name, problems)?;
            boxes.push(Part {
                name: entry.key.clone(),
                label: label.unwrap_or_else(|| ty.title.clone()),
                ty,
            });
        }
        Some(boxes)
    }

    /// Everything that looks at pieces by their names: weights, checks, rules.
    fn conditions(
        &self,
        ty: &mut IdentifierType,
        fields: &Fields<'_>,
        check: CheckDeclaration<'_>,
        origins: &[Origin<'_>],
        problems: &mut Problems,
    ) -> bool {
        let broken = |name: &str| (self.given.broken)(FileKind::List, name);
        let scope = TypeScope {
            names: &ty.names,
            lists: self.given.lists,
            broken_list: &broken,
            texts: false,
        };
        let called = the(&ty.called);
        let declared_rules = rules(fields, problems);
        let whole = Cell::new(true);
        let build = |declared: &[_], problems: &mut Problems| -> Vec<TypeRule> {
            let all = declared.iter();
            let rules: Vec<TypeRule> = all
                .filter_map(|rule| TypeRule::build(rule, &scope, &called, problems))
                .collect();
            whole.set(whole.get() && rules.len() == declared.len());
            rules
        };
        let type_rules = build(&declared_rules, problems);
        let context = checks::Context {
            scope: &scope,
            counting: &ty.counting,
            called: &called,
            table: checks::table(fields, &check, origins, self.given, problems),
        };
        for (shape, origin) in ty.shapes.iter_mut().zip(origins) {
            shape.place(&ty.names);
            let own = origin.as_ref().and_then(|origin| origin.check.as_ref());
            let own = own.filter(|own| own.right.is_some() || own.weights.is_some());
            checks::attach(shape, own.unwrap_or(&check), &context, problems);
            shape.rules = origin
                .as_ref()
                .map_or_else(Vec::new, |origin| build(&origin.rules, problems));
        }
        ty.rules = type_rules;
        whole.get()
    }
}

/// One of the three ways to say what it looks like.
fn one_shape_key(fields: &Fields<'_>, name: &Written, problems: &mut Problems) -> Option<()> {
    let keys = ["looks like", "either", "made of"];
    let given: Vec<&str> = keys
        .into_iter()
        .filter(|key| fields.get(key).is_some())
        .collect();
    let message = match given.as_slice() {
        [_] => return Some(()),
        [] => "this type does not say what it looks like".to_owned(),
        several => format!(
            "a type says either `{}:`, not both",
            several.join(":` or `")
        ),
    };
    let span = given
        .get(1)
        .and_then(|key| fields.get(key))
        .map_or(name.span, |node| node.span);
    let help = "say `looks like:` with the pieces, `either:` with several shapes, or `made of:` with boxes";
    problems.push(Diagnostic::new(codes::NO_SHAPE, span, message).help(help));
    None
}

/// The boxes as pieces with a space between them.
fn in_a_row(boxes: &[Part], span: Span) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in boxes {
        if !pieces.is_empty() {
            pieces.push(Piece {
                name: None,
                takes: Takes::Literal(" ".to_owned()),
                span,
            });
        }
        pieces.push(Piece {
            name: Some(part.name.clone()),
            takes: Takes::Type(part.ty.clone()),
            span,
        });
    }
    pieces
}
