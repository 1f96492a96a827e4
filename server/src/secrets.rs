//! Secrets that people type, sealed before anything of them is kept: Argon2id at the figures that OWASP gives.
//!
//! Sealing takes 19 MB and a core for some milliseconds. Few are sealed at a time, the others wait for their turn, so that many
//! people who send one at once cost time and not memory.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use rand::Rng;
use std::fmt;
use tokio::sync::Semaphore;

/// OWASP's Password Storage Cheat Sheet, Argon2id: 19 MiB of memory, two passes, one lane.
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How many are sealed at the same time.
const AT_ONCE: usize = 2;

/// Seals secrets.
pub(crate) struct Sealer {
    turns: Semaphore,
}

/// Why a secret could not be sealed. Nothing of it is said.
#[derive(Debug)]
pub(crate) struct NotSealed(String);

impl fmt::Display for NotSealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a secret could not be sealed: {}", self.0)
    }
}

impl Default for Sealer {
    fn default() -> Self {
        Self {
            turns: Semaphore::new(AT_ONCE),
        }
    }
}

impl Sealer {
    /// The hashes of these secrets, in the same order, each with a salt of its own.
    ///
    /// # Errors
    /// When the machine has no memory for it.
    pub(crate) async fn seal(&self, typed: Vec<String>) -> Result<Vec<String>, NotSealed> {
        let mut sealed = Vec::with_capacity(typed.len());
        for typed in typed {
            sealed.push(self.seal_one(typed).await?);
        }
        Ok(sealed)
    }

    /// The hash of one secret.
    ///
    /// # Errors
    /// When the machine has no memory for it.
    pub(crate) async fn seal_one(&self, typed: String) -> Result<String, NotSealed> {
        let turn = self.turns.acquire().await;
        let _turn = turn.map_err(|error| NotSealed(error.to_string()))?;
        let hashed = tokio::task::spawn_blocking(move || hash(&typed)).await;
        hashed.map_err(|error| NotSealed(error.to_string()))?
    }

    /// Whether this was typed when the hash was made; with no hash the work is the same, and the answer no.
    ///
    /// # Errors
    /// When the machine has no memory for it.
    pub(crate) async fn opens(&self, typed: &str, sealed: Option<&str>) -> Result<bool, NotSealed> {
        let turn = self.turns.acquire().await;
        let _turn = turn.map_err(|error| NotSealed(error.to_string()))?;
        let (typed, sealed) = (typed.to_owned(), sealed.map(str::to_owned));
        let opened = tokio::task::spawn_blocking(move || {
            let is_known = sealed.is_some();
            let sealed = sealed.as_deref().unwrap_or(NOBODY);
            is_known & opens(&typed, sealed)
        });
        opened.await.map_err(|error| NotSealed(error.to_string()))
    }
}

/// A hash of nothing that anybody types, at the same figures.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn opens(typed: &str, sealed: &str) -> bool {
    let Ok(hash) = PasswordHash::new(sealed) else {
        return false;
    };
    Argon2::default()
        .verify_password(typed.as_bytes(), &hash)
        .is_ok()
}

fn hash(typed: &str) -> Result<String, NotSealed> {
    let params = Params::new(MEMORY, PASSES, LANES, None);
    let params = params.map_err(|error| NotSealed(error.to_string()))?;
    let salt: [u8; 16] = rand::rng().random();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(typed.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| NotSealed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::Entered;

    #[tokio::test]
    async fn what_is_sealed_opens_for_what_was_typed_alone_and_is_never_the_same_twice() {
        let typed = vec!["correct horse".to_owned(), "correct horse".to_owned()];
        let sealed = Sealer::default().seal(typed).await.unwrap();
        assert_ne!(sealed[0], sealed[1]);
        for sealed in sealed {
            assert!(sealed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
            assert!(opens("correct horse", &sealed) && !opens("Correct horse", &sealed));
            assert_eq!(Entered::of_sealed(sealed.clone()).sealed(), Some(&*sealed));
        }
    }

    #[tokio::test]
    async fn without_a_hash_nothing_opens_and_the_work_is_the_same() {
        let sealer = Sealer::default();
        assert!(!sealer.opens("", None).await.unwrap());
        let hash = PasswordHash::new(NOBODY).unwrap();
        let figures = Params::try_from(&hash).unwrap();
        assert_eq!(figures.m_cost(), MEMORY);
        assert_eq!((figures.t_cost(), figures.p_cost()), (PASSES, LANES));
        let sealed = sealer.seal(vec!["correct horse".to_owned()]).await.unwrap();
        assert!(
            sealer
                .opens("correct horse", Some(&sealed[0]))
                .await
                .unwrap()
        );
    }
}
