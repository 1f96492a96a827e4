//! What one client may ask for: how many at once, how many pages to post, how many forms to begin.

use super::app::App;
use super::client::Client;
use super::doors::Doors;
use super::refusal::{Public, Refusal};
use crate::allowance::Allowance;
use crate::settings::Limits;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Seconds after which whoever has too much open may try again.
const SOON: u64 = 10;

/// Counts what each client asks for.
#[derive(Debug)]
pub(crate) struct Gate {
    pub(super) doors: Arc<Doors>,
    posts: Allowance<Client>,
    begun: Allowance<Client>,
}

impl Gate {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            doors: Doors::new(limits.connections, limits.connections_per_client),
            posts: Allowance::of(limits.posts_per_minute, Duration::from_secs(60)),
            begun: Allowance::of(limits.drafts_per_hour, Duration::from_secs(3600)),
        }
    }

    /// Another form is begun.
    pub(super) fn begins(&self, client: Client) -> Result<(), Refusal> {
        allowed(&self.begun, client)
    }
}

fn allowed(allowance: &Allowance<Client>, client: Client) -> Result<(), Refusal> {
    let taken = allowance.take(client, Instant::now());
    taken.map_err(|wait| Public::TooMany(wait.as_secs().saturating_add(1)).into())
}

/// Finds out who asks, and lets through what they may ask for.
pub(super) async fn pass(
    State(app): State<Arc<App>>,
    mut request: Request,
    next: Next,
) -> Response {
    let proxies = &app.settings.trusted_proxies;
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let Some(peer) = peer.map(|ConnectInfo(peer)| peer.ip()) else {
        return next.run(request).await;
    };
    let client = Client::of(peer, request.headers(), proxies);
    request.extensions_mut().insert(client);
    let is_brought = proxies.iter().any(|network| network.contains(peer));
    let inlet = if is_brought {
        let Some(inlet) = app.gate.doors.brought(client) else {
            return Refusal::from(Public::TooMany(SOON)).into_response();
        };
        Some(inlet)
    } else {
        None
    };
    if request.method() == Method::POST
        && let Err(refusal) = allowed(&app.gate.posts, client)
    {
        return refusal.into_response();
    }
    let response = next.run(request).await;
    drop(inlet);
    response
}
