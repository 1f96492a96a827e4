//! Every address with its handler, and what every request passes through on the way to it.

use super::app::App;
use super::in_time::in_time;
use super::refusal::{Public, Refusal};
use super::{
    account, assets, edit, follow, gate, headers, health, here, links, mailbox, open, problem,
    read, screen,
};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

pub(super) fn routes(app: Arc<App>) -> Router {
    let router = Router::new()
        .route("/health", get(health::health))
        .route("/ready", get(health::ready))
        .route("/", get(open::home))
        .route("/guidance/{*note}", get(open::note))
        .route("/glossary", get(read::glossary))
        .route("/search", get(read::search))
        .route("/assets/{asset}", get(assets::asset))
        .route("/links/{token}", get(links::show).post(links::open))
        .route("/mailbox", get(mailbox::list))
        .route("/mailbox/{letter}", get(mailbox::read))
        .route("/mailbox/{letter}/html", get(mailbox::html))
        .route("/forms/{form}", get(open::start).post(open::begin))
        .route("/forms/{form}/{draft}", get(screen::draft))
        .route(
            "/forms/{form}/{draft}/{*screen}",
            get(screen::show).post(screen::take),
        );
    layered(router, app)
}

/// Around every handler: what refuses, what gives a page to whoever was refused, what browsers are told.
pub(super) fn layered(router: Router<Arc<App>>, app: Arc<App>) -> Router {
    router
        .merge(edit::routes())
        .merge(account::routes())
        .fallback(async || Refusal::from(Public::NotFound))
        .method_not_allowed_fallback(async || Refusal::from(Public::WrongMethod))
        .layer(CatchPanicLayer::custom(problem::fell_over))
        .layer(from_fn_with_state(app.clone(), in_time))
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(app.clone(), gate::pass))
        .layer(from_fn_with_state(app.clone(), here::only))
        .layer(from_fn_with_state(app.clone(), problem::present))
        .layer(from_fn_with_state(app.clone(), edit::over))
        .layer(from_fn(headers::secure))
        .layer(from_fn(follow::follow))
        .with_state(app)
}
