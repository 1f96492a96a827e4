//! Problems drawn for people: the line, a caret under what is wrong, why, and what to do.

use super::excerpt::{Pointer, point};
use super::json::spans;
use super::places::Places;
use super::tame::{is_tame, tame};
use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::source::Sources;
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

/// As a terminal shows them, a blank line between two; in colours when asked.
#[must_use]
pub fn text(problems: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let places = Places::new(sources, spans(problems));
    let drawn: Vec<String> = problems
        .iter()
        .map(|problem| draw(problem, &places, colour))
        .collect();
    drawn.join("\n")
}

fn draw(problem: &Diagnostic, places: &Places<'_>, colour: bool) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(tame(&problem.message))
        .id(problem.code.id);
    let mut group = point(Group::with_title(title), &pointers(problem), places);
    if let Some(why) = &problem.why {
        let why = tame(why);
        group = group.element(Level::NOTE.with_name("why").message(why));
    }
    let shown = problem.edit.as_ref().filter(|edit| !is_said(problem, edit));
    let change = shown.and_then(|edit| change(problem, edit, places));
    if let (Some(help), None) = (&problem.help, &change) {
        group = group.element(Level::HELP.message(tame(help)));
    }
    let groups: Vec<Group<'_>> = std::iter::once(group).chain(change).collect();
    render(&groups, colour)
}

fn pointers(problem: &Diagnostic) -> Vec<Pointer<'_>> {
    let primary = Pointer {
        span: problem.primary,
        label: problem.label.as_deref(),
        kind: AnnotationKind::Primary,
    };
    let related = problem.related.iter().map(|(span, label)| Pointer {
        span: *span,
        label: Some(label),
        kind: AnnotationKind::Context,
    });
    std::iter::once(primary).chain(related).collect()
}

/// What is drawn, with a line end behind it.
pub(super) fn render(groups: &[Group<'_>], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut drawn = renderer.render(groups);
    drawn.push('\n');
    drawn
}

/// Whether the word at the caret already says what to write there.
fn is_said(problem: &Diagnostic, edit: &Edit) -> bool {
    let quoted = format!("`{}`", edit.replacement);
    let label = problem.label.as_deref().unwrap_or("");
    edit.span == problem.primary && label.contains(&quoted)
}

/// The lines as they would stand after an edit; nothing when they cannot be shown.
fn change(problem: &Diagnostic, edit: &Edit, places: &Places<'_>) -> Option<Group<'static>> {
    let (start, end) = places.of(edit.span);
    let lines = places.short(edit.span.file, start.line, end.line)?;
    let text = std::str::from_utf8(places.bytes(edit.span.file).get(lines.clone())?).ok()?;
    let range = places.range(edit.span);
    let at = range.start.checked_sub(lines.start)?..range.end.checked_sub(lines.start)?;
    text.get(at.clone())?;
    if !is_tame(text) || !is_tame(&edit.replacement) {
        return None;
    }
    let title = match (&problem.help, edit.safe) {
        (Some(help), _) => tame(help).into_owned(),
        (None, true) => "write it like this".to_owned(),
        (None, false) => "perhaps like this".to_owned(),
    };
    let snippet = Snippet::source(text.to_owned()).line_start(start.line);
    let patched = snippet.patch(Patch::new(at, edit.replacement.clone()));
    Some(Level::HELP.secondary_title(title).element(patched))
}
