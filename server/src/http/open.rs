//! Pages that anybody may read: the open forms, notes, and where a form begins.

use super::address::Address;
use super::answer::{Around, Copies, Part, page};
use super::app::App;
use super::client::Client;
use super::refusal::{Public, Refusal};
use super::visitor::Visitor;
use crate::drafts;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use engine::{Catalogue, Form};
use site::pages::{Home, Note, Open, Start};
use std::sync::Arc;

/// What the service is, and the forms that anyone may start.
pub(super) async fn home(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    let content = app.content();
    let open = content.catalogue.forms().filter(|form| form.is_public());
    let link = |form: &Arc<Form>| Open {
        href: Address::Start(form).to_string(),
        text: form.title().to_owned(),
        summary: form.summary().map(str::to_owned),
    };
    let service = content.service();
    let guidance = service.guidance.as_ref();
    let home = Home {
        summary: service.summary.clone(),
        forms: open.map(link).collect(),
        guidance: guidance
            .and_then(|name| content.catalogue.note(name.as_str()))
            .map(|note| note.html().to_owned()),
        contact: service.contact.clone(),
    };
    let around = Around::part(Part::Start);
    page(&app, &content, around, &home, Copies::Asking)
}

/// A note.
pub(super) async fn note(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
) -> Result<Response, Refusal> {
    let content = app.content();
    let found = content.catalogue.note(&name).ok_or(Public::NotFound)?;
    let note = Note {
        title: found.title().to_owned(),
        html: found.html().to_owned(),
    };
    let around = Around::part(Part::Guidance);
    page(&app, &content, around, &note, Copies::Asking)
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
    let start = Start {
        title: form.title().to_owned(),
        html: about.map(|note| note.html().to_owned()),
        action: Address::Start(form).to_string(),
    };
    let around = Around::part(Part::Start).behind(Address::Home);
    page(&app, &content, around, &start, Copies::Asking)
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
