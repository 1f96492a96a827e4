//! What must come of an example, read against its form.

use super::tables::EXPECT;
use super::{Ending, Expect, Message};
use crate::catalogue::Form;
use crate::declare::{Fields, Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{declare as declare_codes, example as codes};
use crate::source::Span;
use crate::yaml::{Entry, Node};

/// Reads `expect:`.
pub(super) fn read(node: &Node, form: &Form, problems: &mut Problems) -> Expect {
    let Some(fields) = Fields::open(node, &EXPECT, problems) else {
        return Expect::default();
    };
    let mut page = |written: Written| {
        check_page(form, &written, problems);
        (written.span, written.text)
    };
    let names = fields.items("pages").iter().filter_map(Written::of);
    let names: Vec<String> = names.map(|written| page(written).1).collect();
    let pages = fields.get("pages").map(|node| (node.span, names));
    let stops_at = fields.get("stops at").and_then(Written::of).map(page);
    let says = fields.items("says").iter().filter_map(Written::of);
    let messages = fields.get("messages").map(|node| {
        let entries = fields.entries("messages", problems).iter();
        let messages = entries.filter_map(|entry| message(entry, form, problems));
        (node.span, messages.collect())
    });
    let values = fields.entries("values", problems).iter();
    let values = values
        .filter_map(|entry| value(entry, form, problems))
        .collect();
    let outcome = fields.text("outcome", problems);
    Expect {
        pages,
        stops_at,
        says: says.map(|written| (written.span, written.text)).collect(),
        messages,
        values,
        outcome: outcome.and_then(|written| ending(&written, problems)),
    }
}

fn ending(written: &Written, problems: &mut Problems) -> Option<(Span, Ending)> {
    let ending = Ending::of(&written.text);
    if ending.is_none() {
        let message = format!(
            "`outcome:` takes {}, not `{}`",
            "`sent`, `refused` or `stopped`", written.text
        );
        let problem = Diagnostic::new(declare_codes::BAD_VALUE, written.span, message);
        problems.push(problem.did_you_mean(&written.text, Ending::WORDS));
    }
    Some((written.span, ending?))
}

fn check_page(form: &Form, written: &Written, problems: &mut Problems) {
    let names = || form.pages().map(|(_, page)| page.name.as_str());
    if !names().any(|name| name == written.text) {
        let message = format!("the form has no page `{}`", written.text);
        let problem = Diagnostic::new(codes::NO_SUCH_EXPECTATION, written.span, message);
        problems.push(problem.did_you_mean(&written.text, names()));
    }
}

fn message(entry: &Entry, form: &Form, problems: &mut Problems) -> Option<Message> {
    let text = Written::of(&entry.value)?;
    if !is_known(form, &entry.key) {
        let message = format!("the form has no question or page `{}`", entry.key);
        let questions = form.pages().flat_map(|(_, page)| page.questions());
        let names = questions.map(|question| question.name.as_str());
        let names = names.chain(form.pages().map(|(_, page)| page.name.as_str()));
        let problem = Diagnostic::new(codes::NO_SUCH_EXPECTATION, entry.key_span, message);
        problems.push(problem.did_you_mean(&entry.key, names));
    }
    Some(Message {
        span: entry.key_span,
        about: entry.key.clone(),
        text: text.text,
    })
}

/// Whether a message can be about this: a question asked once, a section that repeats, one of its items' questions, a page.
fn is_known(form: &Form, about: &str) -> bool {
    let mut parts = about.split('.');
    let (first, item, question) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    let section = form
        .sections
        .iter()
        .position(|section| section.repeat.is_some() && section.name.as_str() == first);
    match (item, question) {
        (None, _) => {
            let once = form.question(first);
            once.is_some_and(|question| question.section.is_none())
                || section.is_some()
                || form.pages().any(|(_, page)| page.name.as_str() == first)
        }
        (Some(item), Some(question)) => {
            let asked = form
                .question(question)
                .and_then(|question| question.section);
            item.parse::<usize>().is_ok_and(|item| item > 0)
                && section.is_some()
                && asked == section
        }
        (Some(_), None) => false,
    }
}

fn value(entry: &Entry, form: &Form, problems: &mut Problems) -> Option<(Span, String, String)> {
    let named = form.values.iter().map(|value| value.name.as_str());
    let asked = form.pages().flat_map(|(_, page)| page.questions());
    let asked = asked.filter(|question| question.section.is_none());
    let names: Vec<&str> = named
        .chain(asked.map(|question| question.name.as_str()))
        .collect();
    if !names.contains(&entry.key.as_str()) {
        let message = format!("the form has no value `{}`", entry.key);
        let problem = Diagnostic::new(codes::NO_SUCH_EXPECTATION, entry.key_span, message);
        problems.push(problem.did_you_mean(&entry.key, names));
        return None;
    }
    let text = match entry.value.list() {
        Some(items) => items
            .iter()
            .filter_map(Node::text)
            .collect::<Vec<_>>()
            .join(", "),
        None => Written::of(&entry.value).map_or_else(String::new, |written| written.text),
    };
    Some((entry.key_span, entry.key.clone(), text))
}
