//! Pages that anybody may read: the open forms, notes, and where a form begins.

use super::about;
use super::address::Address;
use super::answer::{Around, Copies, Part, page};
use super::app::{App, Content};
use super::client::Client;
use super::refusal::{Public, Refusal};
use super::visitor::Visitor;
use crate::drafts;
use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use engine::{Catalogue, Form};
use jiff::civil::Date;
use site::pages::{Home, Link, Note, Open, Start};
use std::sync::Arc;

/// What the service is, and the forms that anyone may start.
pub(super) async fn home(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    let content = app.content();
    let guidance = content.service().guidance.as_ref();
    let guidance = guidance.and_then(|name| content.catalogue.note(name.as_str()));
    let home = home_page(&content, guidance, app.today(&content));
    let around = Around::part(Part::Start);
    page(&app, &content, around, &home, Copies::Asking)
}

/// The first page, with the note that leads to all others.
pub(crate) fn home_page(content: &Content, guidance: Option<&engine::Note>, today: Date) -> Home {
    let open = content.catalogue.forms().filter(|form| form.is_public());
    let link = |form: &Arc<Form>| Open {
        href: Address::Start(form).to_string(),
        text: form.title().to_owned(),
        summary: form.summary().map(str::to_owned),
    };
    let service = content.service();
    Home {
        summary: service.summary.clone(),
        forms: open.map(link).collect(),
        guidance: guidance.map(|note| content.catalogue.html(note, today)),
        contact: service.contact.clone(),
    }
}

/// A note.
pub(super) async fn note(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let content = app.content();
    let found = content.catalogue.note(&name).ok_or(Public::NotFound)?;
    let helps = content.service().help.as_ref() == Some(found.name());
    let about = about::read(&content.catalogue, query.as_deref());
    let note = Note {
        about: about.filter(|_| helps),
        ..note_page(&content.catalogue, found, app.today(&content))
    };
    let around = Around::part(Part::Guidance);
    page(&app, &content, around, &note, Copies::Asking)
}

/// A note among the others of a catalogue.
pub(crate) fn note_page(catalogue: &Catalogue, note: &engine::Note, today: Date) -> Note {
    let link = |note: &engine::Note| Link {
        href: Address::Note(note.name().as_str()).to_string(),
        text: note.title().to_owned(),
    };
    let contents = note.contents().into_iter().map(|heading| Link {
        href: format!("#{}", heading.id),
        text: heading.title.clone(),
    });
    let name = note.name().as_str();
    Note {
        title: note.title().to_owned(),
        html: catalogue.html(note, today),
        about: None,
        contents: contents.collect(),
        above: catalogue.notes_above(name).into_iter().map(link).collect(),
        before: catalogue.note_before(name).map(link),
        after: catalogue.note_after(name).map(link),
    }
}

/// Where a form begins.
pub(super) async fn start(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<Response, Refusal> {
    let content = app.content();
    let form = public(&content.catalogue, &name)?;
    let about = form
        .guidance()
        .and_then(|note| content.catalogue.note(note.as_str()));
    let start = start_page(&content, form, about, Beginning::Here, app.today(&content));
    let around = Around::part(Part::Start)
        .behind(Address::Home)
        .about(form, None);
    page(&app, &content, around, &start, Copies::Asking)
}

/// Where a form is filled in, seen from its start page.
#[derive(Clone, Copy)]
pub(crate) enum Beginning<'a> {
    /// Where the page itself is.
    Here,
    /// At the service with this address.
    There(&'a str),
    /// At the service, and its address is not known.
    Elsewhere,
}

/// The start page of a form, with the note about it.
pub(crate) fn start_page(
    content: &Content,
    form: &Form,
    about: Option<&engine::Note>,
    beginning: Beginning<'_>,
    today: Date,
) -> Start {
    let address = Address::Start(form).to_string();
    let (action, online) = match beginning {
        Beginning::Here => (Some(address), None),
        Beginning::There(service) => (None, Some(format!("{service}{address}"))),
        Beginning::Elsewhere => (None, None),
    };
    let needs = content.catalogue.needs(form);
    Start {
        title: form.title().to_owned(),
        html: about.map(|note| content.catalogue.html(note, today)),
        next: needs.next.as_ref().map(|(name, title)| Link {
            href: Address::Note(name).to_string(),
            text: title.clone(),
        }),
        needs,
        action,
        online,
        contact: content.service().contact.clone(),
    }
}

/// Begins a draft.
pub(super) async fn begin(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    client: Client,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    let content = app.content();
    let form = public(&content.catalogue, &name)?;
    app.gate.begins(client)?;
    let (owner, cookie) = visitor.begins();
    let (definition, now) = (form.version().as_str(), app.clock.now());
    let form = form.name().as_str();
    let id = drafts::begin(&*app.store, form, definition, owner, now).await?;
    let mut response = Redirect::to(&format!("/forms/{form}/{id}")).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

fn public<'a>(catalogue: &'a Catalogue, name: &str) -> Result<&'a Arc<Form>, Refusal> {
    let found = catalogue.form(name).filter(|form| form.is_public());
    found.ok_or_else(|| Public::NotFound.into())
}
