//! Who asks, and what they may do: worked out from the store on every request, by one function.
//!
//! [`Acting::organisation`] is the only way to an organisation's things: what is not theirs is found by nobody, the same as
//! what is not there.

use super::grant::BY_PERSON;
use super::person::Standing;
use super::session::{self, Seen, Session, SessionId, Stage};
use super::{Grant, Organisation, OrganisationId, Person, PersonId};
use crate::clock::Moment;
use crate::store::{Kept, Key, Listing, Snapshot, StoreError};
use engine::{HeldBy, RoleName, Roles};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The most access of one person that is looked at.
const MOST: usize = 1_000;

/// Whoever asks, signed in or on the way to it.
pub(crate) struct Acting {
    pub(crate) id: PersonId,
    pub(crate) person: Kept<Person>,
    /// The session, under its key.
    pub(crate) session: (Key, Kept<Session>),
    /// When the session ends if nothing more comes.
    pub(crate) ends: Moment,
    /// What they hold today, by organisation.
    held: BTreeMap<OrganisationId, Vec<Grant>>,
}

/// An organisation, for somebody who may see it.
pub(crate) struct Here {
    pub(crate) id: OrganisationId,
    pub(crate) organisation: Kept<Organisation>,
    /// The roles that they hold for it, each once.
    pub(crate) roles: Vec<String>,
    /// What they hold, with levels and dates.
    pub(crate) held: Vec<Grant>,
}

impl Acting {
    /// Whoever has this session; nobody when it is over, or they may sign in no longer.
    pub(crate) async fn find(
        snapshot: &(dyn Snapshot + 'static),
        seen: &Seen,
        id: &SessionId,
        now: Moment,
        day: Date,
    ) -> Result<Option<Self>, StoreError> {
        let Some((key, session, before)) = session::find(snapshot, seen, id, now).await? else {
            return Ok(None);
        };
        let id = session.record.person.clone();
        let Some(person) = Person::find(snapshot, &id).await? else {
            return Ok(None);
        };
        if person.record.standing == Standing::Disabled {
            return Ok(None);
        }
        let mut held: BTreeMap<OrganisationId, Vec<Grant>> = BTreeMap::new();
        if session.record.stage == Stage::Full {
            let listing = Listing::first(MOST).below(Key::of(&[id.as_str(), ""]));
            let page = snapshot.by(&BY_PERSON, &listing, None).await?;
            let grants = page.entries.into_iter().map(|(_, kept)| kept.record);
            for grant in grants.filter(|grant| grant.is_live(day)) {
                held.entry(grant.organisation.clone())
                    .or_default()
                    .push(grant);
            }
        }
        Ok(Some(Self {
            id,
            person,
            ends: session.record.ends(before.max(now)),
            session: (key, session),
            held,
        }))
    }

    /// How far they have come.
    pub(crate) fn stage(&self) -> Stage {
        self.session.1.record.stage
    }

    /// The organisations that they act for.
    pub(crate) fn organisations(&self) -> impl Iterator<Item = &OrganisationId> {
        self.held.keys()
    }

    /// Whether they hold this role today, for whomever.
    pub(crate) fn holds(&self, role: &RoleName, roles: &Roles) -> bool {
        let mut held = self.held.values().flatten();
        held.any(|grant| grant.role == role.as_str()) || self.staff(roles).any(|held| held == role)
    }

    /// The roles that whoever runs the service gave them, those that exist.
    pub(crate) fn staff<'a>(&'a self, roles: &'a Roles) -> impl Iterator<Item = &'a RoleName> {
        let held = roles.iter().filter(|role| {
            role.held_by == HeldBy::Staff
                && self.stage() == Stage::Full
                && self
                    .person
                    .record
                    .staff
                    .iter()
                    .any(|name| name == role.name.as_str())
        });
        held.map(|role| &role.name)
    }

    /// An organisation that they may see; the one way to anything of an organisation.
    pub(crate) async fn organisation(
        &self,
        snapshot: &(dyn Snapshot + 'static),
        id: &OrganisationId,
    ) -> Result<Option<Here>, StoreError> {
        let held = self.held.get(id).cloned().unwrap_or_default();
        // Looked up whether it is theirs or not, so that the time does not tell.
        let found = snapshot.find::<Organisation>(&id.key()).await?;
        let Some(organisation) = found.filter(|_| !held.is_empty()) else {
            return Ok(None);
        };
        let mut roles: Vec<String> = Vec::new();
        for grant in &held {
            if !roles.contains(&grant.role) {
                roles.push(grant.role.clone());
            }
        }
        Ok(Some(Here {
            id: id.clone(),
            organisation,
            roles,
            held,
        }))
    }
}

impl Here {
    /// Whether they hold one of these roles.
    pub(crate) fn holds_any(&self, wanted: &[RoleName]) -> bool {
        let held = |role: &RoleName| self.roles.iter().any(|held| held == role.as_str());
        wanted.iter().any(held)
    }

    /// The roles that they may give to others, each once, in the order in which roles are written.
    pub(crate) fn may_give<'a>(&self, roles: &'a Roles) -> Vec<&'a RoleName> {
        let given = |role: &&RoleName| {
            let mut held = self.roles.iter();
            held.any(|held| roles.may_give(held).contains(role))
        };
        roles.iter().map(|role| &role.name).filter(given).collect()
    }
}
