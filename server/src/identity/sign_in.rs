//! Signing in: a password, then a second factor. Whether an account exists is told by no word and no time: the same is
//! counted, hashed and said.

use super::person::{Person, PersonId, Standing, folded};
use super::session::{Session, SessionId, Stage};
use super::{Acting, Attempt, code_of};
use crate::clock::Moment;
use crate::mail::SecretKey;
use crate::secrets::{NotSealed, Sealer};
use crate::store::{Batch, Kept, Key, Store, StoreError};
use std::time::Duration;

/// How often a code is tried again when the person is changed in between.
const TRIES: usize = 8;

/// What came of an attempt.
pub(crate) enum Tried {
    /// It was right: the session that goes on from there.
    Right(SessionId),
    /// It was wrong.
    Wrong,
    /// Too many failed: none is made until then.
    Wait(Duration),
}

/// Why an attempt could not be made.
pub(crate) enum Failed {
    Store(StoreError),
    Sealer(NotSealed),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<NotSealed> for Failed {
    fn from(error: NotSealed) -> Self {
        Self::Sealer(error)
    }
}

/// What proving takes.
#[derive(Clone, Copy)]
pub(crate) struct Proving<'a> {
    pub(crate) store: &'a dyn Store,
    pub(crate) key: &'a SecretKey,
    pub(crate) sealer: &'a Sealer,
    /// The client's address.
    pub(crate) client: &'a str,
    pub(crate) now: Moment,
}

impl Proving<'_> {
    /// Counts an attempt of an account or a factor, and of the client.
    async fn counted(&self, attempt: Attempt<'_>) -> Result<Option<Duration>, StoreError> {
        for attempt in [attempt, Attempt::Client(self.client)] {
            if let Err(wait) = attempt.counted(self.store, self.key, self.now).await? {
                return Ok(Some(wait));
            }
        }
        Ok(None)
    }

    /// The attempts were right, and are forgotten.
    async fn forgiven(&self, attempt: Attempt<'_>) -> Result<(), StoreError> {
        attempt.forgiven(self.store, self.key).await?;
        Attempt::Client(self.client)
            .forgiven(self.store, self.key)
            .await
    }

    /// Tries a password.
    pub(crate) async fn password(&self, address: &str, typed: &str) -> Result<Tried, Failed> {
        let account = folded(address);
        let attempt = Attempt::Account(&account);
        if let Some(wait) = self.counted(attempt).await? {
            return Ok(Tried::Wait(wait));
        }
        let snapshot = self.store.read().await?;
        let found = Person::with_address(&*snapshot, address).await?;
        let active = found.filter(|(_, kept)| kept.record.standing == Standing::Active);
        let hash = active
            .as_ref()
            .and_then(|(_, kept)| kept.record.password.as_deref());
        let right = self.sealer.opens(typed, hash).await?;
        let (Some((id, _)), true) = (active, right) else {
            return Ok(Tried::Wrong);
        };
        let mut batch = Batch::new();
        let session = Session::begin(&id, Stage::Password, None, self.now, &mut batch)?;
        self.store.commit(batch).await?;
        self.forgiven(attempt).await?;
        Ok(Tried::Right(session))
    }

    /// Tries a code of the authenticator, or a recovery code, for whoever came with the first factor. A code counts once,
    /// however many come with it at the same moment.
    pub(crate) async fn second(
        &self,
        acting: &Acting,
        typed: &str,
        then: Stage,
    ) -> Result<Tried, Failed> {
        let attempt = Attempt::Factor(acting.id.as_str());
        if let Some(wait) = self.counted(attempt).await? {
            return Ok(Tried::Wait(wait));
        }
        for _ in 0..TRIES {
            let snapshot = self.store.read().await?;
            let Some(kept) = Person::find(&*snapshot, &acting.id).await? else {
                return Ok(Tried::Wrong);
            };
            let Some(person) = self.proved(&acting.id, &kept, typed) else {
                return Ok(Tried::Wrong);
            };
            let mut batch = Batch::new();
            batch.replace(&acting.id.key(), &kept, &person)?;
            let (key, session) = &acting.session;
            let before = Some((key, session));
            let id = Session::begin(&acting.id, then, before, self.now, &mut batch)?;
            match self.store.commit(batch).await {
                Ok(_) => {
                    self.forgiven(attempt).await?;
                    return Ok(Tried::Right(id));
                }
                // The session was used for another attempt at the same moment, and is over.
                Err(StoreError::Conflict {
                    space: "sessions", ..
                }) => {
                    return Ok(Tried::Wrong);
                }
                Err(StoreError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Tried::Wrong)
    }

    /// The person once what was typed has counted; none when it is wrong.
    fn proved(&self, id: &PersonId, kept: &Kept<Person>, typed: &str) -> Option<Person> {
        let mut person = match code_of(typed) {
            Some(code) => {
                let authenticator = kept.record.authenticator.as_ref()?;
                let used = authenticator.taking(self.key, id, &code, self.now)?;
                Person {
                    authenticator: Some(used),
                    ..kept.record.clone()
                }
            }
            None => kept.record.without_code(self.key, id, typed)?,
        };
        person.seen = Some(self.now);
        Some(person)
    }

    /// Tries the password of somebody who is signed in, who proves it again; none after too many attempts.
    pub(crate) async fn again(&self, acting: &Acting, typed: &str) -> Result<Option<bool>, Failed> {
        let account = folded(&acting.person.record.address);
        let attempt = Attempt::Account(&account);
        if self.counted(attempt).await?.is_some() {
            return Ok(None);
        }
        let hash = acting.person.record.password.as_deref();
        let right = self.sealer.opens(typed, hash).await?;
        if right {
            self.forgiven(attempt).await?;
        }
        Ok(Some(right))
    }

    /// Ends a session.
    pub(crate) async fn sign_out(&self, session: (&Key, &Kept<Session>)) -> Result<(), StoreError> {
        let mut batch = Batch::new();
        batch.remove(session.0, session.1);
        match self.store.commit(batch).await {
            Ok(_) => Ok(()),
            // Written as seen in between: all of that browser's session is what is meant.
            Err(StoreError::Conflict { .. }) => {
                let found = self.store.read().await?.find::<Session>(session.0).await?;
                match found {
                    Some(kept) => {
                        let mut batch = Batch::new();
                        batch.remove(session.0, &kept);
                        self.store.commit(batch).await.map(|_| ())
                    }
                    None => Ok(()),
                }
            }
            Err(error) => Err(error),
        }
    }
}
