//! What stands over every page while somebody edits. It is put into pages on their way out, so that pages themselves are the
//! same for everybody.

use super::found::Found;
use crate::http::app::App;
use crate::http::here::is_here;
use crate::http::refusal::Refusal;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use site::edit::Over;
use std::sync::Arc;

/// Problems that are shown over a page; all of them stand on a page of their own.
const SHOWN: usize = 10;

const END: &[u8] = b"</body>";

/// Puts it into every page for whoever may edit.
pub(in crate::http) async fn over(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let edit = app.edit.as_ref();
    let here = edit.filter(|_| is_here(request.headers(), request.extensions()));
    let Some(edit) = here else {
        return next.run(request).await;
    };
    // Before the page is made: whatever is found meanwhile makes the browser open it again.
    let found = edit.now();
    let is_listed = request.uri().path().starts_with("/edit");
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return response;
    }
    let over = match app
        .theme
        .render(Over::TEMPLATE, over_page(&found, !is_listed))
    {
        Ok(over) => over,
        Err(error) => {
            tracing::error!(%error, "what stands over a page could not be made");
            return response;
        }
    };
    let (mut parts, body) = response.into_parts();
    let page = match to_bytes(body, usize::MAX).await {
        Ok(page) => page,
        Err(error) => return Refusal::broken(&error).into_response(),
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    let page = with(&page, over.as_bytes());
    Response::from_parts(parts, Body::from(page))
}

fn over_page(found: &Found, open: bool) -> Over {
    let all = found.remarks().count();
    Over {
        number: found.number,
        summary: found.summary(),
        served: found.served,
        open,
        unreadable: found.unreadable.clone(),
        first: found.remarks().take(SHOWN).collect(),
        more: all.saturating_sub(SHOWN),
    }
}

/// A page with something at the end of its body.
fn with(page: &[u8], over: &[u8]) -> Vec<u8> {
    let end = page.windows(END.len()).rposition(|part| part == END);
    let (body, rest) = page.split_at(end.unwrap_or(page.len()));
    [body, over, rest].concat()
}
