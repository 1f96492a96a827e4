//! People: signing in and setting up, the organisations that they act for, and giving others access.

mod apps;
mod asker;
mod desk;
mod enrol;
mod invite;
mod own;
mod people;
mod reset;
mod sign_in;
mod step;

pub(super) use asker::Asker;
pub(super) use enrol::accept;
pub(super) use reset::open as open_reset;

use super::app::App;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

/// Their addresses.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::take))
        .route("/sign-in/code", get(sign_in::code).post(sign_in::take_code))
        .route("/sign-out", post(sign_in::out))
        .route("/new-password", get(reset::ask).post(reset::take))
        .route("/new-password/sent", get(reset::sent))
        .route(
            "/new-password/code",
            get(reset::code).post(reset::take_code),
        )
        .route(
            "/new-password/choose",
            get(reset::choose).post(reset::take_choice),
        )
        .route(
            "/enrol/password",
            get(enrol::password).post(enrol::take_password),
        )
        .route(
            "/enrol/authenticator",
            get(enrol::authenticator).post(enrol::take_authenticator),
        )
        .route("/enrol/picture.svg", get(enrol::picture))
        .route("/apps", get(apps::show))
        .route("/organisations", get(apps::organisations))
        .route("/account", get(own::show))
        .route("/account/stay", post(own::stay))
        .route(
            "/account/password",
            get(own::password).post(own::take_password),
        )
        .route("/account/word", get(own::word).post(own::take_word))
        .route("/account/codes", get(own::codes).post(own::take_codes))
        .route("/desk", get(desk::show))
        .route("/desk/{reference}", get(desk::one))
        .route(
            "/desk/{reference}/invite",
            get(desk::ask).post(desk::invite),
        )
        .route("/o/{organisation}", get(apps::home))
        .route("/o/{organisation}/people", get(people::show))
        .route(
            "/o/{organisation}/people/invite",
            get(people::ask).post(people::invite),
        )
        .route("/o/{organisation}/people/again", post(people::again))
        .route("/o/{organisation}/people/end", post(people::end))
}
