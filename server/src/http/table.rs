//! Filling a section that repeats from a table: the template, the upload, the rows to mend, and the question whether what is there may go.

use super::address::Screen;
use super::answer::{Around, Copies, page};
use super::download::attachment;
use super::nonce::STALE;
use super::opened::Opened;
use super::parts::{Came, Posted, Wanted};
use super::question::TRIES;
use super::refusal::{Public, Refusal};
use super::screen::{Asked, go};
use crate::drafts::{self, Draft, ToMend, Uploaded};
use crate::store::StoreError;
use crate::tables;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use engine::{Answers, Entered, ErrorView, Files, Place, TableRefused, TableRow as Row};
use site::pages::{Link, Message, Replace, Table};
use std::collections::BTreeSet;

/// The field that the file comes in.
const FIELD: &str = "_table";
/// Problems that a page lists.
const LISTED: usize = 50;

/// What a section takes; not found where it takes no table.
fn takes(opened: &Opened, section: usize) -> Result<Files, Refusal> {
    let found = opened
        .form
        .sections()
        .get(section)
        .and_then(|section| section.repeat());
    let takes = found.and_then(|repeat| repeat.takes_tables(tables::LARGEST));
    takes.ok_or_else(|| Public::NotFound.into())
}

fn in_words(opened: &Opened, section: usize) -> String {
    let found = opened.form.sections().get(section);
    found.map_or_else(String::new, |section| {
        section.name().as_str().replace('_', " ")
    })
}

/// The headings alone, for somebody to fill in below.
pub(super) async fn template(asked: Asked<'_>, section: usize) -> Result<Response, Refusal> {
    let opened = asked.draft_on(Place::Items { section }).await?;
    takes(&opened, section)?;
    let columns = opened.form.columns(section);
    let head: Vec<String> = columns.into_iter().map(|column| column.heading).collect();
    Ok(csv(&in_words(&opened, section), &[head]))
}

/// The rows at fault of the table that was refused last, each with what is wrong.
pub(super) async fn to_mend(asked: Asked<'_>, section: usize) -> Result<Response, Refusal> {
    let opened = asked.draft_on(Place::Items { section }).await?;
    takes(&opened, section)?;
    let is_here = |to_mend: &&ToMend| is_section(&opened, section, &to_mend.section);
    let to_mend = opened.kept.record.to_mend.as_ref().filter(is_here);
    let rows = &to_mend.ok_or(Public::NotFound)?.rows;
    let name = format!("{} to mend", in_words(&opened, section));
    Ok(csv(&name, rows))
}

fn is_section(opened: &Opened, section: usize, name: &str) -> bool {
    let found = opened.form.sections().get(section);
    found.is_some_and(|section| section.name().as_str() == name)
}

