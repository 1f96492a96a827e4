//! `accede build`: the guidance, and where forms begin, as a static site.

use super::settings::FileOption;
use super::terminal::{print, remark};
use super::{DayOptions, Ended, Refused, check};
use crate::built::{self, Asked, Outcome, Told};
use crate::clock::Clock;
use crate::content::Content;
use clap::Args;
use jiff::tz::TimeZone;
use site::built::Base;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder that holds `forms` and `guidance` [default: this folder when it holds both, else the built-in content]
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// The folder to write to: new, empty, or written by this command before
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Where the site will stand: a path like /gateway, or a whole address like https://www.example.org/gateway; a map of the
    /// site and a news feed need the address
    #[arg(long, value_name = "PATH", value_parser = Base::read)]
    base: Option<Base>,
    /// How people reach the service, where forms are filled in, like https://forms.example.org [default: `base_address` as set]
    #[arg(long, value_name = "URL")]
    service: Option<String>,
    #[command(flatten)]
    day: DayOptions,
    #[command(flatten)]
    file: FileOption,
}

pub(super) fn run(options: &Options) -> Result<Ended, Refused> {
    let path = options
        .content
        .as_ref()
        .map(|path| path.to_string_lossy().into_owned());
    let given = [("content", path), ("base_address", options.service.clone())];
    let given = given
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    let (_, settings) = options.file.read(&given.collect::<Vec<_>>())?;
    let content = Content::find(settings.content.as_deref())?;
    let day = options.day.today.map_or(Clock::Machine, Clock::Always);
    let asked = Asked {
        content: &content,
        out: &options.out,
        base: options.base.clone().unwrap_or_else(Base::root),
        service: settings.base_address,
        today: day.today(&TimeZone::UTC),
    };
    match built::build(&asked).map_err(|cannot| Refused(cannot.0))? {
        Outcome::Built(told) => {
            print(&said(&told, options));
            Ok(Ended::Well)
        }
        Outcome::Wrong(problems, sources) => {
            print(&check::drawn(&problems, &sources, false));
            print(&check::last_line(&problems, &sources, &content, false));
            print("Nothing is built: mend the errors first.\n");
            Ok(Ended::Wrong)
        }
    }
}

fn said(told: &Told, options: &Options) -> String {
    if let Some(why) = &told.forgotten {
        remark(&format!(
            "accede: what was built is not remembered for the next time: {why}\n"
        ));
    }
    let out = options.out.display();
    let made = match told.made {
        made if made == told.pages => String::new(),
        0 => ", none of them changed".to_owned(),
        made => format!(", {made} of them made again"),
    };
    let map = if told.mapped {
        ""
    } else {
        "No map of the site and no news feed: they need its address, `--base https://…`.\n"
    };
    format!("{} pages in {out}{made}\n{map}", told.pages)
}
