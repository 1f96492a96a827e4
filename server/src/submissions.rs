//! Submissions: answers as sent. Each has a reference, stands by itself and never changes.

use crate::clock::Moment;
use crate::drafts::{Draft, DraftId};
use crate::files;
use crate::reference::Reference;
use crate::store::{Batch, Index, Kept, Key, Record, Space, Store, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// References that are tried before giving up; the second is needed once in thousands of millions.
const TRIES: usize = 5;

/// Answers as sent, with everything that is needed to show them again without the form that asked for them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Submission {
    /// The form's name.
    pub(crate) form: String,
    /// Its title.
    pub(crate) title: String,
    /// The definition version it was sent with.
    pub(crate) definition: String,
    /// The day of sending, in the service's zone.
    pub(crate) sent_on: String,
    /// The instant.
    pub(crate) sent: Moment,
    /// What was declared by sending it.
    pub(crate) declaration: Option<String>,
    /// The screens gone through, by their addresses in the draft.
    pub(crate) path: Vec<String>,
    /// What was asked and answered.
    pub(crate) sections: Vec<SentSection>,
    /// Values worked out from the answers, as printed.
    pub(crate) values: BTreeMap<String, String>,
    /// The answers as typed, of the screens gone through alone.
    pub(crate) answers: serde_json::Value,
}

/// The questions under one heading.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SentSection {
    /// The heading.
    pub(crate) title: Option<String>,
    /// The questions.
    pub(crate) lines: Vec<SentLine>,
}

/// One question with its answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SentLine {
    /// The question's name, with its item where its section repeats.
    pub(crate) field: String,
    /// In the words asked.
    pub(crate) ask: String,
    /// The answer as printed, in lines; none when it was left blank.
    pub(crate) answer: Vec<String>,
}

impl Record for Submission {
    const SPACE: Space = Space {
        name: "submissions",
        format: 1,
    };
    const INDEXES: &'static [Index<Self>] = &[BY_FORM, BY_FILE];
}

/// Submissions by form, and by the moment of sending.
pub(crate) const BY_FORM: Index<Submission> = Index {
    space: Space {
        name: "submissions by form",
        format: 1,
    },
    unique: false,
    keys: |submission| vec![Key::of(&[&submission.form, &submission.sent.to_string()])],
};

/// Submissions by the files that their answers name.
pub(crate) const BY_FILE: Index<Submission> = Index {
    space: Space {
        name: "submissions by file",
        format: 1,
    },
    unique: false,
    keys: |submission| files::names_of(&submission.answers),
};

/// What else is written when a submission comes to be, in the same batch: the mail that it causes.
pub(crate) type With<'a> = &'a (dyn Fn(&Reference, &mut Batch) -> Result<(), StoreError> + Sync);

/// Sends a draft: the submission comes to be and the draft gives up its answers, in one batch. Sending the same draft again
/// gives the same reference.
///
/// # Errors
/// [`StoreError::Conflict`] when the draft was saved since it was read: what was to be sent is not what it says now.
pub(crate) async fn send(
    store: &dyn Store,
    id: &DraftId,
    read: &Kept<Draft>,
    prefix: &str,
    submission: &Submission,
    with: With<'_>,
) -> Result<Reference, StoreError> {
    if let Some(reference) = &read.record.sent {
        return Ok(reference.clone());
    }
    let mut refused = None;
    for _ in 0..TRIES {
        let reference = Reference::random(prefix);
        let mut batch = Batch::new();
        batch.claim(&Key::from(reference.as_str()), submission)?;
        let mut sent = read.record.clone();
        sent.sent = Some(reference.clone());
        sent.saved = submission.sent;
        sent.answers = serde_json::Value::Object(serde_json::Map::new());
        sent.seen.clear();
        sent.asked = None;
        sent.news.clear();
        sent.uploaded = None;
        sent.to_mend = None;
        batch.replace(&id.key(), read, &sent)?;
        with(&reference, &mut batch)?;
        match store.commit(batch).await {
            Ok(_) => return Ok(reference),
            Err(taken @ StoreError::Conflict { space, .. }) if space == Submission::SPACE.name => {
                refused = Some(taken);
            }
            Err(StoreError::Conflict { space, key }) => {
                return sent_already(store, id, StoreError::Conflict { space, key }).await;
            }
            Err(error) => return Err(error),
        }
    }
    Err(refused.unwrap_or_else(|| StoreError::Unavailable("no reference is free".to_owned())))
}

