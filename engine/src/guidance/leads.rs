//! Whether links lead somewhere: to a note, a heading of it, a form.

use super::link::{Refused, Target};
use super::markdown::{Fault, Rendered, render};
use super::{Heading, Note};
use crate::declare::{Problems, Written};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::wording as codes;
use crate::name::GuidanceName;
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What there is to lead to.
pub(crate) struct Leads<'a> {
    pub(crate) notes: &'a BTreeMap<GuidanceName, Arc<Note>>,
    /// Notes that could not be read, of which that was said.
    pub(crate) broken: &'a BTreeSet<GuidanceName>,
    /// Whether there is such a form, or one whose file could not be read.
    pub(crate) is_form: Box<dyn Fn(&str) -> bool + 'a>,
    pub(crate) forms: Box<dyn Fn() -> Vec<&'a str> + 'a>,
    /// Told of every note that a link leads to, there or not.
    pub(crate) looked_for: Box<dyn Fn(&str) + 'a>,
}

impl Leads<'_> {
    /// Checks the links of every note, or of those in some files alone.
    pub(crate) fn check_notes(&self, of: Option<&BTreeSet<FileId>>, problems: &mut Problems) {
        let asked = |note: &&Arc<Note>| of.is_none_or(|files| files.contains(&note.file()));
        for note in self.notes.values().filter(asked) {
            for (target, span) in note.links() {
                self.check(target, &headings_of(self.notes, note), span, problems);
            }
        }
    }

    /// Checks Markdown in a form. Its links to notes begin at the top of `guidance/`.
    pub(crate) fn check_text(&self, written: &Written, problems: &mut Problems) {
        let rendered = render(&written.text, "");
        let Rendered {
            faults,
            links,
            headings,
            ..
        } = rendered;
        for (fault, range) in faults {
            problems.push(fault.diagnostic(written.part(range.start, range.end)));
        }
        for (target, range) in links {
            let span = written.part(range.start, range.end);
            self.check(&target, &headings, span, problems);
        }
    }

    fn check(&self, target: &Target, own: &[Heading], span: Span, problems: &mut Problems) {
        if let Target::Note(name, _) = target {
            (self.looked_for)(name);
        }
        let problem = match target {
            Target::Outside(_) => None,
            Target::Here(heading) => dead_heading(heading, own, "this text", span),
            Target::Form(name) if (self.is_form)(name) => None,
            Target::Form(name) => {
                let message = format!("there is no form `{name}`");
                let problem = Diagnostic::new(codes::DEAD_LINK, span, message);
                Some(near(problem, name, (self.forms)()))
            }
            Target::Note(name, heading) => match self.notes.get(name.as_str()) {
                Some(note) => heading.as_ref().and_then(|heading| {
                    dead_heading(
                        heading,
                        &headings_of(self.notes, note),
                        &format!("`guidance/{name}.md`"),
                        span,
                    )
                }),
                None if self.broken.contains(name.as_str()) => None,
                None => {
                    let message = format!("there is no note `guidance/{name}.md`");
                    let notes = self.notes.keys().map(GuidanceName::as_str);
                    Some(near(
                        Diagnostic::new(codes::DEAD_LINK, span, message),
                        name,
                        notes,
                    ))
                }
            },
        };
        problems.extend(problem);
    }
}

/// The headings of a note and of all that it includes.
pub(crate) fn headings_of(notes: &BTreeMap<GuidanceName, Arc<Note>>, note: &Note) -> Vec<Heading> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![note]);
    let mut headings = Vec::new();
    while let Some(next) = open.pop() {
        if seen.insert(&next.name) {
            headings.extend(next.headings().iter().cloned());
            let included = next
                .openings
                .iter()
                .filter_map(|opened| opened.include.as_ref());
            open.extend(
                included
                    .filter_map(|(name, _)| notes.get(name))
                    .map(|note| &**note),
            );
        }
    }
    headings
}

fn dead_heading(heading: &str, there: &[Heading], place: &str, span: Span) -> Option<Diagnostic> {
    let ids = || there.iter().map(|heading| heading.id.as_str());
    if ids().any(|id| id == heading) {
        return None;
    }
    let message = format!("{place} has no heading `#{heading}`");
    let problem = Diagnostic::new(codes::DEAD_LINK, span, message);
    Some(near(problem, heading, ids()))
}

/// With "did you mean", without an edit: the link is more than the name in it.
fn near<'a>(
    problem: Diagnostic,
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    match crate::nearest(written, candidates) {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None => problem,
    }
}

impl Fault {
    /// What to say of it.
    pub(super) fn diagnostic(&self, span: Span) -> Diagnostic {
        let (code, message, help) = match self {
            Self::Html => (
                codes::HTML,
                "HTML cannot be used in a text".to_owned(),
                "write it in Markdown; put a backslash before `<` where the sign itself is meant",
            ),
            Self::Image => (
                codes::IMAGE,
                "a text has no pictures".to_owned(),
                "say in words what the picture shows",
            ),
            Self::Link(refused, written) => refused.says(written),
            Self::NoFootnote(label) => (
                codes::FOOTNOTE,
                format!("there is no footnote `{label}`"),
                "write it on a line of its own further down: `[^1]: Where it says so`",
            ),
            Self::UnusedFootnote(label) => (
                codes::FOOTNOTE,
                format!("nothing refers to the footnote `{label}`"),
                "put its number where it belongs, like `[^1]`, or take the footnote out",
            ),
            Self::HeadingId(id, true) => (
                codes::HEADING_ID,
                format!("`{id}` is the name of two headings"),
                "links name a heading by it: give each its own",
            ),
            Self::HeadingId(id, false) => (
                codes::HEADING_ID,
                format!("`{id}` cannot be the name of a heading"),
                "write it like `{#how-to-pay}`: small letters, digits and hyphens; `main`, `navigation` and `footnote-1` are the page's own",
            ),
        };
        Diagnostic::new(code, span, message).help(help)
    }
}

impl Refused {
    fn says(self, written: &str) -> (crate::Code, String, &'static str) {
        let code = codes::UNSAFE_LINK;
        match self {
            Self::NotSecure => (
                code,
                format!("`{written}` is not a secure address"),
                "begin it with `https://`",
            ),
            Self::Scheme => (
                code,
                format!("a link cannot lead to `{written}`"),
                "links lead to a note (`other-note.md`), a form (`form:contact`), or begin with `https://`, `mailto:` or `tel:`",
            ),
            Self::Empty => (
                code,
                "this link leads nowhere: its address is empty or has spaces".to_owned(),
                "put the address between the round brackets",
            ),
            Self::NotANote => (
                code,
                format!("`{written}` is no note below `guidance/`"),
                "a link to a note ends in `.md`, seen from this file: `../account/contacts.md`; a form is `form:contact`",
            ),
        }
    }
}
