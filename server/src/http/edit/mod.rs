//! What editors see beside the pages of everybody else, with `accede serve --edit`: what is wrong with what they wrote, where,
//! and every question in its states. Only ever for whoever sits at this machine.

mod found;
mod over;
mod pages;
mod remarks;
mod states;

pub(crate) use found::{Edit, Found};
pub(super) use over::over;

use super::app::App;
use super::here::is_here;
use super::refusal::{Public, Refusal};
use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::StreamExt as _;
use std::convert::Infallible;
use std::sync::Arc;

/// The addresses of editors.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/edit", get(pages::all))
        .route("/edit/", get(pages::all))
        .route("/edit/changes", get(changes))
        .route("/edit/forms/{form}", get(pages::form))
}

/// Somebody who may edit; for anybody else these pages are not there.
struct Editor(Arc<Edit>);

impl FromRequestParts<Arc<App>> for Editor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let edit = app.edit.clone();
        let here = edit.filter(|_| is_here(&parts.headers, &parts.extensions));
        here.map(Self).ok_or_else(|| Public::NotFound.into())
    }
}

/// Tells a browser what was found of the content last, and whatever is found from then on.
async fn changes(_: State<Arc<App>>, Editor(edit): Editor) -> Response {
    let event = |number: u32| Ok::<_, Infallible>(Event::default().data(number.to_string()));
    let events = edit.numbers().map(event);
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}
