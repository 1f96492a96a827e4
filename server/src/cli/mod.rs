//! The command line: what may be asked, and how it ends.
//!
//! A command ends with 0 when all is well, with 1 when it found something wrong, and with 2 when it could not be done.

mod beside;
mod build;
mod check;
mod explain;
mod init;
mod log;
mod mail;
mod news;
mod person;
mod schema;
mod serve;
mod settings;
mod store;
mod submissions;
mod terminal;
mod test;

use crate::content::{Content, Unreadable};
use clap::{Args, Parser, Subcommand};
use engine::Sources;
use jiff::civil::Date;
use std::path::PathBuf;
use std::process::ExitCode;

/// Forms that are written down instead of programmed.
#[derive(Debug, Parser)]
#[command(name = "accede", version, disable_help_subcommand = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the forms over HTTP, until stopped with Ctrl-C
    Serve(serve::Options),
    /// Write the guidance as a static site, for any web server
    Build(build::Options),
    /// Say everything that is wrong with the content: where, why and what to do
    Check(check::Options),
    /// Say what a problem means and how to mend it
    Explain(explain::Options),
    /// Run the examples of the forms, and say what they leave unreached
    Test(test::Options),
    /// Print a JSON Schema: of a form's answers, or of the declarations themselves
    Schema(schema::Options),
    /// Print the settings that are in force, and where each comes from
    Settings(settings::Options),
    /// List what was sent
    Submissions(submissions::ListOptions),
    /// Print one submission, as it was sent
    Submission(submissions::OneOptions),
    /// List the letters that wait, and those that were given up; try them again
    Mail(mail::Options),
    /// Add people, and help those who cannot sign in
    #[command(subcommand)]
    Person(person::PersonCommand),
    /// Add organisations
    #[command(subcommand)]
    Party(person::PartyCommand),
    /// Copy the store into a file, also while a server runs
    Backup(store::BackUpOptions),
    /// Put a backup in place; no server may run
    Restore(store::RestoreOptions),
    /// Look at every record and every index of the store
    CheckStore(store::CheckOptions),
    /// Write a small complete service to start from
    Init(init::Options),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// All is well.
    Well,
    /// Something is wrong with the content.
    Wrong,
}

/// Why a command could not be done: plain sentences.
#[derive(Debug)]
struct Refused(String);

impl Refused {
    /// A server answered something else than was asked: it is of another version.
    fn unexpected() -> Self {
        Self(
            "the running server is of another version: use the program that it was started with"
                .to_owned(),
        )
    }
}

impl From<Unreadable> for Refused {
    fn from(unreadable: Unreadable) -> Self {
        Self(unreadable.to_string())
    }
}

/// Which content a command is about.
#[derive(Debug, Args)]
struct ContentOptions {
    /// The folder that holds `forms` and `guidance` [default: this folder when it holds both, else the built-in content]
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
}

impl ContentOptions {
    fn read(&self) -> Result<(Content, Sources), Refused> {
        let content = Content::find(self.content.as_deref())?;
        let sources = content.read()?;
        Ok((content, sources))
    }
}

/// Which day it is taken to be.
#[derive(Debug, Args)]
struct DayOptions {
    /// The day that it is taken to be, like 2026-11-23 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
}

fn day(written: &str) -> Result<Date, String> {
    let strict = written.len() == "2026-11-23".len();
    match written.parse() {
        Ok(day) if strict => Ok(day),
        _ => Err("write a day like 2026-11-23".to_owned()),
    }
}

/// Runs one command line.
#[must_use]
pub fn run(arguments: std::env::ArgsOs) -> ExitCode {
    let asked = match CommandLine::try_parse_from(arguments) {
        Ok(asked) => asked,
        Err(said) => {
            let code = u8::from(said.use_stderr()) * 2;
            let _ = said.print();
            return ExitCode::from(code);
        }
    };
    let ended = match asked.command {
        Command::Serve(options) => serve::run(&options),
        Command::Build(options) => build::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Settings(options) => settings::run(&options),
        Command::Submissions(options) => submissions::list(&options),
        Command::Submission(options) => submissions::one(&options),
        Command::Backup(options) => store::back_up(&options),
        Command::Restore(options) => store::restore(&options),
        Command::CheckStore(options) => store::check(&options),
        Command::Mail(options) => mail::run(&options),
        Command::Person(command) => person::person(&command),
        Command::Party(command) => person::party(&command),
        Command::Init(options) => init::run(&options),
    };
    match ended {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::Wrong) => ExitCode::from(1),
        Err(Refused(sentences)) => {
            terminal::complain(&sentences);
            ExitCode::from(2)
        }
    }
}

/// `near` is quoted as what may have been meant.
fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    engine::nearest(written, known)
        .map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}
