//! One file: what it is, its name, and what it declares. Nothing here looks at another file, so that the result can be
//! kept for as long as the file's bytes stay the same.

use super::fields::Problems;
use super::form::{self, FormDeclaration};
use super::message::MessageDeclaration;
use super::roles::{self, RolesDeclaration};
use super::section::{self, SectionDeclaration};
use super::service::{self, ServiceDeclaration};
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::source::{FileId, Span};
use crate::yaml::{self, Limits, Node};
use std::sync::Arc;

/// What a file can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum FileKind {
    /// `form: NAME`.
    Form,
    /// `section: NAME`.
    Section,
    /// `list: NAME`.
    List,
    /// `type: NAME`.
    Type,
    /// `examples of: FORM`.
    Examples,
    /// `service: NAME`.
    Service,
    /// `message: NAME`, in Markdown.
    Message,
    /// `story: NAME`.
    Story,
    /// `roles:`, which has no name of its own.
    Roles,
}

impl FileKind {
    /// All of them.
    pub(crate) const ALL: [Self; 9] = [
        Self::Form,
        Self::Section,
        Self::List,
        Self::Type,
        Self::Examples,
        Self::Service,
        Self::Message,
        Self::Story,
        Self::Roles,
    ];

    /// The first key of such a file.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Section => "section",
            Self::List => "list",
            Self::Type => "type",
            Self::Examples => "examples of",
            Self::Service => "service",
            Self::Message => "message",
            Self::Story => "story",
            Self::Roles => "roles",
        }
    }

    /// The part of the file's name before `.yaml`: `form` in `contact.form.yaml`.
    const fn suffix(self) -> &'static str {
        match self {
            Self::Examples => "examples",
            other => other.key(),
        }
    }

    /// What its file ends in.
    const fn ending(self) -> &'static str {
        match self {
            Self::Message => "md",
            _ => "yaml",
        }
    }
}

/// A file that was read.
#[derive(Clone, Debug)]
pub(crate) struct DeclaredFile {
    /// What it is; from its first key, or from its name when it could not be read.
    pub(crate) kind: Option<FileKind>,
    /// The name that it declares; from its first key, or from its file name when it could not be read.
    pub(crate) name: Option<Written>,
    /// What it declares, as far as it could be read.
    pub(crate) content: Content,
    /// What is wrong with it by itself.
    pub(crate) problems: Problems,
}

impl DeclaredFile {
    /// Whether it could not be read.
    pub(crate) fn is_broken(&self) -> bool {
        matches!(self.content, Content::Broken)
    }
}

/// What a file declares.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// It could not be read; what it would have declared is not missed elsewhere.
    Broken,
    /// A form.
    Form(Box<FormDeclaration>),
    /// A section for several forms.
    Section(Arc<SectionDeclaration>),
    /// The service.
    Service(Box<ServiceDeclaration>),
    /// A message.
    Message(Box<MessageDeclaration>),
    /// The roles.
    Roles(Box<RolesDeclaration>),
    /// A list, a type or examples: read by their own modules.
    Tree(Node),
}

/// Reads one YAML file.
pub(crate) fn declare(file: FileId, path: &str, bytes: &[u8]) -> DeclaredFile {
    let mut problems = Problems::new();
    let (kind, name) = by_file_name(file, path);
    let Some(node) = yaml::read(file, bytes, Limits::default(), &mut problems) else {
        return DeclaredFile {
            kind,
            name,
            content: Content::Broken,
            problems,
        };
    };
    let Some((found, written)) = identity(&node, file, kind, &mut problems) else {
        return DeclaredFile {
            kind,
            name,
            content: Content::Broken,
            problems,
        };
    };
    check_file_name(found, &written, path, &mut problems);
    let content = match found {
        FileKind::Form => {
            form::declare(&node, &mut problems).map(|form| Content::Form(Box::new(form)))
        }
        FileKind::Section => section::declare(&node, &mut problems)
            .map(|section| Content::Section(Arc::new(section))),
        FileKind::Service => service::declare(&node, &mut problems)
            .map(|service| Content::Service(Box::new(service))),
        FileKind::Roles => {
            roles::declare(&node, &mut problems).map(|roles| Content::Roles(Box::new(roles)))
        }
        FileKind::List | FileKind::Type | FileKind::Examples | FileKind::Story => {
            Some(Content::Tree(node))
        }
        FileKind::Message => None, // its file has another name, which was said
    };
    DeclaredFile {
        kind: Some(found),
        name: Some(written),
        content: content.unwrap_or(Content::Broken),
        problems,
    }
}

