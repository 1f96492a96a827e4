//! A message as written: Markdown, and above it between two lines of hyphens to whom it goes and when.

use super::fields::{Fields, Problems};
use super::file::{Content, DeclaredFile, FileKind, by_file_name, check_file_name};
use super::form::check_kebab;
use super::keys::{Record, Takes, may, must};
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::guidance;
use crate::source::{FileId, Span};

pub(crate) static MESSAGE: Record = Record {
    what: "a message",
    keys: &[
        must(
            "message",
            Takes::Name,
            "The message's name, written like-this; the file is called NAME.message.md.",
        ),
        may(
            "to",
            Takes::Name,
            "The question of type `email` whose answer is the address; left out where the service knows the address.",
        ),
        must(
            "when",
            Takes::Sentence,
            "What sends it: `FORM is sent`, `a return link is asked for`, `an address is to be confirmed`, `access is given` or `a new password is asked for`.",
        ),
        must(
            "subject",
            Takes::Sentence,
            "The subject of the mail, with placeholders.",
        ),
        may("source", Takes::Sentence, "Where this is written."),
        may(
            "unconfirmed",
            Takes::Sentence,
            "What still has to be verified. Editors see it, parties do not.",
        ),
    ],
    also: &[],
};

/// A file below `forms/` that ends in `.md`.
#[derive(Clone, Debug)]
pub(crate) struct MessageDeclaration {
    pub(crate) name: Written,
    pub(crate) to: Option<Written>,
    pub(crate) when: Option<Written>,
    pub(crate) subject: Option<Written>,
    pub(crate) source: Option<String>,
    pub(crate) unconfirmed: Option<String>,
    /// Markdown.
    pub(crate) body: Written,
}

/// Reads one file of Markdown below `forms/`.
pub(crate) fn declare(file: FileId, path: &str, bytes: &[u8]) -> DeclaredFile {
    let mut problems = Problems::new();
    let read = read(file, bytes, &mut problems);
    if let Some(message) = &read {
        check_file_name(FileKind::Message, &message.name, path, &mut problems);
    }
    DeclaredFile {
        kind: Some(FileKind::Message),
        name: match &read {
            Some(message) => Some(message.name.clone()),
            None => by_file_name(file, path).1,
        },
        content: read.map_or(Content::Broken, |message| {
            Content::Message(Box::new(message))
        }),
        problems,
    }
}

fn read(file: FileId, bytes: &[u8], problems: &mut Problems) -> Option<MessageDeclaration> {
    let text = guidance::text(file, bytes, "message", problems)?;
    let (keys, from) = guidance::above(file, text, "message", problems)?;
    if from == 0 {
        let message = "a message says at its top to whom it goes and when";
        let help = "begin the file with a line of `---`, then `message:`, `to:`, `when:` and `subject:`, then another line of `---`";
        let problem = Diagnostic::new(codes::UNKNOWN_KIND, Span::new(file, 0, 0), message);
        problems.push(problem.help(help));
        return None;
    }
    let fields = Fields::open(&keys?, &MESSAGE, problems).map(|fields| {
        let mut text = |key: &str| fields.text(key, problems);
        let [name, to, when, subject] = ["message", "to", "when", "subject"].map(&mut text);
        let [source, unconfirmed] = ["source", "unconfirmed"].map(&mut text);
        (name, to, when, subject, source, unconfirmed)
    });
    let (name, to, when, subject, source, unconfirmed) = fields?;
    let name = name?;
    check_kebab(&name, "a message", problems);
    let body = text.get(from..).unwrap_or("");
    Some(MessageDeclaration {
        name,
        to,
        when,
        subject,
        source: source.map(|written| written.text),
        unconfirmed: unconfirmed.map(|written| written.text),
        body: Written::exactly(body, Span::new(file, from, text.len())),
    })
}
