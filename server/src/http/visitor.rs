//! Whose browser it is: a cookie with a secret that nobody guesses, made when a draft is begun.
//!
//! The store keeps a digest of it alone.

use super::cookie::{Cookie, sees_https};
use crate::drafts::Owner;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use rand::Rng;
use std::convert::Infallible;

const COOKIE: Cookie = Cookie {
    plain: "accede",
    secure: "__Host-accede",
    // As long as an unsent draft is kept.
    kept: Some(28 * 24 * 60 * 60),
};

/// Whoever sent a request.
#[derive(Clone)]
pub(crate) struct Visitor {
    secret: Option<String>,
    secure: bool,
}

impl Visitor {
    /// Whose drafts they may see. Somebody without a cookie has none, and is looked up all the same.
    pub(crate) fn owner(&self) -> Owner {
        Owner::of(self.secret.as_deref().unwrap_or(""))
    }

    /// Somebody who is made up: a browser that nobody has.
    pub(crate) fn made_up() -> Self {
        Self {
            secret: Some(secret()),
            secure: false,
        }
    }

    /// Whose a draft that they begin will be, and the cookie to give them if they have none yet.
    pub(crate) fn begins(&self) -> (Owner, Option<HeaderValue>) {
        if let Some(secret) = &self.secret {
            return (Owner::of(secret), None);
        }
        let secret = secret();
        (Owner::of(&secret), COOKIE.give(Some(&secret), self.secure))
    }

    /// The cookie that they have, for as long again: a draft that is saved is kept for longer, and they with it.
    pub(crate) fn goes_on(&self) -> Option<HeaderValue> {
        let secret = self.secret.as_deref();
        secret.and_then(|secret| COOKIE.give(Some(secret), self.secure))
    }

    fn of(headers: &HeaderMap) -> Self {
        Self {
            secret: COOKIE.read(headers),
            secure: sees_https(headers),
        }
    }
}

fn secret() -> String {
    let mut random = rand::rng();
    let mut half = || random.random::<u128>();
    format!("{:032x}{:032x}", half(), half())
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;

    fn visitor(headers: &[(header::HeaderName, &str)]) -> Visitor {
        let pairs = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()));
        Visitor::of(&pairs.collect())
    }

    #[test]
    fn a_browser_that_sees_https_gets_a_cookie_that_no_other_host_can_plant() {
        let planted = format!("accede={}", "a".repeat(64));
        let visitor = visitor(&[
            (header::ORIGIN, "https://gateway.example"),
            (header::COOKIE, &planted),
        ]);
        let (_, cookie) = visitor.begins();
        let cookie = cookie.unwrap();
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.starts_with("__Host-accede="), "{cookie}");
        assert!(
            cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"),
            "{cookie}"
        );
    }

    #[test]
    fn what_is_not_a_secret_of_ours_is_no_cookie() {
        let odd = visitor(&[(header::COOKIE, "other=1; accede=short; accede")]);
        assert!(odd.begins().1.is_some());
        let ours = format!("other=1; accede={}", "0f".repeat(32));
        assert!(visitor(&[(header::COOKIE, &ours)]).begins().1.is_none());
    }
}
