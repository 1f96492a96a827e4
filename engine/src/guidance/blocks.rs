//! The blocks of a text: which element each becomes, and the order of its headings.

use super::markdown::Writer;
use pulldown_cmark::{Alignment, BlockQuoteKind, Event, HeadingLevel, Tag, TagEnd};
use std::ops::Range;

/// How a paragraph begins and ends.
pub(super) const PARAGRAPH: &str = "<p class=\"govuk-body\">";
pub(super) const PARAGRAPH_END: &str = "</p>\n";

/// A heading's words.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) level: u8,
    pub(super) text: String,
    /// The id that the editor gave: `## Fees {#fees}`.
    pub(super) given: Option<String>,
}

impl Words {
    /// Its words joined by hyphens.
    pub(super) fn id(&self) -> String {
        let mut id = String::new();
        for c in self.text.chars().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() {
                id.push(c);
            } else if (c.is_whitespace() || c == '-') && !id.ends_with('-') && !id.is_empty() {
                id.push('-');
            }
        }
        let id = id.trim_end_matches('-');
        if id.is_empty() {
            "part".to_owned()
        } else {
            id.to_owned()
        }
    }
}

/// Every heading, in order.
pub(super) fn headings(events: &[(Event<'_>, Range<usize>)]) -> Vec<Words> {
    let mut headings: Vec<Words> = Vec::new();
    let mut open = false;
    for (event, _) in events {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                open = true;
                headings.push(Words {
                    level: number(*level),
                    text: String::new(),
                    given: id.as_ref().map(ToString::to_string),
                });
            }
            Event::End(TagEnd::Heading(_)) => open = false,
            Event::Text(text) | Event::Code(text) if open => {
                if let Some(heading) = headings.last_mut() {
                    heading.text.push_str(text);
                }
            }
            _ => {}
        }
    }
    headings
}

/// Takes out the heading of level 1 at the very top: its words.
pub(super) fn take_title(events: &mut Vec<(Event<'_>, Range<usize>)>) -> Option<String> {
    let is_title = matches!(
        events.first(),
        Some((Event::Start(Tag::Heading { level, .. }), _)) if *level == HeadingLevel::H1
    );
    let end = |(event, _): &(Event<'_>, Range<usize>)| {
        matches!(event, Event::End(TagEnd::Heading(HeadingLevel::H1)))
    };
    let end = events.iter().position(end).filter(|_| is_title)?;
    let taken: Vec<_> = events.drain(..=end).collect();
    headings(&taken).pop().map(|heading| heading.text)
}

/// Levels of headings below the page's own: the highest that is used becomes 2, and none is left out on the way down.
#[derive(Debug)]
pub(super) struct Levels {
    highest: u8,
    last: u8,
}

impl Levels {
    pub(super) fn of(events: &[(Event<'_>, Range<usize>)]) -> Self {
        let levels = headings(events).into_iter().map(|heading| heading.level);
        Self {
            highest: levels.min().unwrap_or(1),
            last: 1,
        }
    }

    pub(super) fn next(&mut self, written: u8) -> u8 {
        let wanted = 2 + written.saturating_sub(self.highest);
        self.last = wanted.min(self.last + 1).min(6);
        self.last
    }
}

/// What a block that stands out begins with.
fn label(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Note | BlockQuoteKind::Warning | BlockQuoteKind::Caution => "Note",
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

impl Writer<'_> {
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.put(PARAGRAPH),
            Tag::BlockQuote(Some(BlockQuoteKind::Warning | BlockQuoteKind::Caution)) => self.put(
                "<div class=\"govuk-warning-text\"><span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span>\
                 <div class=\"govuk-warning-text__text\"><span class=\"govuk-visually-hidden\">Warning</span>\n",
            ),
            Tag::BlockQuote(kind) => {
                self.put("<div class=\"govuk-inset-text\">\n");
                if let Some(label) = kind.map(label) {
                    self.put(&format!("<p class=\"govuk-body\"><strong>{label}</strong></p>\n"));
                }
            }
            Tag::DefinitionList => self.put("<dl class=\"govuk-body accede-terms\">\n"),
            Tag::DefinitionListTitle => self.put("<dt>"),
            Tag::DefinitionListDefinition => self.put("<dd>"),
            Tag::CodeBlock(_) => {
                self.in_code = true;
                self.put("<pre class=\"govuk-body\"><code>");
            }
            Tag::List(None) => self.put("<ul class=\"govuk-list govuk-list--bullet\">\n"),
            Tag::List(Some(1)) => self.put("<ol class=\"govuk-list govuk-list--number\">\n"),
            Tag::List(Some(start)) => self.put(&format!(
                "<ol class=\"govuk-list govuk-list--number\" start=\"{start}\">\n"
            )),
            Tag::Item => self.put("<li>"),
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                self.put("<table class=\"govuk-table\">\n");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.put("<thead class=\"govuk-table__head\">\n<tr class=\"govuk-table__row\">");
            }
            Tag::TableRow => {
                self.column = 0;
                self.put("<tr class=\"govuk-table__row\">");
            }
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis => self.put("<em>"),
            Tag::Strong => self.put("<strong>"),
            _ => {}
        }
    }

    pub(super) fn close(&mut self, tag: TagEnd) {
        let html = match tag {
            TagEnd::Paragraph => PARAGRAPH_END,
            TagEnd::BlockQuote(Some(BlockQuoteKind::Warning | BlockQuoteKind::Caution)) => {
                "</div></div>\n"
            }
            TagEnd::BlockQuote(_) => "</div>\n",
            TagEnd::CodeBlock => {
                self.in_code = false;
                "</code></pre>\n"
            }
            TagEnd::List(false) => "</ul>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::Table => "</tbody>\n</table>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr>\n</thead>\n<tbody class=\"govuk-table__body\">\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.in_head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            _ => "",
        };
        self.put(html);
        if matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::CodeBlock
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition
        ) && !self.out.words.ends_with('\n')
        {
            self.out.words.push('\n');
        }
    }

    fn open_cell(&mut self) {
        let numeric = self.columns.get(self.column) == Some(&Alignment::Right);
        self.column += 1;
        self.put(match (self.in_head, numeric) {
            (true, false) => "<th scope=\"col\" class=\"govuk-table__header\">",
            (true, true) => {
                "<th scope=\"col\" class=\"govuk-table__header govuk-table__header--numeric\">"
            }
            (false, false) => "<td class=\"govuk-table__cell\">",
            (false, true) => "<td class=\"govuk-table__cell govuk-table__cell--numeric\">",
        });
    }
}