/// `forms/account/contact.form.yaml` is the form `contact`.
pub(super) fn by_file_name(file: FileId, path: &str) -> (Option<FileKind>, Option<Written>) {
    let base = path.rsplit('/').next().unwrap_or(path);
    let stem = base
        .strip_suffix(".yaml")
        .or_else(|| base.strip_suffix(".yml"))
        .or_else(|| base.strip_suffix(".md"))
        .unwrap_or(base);
    let (name, suffix) = stem.rsplit_once('.').unwrap_or((stem, stem));
    let kind = FileKind::ALL
        .into_iter()
        .find(|kind| kind.suffix() == suffix);
    let name = match kind {
        Some(FileKind::Section | FileKind::List | FileKind::Type) => name.replace('-', "_"),
        _ => name.to_owned(),
    };
    (kind, Some(Written::at(name, Span::new(file, 0, 0))))
}

/// What the first key says.
fn identity(
    node: &Node,
    file: FileId,
    hint: Option<FileKind>,
    problems: &mut Problems,
) -> Option<(FileKind, Written)> {
    let keys: Vec<&str> = FileKind::ALL.iter().map(|kind| kind.key()).collect();
    let first = node.map().and_then(|entries| entries.first());
    let known = first.and_then(|entry| {
        FileKind::ALL
            .into_iter()
            .find(|kind| kind.key() == entry.key)
    });
    if let (Some(kind), Some(entry)) = (known, first) {
        if kind == FileKind::Roles {
            return Some((kind, Written::exactly(kind.key(), entry.key_span)));
        }
        if let Some(written) = Written::of(&entry.value) {
            return Some((kind, written));
        }
        let message = format!("`{}:` needs a name", entry.key);
        problems.push(Diagnostic::new(codes::MISSING_KEY, entry.key_span, message));
        return None;
    }
    let span = first.map_or(Span::new(file, 0, 1), |entry| entry.key_span);
    let later = |entry: &&yaml::Entry| hint.is_some_and(|kind| kind.key() == entry.key);
    let problem = match node.map().unwrap_or(&[]).iter().find(later) {
        Some(entry) => Diagnostic::new(
            codes::UNKNOWN_KIND,
            span,
            format!("`{}:` must be the first key of the file", entry.key),
        )
        .related(entry.key_span, "move this line to the top"),
        None => {
            let problem = Diagnostic::new(
                codes::UNKNOWN_KIND,
                span,
                "the first key of a file says what it is",
            )
            .help(format!("begin with one of `{}:`", keys.join(":`, `")));
            match first {
                Some(entry) => problem.did_you_mean(&entry.key, keys),
                None => problem,
            }
        }
    };
    problems.push(problem);
    None
}

pub(super) fn check_file_name(kind: FileKind, name: &Written, path: &str, problems: &mut Problems) {
    let base = path.rsplit('/').next().unwrap_or(path);
    let names = [name.text.clone(), name.text.replace('_', "-")];
    let right = match kind {
        FileKind::Service => base == "service.yaml",
        FileKind::Roles => base == "roles.yaml",
        _ => names
            .iter()
            .any(|name| base == format!("{name}.{}.{}", kind.suffix(), kind.ending())),
    };
    if !right {
        let wanted = match kind {
            FileKind::Service => "service.yaml".to_owned(),
            FileKind::Roles => "roles.yaml".to_owned(),
            _ => format!(
                "{}.{}.{}",
                name.text.replace('_', "-"),
                kind.suffix(),
                kind.ending()
            ),
        };
        let message = format!(
            "the file that declares `{}: {}` is called `{wanted}`, and this one `{base}`",
            kind.key(),
            name.text
        );
        problems.push(
            Diagnostic::new(codes::FILE_NAME, name.span, message)
                .help("rename the file, or mend the name"),
        );
    }
}
