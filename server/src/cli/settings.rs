//! `accede settings`: what is in force, and where each setting comes from.

use super::terminal::print;
use super::{Ended, Refused};
use crate::settings::{self, Settings, Written};
use clap::Args;
use std::path::{Path, PathBuf};

/// Which settings.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    file: FileOption,
}

/// The operator's file.
#[derive(Debug, Args)]
pub(crate) struct FileOption {
    /// The file of settings [default: accede.toml in this folder, if there is one]
    #[arg(long = "settings", value_name = "FILE")]
    path: Option<PathBuf>,
}

impl FileOption {
    /// The file that was named.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What is set by the file and by variables, and above them by these flags.
    pub(super) fn read(&self, flags: &[(&str, String)]) -> Result<(Written, Settings), Refused> {
        let ours = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        let variables = std::env::vars_os().filter_map(ours).collect();
        let read = settings::read(self.path.as_deref(), &variables, flags);
        let understood = read.and_then(|written| {
            let settings = Settings::of(&written)?;
            Ok((written, settings))
        });
        understood.map_err(|problems| Refused(problems.join("\n")))
    }
}

pub(super) fn run(options: &Options) -> Result<Ended, Refused> {
    let (written, _) = options.file.read(&[])?;
    print(&settings::print(&written));
    Ok(Ended::Well)
}
