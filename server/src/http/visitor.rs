//! Whose browser it is: a cookie with a secret that nobody guesses, made when a draft is begun.
//!
//! The store keeps a digest of it alone. Over https the cookie has the `__Host-` prefix, so that no other host of the same
//! domain can plant one.

use crate::drafts::Owner;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use rand::Rng;
use std::convert::Infallible;

const PLAIN: &str = "accede";
const SECURE: &str = "__Host-accede";

/// How long a browser keeps it: as long as an unsent draft is kept.
const SECONDS: u32 = 28 * 24 * 60 * 60;

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
        (Owner::of(&secret), self.cookie(&secret))
    }

    /// The cookie that they have, for as long again: a draft that is saved is kept for longer, and they with it.
    pub(crate) fn goes_on(&self) -> Option<HeaderValue> {
        self.secret
            .as_deref()
            .and_then(|secret| self.cookie(secret))
    }

    fn cookie(&self, secret: &str) -> Option<HeaderValue> {
        let (name, secure) = if self.secure {
            (SECURE, "; Secure")
        } else {
            (PLAIN, "")
        };
        let cookie =
            format!("{name}={secret}; Path=/; Max-Age={SECONDS}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&cookie).ok()
    }

    fn of(headers: &HeaderMap) -> Self {
        // A browser tells the scheme that it sees when it posts, whatever proxies stand between.
        let origin = headers.get(header::ORIGIN);
        let secure = origin.is_some_and(|origin| origin.as_bytes().starts_with(b"https://"));
        let named = |wanted: &str| {
            let cookies = headers.get_all(header::COOKIE).iter();
            let pairs = cookies
                .filter_map(|value| value.to_str().ok())
                .flat_map(|value| value.split(';'))
                .filter_map(|pair| pair.trim().split_once('='));
            let mut ours = pairs.filter(|(name, value)| *name == wanted && is_secret(value));
            ours.next().map(|(_, value)| value.to_owned())
        };
        let plain = || if secure { None } else { named(PLAIN) };
        Self {
            secret: named(SECURE).or_else(plain),
            secure,
        }
    }
}

fn secret() -> String {
    let mut random = rand::rng();
    let mut half = || random.random::<u128>();
    format!("{:032x}{:032x}", half(), half())
}

fn is_secret(text: &str) -> bool {
    let is_ours = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    text.len() == 64 && text.bytes().all(is_ours)
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
