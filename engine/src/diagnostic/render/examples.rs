//! Examples that did not come out as expected, drawn like problems.

use super::excerpt::{Pointer, point};
use super::places::Places;
use super::tame::tame;
use super::text::render;
use crate::example::{Difference, Report, Run};
use crate::source::Sources;
use annotate_snippets::{AnnotationKind, Group, Level};

/// Every example of a report that failed, each difference at the line that expected something else.
#[must_use]
pub fn examples_text(report: &Report, sources: &Sources, colour: bool) -> String {
    let differences = report.runs.iter().flat_map(|run| &run.differences);
    let places = Places::new(sources, differences.map(|difference| difference.span));
    let failed = report.runs.iter().filter(|run| !run.differences.is_empty());
    let drawn: Vec<String> = failed.map(|run| draw(run, &places, colour)).collect();
    drawn.join("\n")
}

fn draw(run: &Run, places: &Places<'_>, colour: bool) -> String {
    let labels: Vec<String> = run.differences.iter().map(label).collect();
    let pointers: Vec<Pointer<'_>> = run
        .differences
        .iter()
        .zip(&labels)
        .map(|(difference, label)| Pointer {
            span: difference.span,
            label: Some(label),
            kind: AnnotationKind::Primary,
        })
        .collect();
    let title = format!(
        "the example `{}` of `{}` did not come out as expected",
        run.example, run.form
    );
    let title = Level::ERROR.with_name("failed").primary_title(tame(&title));
    render(
        &[point(Group::with_title(title), &pointers, places)],
        colour,
    )
}

fn label(difference: &Difference) -> String {
    format!(
        "{}: expected {}, came {}",
        difference.about, difference.expected, difference.came
    )
}
