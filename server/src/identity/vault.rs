//! What has to be read again, and yet must not be read from a stolen store: locked with a key of the data folder
//! (XChaCha20-Poly1305).

use crate::hex;
use crate::mail::SecretKey;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use rand::Rng;
use serde::{Deserialize, Serialize};

/// Bytes that only this data folder's key opens, for the purpose and the owner that they were locked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Locked(String);

impl Locked {
    /// Locks bytes for somebody; none when the library refuses, as it does only for more than it can count.
    pub(crate) fn lock(key: &SecretKey, owner: &str, bytes: &[u8]) -> Option<Self> {
        let nonce: [u8; 24] = rand::rng().random();
        let payload = Payload {
            msg: bytes,
            aad: owner.as_bytes(),
        };
        let sealed = cipher(key).encrypt(&XNonce::from(nonce), payload).ok()?;
        Some(Self(hex::of(nonce.iter().chain(&sealed))))
    }

    /// The bytes again; none with another key, for another owner, or when they were changed.
    pub(crate) fn open(&self, key: &SecretKey, owner: &str) -> Option<Vec<u8>> {
        let bytes = hex::bytes(&self.0)?;
        let (nonce, sealed) = bytes.split_first_chunk::<24>()?;
        let payload = Payload {
            msg: sealed,
            aad: owner.as_bytes(),
        };
        cipher(key).decrypt(&XNonce::from(*nonce), payload).ok()
    }
}

fn cipher(key: &SecretKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(key.derived("what is locked")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_locked_opens_for_its_owner_and_with_its_key_alone() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let key = SecretKey::open(here.path()).unwrap();
        let other = SecretKey::open(there.path()).unwrap();
        let locked = Locked::lock(&key, "jo", b"twenty bytes of key").unwrap();
        assert_eq!(locked.open(&key, "jo").unwrap(), b"twenty bytes of key");
        assert_eq!(locked.open(&key, "ann"), None);
        assert_eq!(locked.open(&other, "jo"), None);
        let again = Locked::lock(&key, "jo", b"twenty bytes of key").unwrap();
        assert_ne!(
            locked, again,
            "the same twice would tell that it is the same"
        );
        let mut changed = locked.0.clone();
        let last = changed.pop().unwrap();
        changed.push(if last == '0' { '1' } else { '0' });
        assert_eq!(Locked(changed).open(&key, "jo"), None);
    }
}
