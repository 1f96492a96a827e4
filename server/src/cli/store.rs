//! `accede backup`, `accede restore` and `accede check-store`: the store as a whole.

use super::settings::StoreOptions;
use super::terminal::print;
use super::{Ended, Refused};
use crate::files::{copy_from, keep_beside, named_in};
use crate::operator::{Ask, Told};
use crate::store::{Embedded, file_in, verified};
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
    let store = file_in(&data);
    let refuse = |sentence: String| Err(Refused(sentence));
    let there = store.exists();
    if there && !options.replace {
        return refuse(format!(
            "there is a store in {} already: add --replace to put the backup in its place",
            data.display()
        ));
    }
    if there && let Err(error) = Embedded::open(&data) {
        return refuse(format!(
            "the store in {} cannot be replaced now: {error}. Stop the server first",
            data.display()
        ));
    }
    let broken = |error: &dyn std::fmt::Display| {
        Refused(format!(
            "{} cannot be restored: {error}",
            options.file.display()
        ))
    };
    let part = copied(&options.file, &data).map_err(|error| broken(&error))?;
    let (_, tables) = verified(&part).map_err(|error| {
        let _ = fs::remove_file(&part);
        broken(&error)
    })?;
    let records: u64 = tables.iter().map(|(_, records)| records).sum();
    let named = named_in(&part).map_err(|error| broken(&error))?;
    // In place before the records that name them; what is there already has the same bytes.
    let files = copy_from(&options.file, &data, &named).map_err(|error| {
        let _ = fs::remove_file(&part);
        let files = format!("{}.files", options.file.display());
        broken(&format!(
            "the uploaded files beside it, {files}, are not whole: {error}"
        ))
    })?;
    if there {
        let kept = beside(&store);
        keep_beside(&data, &kept).map_err(|error| broken(&error))?;
        fs::rename(&store, &kept).map_err(|error| broken(&error))?;
        print(&format!(
            "The store that was there is now {}.\n",
            kept.display()
        ));
    }
    let moved = fs::rename(&part, &store).and_then(|()| fs::File::open(&data)?.sync_all());
    moved.map_err(|error| broken(&error))?;
    let shown = data.display();
    print(&format!(
        "{shown}: {records} records and index entries restored.\n"
    ));
    if files > 0 {
        print(&format!("{shown}: {files} uploaded files restored.\n"));
    }
    Ok(Ended::Well)
}

/// The backup, copied into the data folder and on the disk, for us alone.
fn copied(file: &Path, data: &Path) -> std::io::Result<PathBuf> {
    fs::create_dir_all(data)?;
    let part = file_in(data).with_extension("restored.part");
    let _ = fs::remove_file(&part);
    let mut from = fs::File::open(file)?;
    let mut to = fs::File::create_new(&part)?;
    crate::store::only_for_us(&part)?;
    std::io::copy(&mut from, &mut to)?;
    to.sync_all()?;
    Ok(part)
}

/// A name for the store that was there, which nothing has yet.
fn beside(store: &Path) -> PathBuf {
    let name = |n: u32| store.with_extension(format!("redb.before-{n}"));
    let mut names = (1..=u32::MAX).map(name);
    names.find(|name| !name.exists()).unwrap_or_else(|| name(0))
}