/// Two sends at once: the slower one finds what the faster one did.
async fn sent_already(
    store: &dyn Store,
    id: &DraftId,
    conflict: StoreError,
) -> Result<Reference, StoreError> {
    let found = store.read().await?.find::<Draft>(&id.key()).await?;
    found.and_then(|kept| kept.record.sent).ok_or(conflict)
}

/// The submission with this reference.
///
/// # Errors
/// When the store fails.
pub(crate) async fn find(
    store: &dyn Store,
    reference: &Reference,
) -> Result<Option<Submission>, StoreError> {
    let snapshot = store.read().await?;
    let found = snapshot.find(&Key::from(reference.as_str())).await?;
    Ok(found.map(|kept: Kept<Submission>| kept.record))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::drafts::{self, Owner};
    use crate::store::{Listing, Memory};

    const ALONE: With<'static> = &|_, _| Ok(());

    fn submission() -> Submission {
        Submission {
            form: "lend".to_owned(),
            title: "Borrow a room".to_owned(),
            definition: "d".to_owned(),
            sent_on: "2026-03-02".to_owned(),
            sent: Clock::Always("2026-03-02".parse().unwrap()).now(),
            declaration: None,
            path: vec!["name".to_owned()],
            sections: Vec::new(),
            values: BTreeMap::new(),
            answers: serde_json::json!({ "name": "Jo" }),
        }
    }

    async fn begun(store: &Memory) -> (DraftId, Kept<Draft>) {
        let owner = Owner::of("secret");
        let now = Clock::Always("2026-03-01".parse().unwrap()).now();
        let id = drafts::begin(store, "lend", "d", owner.clone(), now)
            .await
            .unwrap();
        let kept = drafts::find(store, "lend", &owner, &id).await.unwrap();
        (id, kept.unwrap())
    }

    #[tokio::test]
    async fn a_draft_of_somebody_else_is_not_there() {
        let store = Memory::new();
        let (id, kept) = begun(&store).await;
        let owner = kept.record.owner;
        let stranger = Owner::of("another");
        let find = async |form, owner| drafts::find(&store, form, owner, &id).await.unwrap();
        assert!(find("lend", &owner).await.is_some());
        assert!(find("lend", &stranger).await.is_none());
        assert!(find("another-form", &owner).await.is_none());
    }

    #[tokio::test]
    async fn sending_twice_gives_the_same_reference() {
        let store = Memory::new();
        let (id, kept) = begun(&store).await;
        let first = send(&store, &id, &kept, "BMR", &submission(), ALONE)
            .await
            .unwrap();
        let raced = send(&store, &id, &kept, "BMR", &submission(), ALONE)
            .await
            .unwrap();
        assert_eq!(first, raced);
        let owner = kept.record.owner;
        let again = drafts::find(&store, "lend", &owner, &id).await.unwrap();
        let again = again.unwrap();
        assert_eq!(again.record.answers, serde_json::json!({}));
        let later = send(&store, &id, &again, "BMR", &submission(), ALONE).await;
        assert_eq!(first, later.unwrap());
        let all = store.read().await.unwrap();
        assert_eq!(
            all.all::<Submission>(&Listing::first(9))
                .await
                .unwrap()
                .len(),
            1
        );
    }

    #[tokio::test]
    async fn a_draft_that_changed_meanwhile_is_not_sent_as_it_was() {
        let store = Memory::new();
        let (id, kept) = begun(&store).await;
        let changed = kept.record.clone();
        drafts::save(&store, &id, &kept, changed).await.unwrap();
        let refused = send(&store, &id, &kept, "BMR", &submission(), ALONE).await;
        assert!(matches!(refused, Err(StoreError::Conflict { .. })));
        let all = store.read().await.unwrap();
        assert!(
            all.all::<Submission>(&Listing::first(9))
                .await
                .unwrap()
                .is_empty()
        );
    }
}
