//! Roles: who there is besides anyone, how people come to a role, and who may give it.

use crate::name::{ListName, RoleName};
use std::collections::BTreeMap;

/// All roles of a service, in the order in which they are written.
#[derive(Debug, Default)]
pub struct Roles {
    pub(crate) all: Vec<Role>,
    /// For each role that may give access, the roles that it may give.
    pub(crate) give_access: BTreeMap<RoleName, Vec<RoleName>>,
}

/// One of them.
#[derive(Debug)]
pub struct Role {
    /// `room_keeper`.
    pub name: RoleName,
    /// What it is called.
    pub title: String,
    /// What it is for, in a sentence to whoever holds it.
    pub about: Option<String>,
    /// How people come to it.
    pub held_by: HeldBy,
    /// The list whose rows are the levels at which it is held.
    pub levels: Option<ListName>,
}

/// How people come to a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldBy {
    /// It is given to a person for one organisation.
    Access,
    /// It is given by whoever runs the service.
    Staff,
}

impl Roles {
    /// Every role.
    pub fn iter(&self) -> impl Iterator<Item = &Role> {
        self.all.iter()
    }

    /// The role of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Role> {
        self.all.iter().find(|role| role.name.as_str() == name)
    }

    /// The roles that a holder of this one may give to others, in the order in which they are written.
    #[must_use]
    pub fn may_give(&self, giver: &str) -> &[RoleName] {
        self.give_access.get(giver).map_or(&[], Vec::as_slice)
    }
}
