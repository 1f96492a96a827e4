//! Events of the parser into the tree, under limits, with every problem that reading can go on after.

use super::line::{Line, quoted};
use super::node::{Kind, Node, Scalar, Style};
use super::read::Limits;
use super::tree::Open;
use super::{slip, unmeant};
use crate::diagnostic::codes::yaml as codes;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};
use granit_parser::{Event, Options, Parser, ScalarStyle};

/// Reading stops after so many problems: they are about one misunderstanding, and nobody reads more.
pub(super) const ENOUGH: usize = 50;

pub(super) struct Builder<'t> {
    pub(super) file: FileId,
    pub(super) text: &'t str,
    pub(super) problems: Vec<Diagnostic>,
    pub(super) limits: Limits,
    pub(super) open: Vec<Open>,
    pub(super) root: Option<Node>,
    pub(super) nodes: usize,
    /// Something was left out that the declarations would miss.
    pub(super) broken: bool,
    /// The last scalar, for what comes after it.
    pub(super) last: Option<Span>,
    /// How it was written.
    pub(super) style: Style,
    /// Where the last event ended.
    pub(super) end: usize,
    /// A comment inside the brackets that are open.
    pub(super) comment: Option<usize>,
    anchors: Vec<Anchor>,
    has_tabs: bool,
    /// Texts and comments, for telling tabs inside them from others; kept only when there are tabs.
    texts: Vec<Span>,
}

/// A part marked with `&name`.
pub(super) struct Anchor {
    id: usize,
    at: Span,
    used: bool,
}

/// Whether reading goes on.
pub(super) enum Next {
    On,
    Stop,
}

/// Reads a text.
pub(super) fn build(
    file: FileId,
    text: &str,
    limits: Limits,
    problems: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let mut builder = Builder {
        file,
        text,
        problems: Vec::new(),
        limits,
        open: Vec::new(),
        root: None,
        nodes: 0,
        broken: false,
        last: None,
        style: Style::Plain,
        end: 0,
        comment: None,
        anchors: Vec::new(),
        has_tabs: text.contains('\t'),
        texts: Vec::new(),
    };
    let mut options = Options::default();
    options.emit_unresolved_aliases = true;
    options.emit_anchor_events = true;
    let mut parser = Parser::new_from_str_with_options(text, options);
    while let Some(next) = parser.next_event() {
        let done = match next {
            Ok((event, span)) => {
                let at = builder.span(
                    span.start.byte_offset().unwrap_or(0),
                    span.end.byte_offset().unwrap_or(0),
                );
                let tag = span.tag_span().and_then(|tag| {
                    Some(builder.span(tag.start.byte_offset()?, tag.end.byte_offset()?))
                });
                let next = builder.event(event, at, tag);
                builder.end = at.end as usize;
                next
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len());
                builder.stop(slip::explain(&builder, error.kind(), at));
                Next::Stop
            }
        };
        if matches!(done, Next::Stop) {
            break;
        }
    }
    let root = builder.finish();
    problems.append(&mut builder.problems);
    root
}

