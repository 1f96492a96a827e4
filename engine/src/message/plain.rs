//! Markdown as plain text: what a person would type into a mail.

use crate::guidance::{address, options};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The text of a message. Links to our own pages begin with `base`.
pub(super) fn text(markdown: &str, base: &str) -> String {
    let mut writer = Writer {
        base,
        ..Writer::default()
    };
    for event in Parser::new_ext(markdown, options()) {
        writer.event(event);
    }
    let lines = writer.out.trim().lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[derive(Default)]
struct Writer<'a> {
    base: &'a str,
    out: String,
    /// For every open list, the number of its next item, where it has numbers.
    lists: Vec<Option<u64>>,
    /// What every line begins with: blanks below an item, `> ` in a quotation.
    margins: Vec<&'static str>,
    /// An item was begun, and nothing stands in it yet.
    fresh: bool,
    /// Open links: where each leads, and where its words begin.
    links: Vec<(Option<String>, usize)>,
    cells: usize,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.put(&text),
            Event::SoftBreak => self.put(" "),
            Event::HardBreak => self.out.push('\n'),
            Event::Rule => {
                self.gap();
                self.put("---");
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) => self.gap(),
            Tag::HtmlBlock | Tag::DefinitionList => self.gap(),
            Tag::DefinitionListTitle => self.line(),
            Tag::DefinitionListDefinition => {
                self.line();
                self.margins.push("  ");
            }
            Tag::BlockQuote(_) => {
                self.gap();
                self.margins.push("> ");
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.gap();
                }
                self.lists.push(*first);
            }
            Tag::Item => self.item(),
            Tag::TableRow | Tag::TableHead => {
                self.line();
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.put(" | ");
                }
                self.cells += 1;
            }
            Tag::Link { dest_url, .. } => {
                let leads = address(dest_url, self.base);
                self.links.push((leads, self.out.len()));
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::DefinitionListDefinition => {
                self.margins.pop();
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => {
                self.margins.pop();
                self.fresh = false;
            }
            TagEnd::Link => self.close_link(),
            _ => {}
        }
    }

    /// Words, and behind them where they lead, unless they say so themselves.
    fn close_link(&mut self) {
        let Some((Some(leads), from)) = self.links.pop() else {
            return;
        };
        let words = self.out.get(from..).unwrap_or_default().trim();
        if words != leads && !leads.ends_with(&format!(":{words}")) {
            self.put(&format!(" ({leads})"));
        }
    }

    fn item(&mut self) {
        self.line();
        let number = self.lists.last_mut().and_then(Option::as_mut);
        let marker = number.map(|number| {
            *number += 1;
            format!("{}. ", *number - 1)
        });
        self.put(marker.as_deref().unwrap_or("- "));
        self.margins
            .push(if marker.is_some() { "   " } else { "  " });
        self.fresh = true;
    }

    /// A new block begins: one blank line above it.
    fn gap(&mut self) {
        if self.fresh || self.out.is_empty() {
            self.fresh = false;
            return;
        }
        self.line();
        if !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A new line begins.
    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn put(&mut self, text: &str) {
        self.fresh = false;
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.out.push('\n');
            }
            if line.is_empty() {
                continue;
            }
            if self.out.is_empty() || self.out.ends_with('\n') {
                self.out.extend(self.margins.iter().copied());
            }
            self.out.push_str(line);
        }
    }
}
