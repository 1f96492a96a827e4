//! What is YAML and was not meant: a comment or a comma that cuts a sentence, hyphens that make no list, characters that
//! nobody sees, tabs.

use super::build::Builder;
use super::line::{Line, quoted};
use super::node::{Entry, Kind, Node, Style};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::yaml as codes;
use crate::source::Span;

/// ` #` after an unquoted text. After several words a comment needs two spaces before it, and so it does when a
/// letter or digit follows the `#` at once: otherwise nobody could tell it from a part of the sentence.
pub(super) fn cut_by_comment(builder: &Builder<'_>, comment: Span) -> Option<Diagnostic> {
    let text = builder.last?;
    let written = builder.source(text);
    let gap = builder
        .text
        .get(text.end as usize..comment.start as usize)?;
    let says = builder.source(comment).strip_prefix('#')?;
    let sentence = written.trim().contains(' ') || says.starts_with(char::is_alphanumeric);
    if gap != " " || !sentence || written.starts_with(['"', '\'']) {
        return None;
    }
    let whole = builder.span(text.start as usize, comment.end as usize);
    let better = quoted(builder.source(whole).trim_end());
    let problem = Diagnostic::new(
        codes::HASH,
        comment,
        "the text ends here: a space and `#` begin a comment",
    )
    .help(format!(
        "put the whole text in quotes: `{better}`; if this is a comment, put it on the line above"
    ))
    .suggest(whole, better);
    Some(problem)
}

/// A key without a colon inside `{ }`: most often the rest of a sentence that a comma cut. Whether the entry was one, and is
/// to be left out.
pub(super) fn in_braces(
    builder: &mut Builder<'_>,
    last: Option<&Entry>,
    entry: &Entry,
    flow: bool,
) -> bool {
    let after = builder
        .text
        .get(entry.key_span.end as usize..)
        .unwrap_or("");
    let bare = matches!(entry.value.kind, Kind::Empty) && !after.trim_start().starts_with(':');
    if !flow || !bare {
        return false;
    }
    let problem = match (entry.key.split_once(':'), last) {
        (Some((key, _)), _) => no_space(entry.key_span, key),
        (None, Some(last)) => match cut_by_comma(builder, last, entry) {
            Some(problem) => problem,
            None => return true, // a further comma of a sentence that was reported
        },
        (None, None) => Diagnostic::new(
            codes::MISSING_COLON,
            entry.key_span,
            format!("`{}` has no colon and no value", entry.key),
        )
        .help("inside `{ }` stand keys with values: `{ label: A company, hint: Registered }`"),
    };
    builder.say(problem);
    true
}

fn cut_by_comma(builder: &Builder<'_>, last: &Entry, entry: &Entry) -> Option<Diagnostic> {
    let (start, end) = (last.value.span.start as usize, entry.key_span.end as usize);
    let between = builder
        .text
        .get(last.value.span.end as usize..entry.key_span.start as usize)?;
    if between.trim() != "," {
        return None;
    }
    // The sentence goes on to the comma before the next key, or to the brace.
    let rest = builder.text.get(end..).unwrap_or("");
    let close = rest.find(['}', '\n']).unwrap_or(rest.len());
    let more: usize = rest
        .get(..close)
        .unwrap_or("")
        .split_inclusive(',')
        .take_while(|part| !part.contains(':'))
        .map(str::len)
        .sum();
    let whole = builder.span(start, end + more);
    let sentence = builder
        .source(whole)
        .trim_end()
        .trim_end_matches(',')
        .trim_end();
    let whole = builder.span(start, start + sentence.len());
    let (first, key) = (builder.source(last.value.span), &entry.key);
    let message = format!("the comma ends the text `{first}`, so `{key}` is taken for a key");
    let better = quoted(sentence);
    let problem = Diagnostic::new(codes::COMMA, entry.key_span, message)
        .help(format!(
            "put the sentence in quotes, `{better}`, or write the keys on lines of their own"
        ))
        .suggest(whole, better);
    Some(problem)
}

/// "no space after the colon of `label`".
pub(super) fn no_space(at: Span, key: &str) -> Diagnostic {
    let colon = at.part(key.len(), key.len() + 1);
    Diagnostic::new(
        codes::MISSING_SPACE,
        colon,
        format!("there is no space after the colon of `{}`", key.trim()),
    )
    .help(format!("write `{}: ` with a space", key.trim()))
    .fix(colon, ": ")
}

