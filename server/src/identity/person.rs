//! A person: somebody who signs in, with what proves that it is them.

use super::authenticator::Authenticator;
use crate::clock::Moment;
use crate::hex;
use crate::store::{Index, Kept, Key, Record, Snapshot, Space, StoreError};
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The name of a person in the store and in addresses; it says nothing about them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct PersonId(String);

/// Somebody who signs in, or was invited to.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Person {
    pub(crate) name: String,
    /// As it was typed; people are told apart by it without regard to case.
    pub(crate) address: String,
    pub(crate) standing: Standing,
    pub(crate) made: Moment,
    /// The slow hash of the password, once there is one.
    pub(crate) password: Option<String>,
    /// The second factor, once it was shown to work.
    pub(crate) authenticator: Option<Authenticator>,
    /// One that is being set up: it counts once a code of it was typed.
    pub(crate) enrolling: Option<Authenticator>,
    /// Digests of the recovery codes that were not used.
    pub(crate) recovery: Vec<String>,
    /// When the terms were accepted.
    pub(crate) accepted: Option<Moment>,
    /// The roles that whoever runs the service gave.
    pub(crate) staff: Vec<String>,
    /// The one invitation that opens: a digest of its secret.
    pub(crate) invitation: Option<String>,
    /// The slow hash of the secret word that proves on paper and by telephone who it is.
    pub(crate) word: Option<String>,
    /// When they last came.
    pub(crate) seen: Option<Moment>,
}

/// Whether somebody may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    /// They were invited, and have not finished setting up.
    Invited,
    /// They may.
    Active,
    /// They may no longer.
    Disabled,
}

impl Record for Person {
    const SPACE: Space = Space {
        name: "people",
        format: 1,
    };
    const INDEXES: &'static [Index<Self>] = &[BY_ADDRESS, BY_NAME];
}

/// People by their address: one each.
const BY_ADDRESS: Index<Person> = Index {
    space: Space {
        name: "people by address",
        format: 1,
    },
    unique: true,
    keys: |person| vec![Key::of(&[&folded(&person.address)])],
};

/// People in the order of their names.
pub(crate) const BY_NAME: Index<Person> = Index {
    space: Space {
        name: "people by name",
        format: 1,
    },
    unique: false,
    keys: |person| vec![Key::of(&[&person.name.to_lowercase()])],
};

impl PersonId {
    pub(crate) fn random() -> Self {
        Self(format!("{:032x}", rand::rng().random::<u128>()))
    }

    /// The id that stands in an address; none when it does not look like one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        hex::is(text, 32).then(|| Self(text.to_owned()))
    }

    pub(crate) fn key(&self) -> Key {
        Key::from(self.0.as_str())
    }

    pub(crate) fn of_key(key: &Key) -> Self {
        Self(key.as_text().to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Person {
    /// Nothing of them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[a person, {:?}]", self.standing)
    }
}

/// An address as people are told apart by it.
pub(crate) fn folded(address: &str) -> String {
    address.trim().to_lowercase()
}

impl Person {
    /// Somebody who is invited.
    pub(crate) fn invited(name: &str, address: &str, now: Moment) -> Self {
        Self {
            name: name.trim().to_owned(),
            address: address.trim().to_owned(),
            standing: Standing::Invited,
            made: now,
            password: None,
            authenticator: None,
            enrolling: None,
            recovery: Vec::new(),
            accepted: None,
            staff: Vec::new(),
            invitation: None,
            word: None,
            seen: None,
        }
    }

    /// Whoever has this address.
    pub(crate) async fn with_address(
        snapshot: &(dyn Snapshot + 'static),
        address: &str,
    ) -> Result<Option<(PersonId, Kept<Self>)>, StoreError> {
        let key = Key::of(&[&folded(address)]);
        let found = snapshot.by_unique(&BY_ADDRESS, &key).await?;
        Ok(found.map(|(key, kept)| (PersonId::of_key(&key), kept)))
    }

    /// This person.
    pub(crate) async fn find(
        snapshot: &(dyn Snapshot + 'static),
        id: &PersonId,
    ) -> Result<Option<Kept<Self>>, StoreError> {
        snapshot.find(&id.key()).await
    }
}
