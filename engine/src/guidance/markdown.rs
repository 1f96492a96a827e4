//! Markdown to HTML: our own writer over the parser's events, so that what comes out is a closed set of elements.
//!
//! It cannot write what it does not know: raw HTML and images come out as their text, links that may not be followed as
//! their words. What was refused is handed back with its place, for whoever reads the file.

use super::blocks;
use super::footnotes::Footnotes;
use super::glossary::Marker;
use super::ids::Ids;
use super::link::{Refused, Target};
use super::parts::{self, Events};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A heading, for a list of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// What a link names behind `#`.
    pub id: String,
    /// Its words.
    pub title: String,
    /// 2 to 6; the title of the page is 1.
    pub level: u8,
}

/// What came of a text.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// The heading at its very top, of level 1; not in the HTML.
    pub(crate) title: Option<String>,
    pub(crate) html: String,
    pub(crate) headings: Vec<Heading>,
    /// The words alone, for a search.
    pub(crate) words: String,
    pub(crate) links: Vec<(Target, Range<usize>)>,
    pub(crate) faults: Vec<(Fault, Range<usize>)>,
}

/// What is not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// HTML.
    Html,
    /// A picture.
    Image,
    /// A link.
    Link(Refused, String),
    /// A reference to a footnote that nobody wrote.
    NoFootnote(String),
    /// A footnote that nothing refers to.
    UnusedFootnote(String),
    /// An id given to a heading: one that could be an id is taken.
    HeadingId(String, bool),
}

/// Renders a text as it stands in a form.
pub(crate) fn html(markdown: &str) -> String {
    render(markdown, "").html
}

/// What Markdown is read with.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
}

/// How a text is rendered.
#[derive(Default)]
pub(crate) struct Manner<'a> {
    /// The folder below `guidance/` that paths of links begin at.
    pub(crate) folder: &'a str,
    /// Whether it may have footnotes: it has a page of its own.
    pub(crate) footnotes: bool,
    /// Ids that stand on the page already.
    pub(crate) taken: BTreeSet<String>,
    /// What every id of the text begins with.
    pub(crate) prefix: &'a str,
    /// Whether links open beside the page, which stays as it is.
    pub(crate) beside: bool,
    /// The heading of the one section that is wanted.
    pub(crate) section: Option<&'a str>,
    /// The terms that are explained where they are first used.
    pub(crate) terms: Option<&'a Marker<'a>>,
}

/// Renders a text that stands on a page with others; paths of links are relative to `folder` below `guidance/`.
pub(crate) fn render(markdown: &str, folder: &str) -> Rendered {
    let manner = Manner {
        folder,
        ..Manner::default()
    };
    render_as(markdown, &manner)
}

/// Renders a text that has a page of its own: it may have footnotes.
pub(crate) fn render_note(markdown: &str, folder: &str) -> Rendered {
    let manner = Manner {
        folder,
        footnotes: true,
        ..Manner::default()
    };
    render_as(markdown, &manner)
}

/// Renders a text in a manner.
pub(crate) fn render_as(markdown: &str, manner: &Manner<'_>) -> Rendered {
    let mut options = options();
    options.set(Options::ENABLE_FOOTNOTES, manner.footnotes);
    let mut events: Events<'_> = Parser::new_ext(markdown, options)
        .into_offset_iter()
        .collect();
    let mut title = blocks::take_title(&mut events);
    if manner.terms.is_some() {
        events = parts::merged(events);
    }
    let mut ids = Ids::of(&blocks::headings(&events));
    let named = ids.name_all(&events, manner);
    let links = named.iter().map(|named| named.ids());
    let links = links.collect();
    let mut headings = named;
    if let Some(section) = manner.section {
        title = parts::keep_section(&mut events, &mut headings, section);
    }
    let mut writer = Writer {
        markdown: manner.footnotes.then_some(markdown),
        out: Rendered {
            title,
            faults: ids.faults(),
            ..Rendered::default()
        },
        levels: blocks::Levels::of(&events),
        manner,
        links_here: links,
        footnotes: Footnotes::default(),
        in_code: false,
        plain: 0,
        links: Vec::new(),
        in_head: false,
        columns: Vec::new(),
        column: 0,
    };
    let mut headings = headings.into_iter();
    for (event, range) in events {
        writer.event(event, range, &mut headings);
    }
    writer.put_footnotes();
    writer.out
}

pub(super) struct Writer<'a> {
    pub(super) out: Rendered,
    levels: blocks::Levels,
    pub(super) manner: &'a Manner<'a>,
    /// The text itself, where it may have footnotes.
    markdown: Option<&'a str>,
    /// The id on the page of every heading, by the id that links of the text name.
    links_here: BTreeMap<String, String>,
    pub(super) footnotes: Footnotes,
    pub(super) in_code: bool,
    /// Open elements in which no term is explained.
    plain: usize,
    /// For every open link, how it ends; nothing where only its words were written.
    links: Vec<Option<&'static str>>,
    pub(super) in_head: bool,
    pub(super) columns: Vec<pulldown_cmark::Alignment>,
    pub(super) column: usize,
}

