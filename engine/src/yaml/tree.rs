//! Values into the blocks and lists that they stand in.

use super::build::{Builder, ENOUGH, Next};
use super::node::{Entry, Kind, Node, Scalar, Style};
use super::read::grouped;
use super::unmeant;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::yaml as codes;
use crate::source::Span;
use granit_parser::StructureStyle;
use std::collections::HashMap;

/// A block or list that is not complete.
pub(super) struct Open {
    pub(super) node: Node,
    pub(super) flow: bool,
    /// The key whose value comes next.
    pub(super) key: Option<Entry>,
    /// Where each key stood first.
    seen: HashMap<String, Span>,
    /// It is the outer brace of `{{ name }}` without quotes.
    placeholder: bool,
}

impl Builder<'_> {
    pub(super) fn start(&mut self, kind: Kind, style: StructureStyle, at: Span) -> Next {
        if self.open.len() >= self.limits.depth {
            self.refuse(
                codes::TOO_DEEP,
                at,
                format!(
                    "blocks stand inside each other more than {} deep",
                    self.limits.depth
                ),
                "look for brackets or hyphens that stand here by accident",
            );
            self.broken = true;
            return Next::Stop;
        }
        let flow = style == StructureStyle::Flow;
        let twice = |outer: &&mut Open| {
            outer.flow && outer.node.span.end == at.start && matches!(outer.node.kind, Kind::Map(_))
        };
        if let (true, Kind::Map(_), Some(outer)) = (flow, &kind, self.open.last_mut().filter(twice))
        {
            outer.placeholder = true;
        }
        let node = Node { span: at, kind };
        self.open.push(Open {
            node,
            flow,
            key: None,
            seen: HashMap::new(),
            placeholder: false,
        });
        Next::On
    }

    pub(super) fn close(&mut self, at: Span) -> Next {
        let Some(mut open) = self.open.pop() else {
            return Next::Stop;
        };
        if open.flow {
            open.node.span = open.node.span.to(at);
            self.comment = None;
        }
        if open.placeholder {
            let text = self.source(open.node.span).to_owned();
            self.unquoted(open.node.span);
            open.node.kind = Kind::Scalar(Scalar::plain(text));
        }
        self.put(open.node)
    }

    /// Puts a complete value where it belongs.
    pub(super) fn put(&mut self, node: Node) -> Next {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            self.refuse(
                codes::TOO_MANY,
                node.span,
                format!(
                    "this file has more than {} keys and values",
                    grouped(self.limits.nodes)
                ),
                "make several files of it",
            );
            self.broken = true;
            return Next::Stop;
        }
        let Some(mut parent) = self.open.pop() else {
            self.root = Some(node);
            return Next::On;
        };
        if !(matches!(node.kind, Kind::Empty) && node.span.start == node.span.end) {
            parent.node.span = parent.node.span.to(node.span);
        }
        let flow = parent.flow && !self.in_placeholder(&parent);
        match (&mut parent.node.kind, parent.key.take()) {
            (Kind::List(items), _) => {
                self.broken |= unmeant::swallowed_list(self, &node);
                items.push(node);
            }
            (Kind::Map(entries), Some(mut entry)) => {
                entry.value = node;
                if unmeant::in_braces(self, entries.last(), &entry, flow) {
                    self.broken |= entries.is_empty();
                } else if let Some(first) = parent.seen.get(&entry.key) {
                    self.say(duplicate(&entry, *first));
                } else {
                    self.broken |= unmeant::swallowed_list(self, &entry.value);
                    parent.seen.insert(entry.key.clone(), entry.key_span);
                    entries.push(entry);
                }
            }
            (_, _) => parent.key = Some(self.key(&node, parent.placeholder)),
        }
        self.open.push(parent);
        if self.problems.len() >= ENOUGH {
            self.broken = true;
            return Next::Stop;
        }
        Next::On
    }

    /// Whether a block is one of the braces of `{{ name }}`.
    fn in_placeholder(&self, open: &Open) -> bool {
        open.placeholder || self.open.last().is_some_and(|outer| outer.placeholder)
    }

    fn key(&mut self, node: &Node, placeholder: bool) -> Entry {
        let quoted = matches!(&node.kind, Kind::Scalar(scalar) if scalar.style == Style::Quoted);
        match node.text() {
            Some(text) if !quoted && unmeant::is_stuck(text) => {
                self.broken = true;
                self.say(unmeant::stuck(node.span, text));
            }
            Some(text) => {
                let marked = unmeant::marked_key(self, node.span);
                let unseen = unmeant::invisible_within(node.span, text).filter(|_| !quoted);
                self.problems.extend(marked.into_iter().chain(unseen));
            }
            None if !placeholder => {
                self.broken = true;
                let message = format!("a key is a word, and this is {}", node.describe());
                self.refuse(
                    codes::NOT_A_KEY,
                    node.span,
                    message,
                    "write a word before the colon; a text that begins with a bracket stands in quotes",
                );
            }
            _ => {}
        }
        Entry {
            key: node.text().unwrap_or("").to_owned(),
            key_span: node.span,
            value: Node {
                span: node.span,
                kind: Kind::Empty,
            },
        }
    }
}

fn duplicate(entry: &Entry, first: Span) -> Diagnostic {
    let message = format!("the key `{}` stands twice in one block", entry.key);
    Diagnostic::new(codes::DUPLICATE_KEY, entry.key_span, message)
        .related(first, "the first one")
        .help("delete one of them, or rename it")
}
