//! `accede explain`: what a problem means and how to mend it.

use super::terminal::print;
use super::{Ended, Refused, did_you_mean};
use clap::Args;
use engine::Code;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The code of the problem, like E0201; without one, all codes are listed
    code: Option<String>,
}

pub(super) fn run(options: &Options) -> Result<Ended, Refused> {
    let Some(written) = &options.code else {
        let mut codes: Vec<Code> = Code::all().collect();
        codes.sort_by_key(|code| code.id.get(1..));
        let lines: Vec<String> = codes
            .iter()
            .map(|code| format!("{}  {}\n", code.id, code.title))
            .collect();
        print(&lines.concat());
        return Ok(Ended::Well);
    };
    let Some(said) = engine::explain(written) else {
        let near = did_you_mean(&written.to_uppercase(), Code::all().map(|code| code.id));
        let near = if near.is_empty() {
            "; `accede explain` lists all codes".to_owned()
        } else {
            near
        };
        return Err(Refused(format!("there is no code `{written}`{near}")));
    };
    print(&said);
    Ok(Ended::Well)
}
