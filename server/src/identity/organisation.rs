//! Organisations: whom people act for. One that is several things at once is one organisation.

use crate::clock::Moment;
use crate::store::{Index, Key, Record, Space};
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The name of an organisation in the store and in addresses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct OrganisationId(String);

/// An organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Organisation {
    pub(crate) name: String,
    pub(crate) made: Moment,
    /// What it came from: the reference of a form that a visitor sent.
    pub(crate) from: Option<String>,
}

impl Record for Organisation {
    const SPACE: Space = Space {
        name: "organisations",
        format: 1,
    };
    const INDEXES: &'static [Index<Self>] = &[BY_NAME, BY_FORM];
}

/// Organisations in the order of their names.
pub(crate) const BY_NAME: Index<Organisation> = Index {
    space: Space {
        name: "organisations by name",
        format: 1,
    },
    unique: false,
    keys: |organisation| vec![Key::of(&[&organisation.name.to_lowercase()])],
};

/// The organisation that came from a form: two of the team at once do not make two.
pub(crate) const BY_FORM: Index<Organisation> = Index {
    space: Space {
        name: "organisations by form",
        format: 1,
    },
    unique: true,
    keys: |organisation| {
        let from = organisation.from.iter();
        from.map(|reference| Key::of(&[reference])).collect()
    },
};

/// Letters and digits that are not taken for one another.
const LETTERS: &[u8; 28] = b"23456789bcdfghjkmnpqrstvwxyz";

impl OrganisationId {
    /// A new one; short, since people see it in addresses. It is no secret.
    pub(crate) fn random() -> Self {
        let mut random = rand::rng();
        let mut letter = || {
            let n = random.random_range(0..LETTERS.len());
            char::from(LETTERS.get(n).copied().unwrap_or(b'x'))
        };
        Self(std::iter::repeat_with(&mut letter).take(10).collect())
    }

    /// The id that stands in an address; none when it does not look like one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let ours = text.len() == 10 && text.bytes().all(|b| LETTERS.contains(&b));
        ours.then(|| Self(text.to_owned()))
    }

    pub(crate) fn key(&self) -> Key {
        Key::from(self.0.as_str())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrganisationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
