//! Setting up: an invitation is accepted once, then come a password, a second factor and the recovery codes.

use super::authenticator::Authenticator;
use super::person::{Person, PersonId, Standing};
use super::recovery::{digest, new_codes};
use super::session::{Session, SessionId, Stage};
use super::{Acting, code_of};
use crate::clock::Moment;
use crate::mail::{Link, SecretKey, Token};
use crate::store::{Batch, Kept, Store, StoreError};

/// Opens the way from a letter, once: the link is gone in the batch that begins the session.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else opened it at the same moment.
pub(crate) async fn open(
    store: &dyn Store,
    token: &Token,
    link: &Kept<Link>,
    (id, kept): (&PersonId, &Kept<Person>),
    stage: Stage,
    now: Moment,
) -> Result<SessionId, StoreError> {
    let mut batch = Batch::new();
    batch.remove(&Link::key(token), link);
    if stage == Stage::Enrolling {
        let mut person = kept.record.clone();
        person.accepted = Some(now);
        person.invitation = None;
        batch.replace(&id.key(), kept, &person)?;
    }
    let session = Session::begin(id, stage, None, now, &mut batch)?;
    store.commit(batch).await?;
    Ok(session)
}

impl Acting {
    /// Keeps a person as changed.
    pub(crate) async fn keep(&self, store: &dyn Store, person: &Person) -> Result<(), StoreError> {
        let mut batch = Batch::new();
        batch.replace(&self.id.key(), &self.person, person)?;
        store.commit(batch).await.map(|_| ())
    }

    /// The authenticator that is being set up, made when there is none.
    pub(crate) async fn enrolling(
        &self,
        store: &dyn Store,
        key: &SecretKey,
    ) -> Result<Option<Authenticator>, StoreError> {
        if let Some(begun) = &self.person.record.enrolling {
            return Ok(Some(begun.clone()));
        }
        let Some(new) = Authenticator::new(key, &self.id) else {
            return Ok(None);
        };
        let mut person = self.person.record.clone();
        person.enrolling = Some(new.clone());
        self.keep(store, &person).await?;
        Ok(Some(new))
    }

    /// Takes the first code of the authenticator that is being set up: from then on it counts, with ten new recovery codes
    /// and a session in full. None when the code is wrong.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it was done in another window at the same moment.
    pub(crate) async fn enrol(
        &self,
        store: &dyn Store,
        key: &SecretKey,
        typed: &str,
        now: Moment,
    ) -> Result<Option<(SessionId, Vec<String>)>, StoreError> {
        let begun = self.person.record.enrolling.as_ref();
        let used = code_of(typed)
            .and_then(|code| begun.and_then(|begun| begun.taking(key, &self.id, &code, now)));
        let Some(used) = used else {
            return Ok(None);
        };
        let codes = new_codes();
        let person = Person {
            standing: Standing::Active,
            authenticator: Some(used),
            enrolling: None,
            recovery: codes
                .iter()
                .map(|code| digest(key, &self.id, code))
                .collect(),
            seen: Some(now),
            ..self.person.record.clone()
        };
        let mut batch = Batch::new();
        batch.replace(&self.id.key(), &self.person, &person)?;
        let (session, kept) = &self.session;
        let before = Some((session, kept));
        let id = Session::begin(&self.id, Stage::Full, before, now, &mut batch)?;
        store.commit(batch).await?;
        Ok(Some((id, codes)))
    }

    /// Ten new recovery codes in place of those before.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when they were changed in another window at the same moment.
    pub(crate) async fn new_codes(
        &self,
        store: &dyn Store,
        key: &SecretKey,
    ) -> Result<Vec<String>, StoreError> {
        // The code that proved it has just counted: the person is not as they were read.
        let snapshot = store.read().await?;
        let Some(kept) = Person::find(&*snapshot, &self.id).await? else {
            return Ok(Vec::new());
        };
        let codes = new_codes();
        let person = Person {
            recovery: codes
                .iter()
                .map(|code| digest(key, &self.id, code))
                .collect(),
            ..kept.record.clone()
        };
        let mut batch = Batch::new();
        batch.replace(&self.id.key(), &kept, &person)?;
        store.commit(batch).await?;
        Ok(codes)
    }
}
