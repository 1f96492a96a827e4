//! Secrets of links: 128 bits that nobody guesses, made of a seed in the store and a key that is not in it.

use crate::hex;
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// The key of this data folder. Whoever copies the store alone cannot make a link with it.
pub(crate) struct SecretKey([u8; 32]);

/// What the secret of one link is made of, together with the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Seed(String);

/// The secret in a link.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Token(String);

impl SecretKey {
    /// Its name in the data folder.
    pub(crate) const FILE: &str = "secret.key";

    /// The key in a data folder, made when there is none; only its owner may read it.
    ///
    /// # Errors
    /// When the file cannot be read or written, or holds something else.
    pub(crate) fn open(data: &Path) -> io::Result<Self> {
        let path = data.join(Self::FILE);
        if let Some(key) = read(&path)? {
            return Ok(key);
        }
        let key = Self(rand::rng().random());
        let new = data.join("secret.key.new");
        let mut file = private(&new)?;
        file.write_all(blake3::Hash::from_bytes(key.0).to_hex().as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&new, &path)?;
        File::open(data)?.sync_all()?;
        Ok(key)
    }

    /// The secret of a link.
    pub(crate) fn token(&self, seed: &Seed) -> Token {
        let hash = blake3::keyed_hash(&self.0, format!("link {}", seed.0).as_bytes());
        let hex = hash.to_hex();
        Token(hex.as_str().get(..32).unwrap_or_default().to_owned())
    }

    /// A key for one purpose, made of this one.
    pub(crate) fn derived(&self, purpose: &str) -> [u8; 32] {
        *blake3::keyed_hash(&self.0, format!("key {purpose}").as_bytes()).as_bytes()
    }

    /// What a text is remembered by, for whoever has to recognise it and not to read it.
    pub(crate) fn digest(&self, what: &str, text: &str) -> String {
        let hash = blake3::keyed_hash(&self.0, format!("{what} {text}").as_bytes());
        hash.to_hex().to_string()
    }
}

fn read(path: &Path) -> io::Result<Option<SecretKey>> {
    match std::fs::read_to_string(path) {
        Ok(text) => blake3::Hash::from_hex(text.trim())
            .map(|key| Some(SecretKey(*key.as_bytes())))
            .map_err(|_| {
                io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!("{} holds no key", path.display()),
                )
            }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

impl Seed {
    /// A new one.
    pub(crate) fn random() -> Self {
        Self(format!("{:032x}", rand::rng().random::<u128>()))
    }
}

impl Token {
    /// The token that stands in an address; none when it does not look like one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        hex::is(text, 32).then(|| Self(text.to_owned()))
    }

    /// As it stands in a link.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// What the store knows of it.
    pub(crate) fn digest(&self) -> String {
        blake3::hash(self.0.as_bytes()).to_hex().to_string()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_makes_the_same_secret_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let (first, seed) = (SecretKey::open(folder.path()).unwrap(), Seed::random());
        let again = SecretKey::open(folder.path()).unwrap();
        assert_eq!(first.token(&seed), again.token(&seed));
        assert_ne!(first.token(&seed), first.token(&Seed::random()));
        let elsewhere = SecretKey::open(tempfile::tempdir().unwrap().path()).unwrap();
        assert_ne!(first.token(&seed), elsewhere.token(&seed));
        assert!(Token::read(first.token(&seed).as_str()).is_some());
        assert_eq!(
            format!("{first:?} {:?}", first.token(&seed)),
            "[secret] [secret]"
        );
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        SecretKey::open(folder.path()).unwrap();
        let mode = std::fs::metadata(folder.path().join(SecretKey::FILE))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_file_that_holds_no_key_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(SecretKey::FILE), "half").unwrap();
        assert!(SecretKey::open(folder.path()).is_err());
        assert_eq!(
            std::fs::read(folder.path().join(SecretKey::FILE)).unwrap(),
            b"half"
        );
    }
}
