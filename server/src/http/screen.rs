//! One screen of a draft: which it is, who may see it, and what to do with what was posted.

use super::address::{From, Screen};
use super::app::App;
use super::fields::Fields;
use super::opened::Opened;
use super::refusal::{Public, Refusal};
use super::visitor::Visitor;
use super::{check, items, question, remove, sent};
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use engine::Place;
use std::fmt;
use std::sync::Arc;

/// What somebody asks for: a screen of a draft of theirs.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) app: &'a App,
    pub(super) visitor: &'a Visitor,
    pub(super) form: &'a str,
    pub(super) id: &'a str,
    /// The screen that they came from to change an answer.
    pub(super) from: Option<From>,
    /// Whether something was posted to it.
    pub(super) posted: bool,
}

impl Asked<'_> {
    /// The draft, to be filled in.
    pub(super) async fn draft(self) -> Result<Opened, Refusal> {
        Opened::to_fill(self.app, self.visitor, self.form, self.id).await
    }

    /// The draft, on a screen that it has come to.
    pub(super) async fn draft_on(self, place: Place) -> Result<Opened, Refusal> {
        self.draft().await?.on(place)
    }

    /// The screen at a path; not found alike without a draft and without a screen.
    async fn screen(self, path: &str) -> Result<Screen, Refusal> {
        let opened = Opened::find(self.app, self.visitor, self.form, self.id).await?;
        Screen::read(&opened.form, path).ok_or_else(|| Public::NotFound.into())
    }
}

/// A draft: on to the first screen that is still to be answered.
pub(super) async fn draft(
    State(app): State<Arc<App>>,
    Path((form, id)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    let opened = Opened::to_fill(&app, &visitor, &form, &id).await?;
    Ok(go(&opened.first_open()))
}

/// Shows a screen.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    Path((form, id, path)): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    let asked = Asked {
        app: &app,
        visitor: &visitor,
        form: &form,
        id: &id,
        from: From::read(query.as_deref()),
        posted: false,
    };
    match asked.screen(&path).await? {
        Screen::At(Place::Check) => check::show(asked).await,
        Screen::At(Place::Items { section }) => items::show(asked, section).await,
        Screen::At(place) => question::show(asked, place).await,
        Screen::Remove { section, item } => remove::show(asked, section, item).await,
        Screen::Sent => sent::show(asked).await,
    }
}

/// Takes what was posted for a screen.
pub(super) async fn take(
    State(app): State<Arc<App>>,
    Path((form, id, path)): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Refusal> {
    let asked = Asked {
        app: &app,
        visitor: &visitor,
        form: &form,
        id: &id,
        from: From::read(query.as_deref()),
        posted: true,
    };
    match asked.screen(&path).await? {
        Screen::At(Place::Check) => check::take(asked, &fields).await,
        Screen::At(Place::Items { section }) => items::take(asked, section, &fields).await,
        Screen::At(place) => question::take(asked, place, &fields).await,
        Screen::Remove { section, item } => remove::take(asked, section, item, &fields).await,
        Screen::Sent => Err(Public::WrongMethod.into()),
    }
}

/// On to another page, which is then fetched afresh.
pub(super) fn go(address: &impl fmt::Display) -> Response {
    Redirect::to(&address.to_string()).into_response()
}