impl<'t> Builder<'t> {
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.file, from, to)
    }

    pub(super) fn source(&self, span: Span) -> &'t str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// Where the innermost brackets that are open begin.
    pub(super) fn bracket(&self) -> Option<usize> {
        self.open
            .last()
            .filter(|open| open.flow)
            .map(|open| open.node.span.start as usize)
    }

    pub(super) fn say(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Reading stops at `problem`. It is the better word about its line.
    fn stop(&mut self, problem: Diagnostic) {
        let line = |span: Span| Line::at(self.text, span.start as usize).start;
        let here = line(problem.primary);
        let others = self.problems.drain(..);
        let others: Vec<Diagnostic> = others.filter(|other| line(other.primary) != here).collect();
        self.problems = others;
        self.problems.push(problem);
        self.broken = true;
    }

    pub(super) fn refuse(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: &str,
    ) {
        self.say(Diagnostic::new(code, span, message).help(help));
    }

    fn event(&mut self, event: Event<'_>, at: Span, tag: Option<Span>) -> Next {
        if let Some(tag) = tag {
            self.tag(tag);
        }
        match event {
            Event::Scalar(value, style, ..) => {
                let node = self.scalar(&value, style, at);
                return self.put(node);
            }
            Event::SequenceStart(style, ..) => {
                return self.start(Kind::List(Vec::new()), style, at);
            }
            Event::MappingStart(style, ..) => return self.start(Kind::Map(Vec::new()), style, at),
            Event::SequenceEnd | Event::MappingEnd => return self.close(at),
            Event::Anchor(id, _) => self.anchors.push(Anchor {
                id,
                at,
                used: false,
            }),
            Event::Alias(id) => return self.alias(id, at),
            Event::UnresolvedAlias(_) => return self.star(at),
            Event::DocumentStart(..) if self.root.is_some() => {
                self.refuse(
                    codes::SEVERAL_DOCUMENTS,
                    at,
                    "another document begins here, and a file declares one thing",
                    "put what follows into a file of its own, or delete this line",
                );
                return Next::Stop;
            }
            Event::DocumentStart(_, Some(_)) => {
                let problem = slip::directive(self, 0);
                self.problems.extend(problem);
            }
            Event::Comment(..) => self.comment(at),
            Event::StreamEnd => return Next::Stop,
            _ => {}
        }
        if self.problems.len() >= ENOUGH {
            self.broken = true;
            return Next::Stop;
        }
        Next::On
    }

    /// "a text that begins with `*` stands in quotes", wherever `at` is.
    pub(super) fn unquoted(&mut self, at: Span) {
        let problem = slip::needs_quotes(self, at.start as usize).unwrap_or_else(|| {
            let message = format!("`{}` stands in quotes", self.source(at));
            Diagnostic::new(codes::NEEDS_QUOTES, at, message)
                .help(format!("write `{}`", quoted(self.source(at))))
                .suggest(at, quoted(self.source(at)))
        });
        self.say(problem);
    }

    fn tag(&mut self, tag: Span) {
        let written = self.source(tag);
        if !written.starts_with("!!") {
            return self.unquoted(tag);
        }
        let message = format!(
            "`{written}` tells a YAML reader the type of a value, which the declaration decides here"
        );
        self.refuse(
            codes::TAG,
            tag,
            message,
            "delete it; a text that begins with `!` stands in quotes",
        );
    }

    /// A value that stands elsewhere is missing here, so the declarations are not read.
    fn alias(&mut self, id: usize, at: Span) -> Next {
        self.broken = true;
        let anchor = self.anchors.iter_mut().rev().find(|anchor| anchor.id == id);
        let marked = anchor.map(|anchor| {
            anchor.used = true;
            (anchor.at, "it is marked here".to_owned())
        });
        let merge = self
            .open
            .last()
            .and_then(|open| open.key.as_ref())
            .filter(|key| key.key == "<<");
        let problem = match merge.map(|key| key.key_span) {
            Some(key) => Diagnostic::new(
                codes::MERGE,
                key,
                "`<<:` copies keys from elsewhere, which is not allowed here",
            )
            .help("write the keys out"),
            None => Diagnostic::new(
                codes::ALIAS,
                at,
                format!(
                    "`{}` stands for a part of the file that is marked elsewhere, which is not allowed here",
                    self.source(at)
                ),
            )
            .help("write the lines out; a text that begins with `*` stands in quotes"),
        };
        self.say(Diagnostic {
            related: marked.into_iter().collect(),
            ..problem
        });
        self.put(Node {
            span: at,
            kind: Kind::Empty,
        })
    }

    /// `*word` where nothing is marked `&word`: a text that begins with a star.
    fn star(&mut self, at: Span) -> Next {
        self.unquoted(at);
        let text = self.source(at).to_owned();
        self.put(Node {
            span: at,
            kind: Kind::Scalar(Scalar::plain(text)),
        })
    }

    fn comment(&mut self, at: Span) {
        if self.has_tabs {
            self.texts.push(at);
        }
        if self.bracket().is_some() {
            self.comment = Some(at.start as usize);
        }
        if let Some(problem) = unmeant::cut_by_comment(self, at) {
            self.say(problem);
        }
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, at: Span) -> Node {
        let source = self.source(at);
        let (style, offset) = match style {
            ScalarStyle::Plain => (Style::Plain, 0),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (Style::Quoted, 1),
            _ => (Style::Block, 0),
        };
        if self.has_tabs {
            self.texts.push(at);
        }
        if source.is_empty() && style == Style::Plain {
            return Node {
                span: at,
                kind: Kind::Empty,
            };
        }
        self.last = Some(at);
        self.style = style;
        let exact = source
            .get(offset..)
            .is_some_and(|rest| rest.starts_with(value));
        let mut text = value.to_owned();
        if let (Style::Plain, Some(problem)) = (style, unmeant::invisible(at, value)) {
            self.say(problem);
            unmeant::trim_invisible(&mut text);
        }
        let scalar = Scalar {
            text,
            style,
            exact,
            offset: u32::try_from(offset).unwrap_or(0),
        };
        Node {
            span: self.span(
                at.start as usize,
                at.start as usize + source.trim_end().len(),
            ),
            kind: Kind::Scalar(scalar),
        }
    }

    /// A part that is marked and used is reported where it is used.
    fn unused_anchors(&mut self) {
        for anchor in std::mem::take(&mut self.anchors) {
            if !anchor.used && self.problems.len() < ENOUGH {
                let message = format!(
                    "`{}` marks a part of the file for use again, which is not allowed here",
                    self.source(anchor.at)
                );
                self.refuse(
                    codes::ANCHOR,
                    anchor.at,
                    message,
                    "delete it; a text that begins with `&` stands in quotes",
                );
            }
        }
    }

    fn finish(&mut self) -> Option<Node> {
        self.unused_anchors();
        if self.has_tabs && !self.broken {
            let problem = unmeant::tabs(self, &self.texts);
            self.problems.extend(problem);
        }
        if self.broken {
            return None;
        }
        if let Some(Kind::Scalar(scalar)) = self.root.as_ref().map(|root| &root.kind)
            && scalar.style == Style::Plain
        {
            let start = self
                .root
                .as_ref()
                .map_or(0, |root| root.span.start as usize);
            self.say(slip::without_colon(self, start));
            return None;
        }
        if self.root.is_none() {
            let nothing = Span::new(self.file, 0, 0);
            self.refuse(
                codes::EMPTY,
                nothing,
                "this file has nothing in it",
                "write what it should declare, or delete it",
            );
        }
        self.root.take()
    }
}
