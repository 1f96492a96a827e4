//! An answer within its time: what was posted may take a while to arrive, files longer, and then the answer is due.

use super::app::App;
use super::parts::has_parts;
use super::refusal::{Public, Refusal};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Gives up on a handler that takes longer.
pub(super) async fn in_time(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let limits = &app.settings.limits;
    let arriving = if has_parts(request.headers()) {
        limits.upload_time
    } else {
        limits.body_time
    };
    let answer = tokio::time::timeout(arriving + limits.answer_time, next.run(request)).await;
    answer.unwrap_or_else(|_| Refusal::from(Public::Late).into_response())
}
