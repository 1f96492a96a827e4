//! One-time codes of an authenticator app (RFC 6238): six digits, thirty seconds, one step of grace each way. A code counts once.

use super::{Locked, PersonId};
use crate::clock::Moment;
use crate::mail::SecretKey;
use qrcode::QrCode;
use qrcode::render::svg;
use rand::Rng;
use serde::{Deserialize, Serialize};
use totp_rs::{Algorithm, Builder, Totp};

/// Seconds of a step.
const STEP: u64 = 30;

/// An authenticator that somebody has set up, or is setting up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Authenticator {
    /// Its key, locked for its owner.
    key: Locked,
    /// The step of the last code that counted: it and those before it count no more.
    last: u64,
}

impl Authenticator {
    /// A new one with a key of 160 bits.
    pub(crate) fn new(secret: &SecretKey, owner: &PersonId) -> Option<Self> {
        let key: [u8; 20] = rand::rng().random();
        let key = Locked::lock(secret, owner.as_str(), &key)?;
        Some(Self { key, last: 0 })
    }

    /// The same once this code has counted; none when it is wrong, or counted already.
    pub(crate) fn taking(
        &self,
        secret: &SecretKey,
        owner: &PersonId,
        code: &str,
        now: Moment,
    ) -> Option<Self> {
        let totp = self.codes(secret, owner, None)?;
        let step = totp.check(code, now.seconds())?;
        (step > self.last).then(|| Self {
            key: self.key.clone(),
            last: step,
        })
    }

    /// What an app reads: the address with the key in it, and the key as people type it.
    pub(crate) fn shown(
        &self,
        secret: &SecretKey,
        owner: &PersonId,
        address: &str,
        service: &str,
    ) -> Option<(String, String)> {
        let totp = self.codes(secret, owner, Some((address, service)))?;
        Some((totp.to_url().ok()?, totp.secret().to_base32()))
    }

    fn codes(
        &self,
        secret: &SecretKey,
        owner: &PersonId,
        named: Option<(&str, &str)>,
    ) -> Option<Totp> {
        let key = self.key.open(secret, owner.as_str())?;
        let (account, issuer) = named.unwrap_or(("account", "service"));
        // A colon would part the two names in the address.
        let plain = |text: &str| text.replace(':', " ");
        Builder::new()
            .with_algorithm(Algorithm::SHA1) // what every app can do
            .with_digits(6)
            .with_skew(1)
            .with_step_duration(STEP)
            .with_secret(key)
            .with_account_name(plain(account))
            .with_issuer(Some(plain(issuer)))
            .build()
            .ok()
    }
}

/// The digits of a code as somebody typed it: apps show a space in the middle.
pub(crate) fn code_of(typed: &str) -> Option<String> {
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    let right = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
    right.then_some(digits)
}

/// A key in groups of four, to read and to type.
pub(crate) fn spaced(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    let groups = letters
        .chunks(4)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

/// An address as a picture that a camera reads, in SVG without a style of its own.
pub(crate) fn picture(address: &str) -> Option<String> {
    let code = QrCode::new(address).ok()?;
    let picture = code
        .render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .build();
    let from = picture.find("<svg")?;
    picture.get(from..).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use std::time::Duration;

    #[test]
    fn a_code_counts_once_and_none_before_it_counts_after() {
        let folder = tempfile::tempdir().unwrap();
        let (secret, owner) = (SecretKey::open(folder.path()).unwrap(), PersonId::random());
        let new = Authenticator::new(&secret, &owner).unwrap();
        let now = Clock::Machine.now();
        let code = |at: Moment| {
            let totp = new.codes(&secret, &owner, None).unwrap();
            totp.generate(at.seconds()).to_string()
        };
        let (before, this) = (code(now.before(Duration::from_secs(30))), code(now));
        let used = new.taking(&secret, &owner, &this, now).unwrap();
        assert!(used.taking(&secret, &owner, &this, now).is_none(), "twice");
        assert!(used.taking(&secret, &owner, &before, now).is_none());
        assert!(new.taking(&secret, &owner, &before, now).is_some());
        let later = now.after(Duration::from_secs(90));
        assert!(new.taking(&secret, &owner, &this, later).is_none(), "late");
        let other = PersonId::random();
        assert!(new.taking(&secret, &other, &this, now).is_none());
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // Appendix B, SHA-1, the last six of its eight digits.
        let folder = tempfile::tempdir().unwrap();
        let (secret, owner) = (SecretKey::open(folder.path()).unwrap(), PersonId::random());
        let key = Locked::lock(&secret, owner.as_str(), b"12345678901234567890").unwrap();
        let known = Authenticator { key, last: 0 };
        for (seconds, code) in [(1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            let at = Moment::of_seconds(seconds);
            assert!(known.taking(&secret, &owner, code, at).is_some(), "{code}");
        }
    }

    #[test]
    fn a_code_may_be_typed_as_apps_show_it() {
        assert_eq!(code_of(" 123 456 ").as_deref(), Some("123456"));
        assert_eq!(code_of("123-456").as_deref(), Some("123456"));
        for wrong in ["12345", "1234567", "12345a", ""] {
            assert_eq!(code_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_an_app_reads_names_the_service_and_the_account() {
        let folder = tempfile::tempdir().unwrap();
        let (secret, owner) = (SecretKey::open(folder.path()).unwrap(), PersonId::random());
        let new = Authenticator::new(&secret, &owner).unwrap();
        let (url, key) = new
            .shown(&secret, &owner, "jo@example.org", "Rooms: the library")
            .unwrap();
        assert!(url.starts_with("otpauth://totp/"), "{url}");
        assert!(url.contains(&key) && key.len() == 32, "{url}");
        assert!(picture(&url).unwrap().starts_with("<svg"));
        assert_eq!(spaced("ABCDEFGHIJ"), "ABCD EFGH IJ");
    }
}
