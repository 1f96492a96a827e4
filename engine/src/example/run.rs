//! Running examples: a verdict each, and where it differs from what was expected.

use super::coverage::{Coverage, Seen};
use super::{Ending, Example, Expect, Message};
use crate::catalogue::{Catalogue, Form};
use crate::condition::Value;
use crate::name::{ExampleName, FormName};
use crate::source::Span;
use crate::verdict::{Circumstances, Outcome, Place, Verdict, Wrong, verdict};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What came of running examples.
#[derive(Debug)]
pub struct Report {
    /// Every example that was run, in the order of the forms.
    pub runs: Vec<Run>,
    /// What they reached, form by form.
    pub coverage: Vec<Coverage>,
}

/// One example that was run.
#[derive(Debug)]
pub struct Run {
    /// Its form.
    pub form: FormName,
    /// Its name.
    pub example: ExampleName,
    /// Where it is declared.
    pub span: Span,
    /// Where it did not come out as expected.
    pub differences: Vec<Difference>,
}

/// Something that did not come out as expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where the expectation is declared.
    pub span: Span,
    /// What it is about: `outcome`, `messages: email`.
    pub about: String,
    /// What was expected.
    pub expected: String,
    /// What came instead.
    pub came: String,
}

impl Report {
    /// How many examples came out otherwise than expected.
    #[must_use]
    pub fn failed(&self) -> usize {
        let failed = |run: &&Run| !run.differences.is_empty();
        self.runs.iter().filter(failed).count()
    }
}

/// Runs the examples whose name, or whose form's name, contains `filter`; all without one. `today` is the day of those
/// that name none. What is unreached is told only of forms all of whose examples were run.
#[must_use]
pub fn run_examples(catalogue: &Catalogue, filter: Option<&str>, today: Date) -> Report {
    let mut report = Report {
        runs: Vec::new(),
        coverage: Vec::new(),
    };
    for form in catalogue.forms() {
        let examples = catalogue.examples(form.name.as_str());
        let wanted = |example: &&Example| {
            filter.is_none_or(|filter| {
                example.name.as_str().contains(filter) || form.name.as_str().contains(filter)
            })
        };
        let mut seen = Seen::default();
        let before = report.runs.len();
        for example in examples.iter().filter(wanted) {
            let at = Circumstances {
                today: example.today.unwrap_or(today),
                calendar: &catalogue.service().calendar,
            };
            let found = verdict(form, &example.answers, &at);
            seen.add(form, &found, at);
            report.runs.push(Run {
                form: form.name.clone(),
                example: example.name.clone(),
                span: example.span,
                differences: differences(form, &example.expect, &found),
            });
        }
        if report.runs.len() - before == examples.len() {
            report.coverage.push(seen.coverage(form));
        }
    }
    report
}

/// Where a verdict is not as expected.
fn differences(form: &Form, expect: &Expect, found: &Verdict) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut compare = |span: Span, about: &str, expected: String, came: String| {
        if expected != came {
            let about = about.to_owned();
            differences.push(Difference {
                span,
                about,
                expected,
                came,
            });
        }
    };
    if let Some((span, ending)) = expect.outcome {
        let came = came_to(form, found, ending);
        compare(span, "outcome", ending.word().to_owned(), came);
    }
    if let Some((span, page)) = &expect.stops_at {
        let came = match found.outcome {
            Outcome::Stopped(place) => page_name(form, place).to_owned(),
            _ => "it does not stop".to_owned(),
        };
        compare(*span, "stops at", page.clone(), came);
    }
    if let Some((span, pages)) = &expect.pages {
        compare(
            *span,
            "pages",
            pages.join(", "),
            pages_of(form, found).join(", "),
        );
    }
    for (span, name, expected) in &expect.values {
        let value = value_of(form, found, name);
        if !is_written(&value, expected) {
            compare(
                *span,
                &format!("values: {name}"),
                expected.clone(),
                print(&value),
            );
        }
    }
    for (span, sentence) in &expect.says {
        let said = sentences(found);
        if !said.contains(&sentence.as_str()) {
            compare(*span, "says", sentence.clone(), or_nothing(&said));
        }
    }
    if let Some((span, messages)) = &expect.messages {
        compare_messages(form, found, expect, *span, messages, &mut compare);
    }
    differences
}

fn compare_messages(
    form: &Form,
    found: &Verdict,
    expect: &Expect,
    span: Span,
    messages: &[Message],
    compare: &mut impl FnMut(Span, &str, String, String),
) {
    for message in messages {
        let said: Vec<&str> = found
            .wrong
            .iter()
            .filter(|wrong| is_about(form, wrong, &message.about))
            .map(|wrong| wrong.message.as_str())
            .collect();
        if !said.contains(&message.text.as_str()) {
            let about = format!("messages: {}", message.about);
            compare(
                message.span,
                &about,
                message.text.clone(),
                or_nothing(&said),
            );
        }
    }
    for wrong in &found.wrong {
        let named = messages
            .iter()
            .any(|message| is_about(form, wrong, &message.about));
        let said = expect
            .says
            .iter()
            .any(|(_, sentence)| *sentence == wrong.message);
        if !named && !said {
            let about = format!("messages: {}", about(form, wrong));
            compare(span, &about, "no message".to_owned(), wrong.message.clone());
        }
    }
}

