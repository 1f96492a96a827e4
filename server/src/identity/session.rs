//! Sessions: who a browser speaks for, kept on the server. A cookie holds a secret, the store a digest of it.
//!
//! Each rise in rights is another session with another secret. One ends after half an hour in which nothing came, and after
//! twelve hours whatever comes. When somebody last came is written once a minute, in the background, and never waited for.

use super::PersonId;
use crate::clock::{Clock, Moment};
use crate::erase::sweep;
use crate::hex;
use crate::store::{Batch, Index, Kept, Key, Listing, Record, Snapshot, Space, Store, StoreError};
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How long without a request.
pub(crate) const IDLE: Duration = Duration::from_secs(30 * 60);

/// How long in all.
pub(crate) const WHOLE: Duration = Duration::from_secs(12 * 60 * 60);

/// How long somebody has for proving who they are, and for setting up.
const ON_THE_WAY: Duration = Duration::from_secs(30 * 60);

/// How often it is written when somebody last came.
const WRITTEN_EVERY: Duration = Duration::from_secs(60);

/// Sessions that are ended at a time.
const AT_ONCE: usize = 100;

/// The secret of a session, as the cookie has it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SessionId(String);

/// How far somebody has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    /// Their invitation was accepted; they set up how to sign in.
    Enrolling,
    /// The password was right; the second factor is still to come.
    Password,
    /// A link to a new password was opened; the second factor is still to come.
    Reset,
    /// After a link and the second factor: they may set another password, and nothing else.
    NewPassword,
    /// Signed in.
    Full,
}

/// Who a browser speaks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) person: PersonId,
    pub(crate) stage: Stage,
    pub(crate) begun: Moment,
    pub(crate) seen: Moment,
    /// When the second factor was last proved.
    pub(crate) proved: Option<Moment>,
}

impl Record for Session {
    const SPACE: Space = Space {
        name: "sessions",
        format: 1,
    };
    const INDEXES: &'static [Index<Self>] = &[BY_PERSON, BY_SEEN];
}

/// Sessions by person: they end together.
const BY_PERSON: Index<Session> = Index {
    space: Space {
        name: "sessions by person",
        format: 1,
    },
    unique: false,
    keys: |session| vec![Key::of(&[session.person.as_str()])],
};

/// Sessions by when somebody last came: the oldest are erased first.
const BY_SEEN: Index<Session> = Index {
    space: Space {
        name: "sessions by last coming",
        format: 1,
    },
    unique: false,
    keys: |session| vec![Key::of(&[&session.seen.to_string()])],
};

impl SessionId {
    fn random() -> Self {
        let mut random = rand::rng();
        Self(format!(
            "{:032x}{:032x}",
            random.random::<u128>(),
            random.random::<u128>()
        ))
    }

    /// The secret that a cookie holds; none when it does not look like one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        hex::is(text, 64).then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn key(&self) -> Key {
        let digest = blake3::hash(self.0.as_bytes()).to_hex();
        Key::from(digest.as_str())
    }
}

impl fmt::Debug for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl Session {
    /// Begins a session in a batch, in place of the one before it.
    pub(crate) fn begin(
        person: &PersonId,
        stage: Stage,
        before: Option<(&Key, &Kept<Self>)>,
        now: Moment,
        batch: &mut Batch,
    ) -> Result<SessionId, StoreError> {
        if let Some((key, kept)) = before {
            batch.remove(key, kept);
        }
        let id = SessionId::random();
        let session = Self {
            person: person.clone(),
            stage,
            begun: now,
            seen: now,
            proved: (stage == Stage::Full).then_some(now),
        };
        batch.claim(&id.key(), &session)?;
        Ok(id)
    }

    /// Whether it still holds.
    pub(crate) fn holds(&self, seen: Moment, now: Moment) -> bool {
        let (idle, whole) = match self.stage {
            Stage::Full => (IDLE, WHOLE),
            _ => (ON_THE_WAY, ON_THE_WAY),
        };
        now < seen.after(idle) && now < self.begun.after(whole)
    }

    /// When it ends if nothing comes.
    pub(crate) fn ends(&self, seen: Moment) -> Moment {
        seen.after(IDLE).min(self.begun.after(WHOLE))
    }

