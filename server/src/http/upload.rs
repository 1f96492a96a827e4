//! Files that answer a question: taken in, looked over, kept with the draft; and taken out again.
//!
//! A file that is right stays, whatever else is wrong with the page that it came with.

use super::app::App;
use super::fields::Fields;
use super::opened::Opened;
use super::parts::{Came, Posted, Wanted, full};
use super::question::{TRIES, is_about};
use super::refusal::{Public, Refusal};
use super::screen::Asked;
use crate::drafts;
use crate::files::{Arrived, Found, Standing, standings, wait};
use crate::store::{Batch, StoreError};
use engine::{File, ItemView, PageView, Place, Wrong};
use std::path::Path;

/// The button that takes a file out: the question and the digest of the file.
const REMOVE: &str = "_remove";
/// The button that uploads what was chosen, and stays.
const UPLOAD: &str = "_upload";

/// What became of the files that were posted for a screen.
#[derive(Default)]
pub(super) struct Kept {
    /// What is wrong with those that were not kept.
    pub(super) refused: Vec<Wrong>,
    /// Whether the page is to be shown again, since one of its own buttons was pressed.
    pub(super) stays: bool,
}

/// A file that may be kept.
struct Taken {
    question: String,
    file: File,
    arrived: Arrived,
    /// It was not looked through, since the scanner does not answer.
    waits: bool,
}

/// Reads what was posted for a screen, and keeps the files among it.
pub(super) async fn receive(
    asked: Asked<'_>,
    place: Place,
    posted: Posted,
) -> Result<(Fields, Kept), Refusal> {
    let posted = match posted {
        // Most pages come without files, and are read once, where their answers are taken.
        Posted::Fields(fields) if fields.ours(REMOVE).or(fields.ours(UPLOAD)).is_none() => {
            return Ok((fields, Kept::default()));
        }
        posted => posted,
    };
    let opened = asked.draft_on(place).await?;
    let wanted = wanted(&opened, place);
    let has_files = !wanted.is_empty();
    let (fields, came) = posted.received(asked.app, wanted).await?;
    let mut kept = Kept {
        stays: has_files && (fields.ours(REMOVE).is_some() || fields.ours(UPLOAD).is_some()),
        ..Kept::default()
    };
    if asked.carrying(&fields).stale {
        return Ok((fields, Kept::default()));
    }
    let removed = fields.ours(REMOVE).and_then(|file| file.split_once('/'));
    if came.is_empty() && removed.is_none() || !has_files {
        return Ok((fields, kept));
    }
    is_about(&opened, place, &fields)?;
    let mut taken = Vec::new();
    for came in came {
        match look_over(asked, &opened, place, came).await {
            Ok(file) => taken.push(file),
            Err(wrong) => kept.refused.extend(wrong),
        }
    }
    keep(asked, place, &fields, &taken, removed).await?;
    Ok((fields, kept))
}

/// The fields of a screen that take files, with the room that each has. One that takes one file takes another in its place.
fn wanted(opened: &Opened, place: Place) -> Vec<Wanted> {
    let viewer = opened.viewer();
    let wanted = |(question, files): (&engine::Question, &engine::Files)| {
        let there = viewer.files(place, question.name().as_str()).len();
        Wanted {
            field: question.name().to_string(),
            files: files.clone(),
            room: if files.up_to() == 1 {
                1
            } else {
                files.up_to().saturating_sub(there)
            },
        }
    };
    viewer
        .file_questions(place)
        .into_iter()
        .map(wanted)
        .collect()
}

/// Whether a file may be kept. What may not is gone when this returns.
async fn look_over(
    asked: Asked<'_>,
    opened: &Opened,
    place: Place,
    came: Came,
) -> Result<Taken, Option<Wrong>> {
    let questions = opened.viewer().file_questions(place);
    let found = questions
        .iter()
        .find(|(question, _)| question.name().as_str() == came.field);
    let (question, files) = found.copied().ok_or(None)?;
    let refused = |message: String| Some(Wrong::of_file(place, question, message));
    let arrived = came.file.map_err(refused)?;
    let taken = files.take(&came.name, arrived.size(), arrived.content());
    let (name, format) = taken.map_err(refused)?;
    let waits = match scanned(asked.app, arrived.path()).await {
        Found::Nothing => false,
        Found::Unknown(_) => true,
        Found::Virus(_) => return Err(Some(Wrong::of_file(place, question, infected(&name)))),
    };
    let file = File {
        name,
        size: arrived.size(),
        media_type: format.media_type.to_owned(),
        digest: arrived.digest().to_owned(),
    };
    Ok(Taken {
        question: came.field,
        file,
        arrived,
        waits,
    })
}

/// What the scanner says of a file, where there is one.
async fn scanned(app: &App, path: &Path) -> Found {
    let Some(scanner) = &app.files.scanner else {
        return Found::Nothing;
    };
    let found = scanner.scan(path).await;
    match &found {
        Found::Nothing => {}
        Found::Virus(virus) => {
            tracing::warn!(%virus, "a file that somebody uploaded holds a virus")
        }
        Found::Unknown(cause) => {
            tracing::warn!(%cause, "the scanner does not answer: a file waits")
        }
    }
    found
}