/// How it ended, with what stood in the way.
fn came_to(form: &Form, found: &Verdict, expected: Ending) -> String {
    let ending = match found.outcome {
        Outcome::Ready => Ending::Sent,
        Outcome::Incomplete => Ending::Refused,
        Outcome::Stopped(_) => Ending::Stopped,
    };
    let why = |wrong: &Wrong| format!("{}: {}", about(form, wrong), wrong.message);
    match (ending, found.outcome) {
        _ if ending == expected => ending.word().to_owned(),
        (_, Outcome::Stopped(place)) => format!("stopped at {}", page_name(form, place)),
        (Ending::Refused, _) => {
            let reasons: Vec<String> = found.wrong.iter().map(why).collect();
            format!("refused ({})", reasons.join("; "))
        }
        _ => ending.word().to_owned(),
    }
}

/// What a message is about, as examples name it.
pub(super) fn about(form: &Form, wrong: &Wrong) -> String {
    match &wrong.path {
        Some(path) => match path.item {
            Some((section, item)) => {
                let section = form
                    .sections
                    .get(section)
                    .map_or("", |found| found.name.as_str());
                format!("{section}.{}.{}", item + 1, path.name)
            }
            None => path.name.to_string(),
        },
        None => page_name(form, wrong.place).to_owned(),
    }
}

fn is_about(form: &Form, wrong: &Wrong, named: &str) -> bool {
    about(form, wrong) == named
}

fn page_name(form: &Form, place: Place) -> &str {
    match place {
        Place::Check => "the form",
        Place::Items { section } => form
            .sections
            .get(section)
            .map_or("", |found| found.name.as_str()),
        _ => form.page(place).map_or("", |(_, page)| page.name.as_str()),
    }
}

/// The pages on the way; a page of items once.
fn pages_of<'a>(form: &'a Form, found: &Verdict) -> Vec<&'a str> {
    let mut names = Vec::new();
    for (place, _) in &found.path {
        if let Some((_, page)) = form.page(*place) {
            let again = matches!(place, Place::ItemPage { item, .. } if *item > 0);
            let name = page.name.as_str();
            if !(again && names.contains(&name)) {
                names.push(name);
            }
        }
    }
    names
}

fn sentences(found: &Verdict) -> Vec<&str> {
    let wrong = found.wrong.iter().map(|wrong| wrong.message.as_str());
    let warnings = found
        .warnings
        .iter()
        .map(|warning| warning.message.as_str());
    wrong.chain(warnings).collect()
}

fn or_nothing(said: &[&str]) -> String {
    if said.is_empty() {
        "nothing is said".to_owned()
    } else {
        said.join("; ")
    }
}

fn value_of(form: &Form, found: &Verdict, name: &str) -> Value {
    let named = found
        .values
        .iter()
        .find(|(value, _)| value.as_str() == name);
    let asked = || {
        form.question(name)
            .and_then(|question| found.slots.get(question.slot))
    };
    let value = named.map(|(_, value)| value).or_else(asked);
    value.cloned().unwrap_or(Value::Unknown)
}

/// Whether a value is what an editor wrote: numbers by what they amount to, days and months as in 2026-11-23 and 2026-11.
fn is_written(value: &Value, written: &str) -> bool {
    match value {
        Value::Number(number) => written
            .parse::<Decimal>()
            .is_ok_and(|written| written == *number),
        Value::Date(day) => {
            let printed = day.to_string();
            printed == written || printed.strip_suffix("-01") == Some(written)
        }
        other => print(other) == written,
    }
}

fn print(value: &Value) -> String {
    match value {
        Value::Unknown => "unknown".to_owned(),
        Value::Truth(true) => "yes".to_owned(),
        Value::Truth(false) => "no".to_owned(),
        Value::Text(text) => text.to_string(),
        Value::Option(option) => option.to_string(),
        Value::Several(options) => {
            let names: Vec<&str> = options.iter().map(|option| option.as_str()).collect();
            names.join(", ")
        }
        Value::Number(number) => number.normalize().to_string(),
        Value::Date(day) => day.to_string(),
        Value::Address(address) => {
            let parts = [
                &address.line_1,
                &address.line_2,
                &address.town,
                &address.postcode,
            ];
            let filled = parts.into_iter().filter(|part| !part.is_empty());
            filled.cloned().collect::<Vec<_>>().join(", ")
        }
        Value::Files(files) => {
            let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
            names.join(", ")
        }
        Value::Items(items) => format!("{} items", items.len()),
    }
}
