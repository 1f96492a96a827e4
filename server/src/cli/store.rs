//! `accede backup`, `accede restore` and `accede check-store`: the store as a whole.

use super::beside::{Beside, copied};
use super::settings::StoreOptions;
use super::terminal::print;
use super::{Ended, Refused};
use crate::files::{copy_from, keep_beside, named_in};
use crate::mail::SecretKey;
use crate::operator::{Ask, Told};
use crate::store::{Claim, file_in, verified};
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct BackUpOptions {
    /// The file to write; it must not be there yet
    file: PathBuf,
    #[command(flatten)]
    store: StoreOptions,
}

#[derive(Debug, Args)]
pub(super) struct RestoreOptions {
    /// A file that `accede backup` wrote
    file: PathBuf,
    /// Put it in place of the store that is there; that one is kept beside it
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    store: StoreOptions,
}

#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    #[command(flatten)]
    store: StoreOptions,
}

pub(super) fn back_up(options: &BackUpOptions) -> Result<Ended, Refused> {
    // A running server may stand in another folder.
    let file = std::path::absolute(&options.file);
    let file = file.map_err(|error| Refused(format!("{}: {error}", options.file.display())))?;
    let (from, to) = (key_in(&options.store.data()?), key_beside(&file));
    if to.exists() {
        return Err(Refused(format!("{} is there already", to.display())));
    }
    let Told::BackedUp { records, files } = options.store.ask(Ask::BackUp(file))? else {
        return Err(Refused::unexpected());
    };
    let shown = options.file.display();
    print(&format!(
        "{shown}: {records} records and index entries, read again and counted.\n"
    ));
    if files > 0 {
        print(&format!(
            "{shown}.files: {files} uploaded files, read again and compared.\n"
        ));
    }
    if from.exists() {
        copied(&from, &to).map_err(|error| {
            Refused(format!(
                "{shown} is written, but not the key of the links in letters: {}: {error}",
                to.display()
            ))
        })?;
        print(&format!(
            "{}: the key of the links in letters. Keep both, and the key where nobody else reads it.\n",
            to.display()
        ));
    }
    Ok(Ended::Well)
}

pub(super) fn check(options: &CheckOptions) -> Result<Ended, Refused> {
    let Told::Checked { records, problems } = options.store.ask(Ask::Check)? else {
        return Err(Refused::unexpected());
    };
    for problem in &problems {
        print(&format!("{problem}\n"));
    }
    for (space, records) in &records {
        print(&format!("{space}: {records}\n"));
    }
    if problems.is_empty() {
        print("The store is in order.\n");
        return Ok(Ended::Well);
    }
    print(&format!("{} wrong in the store.\n", problems.len()));
    Ok(Ended::Wrong)
}

pub(super) fn restore(options: &RestoreOptions) -> Result<Ended, Refused> {
    let data = options.store.data()?;
    let (store, key) = (file_in(&data), key_beside(&options.file));
    let broken = |error: &dyn std::fmt::Display| {
        Refused(format!(
            "{} cannot be restored: {error}",
            options.file.display()
        ))
    };
    fs::File::open(&options.file).map_err(|error| broken(&error))?;
    fs::create_dir_all(&data).map_err(|error| broken(&error))?;
    // From here on no server starts in this folder, and nobody else restores.
    let _claim = Claim::of(&data).map_err(|error| {
        let shown = data.display();
        Refused(format!("nothing is restored in {shown} now: {error}"))
    })?;
    if store.exists() && !options.replace {
        return Err(Refused(format!(
            "there is a store in {} already: add --replace to put the backup in its place",
            data.display()
        )));
    }
    let new = Beside::copied(&options.file, &store).map_err(|error| broken(&error))?;
    let (_, tables) = verified(&new.part).map_err(|error| broken(&error))?;
    let files = put_files(&options.file, &data, &new.part).map_err(|error| broken(&error))?;
    // What breaks off before the store is there is done again as if nothing had been.
    put_key(&key, &key_in(&data)).map_err(|error| broken(&error))?;
    if let Some(kept) = new.keep().map_err(|error| broken(&error))? {
        let shown = kept.display();
        print(&format!("The store that was there is now {shown}.\n"));
        if let Err(error) = keep_beside(&data, &kept) {
            print(&format!(
                "The files that it names could not be kept with it: {error}\n"
            ));
        }
    }
    new.moved().map_err(|error| broken(&error))?;
    let records: u64 = tables.iter().map(|(_, records)| records).sum();
    let shown = data.display();
    print(&format!(
        "{shown}: {records} records and index entries restored.\n"
    ));
    if files > 0 {
        print(&format!("{shown}: {files} uploaded files restored.\n"));
    }
    Ok(Ended::Well)
}

/// Puts the files that a store names in their place, before the records that name them; what is there already has the same
/// bytes.
fn put_files(backup: &Path, data: &Path, new: &Path) -> Result<usize, String> {
    let named = named_in(new).map_err(|error| error.to_string())?;
    copy_from(backup, data, &named).map_err(|error| {
        let files = format!("{}.files", backup.display());
        format!("the uploaded files beside it, {files}, are not whole: {error}")
    })
}

/// Puts the key of a backup in its place, where the backup has one; another that was there is kept.
fn put_key(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.exists() {
        print(&format!(
            "There is no {}: links in letters that were sent before open nothing.\n",
            from.display()
        ));
        return Ok(());
    }
    let new = Beside::copied(from, to)?;
    if let Some(kept) = new.keep()? {
        print(&format!(
            "The key that was there is now {}.\n",
            kept.display()
        ));
    }
    new.moved()
}

/// The key of the links in a data folder, and in a backup.
fn key_in(data: &Path) -> PathBuf {
    data.join(SecretKey::FILE)
}

fn key_beside(backup: &Path) -> PathBuf {
    let mut name = backup.as_os_str().to_owned();
    name.push(".key");
    PathBuf::from(name)
}
