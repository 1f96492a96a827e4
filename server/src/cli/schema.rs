//! `accede schema`: JSON Schemas, of a form's answers for those who send them by machine, and of the declarations for editors'
//! tools.

use super::terminal::{print, remark};
use super::{ContentOptions, Ended, Refused, check, did_you_mean};
use crate::clock::Clock;
use clap::Args;
use jiff::tz::TimeZone;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The form whose answers the schema describes
    #[arg(
        required_unless_present = "declarations",
        conflicts_with = "declarations"
    )]
    form: Option<String>,
    /// Describe what may be written in YAML instead
    #[arg(long, conflicts_with = "content")]
    declarations: bool,
    #[command(flatten)]
    content: ContentOptions,
}

pub(super) fn run(options: &Options) -> Result<Ended, Refused> {
    let Some(form) = &options.form else {
        print(&format!("{:#}\n", engine::declarations_schema()));
        return Ok(Ended::Well);
    };
    let (content, sources) = options.content.read()?;
    let checked = engine::check(&sources, Clock::Machine.today(&TimeZone::UTC));
    let Some(catalogue) = &checked.catalogue else {
        remark(&check::drawn(&checked.problems, &sources, false));
        remark(&check::last_line(
            &checked.problems,
            &sources,
            &content,
            false,
        ));
        return Ok(Ended::Wrong);
    };
    let Some(found) = catalogue.form(form) else {
        let known = catalogue.forms().map(|form| form.name().as_str());
        let near = did_you_mean(form, known);
        return Err(Refused(format!(
            "there is no form `{form}` in {content}{near}"
        )));
    };
    print(&format!("{:#}\n", engine::answers_schema(found)));
    Ok(Ended::Well)
}
