//! A report in words.

use super::{Coverage, Difference, Report, Run};
use crate::source::{Sources, Span};
use std::fmt::{self, Write as _};

impl Report {
    /// The report as text: each example that came out otherwise than expected, what no example reaches, and totals.
    #[must_use]
    pub fn text(&self, sources: &Sources) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut out, sources);
        out
    }

    fn write(&self, out: &mut String, sources: &Sources) -> fmt::Result {
        for run in self.runs.iter().filter(|run| !run.differences.is_empty()) {
            write_run(out, sources, run)?;
        }
        for coverage in &self.coverage {
            write_coverage(out, sources, coverage)?;
        }
        let (all, failed) = (self.runs.len(), self.failed());
        let examples = if all == 1 { "example" } else { "examples" };
        match failed {
            0 => writeln!(out, "{all} {examples}, all as expected"),
            _ => writeln!(out, "{all} {examples}, {failed} not as expected"),
        }
    }
}

fn write_run(out: &mut String, sources: &Sources, run: &Run) -> fmt::Result {
    writeln!(out, "{}: {}", run.form, run.example)?;
    for difference in &run.differences {
        let Difference {
            span,
            about,
            expected,
            came,
        } = difference;
        writeln!(out, "  {}: {about}", place(sources, *span))?;
        writeln!(out, "    expected: {expected}")?;
        writeln!(out, "    came:     {came}")?;
    }
    writeln!(out)
}

fn write_coverage(out: &mut String, sources: &Sources, coverage: &Coverage) -> fmt::Result {
    let totals: Vec<String> = coverage
        .reached
        .iter()
        .filter(|(_, _, total)| *total > 0)
        .map(|(part, reached, total)| format!("{reached} of {total} {}", part.plural()))
        .collect();
    writeln!(out, "{}: reached {}", coverage.form, totals.join(", "))?;
    for unreached in &coverage.unreached {
        let (what, place) = (unreached.part.word(), place(sources, unreached.span));
        writeln!(out, "  unreached: {what} {} ({place})", unreached.name)?;
    }
    Ok(())
}

fn place(sources: &Sources, span: Span) -> String {
    let (line, _) = sources.line_column(span);
    format!("{}:{line}", sources.path(span.file))
}