/// What to do about a file with a virus in it.
pub(super) fn infected(name: &str) -> String {
    format!("{name} contains a virus. Upload another file, and have your machine looked at")
}

/// Says at each file of a screen what keeps it from being sent.
pub(super) async fn note_files(
    app: &App,
    opened: &Opened,
    view: &mut PageView,
) -> Result<(), Refusal> {
    let has_files = |item: &ItemView| match item {
        ItemView::Question(question) => !question.files.is_empty(),
        ItemView::Text { .. } => false,
    };
    if !view.items.iter().any(has_files) {
        return Ok(());
    }
    let standings = standings(&*app.store, &opened.answers.to_json()).await?;
    for item in &mut view.items {
        let ItemView::Question(question) = item else {
            continue;
        };
        for file in &mut question.files {
            let found = standings.iter().find(|(digest, ..)| *digest == file.digest);
            file.note = found.map(|(_, _, standing)| match standing {
                Standing::Waiting => "Waiting to be checked for viruses".to_owned(),
                Standing::Infected(_) => "Contains a virus: remove it".to_owned(),
            });
        }
    }
    Ok(())
}

/// Why these answers may not be sent yet: a file was not looked through, or a virus was found in it.
pub(super) async fn holds_back(app: &App, opened: &Opened) -> Result<Option<String>, Refusal> {
    let standings = standings(&*app.store, &opened.kept.record.answers).await?;
    if standings.is_empty() {
        return Ok(None);
    }
    let sent = crate::files::named(&opened.verdict.document(&opened.form));
    let mut held = standings
        .into_iter()
        .filter(|(digest, ..)| sent.contains_key(digest));
    Ok(held.find_map(|(_, name, standing)| match standing {
        Standing::Infected(_) => Some(infected(&name)),
        // Without a scanner nobody will ever look.
        Standing::Waiting if app.files.scanner.is_none() => None,
        Standing::Waiting => Some(format!(
            "{name} is still waiting to be checked for viruses, so nothing was sent. Try again in a few minutes"
        )),
    }))
}

/// Puts files in their place and into the draft, and takes one out; durable when this returns.
async fn keep(
    asked: Asked<'_>,
    place: Place,
    fields: &Fields,
    taken: &[Taken],
    removed: Option<(&str, &str)>,
) -> Result<(), Refusal> {
    let (app, mut conflict) = (asked.app, None);
    let held = app.files.hold().await;
    for file in taken {
        app.files
            .place(&file.arrived, &held)
            .await
            .map_err(|error| full(&error))?;
    }
    for _ in 0..TRIES {
        let mut opened = asked.draft_on(place).await?;
        is_about(&opened, place, fields)?;
        let before = opened.kept.record.answers.clone();
        for file in taken {
            opened = with(opened, place, file);
        }
        if let Some((question, digest)) = removed {
            opened = without(opened, place, question, digest);
        }
        let mut draft = opened.kept.record.clone();
        draft.answers = opened.answers.to_json();
        draft.saved = app.clock.now();
        let mut batch = Batch::new();
        for file in taken.iter().filter(|file| file.waits) {
            wait(&*app.store, &file.file.digest, draft.saved, &mut batch).await?;
        }
        let after = crate::files::named(&draft.answers);
        match drafts::save_with(&*app.store, &opened.id, &opened.kept, draft, batch).await {
            Ok(()) => {
                drop(held);
                let gone = crate::files::named(&before).into_keys();
                let gone: Vec<String> = gone.filter(|digest| !after.contains_key(digest)).collect();
                if !gone.is_empty() {
                    app.files.let_go(&*app.store, gone).await?;
                }
                return Ok(());
            }
            Err(error @ StoreError::Conflict { .. }) => conflict = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    Err(conflict.map_or_else(|| Public::Unavailable.into(), Into::into))
}

/// The draft with a file more. The same file again is no other; where there may be one alone, it takes that one's place.
fn with(opened: Opened, place: Place, taken: &Taken) -> Opened {
    let viewer = opened.viewer();
    let questions = viewer.file_questions(place);
    let kind = questions
        .iter()
        .find(|(question, _)| question.name().as_str() == taken.question);
    let Some((_, kind)) = kind else {
        return opened;
    };
    let mut files = viewer.files(place, &taken.question).to_vec();
    if kind.up_to() == 1 {
        files.clear();
    }
    let is_same = |file: &File| file.digest == taken.file.digest;
    files.retain(|file| !is_same(file));
    if files.len() < kind.up_to() {
        files.push(taken.file.clone());
    }
    let answers = viewer.with_files(place, &taken.question, files);
    opened.with(answers)
}

fn without(opened: Opened, place: Place, question: &str, digest: &str) -> Opened {
    let viewer = opened.viewer();
    let mut files = viewer.files(place, question).to_vec();
    let before = files.len();
    files.retain(|file| file.digest != digest);
    if files.len() == before {
        return opened;
    }
    let answers = viewer.with_files(place, question, files);
    opened.with(answers)
}
