//! Whether a request comes from whoever sits at this machine: only they see what helps to write content or to try it out.
//!
//! The server then listens on loopback alone. That is not enough: a page of another site can send a browser to any name that
//! leads here, and a proxy on this machine can pass on what comes from elsewhere.

use super::app::App;
use super::refusal::{Public, Refusal};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::uri::Authority;
use axum::http::{Extensions, HeaderMap, HeaderName, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// Headers that say that somebody else asked first.
const FORWARDED: [HeaderName; 6] = [
    header::FORWARDED,
    header::VIA,
    HeaderName::from_static("x-forwarded-for"),
    HeaderName::from_static("x-forwarded-host"),
    HeaderName::from_static("x-forwarded-proto"),
    HeaderName::from_static("x-real-ip"),
];

/// What is made up is shown to whoever sits at this machine, and to nobody else.
pub(super) async fn only(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if app.demo && !is_here(request.headers(), request.extensions()) {
        return Refusal::from(Public::NotFound).into_response();
    }
    next.run(request).await
}

/// Whether it does, as far as the request tells.
pub(super) fn is_here(headers: &HeaderMap, extensions: &Extensions) -> bool {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    let near = peer.is_none_or(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback());
    near && is_asked_for_here(headers)
}

fn is_asked_for_here(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (host, more) = (hosts.next(), hosts.next());
    let host = host.and_then(|host| host.to_str().ok());
    let named = host.is_some_and(is_this_machine) && more.is_none();
    named && !FORWARDED.iter().any(|name| headers.contains_key(name))
}

/// `localhost` or an address of loopback, with or without a port.
fn is_this_machine(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    let name = authority.host();
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>();
    !host.contains('@')
        && (name.eq_ignore_ascii_case("localhost")
            || address.is_ok_and(|address| address.is_loopback()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(HeaderName, &str)]) -> bool {
        let pairs = pairs.iter();
        is_asked_for_here(
            &pairs
                .map(|(name, value)| (name.clone(), value.parse().unwrap()))
                .collect(),
        )
    }

    #[test]
    fn only_names_of_this_machine_will_do() {
        for host in [
            "localhost",
            "localhost:8080",
            "LOCALHOST:1",
            "127.0.0.1:8080",
            "[::1]:80",
            "[::1]",
        ] {
            assert!(asked(&[(header::HOST, host)]), "{host}");
        }
        for host in [
            "forms.example.org",
            "localhost.example.org",
            "127.0.0.1.example.org",
            "192.168.0.2:8080",
            "a@localhost",
            "",
        ] {
            assert!(!asked(&[(header::HOST, host)]), "{host}");
        }
        assert!(!asked(&[]), "without a name");
    }

    #[test]
    fn whatever_was_passed_on_is_not_from_here() {
        for name in FORWARDED {
            let passed_on = [(header::HOST, "localhost"), (name, "127.0.0.1")];
            assert!(!asked(&passed_on));
        }
    }
}
