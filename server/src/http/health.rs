//! For whoever watches the server: whether it is alive, and whether it should be sent visitors.

use super::app::App;
use crate::clock::Clock;
use crate::store::{Store, beat};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// How long a write tells something about the next.
const FRESH: Duration = Duration::from_secs(2);

/// How long a write may take.
const PATIENCE: Duration = Duration::from_secs(5);

const KIND: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];

/// When the store was last tried, and whether it could be written.
#[derive(Debug, Default)]
pub(crate) struct Tried(Mutex<Option<(Instant, Result<(), &'static str>)>>);

impl Tried {
    /// Whether the store can be written. It is tried at most once in a while, by one request at a time.
    async fn writable(&self, store: &dyn Store, clock: Clock) -> Result<(), &'static str> {
        let mut last = self.0.lock().await;
        if let Some((at, told)) = *last
            && at.elapsed() < FRESH
        {
            return told;
        }
        let told = match tokio::time::timeout(PATIENCE, beat(store, clock.now())).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                tracing::warn!(%error, "not ready: the store cannot be written");
                Err("the store cannot be written")
            }
            Err(_) => Err("the store does not answer"),
        };
        *last = Some((Instant::now(), told));
        told
    }
}

/// It runs.
pub(super) async fn health() -> Response {
    (KIND, "alive\n").into_response()
}

/// It runs, and can keep what visitors send.
pub(super) async fn ready(State(app): State<Arc<App>>) -> Response {
    match app.tried.writable(&*app.store, app.clock).await {
        Ok(()) if app.is_stale() => (
            KIND,
            "ready\nthe content has errors: what was good before is served\n",
        )
            .into_response(),
        Ok(()) => (KIND, "ready\n").into_response(),
        Err(why) => (
            StatusCode::SERVICE_UNAVAILABLE,
            KIND,
            format!("not ready: {why}\n"),
        )
            .into_response(),
    }
}
