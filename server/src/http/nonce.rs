//! What each form of a page carries, so that nobody else can have made it: bound to the draft and to the page by the key of the
//! data folder, good for twelve hours. Whoever comes later gets the page again, with what they typed.

use crate::clock::Moment;
use crate::mail::SecretKey;
use rand::Rng;
use site::pages::Hidden;
use std::time::Duration;

/// The field that it is posted in.
pub(super) const NONCE: &str = "_nonce";

/// What is said to whoever comes too late.
pub(super) const STALE: &str = "This page was open for too long, or was opened another way. Check what is on it, then send it again";

/// How long it is good for.
const GOOD: Duration = Duration::from_secs(12 * 60 * 60);

/// Digits of the moment that it was made at, and of what makes two pages of one moment differ.
const MOMENT: usize = 16;
const ODD: usize = 8;

/// A new one for a page, by the address that the page is posted to.
pub(super) fn made(key: &SecretKey, address: &str, now: Moment) -> Hidden {
    let value = text(key, address, now);
    Hidden { name: NONCE, value }
}

/// The same as text.
pub(crate) fn text(key: &SecretKey, address: &str, now: Moment) -> String {
    let head = format!("{}{:08x}", now.digits(), rand::rng().random::<u32>());
    format!("{head}{}", sealed(key, address, &head))
}

/// Whether this one was made for this page, and is still good.
pub(super) fn holds(key: &SecretKey, address: &str, posted: Option<&str>, now: Moment) -> bool {
    let Some((head, seal)) = posted.and_then(|posted| posted.split_at_checked(MOMENT + ODD)) else {
        return false;
    };
    let oldest = now.before(GOOD).digits();
    let in_time = head
        .get(..MOMENT)
        .is_some_and(|made| made >= oldest.as_str());
    // Compared as digests, so that how long it takes tells nothing of either.
    blake3::hash(seal.as_bytes()) == blake3::hash(sealed(key, address, head).as_bytes()) && in_time
}

/// The address without what is asked behind it.
fn sealed(key: &SecretKey, address: &str, head: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let mut seal = key.digest("nonce", &format!("{path} {head}"));
    seal.truncate(32);
    seal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn it_holds_for_its_own_page_for_twelve_hours_and_for_its_own_key() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let key = SecretKey::open(folder.path()).unwrap();
        let now = Clock::Always("2026-03-02".parse().unwrap()).now();
        let nonce = made(&key, "/forms/lend/a/name?from=check", now).value;
        let holds = |key, address, nonce: &str, now| holds(key, address, Some(nonce), now);
        assert!(holds(&key, "/forms/lend/a/name", &nonce, now));
        assert!(
            !holds(&key, "/forms/lend/b/name", &nonce, now),
            "another draft"
        );
        assert!(
            !holds(&key, "/forms/lend/a/day", &nonce, now),
            "another page"
        );
        let later = |minutes: u64| now.after(Duration::from_secs(60 * minutes));
        assert!(holds(&key, "/forms/lend/a/name", &nonce, later(12 * 60)));
        assert!(!holds(
            &key,
            "/forms/lend/a/name",
            &nonce,
            later(12 * 60 + 1)
        ));
        let stranger = SecretKey::open(other.path()).unwrap();
        assert!(!holds(&stranger, "/forms/lend/a/name", &nonce, now));
    }

    #[test]
    fn what_is_cut_short_missing_or_made_younger_does_not_hold() {
        let folder = tempfile::tempdir().unwrap();
        let key = SecretKey::open(folder.path()).unwrap();
        let now = Clock::Always("2026-03-02".parse().unwrap()).now();
        let nonce = made(&key, "/a", now).value;
        assert_ne!(
            nonce,
            made(&key, "/a", now).value,
            "two pages of one moment"
        );
        let younger = format!("f{}", &nonce[1..]);
        for odd in ["", "ä", &nonce[..nonce.len() - 1], &younger] {
            assert!(!holds(&key, "/a", Some(odd), now), "{odd}");
        }
        assert!(!holds(&key, "/a", None, now));
    }
}
