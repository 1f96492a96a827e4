//! `accede settings`: what is in force, and where each setting comes from.

use super::terminal::print;
use super::{Ended, Refused};
use crate::operator::{self, Ask, Told};
use crate::settings::{self, Settings, Written};
use clap::Args;
use std::path::{Path, PathBuf};

/// Which settings.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Say what each setting is for instead
    #[arg(long)]
    about: bool,
    #[command(flatten)]
    file: FileOption,
}

/// Which store.
#[derive(Debug, Args)]
pub(super) struct StoreOptions {
    /// The data folder of the server [default: as set, else accede-data]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(flatten)]
    file: FileOption,
}

impl StoreOptions {
    /// The settings that are in force for it.
    pub(super) fn settings(&self) -> Result<Settings, Refused> {
        let flag = self.data.as_ref();
        let flag = flag.map(|data| ("data", data.to_string_lossy().into_owned()));
        Ok(self.file.read(flag.as_slice())?.1)
    }

    /// The data folder.
    pub(super) fn data(&self) -> Result<PathBuf, Refused> {
        Ok(self.settings()?.data)
    }

    /// Asks the store, through the server that has it open where there is one.
    pub(super) fn ask(&self, ask: Ask) -> Result<Told, Refused> {
        let told = operator::ask(&self.data()?, ask);
        match told.map_err(|cannot| Refused(cannot.to_string()))? {
            Told::Refused(sentence) => Err(Refused(sentence)),
            told => Ok(told),
        }
    }
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
    if options.about {
        print(&settings::about());
        return Ok(Ended::Well);
    }
    let (written, _) = options.file.read(&[])?;
    print(&settings::print(&written));
    Ok(Ended::Well)
}
