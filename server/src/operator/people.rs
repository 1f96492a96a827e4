//! People and organisations, as an operator changes them: whoever can do it has the data folder, so nothing else is asked.

use super::Told;
use crate::clock::Clock;
use crate::identity::{
    Grant, GrantId, Organisation, OrganisationId, Person, PersonId, Session, Standing,
};
use crate::mail::{Leads, Link};
use crate::store::{Batch, Embedded, Kept, Key, Store, StoreError};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Somebody to add.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct NewPerson {
    pub(crate) name: String,
    pub(crate) address: String,
    /// Roles that whoever runs the service gives.
    pub(crate) staff: Vec<String>,
    /// A role for an organisation, from a day on.
    pub(crate) access: Option<(OrganisationId, String, Date)>,
    /// The digest of the secret in the link that they get; the command alone knows the secret.
    pub(crate) link: String,
    /// The last day on which it opens.
    pub(crate) until: String,
}

/// What to do about somebody who is there.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Change {
    /// They may sign in no longer.
    Disable,
    /// They set up again how to sign in.
    ResetFactor,
}

/// Adds somebody, or more to somebody who is there.
pub(super) async fn add(store: &Embedded, new: &NewPerson) -> Result<Told, StoreError> {
    let now = Clock::Machine.now();
    let snapshot = store.read().await?;
    let found = Person::with_address(&*snapshot, &new.address).await?;
    let (id, mut person) = match &found {
        Some((id, kept)) => (id.clone(), kept.record.clone()),
        None => (
            PersonId::random(),
            Person::invited(&new.name, &new.address, now),
        ),
    };
    let mut batch = Batch::new();
    for role in &new.staff {
        if !person.staff.contains(role) {
            person.staff.push(role.clone());
        }
    }
    if let Some((organisation, role, from)) = &new.access {
        if snapshot
            .find::<Organisation>(&organisation.key())
            .await?
            .is_none()
        {
            let said = format!("there is no organisation {organisation}");
            return Ok(Told::Refused(said));
        }
        let grant = Grant {
            person: id.clone(),
            organisation: organisation.clone(),
            role: role.clone(),
            level: None,
            from: *from,
            to: None,
            by: None,
            given: now,
        };
        batch.claim(&GrantId::random().key(), &grant)?;
    }
    let is_new = person.standing == Standing::Invited;
    if is_new {
        invite(&id, &mut person, new, now, &mut batch)?;
    }
    write(
        &id,
        found.as_ref().map(|(_, kept)| kept),
        &person,
        &mut batch,
    )?;
    match store.commit(batch).await {
        Ok(_) => Ok(Told::PersonAdded { is_new }),
        Err(StoreError::Conflict {
            space: "access once",
            ..
        }) => Ok(Told::Refused(
            "they hold that role already, from that day on".to_owned(),
        )),
        Err(error) => Err(error),
    }
}

fn invite(
    id: &PersonId,
    person: &mut Person,
    new: &NewPerson,
    now: crate::clock::Moment,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    let leads = Leads::Invitation {
        person: id.to_string(),
    };
    let link = Link {
        leads,
        asked: now,
        until: new.until.clone(),
        askers: Vec::new(),
    };
    person.invitation = Some(new.link.clone());
    batch.claim(&Key::from(new.link.as_str()), &link)
}

fn write(
    id: &PersonId,
    found: Option<&Kept<Person>>,
    person: &Person,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    match found {
        Some(kept) => batch.replace(&id.key(), kept, person),
        None => batch.claim(&id.key(), person),
    }
}

/// Changes somebody who is there; every session of theirs ends.
pub(super) async fn change(
    store: &Embedded,
    address: &str,
    change: Change,
    again: Option<&NewPerson>,
) -> Result<Told, StoreError> {
    let snapshot = store.read().await?;
    let Some((id, kept)) = Person::with_address(&*snapshot, address).await? else {
        return Ok(Told::Refused(format!("nobody has the address {address}")));
    };
    let (mut person, mut batch) = (kept.record.clone(), Batch::new());
    match (change, again) {
        (Change::Disable, _) => {
            person.standing = Standing::Disabled;
            person.invitation = None;
        }
        (Change::ResetFactor, Some(again)) => {
            person.standing = Standing::Invited;
            (person.password, person.authenticator) = (None, None);
            person.enrolling = None;
            person.recovery.clear();
            invite(&id, &mut person, again, Clock::Machine.now(), &mut batch)?;
        }
        (Change::ResetFactor, None) => {}
    }
    batch.replace(&id.key(), &kept, &person)?;
    store.commit(batch).await?;
    Session::end_all(store, &id, None).await?;
    Ok(Told::PersonChanged)
}

/// Adds an organisation.
pub(super) async fn add_organisation(
    store: &Embedded,
    id: &OrganisationId,
    name: &str,
) -> Result<Told, StoreError> {
    let organisation = Organisation {
        name: name.split_whitespace().collect::<Vec<_>>().join(" "),
        made: Clock::Machine.now(),
        from: None,
    };
    let mut batch = Batch::new();
    batch.claim(&id.key(), &organisation)?;
    store.commit(batch).await?;
    Ok(Told::OrganisationAdded(id.clone()))
}
