//! Pages for what went wrong: whoever asked reads what to do, in a page like any other.
//!
//! Handlers and layers answer with a status, and a [`Refusal`] where they know more. The page is put in here, once.

use super::address::Address;
use super::answer::{Around, Part, html};
use super::app::App;
use super::follow::Followed;
use super::refusal::{Public, Refusal};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use site::pages::{Link, Problem};
use std::any::Any;
use std::sync::Arc;
use tower_http::csrf::ProtectionError;

/// Puts a page into every answer that is not one.
pub(super) async fn present(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let address = request.uri().path().to_owned();
    let followed = request.extensions().get::<Followed>().cloned();
    let mut response = next.run(request).await;
    let Some(refusal) = refusal(&mut response) else {
        return response;
    };
    let page = page(&app, &refusal, followed, &address);
    let length = page.len();
    *response.body_mut() = Body::from(page);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// What a response refuses; nothing when it is an answer.
fn refusal(response: &mut Response) -> Option<Refusal> {
    if let Some(refusal) = response.extensions_mut().remove::<Refusal>() {
        return Some(refusal);
    }
    let by_a_layer = response.extensions().get::<ProtectionError>().is_some();
    let public = match response.status() {
        StatusCode::FORBIDDEN if by_a_layer => Public::OtherSite,
        _ if is_page(response) => return None,
        StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST => Public::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Public::WrongMethod,
        StatusCode::GATEWAY_TIMEOUT => Public::Late,
        _ => return None,
    };
    *response.status_mut() = public.status();
    Some(public.into())
}

/// Whether somebody has made a page already.
fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// The page for whatever is not there.
pub(crate) fn not_found() -> Problem {
    let public = Public::NotFound;
    Problem {
        title: public.heading().to_owned(),
        lines: public.advice().lines().map(str::to_owned).collect(),
        next: way_on(&public, ""),
        reference: None,
    }
}

fn page(app: &App, refusal: &Refusal, followed: Option<Followed>, address: &str) -> String {
    let content = app.content();
    let title = refusal.public.heading();
    let problem = Problem {
        title: title.to_owned(),
        lines: refusal.public.advice().lines().map(str::to_owned).collect(),
        next: way_on(&refusal.public, address),
        reference: followed
            .filter(|_| refusal.is_logged)
            .map(|followed| followed.0),
    };
    html(app, &content, Around::part(Part::Other), &problem).unwrap_or_else(|error| {
        tracing::error!(%error, "the page for a problem could not be made");
        title.to_owned()
    })
}

/// Where to go from here. Pages that must not tell one reason from another all lead to the start.
fn way_on(public: &Public, address: &str) -> Option<Link> {
    let link = |href: String, text: &str| {
        let text = text.to_owned();
        Some(Link { href, text })
    };
    match public {
        Public::ListChanged(list) => link(list.clone(), "Open the list"),
        Public::NotFound | Public::LinkOver | Public::OtherSite | Public::Elsewhere(_) => {
            link(Address::Home.to_string(), "Go to the start page")
        }
        _ => link(address.to_owned(), "Open the page again"),
    }
}

/// What a handler that fell over is answered with. The cause is in the log, in words that hold no answer.
pub(super) fn fell_over(_: Box<dyn Any + Send + 'static>) -> Response {
    Refusal::broken(&"a handler panicked").into_response()
}