    /// Ends every session of a person but one.
    pub(crate) async fn end_all(
        store: &dyn Store,
        person: &PersonId,
        but: Option<&Key>,
    ) -> Result<(), StoreError> {
        loop {
            let listing = Listing::first(AT_ONCE).below(Key::of(&[person.as_str(), ""]));
            let page = store.read().await?.by(&BY_PERSON, &listing, None).await?;
            let others = page.entries.iter().filter(|(key, _)| Some(key) != but);
            let mut batch = Batch::new();
            let mut count = 0;
            for (key, kept) in others {
                batch.remove(key, kept);
                count += 1;
            }
            if count == 0 {
                return Ok(());
            }
            match store.commit(batch).await {
                // Somebody came in between, and was written as seen: read again.
                Ok(_) | Err(StoreError::Conflict { .. }) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// When each session was last seen, ahead of what is written.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    latest: Mutex<HashMap<Key, Moment>>,
}

impl Seen {
    /// A request came; when one came before it, as far as is known.
    pub(crate) fn comes(&self, key: &Key, written: Moment, now: Moment) -> Moment {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let known = latest.get(key).copied();
        let before = known.map_or(written, |known| known.max(written));
        if written.after(WRITTEN_EVERY) < now || known.is_some() {
            latest.insert(key.clone(), now);
        }
        before
    }

    /// Writes what is known, and forgets it.
    pub(crate) async fn write(&self, store: &dyn Store) -> Result<(), StoreError> {
        let known = {
            let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *latest)
        };
        if known.is_empty() {
            return Ok(());
        }
        let snapshot = store.read().await?;
        for (key, seen) in known {
            let Some(kept) = snapshot.find::<Session>(&key).await? else {
                continue;
            };
            let mut session = kept.record.clone();
            session.seen = seen.max(session.seen);
            let mut batch = Batch::new();
            batch.replace(&key, &kept, &session)?;
            match store.commit(batch).await {
                Ok(_) | Err(StoreError::Conflict { .. }) => {} // ended in between
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Writes when people came, and ends what is over.
pub(crate) struct Keeper {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) seen: Arc<Seen>,
}

impl Keeper {
    /// Works until it is told to stop; what is known by then is written.
    pub(crate) async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            tokio::select! {
                () = tokio::time::sleep(WRITTEN_EVERY) => {}
                _ = stop.changed() => {}
            }
            let store = &*self.store;
            let written = self.seen.write(store).await;
            let now = Clock::Machine.now();
            let is_over = |session: &Session| session.seen.after(WHOLE) < now;
            let ended = sweep(store, &BY_SEEN, "", is_over).await;
            if let Err(error) = written.and(ended) {
                tracing::error!(%error, "when people came could not be written");
            }
        }
    }
}

/// The session with this secret, while it holds.
pub(crate) async fn find(
    snapshot: &(dyn Snapshot + 'static),
    seen: &Seen,
    id: &SessionId,
    now: Moment,
) -> Result<Option<(Key, Kept<Session>, Moment)>, StoreError> {
    let key = id.key();
    let Some(kept) = snapshot.find::<Session>(&key).await? else {
        return Ok(None);
    };
    let before = seen.comes(&key, kept.record.seen, now);
    let holds = kept.record.holds(before, now);
    Ok(holds.then_some((key, kept, before)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Memory;

    fn minutes(n: u64) -> Duration {
        Duration::from_secs(60 * n)
    }

    async fn begun(store: &Memory, stage: Stage, now: Moment) -> (PersonId, SessionId) {
        let (person, mut batch) = (PersonId::random(), Batch::new());
        let id = Session::begin(&person, stage, None, now, &mut batch).unwrap();
        store.commit(batch).await.unwrap();
        (person, id)
    }

    async fn is_there(store: &Memory, seen: &Seen, id: &SessionId, now: Moment) -> bool {
        let snapshot = store.read().await.unwrap();
        find(&*snapshot, seen, id, now).await.unwrap().is_some()
    }

    #[tokio::test]
    async fn a_session_ends_after_half_an_hour_of_nothing_and_after_twelve_hours() {
        let (store, seen, now) = (Memory::new(), Seen::default(), Clock::Machine.now());
        let (_, id) = begun(&store, Stage::Full, now).await;
        assert!(!is_there(&store, &Seen::default(), &id, now.after(minutes(30))).await);
        for n in (0..12 * 60).step_by(29) {
            assert!(
                is_there(&store, &seen, &id, now.after(minutes(n))).await,
                "{n}"
            );
        }
        assert!(!is_there(&store, &seen, &id, now.after(minutes(12 * 60))).await);
    }

    #[tokio::test]
    async fn whoever_is_on_the_way_has_half_an_hour_however_often_they_come() {
        let (store, seen, now) = (Memory::new(), Seen::default(), Clock::Machine.now());
        let (_, id) = begun(&store, Stage::Password, now).await;
        assert!(is_there(&store, &seen, &id, now.after(minutes(29))).await);
        assert!(!is_there(&store, &seen, &id, now.after(minutes(31))).await);
    }

    #[tokio::test]
    async fn sessions_of_a_person_end_together() {
        let (store, seen, now) = (Memory::new(), Seen::default(), Clock::Machine.now());
        let (person, first) = begun(&store, Stage::Full, now).await;
        let mut batch = Batch::new();
        let second = Session::begin(&person, Stage::Full, None, now, &mut batch).unwrap();
        store.commit(batch).await.unwrap();
        let (_, other) = begun(&store, Stage::Full, now).await;
        let keep = second.key();
        Session::end_all(&store, &person, Some(&keep))
            .await
            .unwrap();
        assert!(!is_there(&store, &seen, &first, now).await);
        assert!(is_there(&store, &seen, &second, now).await);
        Session::end_all(&store, &person, None).await.unwrap();
        assert!(!is_there(&store, &seen, &second, now).await);
        assert!(is_there(&store, &seen, &other, now).await);
    }

    #[tokio::test]
    async fn when_somebody_came_is_written_and_survives() {
        let (store, seen, now) = (Memory::new(), Seen::default(), Clock::Machine.now());
        let (_, id) = begun(&store, Stage::Full, now).await;
        assert!(is_there(&store, &seen, &id, now.after(minutes(20))).await);
        seen.write(&store).await.unwrap();
        let restarted = Seen::default();
        assert!(is_there(&store, &restarted, &id, now.after(minutes(45))).await);
    }

    #[tokio::test]
    async fn the_secret_is_not_in_the_store() {
        let (store, now) = (Memory::new(), Clock::Machine.now());
        let (_, id) = begun(&store, Stage::Full, now).await;
        let snapshot = store.read().await.unwrap();
        let kept = snapshot.find::<Session>(&id.key()).await.unwrap().unwrap();
        let record = serde_json::to_string(&kept.record).unwrap();
        let known = format!("{:?} {record} {id:?}", id.key());
        assert!(!known.contains(id.as_str()), "{known}");
        assert_eq!(SessionId::read(id.as_str()), Some(id));
        assert_eq!(SessionId::read("short"), None);
    }
}
