//! `accede mail`: the letters that wait, and those that were given up.

use super::settings::StoreOptions;
use super::terminal::print;
use super::{Ended, Refused};
use crate::mail::Standing;
use crate::operator::{Ask, Line, Told};
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Those that were sent, the newest first, instead of those that wait or were given up
    #[arg(long, conflicts_with_all = ["again", "again_all"])]
    sent: bool,
    /// Try this letter again, that was given up
    #[arg(long, value_name = "ID", conflicts_with = "again_all")]
    again: Option<String>,
    /// Try every letter again that was given up
    #[arg(long)]
    again_all: bool,
    /// The most to list of each
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = super::submissions::limit)]
    limit: usize,
    #[command(flatten)]
    store: StoreOptions,
}

pub(super) fn run(options: &Options) -> Result<Ended, Refused> {
    if options.again.is_some() || options.again_all {
        return again(options);
    }
    let standings: &[&str] = if options.sent {
        &["sent"]
    } else {
        &["given up", "waiting"]
    };
    let told = options.store.ask(Ask::Mail {
        standings: standings.iter().map(|word| (*word).to_owned()).collect(),
        limit: options.limit,
    })?;
    let Told::Mail { lines, more } = told else {
        return Err(Refused::unexpected());
    };
    for line in &lines {
        print(&text(line));
    }
    match lines.is_empty() {
        true if options.sent => print("No letter was sent.\n"),
        true => print("No letter waits, and none was given up.\n"),
        false if more => print("There are more: add --limit N\n"),
        false => {}
    }
    let given_up = |line: &Line| matches!(line.standing, Standing::GivenUp { .. });
    if lines.iter().any(given_up) {
        print(
            "What was given up stays here until somebody mends the cause: then add --again ID, or --again-all\n",
        );
        return Ok(Ended::Wrong);
    }
    Ok(Ended::Well)
}

fn again(options: &Options) -> Result<Ended, Refused> {
    let told = options.store.ask(Ask::MailAgain(options.again.clone()))?;
    let Told::Retried(count) = told else {
        return Err(Refused::unexpected());
    };
    if count == 0 {
        return Err(Refused("no such letter was given up".to_owned()));
    }
    let what = if count == 1 {
        "letter is"
    } else {
        "letters are"
    };
    print(&format!(
        "{count} {what} tried again: now where a server runs, else when one starts.\n"
    ));
    Ok(Ended::Well)
}

fn text(line: &Line) -> String {
    let Line {
        id,
        standing,
        message,
        to,
        subject,
        ..
    } = line;
    let (word, detail) = match standing {
        Standing::Waiting { due, tries, said } => {
            let said = said
                .as_deref()
                .map(|said| format!("; the last time: {said}"));
            let said = said.unwrap_or_default();
            (
                "waiting",
                format!("tried {tries} times, next at {due:.19}{said}"),
            )
        }
        Standing::Sent { at } => ("sent", format!("at {at:.19}")),
        Standing::GivenUp { at, said } => ("given up", format!("at {at:.19}: {said}")),
    };
    format!("{id}  {word}\n  {subject} ({message})\n  to {to}\n  {detail}\n")
}
