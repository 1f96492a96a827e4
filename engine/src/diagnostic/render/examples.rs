//! Examples that did not come out as expected, drawn like problems.

use super::places::Places;
use super::text::{point, render};
use crate::example::{Report, Run};
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
    let title = format!(
        "the example `{}` of `{}` came out otherwise",
        run.example, run.form
    );
    let mut group = Group::with_title(Level::ERROR.with_name("failed").primary_title(title));
    for difference in &run.differences {
        let label = format!(
            "{}: expected {}, came {}",
            difference.about, difference.expected, difference.came
        );
        group = point(
            group,
            difference.span,
            Some(&label),
            places,
            AnnotationKind::Primary,
        );
    }
    render(&[group], colour)
}
