//! Notes, good and hostile.

use super::markdown::{Fault, Rendered, render, render_note};
use super::*;
use crate::source::Sources;
use proptest::prelude::*;
use scraper::{Html, Node};

fn today() -> Date {
    jiff::civil::date(2026, 11, 23)
}

fn note(text: &str) -> (Note, Problems) {
    let sources = Sources::new([("guidance/entry/fees.md".to_owned(), text.as_bytes())]);
    let (file, found) = sources.iter().next().unwrap();
    let mut problems = Problems::new();
    let name = GuidanceName::from("entry/fees");
    let note = read(file, &found.bytes, name, today(), &mut problems).unwrap();
    (note, problems)
}

const ELEMENTS: [&str; 30] = [
    "sup", "section", "dl", "dt", "dd", "p", "h2", "h3", "h4", "h5", "h6", "a", "ul", "ol", "li",
    "table", "thead", "tbody", "tr", "th", "td", "div", "span", "strong", "em", "code", "pre",
    "hr", "br", "html",
];

/// What a browser makes of the HTML: nothing but our elements, each where we put it, and links that lead only where they may.
fn assert_harmless(rendered: &Rendered, markdown: &str) {
    let parsed = Html::parse_fragment(&rendered.html);
    let mut elements = 0;
    for node in parsed.tree.root().descendants() {
        let Node::Element(element) = node.value() else {
            continue;
        };
        assert!(
            ELEMENTS.contains(&element.name()),
            "<{}> from {markdown:?}",
            element.name()
        );
        elements += usize::from(element.name() != "html");
        for (name, value) in element.attrs() {
            let ours = [
                "class",
                "id",
                "href",
                "scope",
                "start",
                "aria-hidden",
                "aria-label",
            ];
            let known = ours.contains(&name);
            assert!(known, "{name} from {markdown:?}");
            let leads = ["https://", "mailto:", "tel:", "/guidance/", "/forms/", "#"];
            let harmless = name != "href"
                || leads
                    .iter()
                    .any(|start| value.to_lowercase().starts_with(start));
            assert!(harmless, "{value} from {markdown:?}");
        }
    }
    let tags = rendered.html.matches('<').count() - rendered.html.matches("</").count();
    assert_eq!(tags, elements, "{} from {markdown:?}", rendered.html);
}

