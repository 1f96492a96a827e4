//! `accede submissions` and `accede submission`: what was sent, as it was sent.

use super::settings::StoreOptions;
use super::terminal::print;
use super::{Ended, Refused};
use crate::files;
use crate::operator::{Ask, Entry, MOST, Told};
use crate::reference::Reference;
use crate::submissions::{SentSection, Submission};
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct ListOptions {
    /// Only those of this form
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
    /// Go on behind this cursor, the last one of the list before
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
    /// The most to list
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = limit)]
    limit: usize,
    /// Whole submissions, one JSON object a line
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    store: StoreOptions,
}

pub(super) fn limit(written: &str) -> Result<usize, String> {
    let number = written.parse().ok().filter(|n| (1..=MOST).contains(n));
    number.ok_or_else(|| format!("write a whole number from 1 to {MOST}"))
}

#[derive(Debug, Args)]
pub(super) struct OneOptions {
    /// Its reference
    reference: String,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// Write the files that were sent with it into this folder, too
    #[arg(long, value_name = "DIR")]
    files: Option<PathBuf>,
    #[command(flatten)]
    store: StoreOptions,
}

pub(super) fn list(options: &ListOptions) -> Result<Ended, Refused> {
    let told = options.store.ask(Ask::Submissions {
        form: options.form.clone(),
        after: options.after.clone(),
        limit: options.limit,
    })?;
    let Told::Submissions { entries, more } = told else {
        return Err(Refused::unexpected());
    };
    if options.json {
        for entry in &entries {
            print(&json(entry)?);
        }
        return Ok(Ended::Well);
    }
    for Entry {
        reference,
        submission,
        ..
    } in &entries
    {
        let Submission { form, sent, .. } = submission;
        print(&format!("{reference}  {sent:.19}  {form}\n"));
    }
    match entries.last() {
        Some(last) if more => print(&format!("There are more: add --after {}\n", last.cursor)),
        None => print("No submissions.\n"),
        _ => {}
    }
    Ok(Ended::Well)
}

fn json(value: &impl serde::Serialize) -> Result<String, Refused> {
    let text = serde_json::to_string(value).map_err(|error| Refused(error.to_string()))?;
    Ok(format!("{text}\n"))
}

pub(super) fn one(options: &OneOptions) -> Result<Ended, Refused> {
    let reference = Reference::typed(&options.reference);
    let told = options.store.ask(Ask::Submission(reference.clone()))?;
    if let (Told::Submission(Some(found)), Some(folder)) = (&told, &options.files) {
        write_files(&options.store.data()?, folder, found)?;
    }
    match told {
        Told::Submission(Some(found)) if options.json => print(&json(&found)?),
        Told::Submission(Some(found)) => print(&text(&reference, &found)),
        Told::Submission(None) => {
            return Err(Refused(format!("there is no submission {reference}")));
        }
        _ => return Err(Refused::unexpected()),
    }
    Ok(Ended::Well)
}

/// Writes the files of a submission under their names; of two that are called the same, the later one has its digest before it.
fn write_files(data: &Path, folder: &Path, submission: &Submission) -> Result<(), Refused> {
    let refused =
        |path: &Path, error: &std::io::Error| Refused(format!("{}: {error}", path.display()));
    std::fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
    for (digest, name) in files::named(&submission.answers) {
        let Some(from) = files::path_in(data, &digest) else {
            continue;
        };
        let name = engine::file_name(&name);
        let plain = folder.join(&name);
        let to = if plain.exists() {
            folder.join(format!("{digest} {name}"))
        } else {
            plain
        };
        std::fs::copy(&from, &to).map_err(|error| refused(&to, &error))?;
    }
    Ok(())
}

/// As it was sent: the questions in the words asked, with their answers.
fn text(reference: &Reference, submission: &Submission) -> String {
    let mut text = format!(
        "{}\nReference: {reference}\nSent: {:.19} (form {})\n",
        submission.title, submission.sent, submission.form
    );
    for SentSection { title, lines } in &submission.sections {
        text.push('\n');
        if let Some(title) = title {
            text.push_str(&format!("{title}\n"));
        }
        for line in lines {
            text.push_str(&format!("  {}\n", line.ask));
            for answer in &line.answer {
                text.push_str(&format!("    {answer}\n"));
            }
        }
    }
    if !submission.values.is_empty() {
        text.push_str("\nWorked out\n");
    }
    for (name, value) in &submission.values {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    if let Some(declaration) = &submission.declaration {
        text.push_str(&format!("\nDeclared: {declaration}\n"));
    }
    text
}