/// Says that a link leads away from the page.
const BESIDE: &str = " (opens in new tab)</a>";

impl Writer<'_> {
    fn event(
        &mut self,
        event: Event<'_>,
        range: Range<usize>,
        headings: &mut dyn Iterator<Item = parts::Named>,
    ) {
        self.count_plain(&event);
        match event {
            Event::Start(Tag::Heading { .. }) => self.heading(headings.next()),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => self.link(link_type, &dest_url, range),
            Event::End(TagEnd::Link) => {
                if let Some(Some(end)) = self.links.pop() {
                    self.put(end);
                }
            }
            Event::Start(Tag::Image { .. }) => self.out.faults.push((Fault::Image, range)),
            Event::Start(Tag::HtmlBlock) => {
                self.out.faults.push((Fault::Html, range));
                self.put("<p class=\"govuk-body\">");
            }
            Event::End(TagEnd::HtmlBlock) => self.put("</p>\n"),
            Event::Start(Tag::FootnoteDefinition(label)) => self.open_footnote(&label, range),
            Event::End(TagEnd::FootnoteDefinition) => self.close_footnote(),
            Event::FootnoteReference(label) => self.refer_to_footnote(&label),
            Event::Start(tag) => self.open(&tag),
            Event::End(TagEnd::Heading(_)) => self.close_heading(),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Html(text) => {
                if let Some(markdown) = self.markdown.filter(|_| &*text == "[" && !self.in_code) {
                    self.look_for_footnote(markdown, &range);
                }
                self.text(&text);
            }
            Event::InlineHtml(text) => {
                // What is closed was opened, and that was said.
                let said = self.out.faults.iter().any(|(fault, _)| *fault == Fault::Html);
                if !(said && text.starts_with("</")) {
                    self.out.faults.push((Fault::Html, range));
                }
                self.text(&text);
            }
            Event::Code(text) => {
                self.put("<code>");
                escape(&text, &mut self.out.html);
                self.out.words.push_str(&text);
                self.put("</code>");
            }
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => {
                self.put("<br>\n");
                self.out.words.push('\n');
            }
            Event::Rule => self.put(
                "<hr class=\"govuk-section-break govuk-section-break--m govuk-section-break--visible\">\n",
            ),
            // None of these is switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    /// Writes HTML that stands in this program.
    pub(super) fn put(&mut self, html: &str) {
        self.out.html.push_str(html);
    }

    /// Writes words.
    fn text(&mut self, text: &str) {
        match self.manner.terms.filter(|_| self.plain == 0) {
            Some(terms) => terms.mark(text, &mut self.out.html),
            None => escape(text, &mut self.out.html),
        }
        self.out.words.push_str(text);
    }

    fn count_plain(&mut self, event: &Event<'_>) {
        let is_plain = |tag: &Tag<'_>| {
            matches!(
                tag,
                Tag::Heading { .. }
                    | Tag::CodeBlock(_)
                    | Tag::Link { .. }
                    | Tag::TableHead
                    | Tag::Image { .. }
            )
        };
        match event {
            Event::Start(tag) if is_plain(tag) => self.plain += 1,
            Event::End(
                TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::Link
                | TagEnd::TableHead
                | TagEnd::Image,
            ) => self.plain = self.plain.saturating_sub(1),
            _ => {}
        }
    }

    fn heading(&mut self, named: Option<parts::Named>) {
        let Some(parts::Named { words, id, .. }) = named else {
            return;
        };
        let level = self.levels.next(words.level);
        let class = if level == 2 {
            "govuk-heading-m"
        } else {
            "govuk-heading-s"
        };
        self.put(&format!("<h{level} class=\"{class}\" id=\"{id}\">"));
        self.out.headings.push(Heading {
            id,
            title: words.text,
            level,
        });
    }

    fn close_heading(&mut self) {
        let level = self.out.headings.last().map_or(2, |heading| heading.level);
        self.put(&format!("</h{level}>\n"));
        self.out.words.push('\n');
    }

    fn link(&mut self, kind: LinkType, destination: &CowStr<'_>, range: Range<usize>) {
        let destination = if kind == LinkType::Email {
            format!("mailto:{destination}")
        } else {
            destination.to_string()
        };
        match Target::read(&destination, self.manner.folder) {
            Ok(target) => {
                let address = match &target {
                    Target::Here(heading) => {
                        format!("#{}", self.links_here.get(heading).unwrap_or(heading))
                    }
                    elsewhere => elsewhere.address(),
                };
                let beside = self.manner.beside && target.is_page();
                self.put("<a class=\"govuk-link\" href=\"");
                escape(&address, &mut self.out.html);
                self.put(if beside {
                    "\" rel=\"noopener\" target=\"_blank\">"
                } else {
                    "\">"
                });
                self.out.links.push((target, range));
                self.links.push(Some(if beside { BESIDE } else { "</a>" }));
            }
            Err(refused) => {
                let fault = Fault::Link(refused, destination);
                self.out.faults.push((fault, range));
                self.links.push(None);
            }
        }
    }
}

/// Text as HTML prints it, in an element or in an attribute between double quotes.
pub(crate) fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
}
