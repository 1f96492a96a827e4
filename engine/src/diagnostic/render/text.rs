//! Problems drawn for people: the line, a caret under what is wrong, why, and what to do.

use super::excerpt::excerpt;
use super::json::spans;
use super::places::Places;
use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::source::{Sources, Span};
use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet, normalize_untrusted_str,
};

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
    let title = level.primary_title(&problem.message).id(problem.code.id);
    let label = problem.label.as_deref();
    let mut group = Group::with_title(title);
    group = point(
        group,
        problem.primary,
        label,
        places,
        AnnotationKind::Primary,
    );
    for (span, label) in &problem.related {
        group = point(group, *span, Some(label), places, AnnotationKind::Context);
    }
    if let Some(why) = &problem.why {
        let why = normalize_untrusted_str(why);
        group = group.element(Level::NOTE.with_name("why").message(why));
    }
    let shown = problem.edit.as_ref().filter(|edit| !is_said(problem, edit));
    let change = shown.and_then(|edit| change(problem, edit, places));
    if let (Some(help), None) = (&problem.help, &change) {
        group = group.element(Level::HELP.message(normalize_untrusted_str(help)));
    }
    let groups: Vec<Group<'_>> = std::iter::once(group).chain(change).collect();
    render(&groups, colour)
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

/// With the line of a span, and a caret under the span.
pub(super) fn point<'a>(
    group: Group<'a>,
    span: Span,
    label: Option<&str>,
    places: &Places<'_>,
    kind: AnnotationKind,
) -> Group<'a> {
    let (start, _) = places.of(span);
    let path = places.sources.shown(span.file);
    let Some(found) = excerpt(places, span) else {
        let place = Origin::path(path)
            .line(start.line)
            .char_column(start.column);
        let said = label.unwrap_or("the line is too long to be shown");
        let said = Level::NOTE.no_name().message(normalize_untrusted_str(said));
        return group.element(place).element(said);
    };
    let annotation = kind.span(found.at).label(label.map(str::to_owned));
    let snippet = Snippet::source(found.text)
        .path(path)
        .line_start(start.line);
    group.element(snippet.annotation(annotation))
}

/// Whether the word at the caret already says what to write there.
fn is_said(problem: &Diagnostic, edit: &Edit) -> bool {
    let quoted = format!("`{}`", edit.replacement);
    let label = problem.label.as_deref().unwrap_or("");
    edit.span == problem.primary && label.contains(&quoted)
}

/// The lines as they would stand after an edit.
fn change(problem: &Diagnostic, edit: &Edit, places: &Places<'_>) -> Option<Group<'static>> {
    let (start, end) = places.of(edit.span);
    let lines =
        places.line(edit.span.file, start.line).start..places.line(edit.span.file, end.line).end;
    let bytes = places.bytes(edit.span.file).get(lines.clone())?;
    let text = std::str::from_utf8(bytes).ok()?;
    let range = places.range(edit.span);
    let at = range.start.checked_sub(lines.start)?..range.end.checked_sub(lines.start)?;
    text.get(at.clone())?;
    let title = match (&problem.help, edit.safe) {
        (Some(help), _) => normalize_untrusted_str(help),
        (None, true) => "write it like this".to_owned(),
        (None, false) => "perhaps like this".to_owned(),
    };
    let snippet = Snippet::source(text.to_owned()).line_start(start.line);
    let patch = Patch::new(at, edit.replacement.clone());
    Some(
        Level::HELP
            .secondary_title(title)
            .element(snippet.patch(patch)),
    )
}
