//! A reference for each request: in every line that is logged for it, in a header of the answer, and on the page of whoever
//! was refused. Of the request itself its method and its route are logged; never an address, a cookie or an answer.

use crate::reference;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;
use tracing::Instrument;

const HEADER: HeaderName = HeaderName::from_static("request-reference");

/// The reference of a request.
#[derive(Clone, Debug)]
pub(super) struct Followed(pub(super) String);

/// A method by its name; one that nobody knows could be any words.
fn known(method: &Method) -> &'static str {
    let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    let mut known = known.into_iter();
    known.find(|name| method == *name).unwrap_or("other")
}

/// Gives the request its reference.
pub(super) async fn follow(mut request: Request, next: Next) -> Response {
    let reference = reference::short();
    let span = tracing::error_span!("request", reference);
    request.extensions_mut().insert(Followed(reference.clone()));
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let begun = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    span.in_scope(|| {
        let route = route.as_ref().map_or("none", MatchedPath::as_str);
        let status = response.status().as_u16();
        let microseconds = begun.elapsed().as_micros();
        tracing::debug!(method, route, status, microseconds, "answered");
    });
    if let Ok(value) = HeaderValue::from_str(&reference) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
