//! Access: a role that a person holds for an organisation, from one day to another in the service's zone.

use super::{OrganisationId, PersonId};
use crate::clock::Moment;
use crate::store::{Index, Key, Record, Space};
use jiff::civil::Date;
use rand::Rng;
use serde::{Deserialize, Serialize};

/// The name of a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GrantId(String);

/// A role that somebody holds for an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Grant {
    pub(crate) person: PersonId,
    pub(crate) organisation: OrganisationId,
    /// The role's name.
    pub(crate) role: String,
    /// The row of the role's list of levels, where it has one.
    pub(crate) level: Option<String>,
    /// The first day, and the last, if one is set.
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
    /// Who gave it; none when a command did.
    pub(crate) by: Option<PersonId>,
    pub(crate) given: Moment,
}

impl Record for Grant {
    const SPACE: Space = Space {
        name: "access",
        format: 1,
    };
    const INDEXES: &'static [Index<Self>] = &[BY_PERSON, BY_ORGANISATION, ONCE];
}

/// Access by whoever holds it.
pub(crate) const BY_PERSON: Index<Grant> = Index {
    space: Space {
        name: "access by person",
        format: 1,
    },
    unique: false,
    keys: |grant| {
        vec![Key::of(&[
            grant.person.as_str(),
            grant.organisation.as_str(),
        ])]
    },
};

/// Access by organisation.
pub(crate) const BY_ORGANISATION: Index<Grant> = Index {
    space: Space {
        name: "access by organisation",
        format: 1,
    },
    unique: false,
    keys: |grant| {
        vec![Key::of(&[
            grant.organisation.as_str(),
            grant.person.as_str(),
        ])]
    },
};

/// Nobody holds one role, at one level, twice from the same day on.
const ONCE: Index<Grant> = Index {
    space: Space {
        name: "access once",
        format: 1,
    },
    unique: true,
    keys: |grant| {
        let level = grant.level.as_deref().unwrap_or("-");
        vec![Key::of(&[
            grant.person.as_str(),
            grant.organisation.as_str(),
            &grant.role,
            level,
            &grant.from.to_string(),
        ])]
    },
};

impl GrantId {
    pub(crate) fn random() -> Self {
        Self(format!("{:032x}", rand::rng().random::<u128>()))
    }

    /// The id that stands in a posted form; none when it does not look like one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        PersonId::read(text).map(|id| Self(id.as_str().to_owned()))
    }

    pub(crate) fn key(&self) -> Key {
        Key::from(self.0.as_str())
    }
}

impl Grant {
    /// Whether it counts on a day.
    pub(crate) fn is_live(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether it will never count again.
    pub(crate) fn is_over(&self, day: Date) -> bool {
        self.to.is_some_and(|to| to < day)
    }
}
