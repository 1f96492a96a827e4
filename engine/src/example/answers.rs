//! Answers written in YAML.

use super::files;
use crate::answers::{Answers, Entered};
use crate::catalogue::{Form, Question, Section};
use crate::declare::Problems;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::example as codes;
use crate::yaml::{Entry, Kind, Node};

/// What a name under `answers:` stands for.
enum Target<'a> {
    Question(&'a Question),
    Repeat(&'a Section),
}

/// Reports answers to what does not exist, or of a shape that cannot be.
pub(super) fn check(entries: &[Entry], form: &Form, problems: &mut Problems) {
    for entry in entries {
        match target(form, &entry.key) {
            Some(Target::Question(question)) => check_question(entry, question, problems),
            Some(Target::Repeat(section)) => check_items(entry, section, problems),
            None => problems.push(unknown(entry, form)),
        }
    }
}

fn target<'a>(form: &'a Form, name: &str) -> Option<Target<'a>> {
    let repeats = |section: &&Section| section.repeat.is_some() && section.name.as_str() == name;
    if let Some(section) = form.sections.iter().find(repeats) {
        return Some(Target::Repeat(section));
    }
    let question = form.question(name)?;
    question
        .section
        .is_none()
        .then_some(Target::Question(question))
}

fn unknown(entry: &Entry, form: &Form) -> Diagnostic {
    let inside = form
        .question(&entry.key)
        .and_then(|question| question.section);
    if let Some(section) = inside.and_then(|n| form.sections.get(n)) {
        let message = format!(
            "`{}` is asked for each of the {}",
            entry.key,
            section.in_words()
        );
        let help = format!("answer it in the items of `{}:`", section.name);
        return Diagnostic::new(codes::NO_SUCH_ANSWER, entry.key_span, message).help(help);
    }
    let message = format!("the form has no question `{}`", entry.key);
    let repeats = form
        .sections
        .iter()
        .filter(|section| section.repeat.is_some());
    let once = form.pages().flat_map(|(_, page)| page.questions());
    let names = once
        .filter(|question| question.section.is_none())
        .map(|question| question.name.as_str())
        .chain(repeats.map(|section| section.name.as_str()));
    Diagnostic::new(codes::NO_SUCH_ANSWER, entry.key_span, message).did_you_mean(&entry.key, names)
}

fn check_question(entry: &Entry, question: &Question, problems: &mut Problems) {
    if question.fixed {
        let message = format!("`{}` is fixed and takes no answer", question.name);
        let problem = Diagnostic::new(codes::NO_SUCH_ANSWER, entry.key_span, message);
        problems.push(problem.help("delete this line"));
        return;
    }
    if let crate::question::Kind::File(_) = question.kind {
        return files::check(entry, problems);
    }
    let fits = match &entry.value.kind {
        Kind::Empty | Kind::Scalar(_) => true,
        Kind::List(items) => items.iter().all(|item| item.text().is_some()),
        Kind::Map(parts) => parts.iter().all(|part| is_text(&part.value)),
    };
    if !fits {
        let message = format!(
            "`{}` takes a text, a list of options or a block of parts",
            entry.key
        );
        problems.push(Diagnostic::new(
            codes::ANSWER_SHAPE,
            entry.value.span,
            message,
        ));
    }
}

fn is_text(node: &Node) -> bool {
    matches!(node.kind, Kind::Empty | Kind::Scalar(_))
}

fn check_items(entry: &Entry, section: &Section, problems: &mut Problems) {
    let items = match &entry.value.kind {
        Kind::Empty => &[][..],
        Kind::List(items) => items,
        _ => {
            let message = format!(
                "`{}` takes a list: a block of answers for each item",
                entry.key
            );
            problems.push(Diagnostic::new(
                codes::ANSWER_SHAPE,
                entry.value.span,
                message,
            ));
            return;
        }
    };
    for item in items {
        let Some(fields) = item.map() else {
            let message = format!("an item of `{}` is a block of answers", entry.key);
            problems.push(Diagnostic::new(codes::ANSWER_SHAPE, item.span, message));
            continue;
        };
        for field in fields {
            check_field(field, section, problems);
        }
    }
}

fn check_field(field: &Entry, section: &Section, problems: &mut Problems) {
    let each = section
        .repeat
        .as_ref()
        .and_then(|repeat| repeat.for_each.as_ref());
    if each.is_some_and(|each| each.name == field.key) {
        return;
    }
    let mut questions = section.pages.iter().flat_map(|page| page.questions());
    if let Some(question) = questions.find(|question| question.name.as_str() == field.key) {
        return check_question(field, question, problems);
    }
    let names = section.pages.iter().flat_map(|page| page.questions());
    let names = names.map(|question| question.name.as_str());
    let names = names.chain(each.map(|each| each.name.as_str()));
    let message = format!(
        "the section `{}` has no question `{}`",
        section.name, field.key
    );
    let problem = Diagnostic::new(codes::NO_SUCH_ANSWER, field.key_span, message);
    problems.push(problem.did_you_mean(&field.key, names));
}

/// Adds answers; a question with nothing after the colon loses its answer.
pub(super) fn add(entries: &[Entry], form: &Form, answers: &mut Answers) {
    for entry in entries {
        match (entered(&entry.value), target(form, &entry.key)) {
            (Some(_), Some(Target::Repeat(_))) => {
                let repeats = |section: &&Section| section.name.as_str() == entry.key;
                let section = form.sections.iter().find(repeats);
                let items = entry.value.list().unwrap_or(&[]).iter();
                let items = items.map(|node| item(node, section)).collect();
                answers.set(entry.key.as_str(), Entered::Items(items));
            }
            (Some(_), Some(Target::Question(question))) if is_file(question) => {
                answers.set(entry.key.as_str(), files::entered(&entry.value));
            }
            (Some(entered), Some(Target::Question(_))) => {
                answers.set(entry.key.as_str(), entered);
            }
            (None, _) => drop(answers.remove(&entry.key)),
            (_, None) => {}
        }
    }
}

fn is_file(question: &Question) -> bool {
    matches!(question.kind, crate::question::Kind::File(_))
}

fn item(node: &Node, section: Option<&Section>) -> Answers {
    let mut answers = Answers::new();
    for field in node.map().unwrap_or(&[]) {
        let named = |question: &&Question| question.name.as_str() == field.key;
        let mut questions = section.iter().flat_map(|section| &section.pages);
        let question = questions.find_map(|page| page.questions().find(named));
        let entered = match question {
            Some(question) if is_file(question) => Some(files::entered(&field.value)),
            _ => entered(&field.value),
        };
        if let Some(entered) = entered {
            answers.set(field.key.as_str(), entered);
        }
    }
    answers
}

fn entered(node: &Node) -> Option<Entered> {
    let text = |node: &Node| node.text().unwrap_or("").to_owned();
    Some(match &node.kind {
        Kind::Empty => return None,
        Kind::Scalar(scalar) => Entered::Text(scalar.text.clone()),
        Kind::List(items) => Entered::Several(items.iter().map(text).collect()),
        Kind::Map(parts) => {
            let part = |part: &Entry| (part.key.clone(), text(&part.value));
            Entered::Parts(parts.iter().map(part).collect())
        }
    })
}
