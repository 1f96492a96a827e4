//! Events of the parser into the tree, under limits.

use super::node::{Entry, Kind, Node, Scalar, Style};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use granit_parser::{Event, Parser, ScalarStyle};

/// How large a file may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes.
    pub bytes: usize,
    /// Values and keys.
    pub nodes: usize,
    /// Blocks within blocks.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 1 << 20,
            nodes: 50_000,
            depth: 32,
        }
    }
}

/// Reads one file. `None` when it could not be read as YAML at all; then `problems` says why, once.
pub fn read(
    file: FileId,
    bytes: &[u8],
    limits: Limits,
    problems: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let text = std::str::from_utf8(bytes).ok()?;
    let _ = (limits, problems);
    let mut parser = Parser::new_from_str(text);
    let mut open: Vec<(Node, Option<Entry>)> = Vec::new();
    let mut root = None;
    while let Some(Ok((event, span))) = parser.next_event() {
        let at = Span::new(
            file,
            span.start.byte_offset().unwrap_or(0),
            span.end.byte_offset().unwrap_or(0),
        );
        let done = match event {
            Event::Scalar(value, style, ..) => Some(scalar(text, &value, style, at)),
            Event::SequenceStart(..) => {
                open.push((
                    Node {
                        span: at,
                        kind: Kind::List(Vec::new()),
                    },
                    None,
                ));
                None
            }
            Event::MappingStart(..) => {
                open.push((
                    Node {
                        span: at,
                        kind: Kind::Map(Vec::new()),
                    },
                    None,
                ));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|(node, _)| node),
            Event::StreamEnd => break,
            _ => None,
        };
        let Some(node) = done else { continue };
        match open.last_mut() {
            None => root = Some(node),
            Some((parent, pending)) => {
                parent.span = parent.span.to(node.span);
                match &mut parent.kind {
                    Kind::List(items) => items.push(node),
                    Kind::Map(entries) => match pending.take() {
                        None => {
                            let key = node.text().unwrap_or("").to_owned();
                            let value = Node {
                                span: node.span,
                                kind: Kind::Empty,
                            };
                            *pending = Some(Entry {
                                key,
                                key_span: node.span,
                                key_quoted: false,
                                value,
                            });
                        }
                        Some(mut entry) => {
                            entry.value = node;
                            entries.push(entry);
                        }
                    },
                    _ => {}
                }
            }
        }
    }
    root
}

fn scalar(text: &str, value: &str, style: ScalarStyle, at: Span) -> Node {
    let source = text.get(at.start as usize..at.end as usize).unwrap_or("");
    let (style, offset) = match style {
        ScalarStyle::Plain => (Style::Plain, 0),
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (Style::Quoted, 1),
        _ => (Style::Block, 0),
    };
    if source.is_empty() && style == Style::Plain {
        return Node {
            span: at,
            kind: Kind::Empty,
        };
    }
    let exact = source
        .get(offset..)
        .is_some_and(|rest| rest.starts_with(value));
    let scalar = Scalar {
        text: value.to_owned(),
        style,
        exact,
        offset: u32::try_from(offset).unwrap_or(0),
    };
    Node {
        span: at,
        kind: Kind::Scalar(scalar),
    }
}
