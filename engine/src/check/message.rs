//! Messages: who is written to, when, and whether every word of it can be filled.

use super::members::Members;
use super::members::Position;
use super::names::Known;
use super::scope::{FormScope, Reach};
use super::window::Window;
use super::world::World;
use crate::catalogue::{Form, List, Slot};
use crate::condition::{Binding, Lookup, Place, Scope};
use crate::declare::{Content, DeclaredFile, FileKind, MessageDeclaration, Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::message as codes;
use crate::message::{Message, Told, Trigger};
use crate::name::{FormName, MessageName, QuestionName};
use crate::question::Kind;
use crate::source::{FileId, Span};
use crate::wording::Wording;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Forms with their names.
pub(crate) type Built<'a> = BTreeMap<FormName, (&'a Arc<Form>, &'a Members)>;

/// Builds every message, in the order of the files.
pub(crate) fn build(
    files: &[(FileId, Arc<DeclaredFile>)],
    world: &World,
    forms: &Built<'_>,
    problems: &mut Problems,
) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    let mut own: Vec<(Trigger, Span)> = Vec::new();
    for (_, file) in files {
        let Content::Message(declared) = &file.content else {
            continue;
        };
        let Some(message) = message(declared, world, forms, problems) else {
            continue;
        };
        let first = own.iter().find(|(trigger, _)| {
            *trigger == message.trigger && !matches!(trigger, Trigger::Sent(_))
        });
        if let Some((_, first)) = first {
            let said = "another message goes out at the same moment";
            let problem = Diagnostic::new(codes::TWO_MESSAGES, declared.name.span, said);
            problems.push(problem.related(*first, "this one"));
        }
        own.push((message.trigger.clone(), declared.name.span));
        messages.push(message);
    }
    messages
}

fn message(
    declared: &MessageDeclaration,
    world: &World,
    forms: &Built<'_>,
    problems: &mut Problems,
) -> Option<Message> {
    let trigger = trigger(declared.when.as_ref()?, world, problems)?;
    let form = match &trigger {
        Trigger::Sent(name) => Some(forms.get(name)?),
        _ => None,
    };
    let window = Window::on(world);
    let to = recipient(declared, form, problems);
    let scope = MessageScope {
        form: form.map(|(_, members)| FormScope {
            world: &window,
            members,
            here: Position {
                section: usize::MAX,
                page: usize::MAX,
                item: usize::MAX,
            },
            repeat: None,
            reach: Reach::Whole,
            guards: &[],
        }),
        told: trigger.tells(),
    };
    let subject = declared.subject.as_ref();
    let subject = subject.map(|written| Wording::compile(written, &scope, problems));
    let said = problems.len();
    let body = Wording::compile(&declared.body, &scope, problems);
    let is_sound = problems.len() == said;
    world.leads().check_text(&declared.body, problems);
    check_body(declared, &trigger, &body, is_sound, problems);
    Some(Message {
        name: MessageName::from(declared.name.text.as_str()),
        to,
        subject: subject.unwrap_or_default(),
        body,
        source: declared.source.clone(),
        unconfirmed: declared.unconfirmed.clone(),
        trigger,
    })
}

/// What sends a message; none when that was said to be wrong, or its form could not be read.
fn trigger(when: &Written, world: &World, problems: &mut Problems) -> Option<Trigger> {
    let text = when.text.trim();
    if let Some((_, own)) = Trigger::OWN.iter().find(|(words, _)| *words == text) {
        return Some(own.clone());
    }
    let own = Trigger::OWN.map(|(words, _)| words);
    let Some(name) = text.strip_suffix(" is sent").map(str::trim) else {
        let said = format!("nothing is called `{text}`");
        let help = match own.split_last() {
            Some((last, others)) => {
                format!("say `FORM is sent`, `{}` or `{last}`", others.join("`, `"))
            }
            None => "say `FORM is sent`".to_owned(),
        };
        let forms: Vec<String> = world
            .names
            .all(FileKind::Form)
            .map(|form| format!("{form} is sent"))
            .collect();
        let known = forms.iter().map(String::as_str).chain(own);
        let problem = Diagnostic::new(codes::NO_SUCH_TRIGGER, when.span, said);
        problems.push(problem.help(help).did_you_mean(text, known));
        return None;
    };
    match world.names.known(FileKind::Form, name) {
        Known::Yes => Some(Trigger::Sent(FormName::from(name))),
        Known::Broken => None,
        Known::No => {
            let span = when.part(0, name.len());
            let said = format!("there is no form `{name}`");
            let forms: Vec<&str> = world.names.all(FileKind::Form).collect();
            let problem = Diagnostic::new(codes::NO_SUCH_TRIGGER, span, said);
            let problem = problem.did_you_mean(name, forms.iter().copied());
            problems.push(problem.help(format!("there is `{}`", forms.join("`, `"))));
            None
        }
    }
}