/// A CSV file to be saved. It has what somebody answered in it, so that nobody else may keep it.
fn csv(name: &str, rows: &[Vec<String>]) -> Response {
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let headers = [
        (header::CONTENT_TYPE, kind),
        (
            header::CONTENT_DISPOSITION,
            attachment(&format!("{name}.csv")),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, tables::write(rows)).into_response()
}

/// Asks for the file.
pub(super) async fn show(asked: Asked<'_>, section: usize) -> Result<Response, Refusal> {
    let opened = asked.draft_on(Place::Items { section }).await?;
    print(asked, &opened, section, TableRefused::default())
}

/// Takes the file: all of it, or nothing. What is right waits for a yes.
pub(super) async fn take(
    asked: Asked<'_>,
    section: usize,
    posted: Posted,
) -> Result<Response, Refusal> {
    let place = Place::Items { section };
    let opened = asked.draft_on(place).await?;
    let wanted = Wanted {
        field: FIELD.to_owned(),
        files: takes(&opened, section)?,
        room: 1,
    };
    let (fields, came) = posted.received(asked.app, vec![wanted]).await?;
    if asked.carrying(&fields).stale {
        return print(asked, &opened, section, whole(STALE.to_owned()));
    }
    let Some(came) = came.into_iter().next() else {
        let message = format!("Choose a file with your {}", in_words(&opened, section));
        return print(asked, &opened, section, whole(message));
    };
    let (name, rows) = match rows(&opened, section, came).await? {
        Ok(read) => read,
        Err(message) => return print(asked, &opened, section, whole(message)),
    };
    let mut conflict = None;
    for _ in 0..TRIES {
        let opened = asked.draft_on(place).await?;
        let (draft, refused) = judged(asked, &opened, section, (&name, &rows))?;
        match drafts::save(&*asked.app.store, &opened.id, &opened.kept, draft).await {
            Ok(()) => {
                return match refused {
                    None => Ok(go(&opened.address(Screen::Replace { section }))),
                    Some(refused) => print(asked, &opened, section, refused),
                };
            }
            Err(error @ StoreError::Conflict { .. }) => conflict = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    Err(conflict.map_or_else(|| Public::Unavailable.into(), Into::into))
}

/// The draft with what a table gives: items that wait for a yes, or rows to mend.
fn judged(
    asked: Asked<'_>,
    opened: &Opened,
    section: usize,
    (name, rows): (&str, &[Row]),
) -> Result<(Draft, Option<TableRefused>), Refusal> {
    let found = opened
        .form
        .sections()
        .get(section)
        .ok_or(Public::NotFound)?;
    let of = found.name().as_str();
    let mut draft = opened.kept.record.clone();
    draft.saved = asked.app.clock.now();
    let taken = opened
        .form
        .take_table(section, rows, &opened.answers, &opened.at());
    match taken {
        Ok(taken) => {
            let mut items = Answers::new();
            items.set(of, Entered::Items(taken.items));
            draft.uploaded = Some(Uploaded {
                name: name.to_owned(),
                items: items.to_json(),
            });
            draft.to_mend = None;
            Ok((draft, None))
        }
        Err(refused) => {
            draft.to_mend = (!refused.rows.is_empty()).then(|| ToMend {
                section: of.to_owned(),
                rows: refused.rows.clone(),
            });
            Ok((draft, Some(refused)))
        }
    }
}

/// Refused before its rows were looked at.
fn whole(message: String) -> TableRefused {
    TableRefused {
        problems: vec![message],
        rows: Vec::new(),
    }
}

/// The rows of the file that came, with its name; or what to do.
async fn rows(
    opened: &Opened,
    section: usize,
    came: Came,
) -> Result<Result<(String, Vec<Row>), String>, Refusal> {
    let arrived = match came.file {
        Ok(arrived) => arrived,
        Err(message) => return Ok(Err(message)),
    };
    let taken = takes(opened, section)?.take(&came.name, arrived.size(), arrived.content());
    let (name, format) = match taken {
        Ok(taken) => taken,
        Err(message) => return Ok(Err(message)),
    };
    let repeat = opened
        .form
        .sections()
        .get(section)
        .and_then(|section| section.repeat());
    let most = repeat.map_or(0, engine::Repeat::most);
    let read = tokio::task::spawn_blocking(move || {
        let rows = tables::read(arrived.path(), format, most);
        drop(arrived);
        rows
    });
    // What the reader of workbooks falls over is no workbook.
    let read = read
        .await
        .unwrap_or_else(|_| Err(tables::UNREADABLE.to_owned()));
    Ok(read.map(|rows| (name, rows)))
}

/// The items that wait for a yes; back to the upload where there are none, or none that are right by now.
fn waiting(opened: &Opened, section: usize) -> Result<(String, Vec<Answers>), Refusal> {
    let found = opened
        .form
        .sections()
        .get(section)
        .ok_or(Public::NotFound)?;
    let waits = opened.kept.record.uploaded.as_ref().and_then(|uploaded| {
        let items = Answers::from_json(&uploaded.items)
            .items(found.name().as_str())
            .to_vec();
        (!items.is_empty()).then(|| (uploaded.name.clone(), items))
    });
    waits.ok_or_else(|| Refusal::elsewhere(&opened.address(Screen::Upload { section })))
}

/// Asks whether what is there may go.
pub(super) async fn confirm(asked: Asked<'_>, section: usize) -> Result<Response, Refusal> {
    let opened = asked.draft_on(Place::Items { section }).await?;
    ask(asked, &opened, section)
}

fn ask(asked: Asked<'_>, opened: &Opened, section: usize) -> Result<Response, Refusal> {
    let (name, items) = waiting(opened, section)?;
    let words = in_words(opened, section);
    let each = opened
        .form
        .sections()
        .get(section)
        .and_then(|section| section.repeat());
    let each = each.map_or_else(String::new, |repeat| repeat.each().replace('_', " "));
    let counted = |count: usize| match count {
        1 => format!("1 {each}"),
        count => format!("{count} {words}"),
    };
    let found = opened
        .form
        .sections()
        .get(section)
        .ok_or(Public::NotFound)?;
    let there = opened.answers.items(found.name().as_str()).len();
    let list = opened
        .address(Screen::At(Place::Items { section }))
        .to_string();
    let action = opened.address(Screen::Replace { section }).to_string();
    let stale = asked.stale.then(|| ErrorView {
        field: None,
        message: STALE.to_owned(),
    });
    let errors: Vec<ErrorView> = stale.into_iter().collect();
    let replace = Replace {
        form: opened.form.title().to_owned(),
        title: format!("Use the {} in {name}?", counted(items.len())),
        lines: match there {
            0 => vec!["You have not added any yet.".to_owned()],
            there => vec![format!(
                "They take the place of the {} that you have added. This cannot be undone.",
                counted(there)
            )],
        },
        errors: errors.iter().cloned().map(Message::from).collect(),
        hidden: vec![asked.nonce(&action)],
        action,
        button: format!("Use the {}", counted(items.len())),
        keep: Link {
            href: list.clone(),
            text: match there {
                0 => "Do not use them".to_owned(),
                _ => "Keep what is there".to_owned(),
            },
        },
    };
    let around = Around::of(&errors, asked).behind(&list).telling(opened);
    page(asked.app, &opened.content, around, &replace, Copies::None)
}

/// Puts the items in place of those that are there.
pub(super) async fn replace(asked: Asked<'_>, section: usize) -> Result<Response, Refusal> {
    let mut conflict = None;
    for _ in 0..TRIES {
        let opened = asked.draft_on(Place::Items { section }).await?;
        let (_, items) = waiting(&opened, section)?;
        if asked.stale {
            return ask(asked, &opened, section);
        }
        let found = opened
            .form
            .sections()
            .get(section)
            .ok_or(Public::NotFound)?;
        let name = found.name();
        let mut answers = opened.answers.clone();
        answers.set(name.as_str(), Entered::Items(items));
        let before = opened.kept.record.clone();
        let opened = opened.with(answers);
        let mut draft = opened.draft(asked.app, Place::Items { section });
        draft.uploaded = None;
        // Pages about items that were there before are about none of these.
        draft.removals = before.removals.saturating_add(1);
        draft.seen = seen(&opened, section, &before.seen);
        match drafts::save(&*asked.app.store, &opened.id, &opened.kept, draft).await {
            Ok(()) => return Ok(go(&opened.address(Screen::At(Place::Items { section })))),
            Err(error @ StoreError::Conflict { .. }) => conflict = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    Err(conflict.map_or_else(|| Public::Unavailable.into(), Into::into))
}

/// Every page of every item was answered in the table.
fn seen(opened: &Opened, section: usize, before: &BTreeSet<String>) -> BTreeSet<String> {
    let of_items = opened
        .form
        .sections()
        .get(section)
        .map(|section| format!("{}/", section.name().in_address()));
    let is_old = |key: &&String| {
        of_items
            .as_ref()
            .is_some_and(|of| key.starts_with(of.as_str()))
    };
    let mut seen: BTreeSet<String> = before.iter().filter(|key| !is_old(key)).cloned().collect();
    for (place, _) in &opened.verdict.path {
        if matches!(place, Place::ItemPage { section: n, .. } if *n == section) {
            seen.insert(super::progress::key(&opened.form, &opened.verdict, *place));
        }
    }
    seen
}

/// The first of many problems, and how many more there are.
fn listed(problems: Vec<String>) -> Vec<ErrorView> {
    let count = problems.len();
    let mut listed: Vec<String> = problems.into_iter().take(LISTED).collect();
    if count > LISTED {
        listed.push(format!("And {} more", count - LISTED));
    }
    let error = |message| ErrorView {
        field: Some(FIELD.to_owned()),
        message,
    };
    listed.into_iter().map(error).collect()
}

fn print(
    asked: Asked<'_>,
    opened: &Opened,
    section: usize,
    refused: TableRefused,
) -> Result<Response, Refusal> {
    let files = takes(opened, section)?;
    let list = opened
        .address(Screen::At(Place::Items { section }))
        .to_string();
    let count = refused.problems.len();
    let errors = listed(refused.problems);
    let words = in_words(opened, section);
    let endings: Vec<String> = files
        .accepts()
        .iter()
        .flat_map(|format| format.extensions)
        .map(|ending| format!(".{ending}"))
        .collect();
    let action = opened.address(Screen::Upload { section }).to_string();
    let table = Table {
        form: opened.form.title().to_owned(),
        title: format!("Upload your {words} from a file"),
        template: Link {
            href: opened.address(Screen::Template { section }).to_string(),
            text: "Download the template (CSV)".to_owned(),
        },
        to_mend: (!refused.rows.is_empty()).then(|| Link {
            href: opened.address(Screen::ToMend { section }).to_string(),
            text: "Download the rows that have to be mended (CSV)".to_owned(),
        }),
        columns: opened
            .form
            .columns(section)
            .into_iter()
            .map(|column| column.heading)
            .collect(),
        error: (count > 0).then(|| match count {
            1 => "Nothing was taken. Mend the row or column named above, and upload the file again"
                .to_owned(),
            count => format!(
                "Nothing was taken. Mend the {count} things named above, and upload the file again"
            ),
        }),
        field: FIELD,
        accept: endings.join(","),
        hidden: vec![asked.nonce(&action)],
        action,
        errors: errors.iter().cloned().map(Message::from).collect(),
    };
    let around = Around::of(&errors, asked).behind(&list).telling(opened);
    page(asked.app, &opened.content, around, &table, Copies::None)
}
