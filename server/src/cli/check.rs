//! `accede check`: every problem of the content.

use super::terminal::{in_colour, print, remark};
use super::{ContentOptions, DayOptions, Ended, Refused};
use crate::clock::Clock;
use crate::content::Content;
use clap::{Args, ValueEnum};
use engine::{Checked, Diagnostic, Severity, Sources};
use jiff::tz::TimeZone;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    content: ContentOptions,
    #[command(flatten)]
    day: DayOptions,
    /// How to say it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show notes as well, not their number alone; JSON and SARIF always hold them
    #[arg(long)]
    notes: bool,
}

/// How problems are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Drawn, for people
    Text,
    /// JSON lines, one object a problem
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

pub(super) fn run(options: &Options) -> Result<Ended, Refused> {
    let (content, sources) = options.content.read()?;
    let day = options.day.today.map_or(Clock::Machine, Clock::Always);
    let checked = engine::check(&sources, day.today(&TimeZone::UTC));
    let last = last_line(&checked.problems, &sources, &content, options.notes);
    match options.format {
        Format::Text => print(&format!(
            "{}{last}",
            drawn(&checked.problems, &sources, options.notes)
        )),
        Format::Json => {
            print(&engine::json(&checked.problems, &sources));
            remark(&last);
        }
        Format::Sarif => {
            print(&engine::sarif(&checked.problems, &sources));
            remark(&last);
        }
    }
    Ok(ended(&checked))
}

/// Warnings count: content that is published has none.
fn ended(checked: &Checked) -> Ended {
    if checked.is_clean() {
        Ended::Well
    } else {
        Ended::Wrong
    }
}

/// Problems drawn, with a blank line behind when there are any.
pub(super) fn drawn(problems: &[Diagnostic], sources: &Sources, notes: bool) -> String {
    let shown: Vec<Diagnostic> = problems
        .iter()
        .filter(|problem| notes || problem.severity != Severity::Note)
        .cloned()
        .collect();
    if shown.is_empty() {
        return String::new();
    }
    format!("{}\n", engine::text(&shown, sources, in_colour()))
}

/// "3 errors, 1 warning in 41 files of my-service".
pub(super) fn last_line(
    problems: &[Diagnostic],
    sources: &Sources,
    content: &Content,
    notes: bool,
) -> String {
    let files = sources.iter().count();
    let plural = if files == 1 { "" } else { "s" };
    let counts = engine::summary(problems);
    let hidden = !notes
        && problems
            .iter()
            .any(|problem| problem.severity == Severity::Note);
    let more = if hidden {
        "; `accede check --notes` shows the notes"
    } else {
        ""
    };
    format!("{counts} in {files} file{plural} of {content}{more}\n")
}