/// The question that asks for the address.
fn recipient(
    declared: &MessageDeclaration,
    form: Option<&(&Arc<Form>, &Members)>,
    problems: &mut Problems,
) -> Option<(QuestionName, usize)> {
    let refuse = |span: Span, said: String| Diagnostic::new(codes::BAD_RECIPIENT, span, said);
    let (form, to) = match (form, &declared.to) {
        (None, None) => return None,
        (None, Some(to)) => {
            let said = "the service knows the address of this message".to_owned();
            problems.push(refuse(to.span, said).help("delete the line"));
            return None;
        }
        (Some((form, _)), None) => {
            let said = "this message does not say to whom it goes".to_owned();
            let help = help(form);
            problems.push(refuse(declared.name.span, said).help(help));
            return None;
        }
        (Some((form, members)), Some(to)) if members.open && members.get(&to.text).is_none() => {
            let _ = form;
            return None;
        }
        (Some((form, _)), Some(to)) => (form, to),
    };
    let found = addresses(form).find(|(name, _)| name.as_str() == to.text);
    if found.is_none() {
        let said = format!(
            "no question `{}` of `{}` asks for an email address",
            to.text,
            form.name()
        );
        let names: Vec<QuestionName> = addresses(form).map(|(name, _)| name).collect();
        let known = names.iter().map(QuestionName::as_str);
        problems.push(
            refuse(to.span, said)
                .help(help(form))
                .did_you_mean(&to.text, known),
        );
    }
    found
}

fn help(form: &Form) -> String {
    let names: Vec<String> = addresses(form)
        .map(|(name, _)| format!("`to: {name}`"))
        .collect();
    if names.is_empty() {
        return "add a question of type `email` to the form, outside of sections that repeat"
            .to_owned();
    }
    format!("say {}", names.join(" or "))
}

/// Questions that ask for an address once.
fn addresses(form: &Form) -> impl Iterator<Item = (QuestionName, usize)> {
    let slots = form.slots.iter().enumerate();
    slots.filter_map(|(slot, found)| match found {
        Slot::Question(question) if matches!(question.kind, Kind::Email(_)) => {
            Some((question.name.clone(), slot))
        }
        _ => None,
    })
}

fn check_body(
    declared: &MessageDeclaration,
    trigger: &Trigger,
    body: &Wording,
    is_sound: bool,
    problems: &mut Problems,
) {
    let text = &declared.body;
    if text.text.trim().is_empty() {
        let said = "nothing stands below the keys of this message";
        problems.push(Diagnostic::new(
            codes::NOTHING_SAID,
            declared.name.span,
            said,
        ));
        return;
    }
    if !trigger.tells().contains(&Told::Link) || !is_sound {
        return;
    }
    let help = "write `{{ link }}` on a line by itself: it becomes a link";
    if let Some(at) = text.text.find("]({{") {
        let said = "a placeholder cannot stand for the address of a link";
        let span = text.part(at + 1, at + 4);
        problems.push(Diagnostic::new(codes::NO_LINK, span, said).help(help));
    } else if !body.reads(Told::Link.name()) {
        let said = "the text does not hold the link that this message is for";
        problems.push(Diagnostic::new(codes::NO_LINK, declared.name.span, said).help(help));
    }
}

/// Names that a message may use: answers and values of its form, and what the service tells.
struct MessageScope<'a> {
    form: Option<FormScope<'a>>,
    told: &'static [Told],
}

impl Scope for MessageScope<'_> {
    fn look_up(&self, path: &[&str], span: Span) -> Lookup {
        let told = match path {
            [name] => self.told.iter().find(|told| told.name() == *name),
            _ => None,
        };
        let found = match &self.form {
            // What the service tells counts where the form has nothing of that name.
            Some(form) if told.is_none_or(|told| form.members.get(told.name()).is_some()) => {
                form.look_up(path, span)
            }
            _ => Lookup::Missing,
        };
        match (found, told) {
            (Lookup::Missing, Some(told)) => Lookup::Found(Binding {
                place: Place::Outside(told.name().into()),
                ty: told.ty(),
                called: super::members::in_words(told.name()),
            }),
            (found, _) => found,
        }
    }

    fn names(&self) -> Vec<String> {
        let form = self.form.as_ref().map(Scope::names).unwrap_or_default();
        let told = self.told.iter().map(|told| told.name().to_owned());
        form.into_iter().chain(told).collect()
    }

    fn is_sure(&self, place: &Place) -> bool {
        self.form.as_ref().is_none_or(|form| form.is_sure(place))
    }

    fn is_masked(&self, place: &Place) -> bool {
        self.form.as_ref().is_some_and(|form| form.is_masked(place))
    }

    fn list(&self, name: &str) -> Option<Arc<List>> {
        self.form.as_ref()?.list(name)
    }
}
