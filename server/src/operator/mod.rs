//! What an operator asks of the store, and the answers: the same beside a running server and without one.
//!
//! A command says what it wants as an [`Ask`]. Where a server has the data folder open, it is sent over a socket in that
//! folder; else the store is opened here. Both ways end in [`answer`].

mod check;
mod mail;
mod older;
mod people;
mod reach;
mod socket;
mod wire;

pub(crate) use mail::Line;
pub(crate) use older::brought_up;
pub(crate) use people::{Change, NewPerson};
pub(crate) use reach::ask;
pub(crate) use socket::Desk;

use crate::files::{Folder, named_in};
use crate::identity::OrganisationId;
use crate::reference::Reference;
use crate::store::{Cursor, Embedded, Kept, Key, Listing, Store, StoreError};
use crate::submissions::{self, BY_FORM, Submission};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// The most submissions of one answer.
pub(crate) const MOST: usize = 1_000;

/// What is asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Ask {
    /// Submissions by form and time of sending, behind a cursor.
    Submissions {
        form: Option<String>,
        after: Option<String>,
        limit: usize,
    },
    /// One submission.
    Submission(Reference),
    /// A copy of the store in a file.
    BackUp(PathBuf),
    /// Whether the store is in order.
    Check,
    /// Letters by what became of them.
    Mail {
        standings: Vec<String>,
        limit: usize,
    },
    /// To try a letter again that was given up, or all of them.
    MailAgain(Option<String>),
    /// To add somebody, or more to somebody who is there.
    PersonAdd(NewPerson),
    /// To change whoever has this address, with another link where they set up again.
    PersonChange(String, Change, Option<NewPerson>),
    /// To add an organisation.
    OrganisationAdd(OrganisationId, String),
}

impl Ask {
    /// Whether it makes sense before there is a store.
    const fn begins(&self) -> bool {
        matches!(self, Self::PersonAdd(_) | Self::OrganisationAdd(..))
    }
}

/// What is answered.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Told {
    /// A page of them; whether there are more.
    Submissions { entries: Vec<Entry>, more: bool },
    /// It, or that there is none.
    Submission(Option<Box<Submission>>),
    /// The records and index entries in the copy, and the files beside it.
    BackedUp { records: u64, files: usize },
    /// The records of each space, and what is wrong.
    Checked {
        records: Vec<(String, u64)>,
        problems: Vec<String>,
    },
    /// Letters; whether there are more.
    Mail { lines: Vec<Line>, more: bool },
    /// How many letters are tried again.
    Retried(usize),
    /// They are there; whether they still have to set up how to sign in.
    PersonAdded { is_new: bool },
    /// They are changed.
    PersonChanged,
    /// It is there, under this id.
    OrganisationAdded(OrganisationId),
    /// It cannot be done: a sentence.
    Refused(String),
}

/// A submission in a list.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) reference: Reference,
    /// What a list goes on behind.
    pub(crate) cursor: String,
    pub(crate) submission: Submission,
}

/// Does what is asked.
pub(crate) async fn answer(store: &Arc<Embedded>, files: &Arc<Folder>, ask: Ask) -> Told {
    let told = match ask {
        Ask::Submissions { form, after, limit } => list(store, form, after, limit).await,
        Ask::Submission(reference) => submissions::find(&**store, &reference)
            .await
            .map(|found| Told::Submission(found.map(Box::new))),
        Ask::BackUp(file) => back_up(store.clone(), files.clone(), file).await,
        Ask::Check => check::check(&**store, files).await,
        Ask::Mail { standings, limit } => mail::list(store, &standings, limit).await,
        Ask::MailAgain(id) => mail::retry(store, id).await,
        Ask::PersonAdd(new) => people::add(store, &new).await,
        Ask::PersonChange(address, change, again) => {
            people::change(store, &address, change, again.as_ref()).await
        }
        Ask::OrganisationAdd(id, name) => people::add_organisation(store, &id, &name).await,
    };
    told.unwrap_or_else(|error| Told::Refused(error.to_string()))
}

async fn list(
    store: &Embedded,
    form: Option<String>,
    after: Option<String>,
    limit: usize,
) -> Result<Told, StoreError> {
    let after = match after.as_deref().map(Cursor::read) {
        Some(None) => {
            return Ok(Told::Refused(
                "the cursor is not one that a list ended with".to_owned(),
            ));
        }
        Some(read) => read,
        None => None,
    };
    let mut listing = Listing::first(limit.clamp(1, MOST));
    if let Some(form) = form {
        listing = listing.below(Key::of(&[&form, ""]));
    }
    let snapshot = store.read().await?;
    let page = snapshot.by(&BY_FORM, &listing, after.as_ref()).await?;
    let entry = |(key, kept): (Key, Kept<Submission>)| Entry {
        reference: Reference::of_key(&key),
        cursor: BY_FORM
            .cursor(&key, &kept.record)
            .map_or_else(String::new, |cursor| cursor.as_text()),
        submission: kept.record,
    };
    Ok(Told::Submissions {
        more: page.next.is_some(),
        entries: page.entries.into_iter().map(entry).collect(),
    })
}

/// Copying takes as long as the store is large: requests are not made to wait for it.
/// Files that the copy names stay until they are copied, too.
async fn back_up(
    store: Arc<Embedded>,
    files: Arc<Folder>,
    file: PathBuf,
) -> Result<Told, StoreError> {
    let _held = files.hold().await;
    let folder = files.clone();
    let copied = tokio::task::spawn_blocking(move || {
        let records = store.copy_to(&file)?;
        let named = named_in(&file)?;
        let files = folder.copy_to(&file, &named);
        let files = files.map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Told::BackedUp { records, files })
    });
    let copied = copied.await;
    copied.map_err(|_| StoreError::Unavailable("the copy was broken off".to_owned()))?
}
