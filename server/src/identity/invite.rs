//! Giving access: the role is written, and whoever holds it is told by mail. Whoever never signed in gets a link to set up how
//! to; the last one sent is the only one that opens.

use super::grant::{BY_ORGANISATION, Grant, GrantId};
use super::person::{Person, PersonId, Standing};
use super::{Organisation, OrganisationId};
use crate::mail::{LINK, Leads, Link, Token, Writer};
use crate::store::{Batch, Kept, Key, Listing, Snapshot, Store, StoreError};
use engine::{Message, Occasion, Trigger};
use jiff::ToSpan;
use jiff::civil::Date;

/// Days for which an invitation opens.
const DAYS: i64 = 14;

/// The most people of an organisation that are looked at.
const MOST: usize = 1_000;

/// Whom to give access, to what.
pub(crate) struct Invitee<'a> {
    pub(crate) name: &'a str,
    pub(crate) address: &'a str,
    pub(crate) role: &'a str,
    pub(crate) level: Option<String>,
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
    /// Who gives it; none when a command does.
    pub(crate) by: Option<PersonId>,
}

/// Letters about access.
#[derive(Clone, Copy)]
pub(crate) struct Letters<'a> {
    pub(crate) writer: Writer<'a>,
}

impl Invitee<'_> {
    /// Gives it for an organisation, and writes to them, in one batch.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when they hold it already from that day on, or somebody else changed them in between.
    pub(crate) async fn invite(
        &self,
        snapshot: &(dyn Snapshot + 'static),
        id: &OrganisationId,
        organisation: &Organisation,
        letters: Letters<'_>,
        batch: &mut Batch,
    ) -> Result<PersonId, StoreError> {
        let now = letters.writer.now;
        let found = Person::with_address(snapshot, self.address).await?;
        let person = match &found {
            Some((person, _)) => person.clone(),
            None => PersonId::random(),
        };
        let grant = Grant {
            person: person.clone(),
            organisation: id.clone(),
            role: self.role.to_owned(),
            level: self.level.clone(),
            from: self.from,
            to: self.to,
            by: self.by.clone(),
            given: now,
        };
        batch.claim(&GrantId::random().key(), &grant)?;
        let mut record = match &found {
            Some((_, kept)) => kept.record.clone(),
            None => Person::invited(self.name, self.address, now),
        };
        letters.access_given(&person, &mut record, organisation, self.role, batch)?;
        match &found {
            Some((_, kept)) => batch.replace(&person.key(), kept, &record)?,
            None => batch.claim(&person.key(), &record)?,
        }
        Ok(person)
    }
}

impl Letters<'_> {
    /// Tells somebody of a role that they hold now. Whoever never signed in gets a new link; the one before it is over.
    pub(crate) fn access_given(
        &self,
        id: &PersonId,
        person: &mut Person,
        organisation: &Organisation,
        role: &str,
        batch: &mut Batch,
    ) -> Result<(), StoreError> {
        let writer = &self.writer;
        let until = writer.at.today.saturating_add(DAYS.days());
        let signing_in = format!("{}/sign-in", writer.room.base);
        let is_new = person.standing == Standing::Invited;
        let seed = if is_new {
            let leads = Leads::Invitation {
                person: id.to_string(),
            };
            let seed = writer.link(leads, until, Vec::new(), batch)?;
            person.invitation = Some(writer.room.key.token(&seed).digest());
            Some(seed)
        } else {
            None
        };
        let title = writer.catalogue.roles().get(role);
        let occasion = Occasion {
            person: Some(&person.name),
            organisation: Some(&organisation.name),
            role: Some(title.map_or(role, |role| &role.title)),
            valid_until: Some(until),
            link: Some(if is_new { LINK } else { &signing_in }),
            ..writer.occasion()
        };
        match self.message(&Trigger::AccessGiven) {
            Some(message) => writer
                .letter(message, &person.address, &occasion, seed)
                .put(batch),
            None => Ok(()),
        }
    }

    /// Sends somebody a link to another password; whoever has not finished setting up gets back to that.
    pub(crate) fn new_password(
        &self,
        id: &PersonId,
        person: &Person,
        askers: Vec<String>,
        batch: &mut Batch,
    ) -> Result<(), StoreError> {
        let writer = &self.writer;
        let Some(message) = self.message(&Trigger::PasswordAsked) else {
            return Ok(());
        };
        let leads = Leads::NewPassword {
            person: id.to_string(),
        };
        let seed = writer.link(leads, writer.at.today, askers, batch)?;
        let occasion = Occasion {
            person: Some(&person.name),
            ..writer.occasion()
        };
        writer
            .letter(message, &person.address, &occasion, Some(seed))
            .put(batch)
    }

    fn message(&self, trigger: &'static Trigger) -> Option<&Message> {
        self.writer.catalogue.messages(trigger).next()
    }
}

/// Somebody of an organisation, with what they hold for it.
pub(crate) struct Holder {
    pub(crate) id: PersonId,
    pub(crate) person: Kept<Person>,
    pub(crate) held: Vec<(Key, Kept<Grant>)>,
}

impl Organisation {
    /// Everybody who holds or will hold a role for it, in the order of their names.
    pub(crate) async fn holders(
        snapshot: &(dyn Snapshot + 'static),
        id: &OrganisationId,
        day: Date,
    ) -> Result<Vec<Holder>, StoreError> {
        let listing = Listing::first(MOST).below(Key::of(&[id.as_str(), ""]));
        let page = snapshot.by(&BY_ORGANISATION, &listing, None).await?;
        let mut holders: Vec<Holder> = Vec::new();
        for (key, kept) in page.entries {
            if kept.record.is_over(day) {
                continue;
            }
            let person = kept.record.person.clone();
            if let Some(holder) = holders.iter_mut().find(|holder| holder.id == person) {
                holder.held.push((key, kept));
            } else if let Some(found) = Person::find(snapshot, &person).await? {
                holders.push(Holder {
                    id: person,
                    person: found,
                    held: vec![(key, kept)],
                });
            }
        }
        holders.sort_by_key(|holder| holder.person.record.name.to_lowercase());
        Ok(holders)
    }
}

/// The person whom an invitation is for, while it opens: it is the last one sent, and they have not set up yet.
pub(crate) async fn invited(
    snapshot: &(dyn Snapshot + 'static),
    token: &Token,
    link: &Link,
) -> Result<Option<(PersonId, Kept<Person>)>, StoreError> {
    let Leads::Invitation { person } = &link.leads else {
        return Ok(None);
    };
    let Some(id) = PersonId::read(person) else {
        return Ok(None);
    };
    let found = Person::find(snapshot, &id).await?;
    let open = found.filter(|kept| {
        kept.record.standing == Standing::Invited
            && kept.record.invitation.as_deref() == Some(&token.digest())
    });
    Ok(open.map(|kept| (id, kept)))
}

/// Takes an invitation back: its link opens nothing, and the role is gone with it.
pub(crate) async fn revoke(
    store: &dyn Store,
    key: &Key,
    grant: &Kept<Grant>,
    person: (&PersonId, &Kept<Person>),
) -> Result<(), StoreError> {
    let (id, kept) = person;
    let mut record = kept.record.clone();
    record.invitation = None;
    let mut batch = Batch::new();
    batch.remove(key, grant);
    batch.replace(&id.key(), kept, &record)?;
    store.commit(batch).await.map(|_| ())
}