/// Whether a text begins like a list item that has no space after its hyphen.
pub(super) fn is_stuck(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// "no space after the hyphen".
pub(super) fn stuck(at: Span, text: &str) -> Diagnostic {
    let word = text
        .trim_start_matches('-')
        .split([' ', ':', '\n'])
        .next()
        .unwrap_or("");
    Diagnostic::new(
        codes::DASH,
        at.part(0, 1),
        format!("there is no space after the hyphen before `{word}`"),
    )
    .help(format!("write `- {word}`: a hyphen, a space and the item"))
    .fix(at.part(0, 1), "- ")
}

/// A text that was meant as a list: `-a` and `-b` on lines of their own, or items below a value. Whether it was one.
pub(super) fn swallowed_list(builder: &mut Builder<'_>, node: &Node) -> bool {
    let Kind::Scalar(scalar) = &node.kind else {
        return false;
    };
    if scalar.style != Style::Plain {
        return false;
    }
    let start = node.span.start as usize;
    let line = Line::at(builder.text, start);
    if is_stuck(&scalar.text) && line.body() == start && !line.is_item() {
        builder.say(stuck(node.span, &scalar.text));
        return true;
    }
    let source = builder.source(node.span);
    let Some((at, _)) = source.match_indices('\n').find(|(at, _)| {
        source
            .get(*at..)
            .is_some_and(|rest| rest.trim_start().starts_with("- "))
    }) else {
        return false;
    };
    let item = Line::at(builder.text, start + at + 1);
    let place = builder.span(item.start + item.indent(), item.end());
    builder.say(
        Diagnostic::new(
            codes::INDENTATION,
            place,
            "an item of a list stands here, and the key above already has a text",
        )
        .related(builder.span(start, line.end()), "this text")
        .help("a list stands under a key that has nothing after its colon; a text that goes on here stands in quotes"),
    );
    true
}

/// A key behind `? `, which YAML takes for a key of any shape.
pub(super) fn marked_key(builder: &Builder<'_>, key: Span) -> Option<Diagnostic> {
    let before = builder.text.get(..key.start as usize)?;
    let mark = before.trim_end_matches(' ').strip_suffix('?')?.len();
    let mark = builder.span(mark, mark + 1);
    let problem = Diagnostic::new(codes::NOT_A_KEY, mark, "a key stands without `?` before it");
    Some(problem.help("write the key, a colon, a space and its value on one line"))
}

/// A character at the beginning or end of a text that no screen shows.
pub(super) fn invisible(at: Span, text: &str) -> Option<Diagnostic> {
    let first = text
        .chars()
        .next()
        .filter(|c| is_invisible(*c))
        .map(|c| (0, c));
    let last = text.chars().next_back().filter(|c| is_invisible(*c));
    let last = last.map(|c| (at.end as usize - at.start as usize - c.len_utf8(), c));
    first
        .or(last)
        .map(|(place, c)| unseen(at.part(place, place + c.len_utf8()), c))
}

/// A character anywhere in a key that no screen shows.
pub(super) fn invisible_within(at: Span, text: &str) -> Option<Diagnostic> {
    let (place, c) = text.char_indices().find(|(_, c)| is_invisible(*c))?;
    Some(unseen(at.part(place, place + c.len_utf8()), c))
}

/// The text without them.
pub(super) fn trim_invisible(text: &mut String) {
    *text = text.trim_matches(is_invisible).to_owned();
}

fn is_invisible(c: char) -> bool {
    (c.is_whitespace() && !matches!(c, ' ' | '\n' | '\t'))
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// "there is a character here that cannot be seen".
pub(super) fn unseen(at: Span, c: char) -> Diagnostic {
    let name = match c {
        '\u{a0}' => "a space that does not break",
        '\u{200b}' => "a space without width",
        '\u{feff}' => "a byte order mark",
        c if c.is_control() => "a control character",
        _ => "a character without a shape",
    };
    let message = format!(
        "there is a character here that cannot be seen: {name} (U+{:04X})",
        u32::from(c)
    );
    let blank = if c == '\u{a0}' { " " } else { "" };
    Diagnostic::new(codes::INVISIBLE, at, message)
        .why("text copied from documents and web pages brings such characters along")
        .help("delete the line and type it again")
        .suggest(at, blank)
}

/// The first tab that stands neither in a text nor in a comment.
pub(super) fn tabs(builder: &Builder<'_>, texts: &[Span]) -> Option<Diagnostic> {
    let inside = |at: usize| {
        let begun = texts.partition_point(|text| text.start as usize <= at);
        texts
            .get(..begun)
            .and_then(<[Span]>::last)
            .is_some_and(|text| at < text.end as usize)
    };
    let (at, _) = builder
        .text
        .match_indices('\t')
        .find(|(at, _)| !inside(*at))?;
    Some(tab(builder, at))
}

/// "there is a tab here".
pub(super) fn tab(builder: &Builder<'_>, at: usize) -> Diagnostic {
    let count = builder.text.matches('\t').count();
    let help = match count {
        1 => "put spaces in its place, two for each step to the right".to_owned(),
        count => format!(
            "put spaces in its place, two for each step to the right; the file has {count} tabs, and most editors can turn \
             all of them into spaces"
        ),
    };
    let place = builder.span(at, at + 1);
    Diagnostic::new(
        codes::TAB,
        place,
        "there is a tab here, and only spaces may stand before and between words",
    )
    .help(help)
    .suggest(place, "  ")
}
