//! Cookies of ours: secrets that nobody guesses. Over https each has the `__Host-` prefix, so that no other host of the same
//! domain can plant one.

use crate::hex;
use axum::http::{HeaderMap, HeaderValue, header};

/// A cookie of ours, by its two names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cookie {
    pub(super) plain: &'static str,
    pub(super) secure: &'static str,
    /// How long a browser keeps it, in seconds; none for as long as it runs.
    pub(super) kept: Option<u32>,
}

/// Whether the browser sees https: it tells the scheme when it posts, whatever proxies stand between.
pub(super) fn sees_https(headers: &HeaderMap) -> bool {
    let origin = headers.get(header::ORIGIN);
    origin.is_some_and(|origin| origin.as_bytes().starts_with(b"https://"))
}

impl Cookie {
    /// The secret that came with a request; none when what came is not one.
    pub(super) fn read(self, headers: &HeaderMap) -> Option<String> {
        let named = |wanted: &str| {
            let cookies = headers.get_all(header::COOKIE).iter();
            let pairs = cookies
                .filter_map(|value| value.to_str().ok())
                .flat_map(|value| value.split(';'))
                .filter_map(|pair| pair.trim().split_once('='));
            let mut ours = pairs.filter(|(name, value)| *name == wanted && hex::is(value, 64));
            ours.next().map(|(_, value)| value.to_owned())
        };
        let plain = || (!sees_https(headers)).then(|| named(self.plain)).flatten();
        named(self.secure).or_else(plain)
    }

    /// What gives a browser this secret; nothing, to take it away.
    pub(super) fn give(self, secret: Option<&str>, https: bool) -> Option<HeaderValue> {
        let (name, secure) = if https {
            (self.secure, "; Secure")
        } else {
            (self.plain, "")
        };
        let kept = match (secret, self.kept) {
            (None, _) => "; Max-Age=0".to_owned(),
            (Some(_), Some(seconds)) => format!("; Max-Age={seconds}"),
            (Some(_), None) => String::new(),
        };
        let secret = secret.unwrap_or_default();
        let cookie = format!("{name}={secret}; Path=/{kept}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&cookie).ok()
    }
}