#[test]
fn a_note_is_drawn_with_the_classes_of_the_design_system() {
    let markdown = "\
# Fees

Pay **soon**, see [the list](list.md#rates) or [ask](form:contact).

### What it costs

- One
- Two

| What | Fee |
|------|----:|
| Entry | 500 |

> As of today

> [!WARNING]
> It is not paid back

#### Later {#later}
";
    let (note, problems) = note(markdown);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(note.title(), "Fees");
    let has = |html: &str| assert!(note.html.contains(html), "{html} in {}", note.html);
    has(
        "<p class=\"govuk-body\">Pay <strong>soon</strong>, see <a class=\"govuk-link\" href=\"/guidance/entry/list#rates\">",
    );
    has("href=\"/forms/contact\"");
    has("<h2 class=\"govuk-heading-m\" id=\"what-it-costs\">What it costs</h2>");
    has("<ul class=\"govuk-list govuk-list--bullet\">\n<li>One</li>");
    has("<th scope=\"col\" class=\"govuk-table__header govuk-table__header--numeric\">Fee</th>");
    has("<td class=\"govuk-table__cell govuk-table__cell--numeric\">500</td>");
    has("<div class=\"govuk-inset-text\">\n<p class=\"govuk-body\">As of today</p>");
    has(
        "<span class=\"govuk-visually-hidden\">Warning</span>\n<p class=\"govuk-body\">It is not paid back</p>",
    );
    has("<h3 class=\"govuk-heading-s\" id=\"later\">Later</h3>");
    let contents: Vec<&str> = note
        .headings()
        .iter()
        .map(|heading| heading.id.as_str())
        .collect();
    assert_eq!(contents, ["what-it-costs", "later"]);
    assert!(
        note.words.starts_with("Pay soon, see the list or ask.\n"),
        "{}",
        note.words
    );
    assert!(!note.html.contains("<h1"), "{}", note.html);
    assert_harmless(&render(markdown, "entry"), markdown);
}

#[test]
fn headings_of_the_same_words_have_different_ids() {
    let rendered = render("## Fees\n\n## Fees\n\n## ?!\n\n#### Two below", "");
    let headings: Vec<(&str, u8)> = rendered
        .headings
        .iter()
        .map(|heading| (heading.id.as_str(), heading.level))
        .collect();
    assert_eq!(
        headings,
        [("fees", 2), ("fees-2", 2), ("part", 2), ("two-below", 3)]
    );
}

#[test]
fn an_id_stays_put_when_another_heading_of_the_same_words_comes() {
    let ids = |markdown: &str| -> Vec<String> {
        let rendered = render_note(markdown, "");
        rendered
            .headings
            .into_iter()
            .map(|heading| heading.id)
            .collect()
    };
    assert_eq!(
        ids("## Guests\n\n### Fees\n\n## Members\n\n### Fees\n"),
        ["guests", "fees", "members", "members-fees"]
    );
    // What is given further down is never taken by words.
    assert_eq!(
        ids("## Fees\n\n## What it costs {#fees}\n"),
        ["fees-2", "fees"]
    );
    assert_eq!(
        ids("## Main\n\n## Footnote 1\n"),
        ["part-main", "part-footnote-1"]
    );
}

#[test]
fn footnotes_are_numbered_as_they_are_referred_to_and_lead_back() {
    let markdown =
        "Late[^b] and early[^a], late again[^b].\n\n[^a]: Before *nine*.\n\n[^b]: After five.\n";
    let rendered = render_note(markdown, "");
    assert!(rendered.faults.is_empty(), "{:?}", rendered.faults);
    let html = &rendered.html;
    let at = |text: &str| {
        html.find(text)
            .unwrap_or_else(|| panic!("{text} in {html}"))
    };
    assert!(
        at("href=\"#footnote-1\" id=\"footnote-1-from\"")
            < at("href=\"#footnote-2\" id=\"footnote-2-from\"")
    );
    assert!(at("id=\"footnote-1-from-2\"") < at("<section"));
    assert!(
        at("<li id=\"footnote-1\"><p class=\"govuk-body\">After five.</p>")
            < at("<li id=\"footnote-2\">")
    );
    at("<a class=\"govuk-link\" href=\"#footnote-1-from-2\">Back to the text");
    assert_harmless(&rendered, markdown);
}

#[test]
fn a_footnote_has_two_halves() {
    let faults = |markdown: &str| -> Vec<Fault> {
        let rendered = render_note(markdown, "");
        rendered
            .faults
            .into_iter()
            .map(|(fault, _)| fault)
            .collect()
    };
    let label = || "a".to_owned();
    assert_eq!(faults("See[^a].\n"), [Fault::NoFootnote(label())]);
    assert_eq!(
        faults("See.\n\n[^a]: Here.\n"),
        [Fault::UnusedFootnote(label())]
    );
    for sound in [
        "`[^a]`", "\\[^a]", "    [^a]", "[^ a]", "[^]", "[a^]", "[x](#^a)",
    ] {
        assert_eq!(faults(sound), [], "{sound}");
    }
}

#[test]
fn terms_and_blocks_that_stand_out_have_elements_of_their_own() {
    let markdown = "Card\n: Shows who you are\n: And where you live\n\n> [!NOTE]\n> Bring it\n\n> [!TIP]\n> Early is best\n";
    let rendered = render_note(markdown, "");
    let has = |html: &str| assert!(rendered.html.contains(html), "{html} in {}", rendered.html);
    has(
        "<dl class=\"govuk-body accede-terms\">\n<dt>Card</dt>\n<dd>Shows who you are</dd>\n<dd>And where you live</dd>\n</dl>",
    );
    has(
        "<div class=\"govuk-inset-text\">\n<p class=\"govuk-body\"><strong>Note</strong></p>\n<p class=\"govuk-body\">Bring it</p>",
    );
    has("<strong>Tip</strong>");
    assert_harmless(&rendered, markdown);
}

#[test]
fn what_stands_at_the_top_is_read_and_keeps_its_places() {
    let text = "---\ntitle: What it costs\nreview by: 2026-01-31\nsource: Price list 1\nunconfirmed: the rates\n---\nA <b>text</b>.\n";
    let (note, problems) = note(text);
    assert_eq!(note.title(), "What it costs");
    assert_eq!(note.review_by(), Some(jiff::civil::date(2026, 1, 31)));
    assert_eq!(
        (note.source(), note.unconfirmed()),
        (Some("Price list 1"), Some("the rates"))
    );
    let found: Vec<(&str, &str)> = problems
        .iter()
        .map(|found| {
            let (from, to) = (found.primary.start as usize, found.primary.end as usize);
            (found.code.id, text.get(from..to).unwrap())
        })
        .collect();
    assert_eq!(
        found,
        [
            ("N0530", "the rates"),
            ("E0603", "<b>"),
            ("N0609", "2026-01-31")
        ]
    );
}

#[test]
fn a_review_that_is_still_ahead_is_not_mentioned() {
    assert!(
        note("---\nreview by: 2026-11-23\n---\n# Fees\n")
            .1
            .is_empty()
    );
    assert_eq!(note("---\nreview by: soon\n---\n# Fees\n").1.len(), 1);
    assert_eq!(note("---\nrewiew by: 2027-01-01\n---\n# Fees\n").1.len(), 1);
}

#[test]
fn html_and_pictures_come_out_as_their_words() {
    let markdown = "<script>alert(1)</script>\n\nHi <img src=x onerror=alert(1)> ![a cat](https://example.org/cat.png)";
    let rendered = render(markdown, "");
    assert_harmless(&rendered, markdown);
    assert!(
        rendered.html.contains("&lt;script&gt;"),
        "{}",
        rendered.html
    );
    assert!(rendered.html.contains("a cat"), "{}", rendered.html);
    let faults: Vec<&Fault> = rendered.faults.iter().map(|(fault, _)| fault).collect();
    assert_eq!(faults, [&Fault::Html, &Fault::Html, &Fault::Image]);
}

#[test]
fn a_link_that_may_not_be_followed_keeps_its_words_alone() {
    for hostile in [
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<javascript:alert(1)>",
        "[x][1]\n\n[1]: vbscript:x",
        "[x](//example.org/a.md)",
        "[x](http://example.org)",
    ] {
        let rendered = render(hostile, "");
        assert!(
            !rendered.html.contains("href"),
            "{hostile}: {}",
            rendered.html
        );
        assert_eq!(rendered.faults.len(), 1, "{hostile}");
    }
    let quoted = render("[x](https://example.org/\"onclick=\"alert(1))", "");
    assert_harmless(&quoted, "a quote in an address");
}

/// What Markdown and HTML are made of.
const PIECES: &[&str] = &[
    "<script>",
    "</p>",
    "<!-- ",
    "-->",
    "<b onclick=x>",
    "[",
    "]",
    "](javascript:x)",
    "](a.md)",
    "](https://e.org/\"><b>)",
    "![",
    "> ",
    "> [!WARNING]\n> ",
    "- ",
    "1. ",
    "# ",
    "#### ",
    "\n",
    "\n\n",
    "    ",
    "| a | b |\n|---|--:|\n| ",
    " | ",
    "`",
    "```\n",
    "**",
    "*",
    "_",
    "<a@b.org>",
    "<https://e.org>",
    "&lt;",
    "&#60;",
    "&#x22;",
    "{#x}",
    "{#\"x}",
    "\\",
    "\"",
    "'",
    "word",
    "é",
    "\u{202e}",
    "[^1]",
    "[^1]: ",
    "[^a]",
    "\n\n[^a]: ",
    "\n\n## Footnote 1\n\n",
    "\n\n## Main\n\n",
    "\n\n## Main {#x}\n\n",
    "\n: ",
    "---\n",
    "===\n",
    "<",
    ">",
    "&",
    "~~",
    "$x$",
    "[[a]]",
    "<?x",
    "<![CDATA[",
    "+++\n",
];

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(PIECES)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_that_can_be_written_is_harmful(pieces in prop::collection::vec(piece(), 0..24)) {
        let markdown = pieces.concat();
        assert_harmless(&render(&markdown, "entry"), &markdown);
        assert_harmless(&render_note(&markdown, "entry"), &markdown);
    }

    #[test]
    fn no_id_stands_twice_in_a_note(pieces in prop::collection::vec(piece(), 0..24)) {
        let html = render_note(&pieces.concat(), "").html;
        let parsed = Html::parse_fragment(&html);
        let mut ids = std::collections::BTreeSet::from(["main"]);
        for element in parsed.tree.root().descendants().filter_map(|node| node.value().as_element()) {
            if let Some(id) = element.id() {
                prop_assert!(ids.insert(id), "{} stands twice in {}", id, html);
            }
        }
    }
}
