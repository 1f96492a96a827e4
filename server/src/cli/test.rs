//! `accede test`: the examples of the forms, run, and what they leave unreached.

use super::terminal::{in_colour, print};
use super::{ContentOptions, DayOptions, Ended, Refused, check, did_you_mean};
use crate::clock::Clock;
use crate::content::Content;
use clap::Args;
use engine::{Catalogue, Coverage, Report, Sources};
use jiff::civil::Date;
use jiff::tz::TimeZone;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Only this form's examples, or those with this in their name
    form: Option<String>,
    #[command(flatten)]
    content: ContentOptions,
    #[command(flatten)]
    day: DayOptions,
}

pub(super) fn run(options: &Options) -> Result<Ended, Refused> {
    let (content, sources) = options.content.read()?;
    let clock = options.day.today.map_or(Clock::Machine, Clock::Always);
    let checked = engine::check(&sources, clock.today(&TimeZone::UTC));
    let Some(catalogue) = &checked.catalogue else {
        print(&check::drawn(&checked.problems, &sources, false));
        print(&check::last_line(
            &checked.problems,
            &sources,
            &content,
            false,
        ));
        print("No example was run: they need content without errors.\n");
        return Ok(Ended::Wrong);
    };
    let report = report(catalogue, options.form.as_deref(), today(clock, catalogue))
        .ok_or_else(|| nothing_of(catalogue, &content, options.form.as_deref().unwrap_or("")))?;
    let failures = engine::examples_text(&report, &sources, in_colour());
    if !failures.is_empty() {
        print(&format!("{failures}\n"));
    }
    for coverage in &report.coverage {
        print(&said_of(coverage, &report, &sources));
    }
    print(&last_line(&report));
    Ok(if report.failed() == 0 {
        Ended::Well
    } else {
        Ended::Wrong
    })
}

/// The day in the service's own zone.
fn today(clock: Clock, catalogue: &Catalogue) -> Date {
    let zone = TimeZone::get(&catalogue.service().zone).unwrap_or(TimeZone::UTC);
    clock.today(&zone)
}

/// All examples; those of one form when there is a form of this name; else those with it in their name.
fn report(catalogue: &Catalogue, wanted: Option<&str>, today: Date) -> Option<Report> {
    let mut report = engine::run_examples(catalogue, wanted, today);
    let Some(wanted) = wanted else {
        return Some(report);
    };
    if let Some(form) = catalogue.form(wanted) {
        report.runs.retain(|run| run.form == *form.name());
        report
            .coverage
            .retain(|coverage| coverage.form == *form.name());
        return Some(report);
    }
    report
        .coverage
        .retain(|coverage| report.runs.iter().any(|run| run.form == coverage.form));
    Some(report).filter(|report| !report.runs.is_empty())
}

fn nothing_of(catalogue: &Catalogue, content: &Content, wanted: &str) -> Refused {
    let near = did_you_mean(wanted, catalogue.forms().map(|form| form.name().as_str()));
    Refused(format!(
        "no form and no example of {content} is called `{wanted}`{near}"
    ))
}

/// "lost-item: 5 examples reach 4 of 4 pages, 6 of 7 questions", and what they leave out.
fn said_of(coverage: &Coverage, report: &Report, sources: &Sources) -> String {
    let runs = report
        .runs
        .iter()
        .filter(|run| run.form == coverage.form)
        .count();
    let reached: Vec<String> = coverage
        .reached
        .iter()
        .filter(|(_, _, all)| *all > 0)
        .map(|(part, hit, all)| format!("{hit} of {all} {}", part.plural()))
        .collect();
    let (examples, reach) = if runs == 1 {
        ("example", "reaches")
    } else {
        ("examples", "reach")
    };
    let mut said = format!(
        "{}: {runs} {examples} {reach} {}\n",
        coverage.form,
        reached.join(", ")
    );
    for left in &coverage.unreached {
        let (line, column) = sources.line_column(left.span);
        let path = sources.shown(left.span.file);
        let part = left.part.word();
        said.push_str(&format!(
            "  {path}:{line}:{column}: no example reaches the {part} `{}`\n",
            left.name
        ));
    }
    said
}

fn last_line(report: &Report) -> String {
    let all = report.runs.len();
    let plural = if all == 1 { "" } else { "s" };
    match report.failed() {
        0 if all == 0 => {
            "There are no examples: write one for each way through a form.\n".to_owned()
        }
        0 => format!("{all} example{plural}, all as expected\n"),
        failed => format!("{all} example{plural}, {failed} failed\n"),
    }
}
