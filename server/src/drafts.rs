//! Drafts: answers saved but not sent. Whose a draft is, and what may happen to it.
//!
//! The one way to a draft is [`find`], which answers the same whether there is no such draft or it is somebody else's.

use crate::clock::Moment;
use crate::files;
use crate::hex;
use crate::news::News;
use crate::reference::Reference;
use crate::store::{Batch, Index, Kept, Key, Record, Space, Store, StoreError};
use engine::Memory;
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// The name of a draft in addresses: 128 random bits that nobody guesses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DraftId(String);

impl DraftId {
    pub(crate) fn random() -> Self {
        Self(format!("{:032x}", rand::rng().random::<u128>()))
    }

    /// The id that stands in an address; none when it does not look like one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        hex::is(text, 32).then(|| Self(text.to_owned()))
    }

    pub(crate) fn key(&self) -> Key {
        Key::from(self.0.as_str())
    }
}

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whose a draft is: a digest of the secret that their browser keeps, so that the store gives no browser's secret away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Owner(String);

impl Owner {
    /// Whoever holds this secret.
    pub(crate) fn of(secret: &str) -> Self {
        Self(blake3::hash(secret.as_bytes()).to_hex().to_string())
    }
}

/// Answers saved but not sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Draft {
    /// The form.
    pub(crate) form: String,
    /// The definition version that its answers belong to.
    pub(crate) definition: String,
    /// Whose it is.
    pub(crate) owner: Owner,
    /// Who else may open it: browsers that came with a return link, the last ones.
    #[serde(default)]
    pub(crate) shared_with: Vec<Owner>,
    /// When it was begun, and last saved.
    pub(crate) begun: Moment,
    pub(crate) saved: Moment,
    /// Answers as typed, those of pages that are hidden now among them.
    pub(crate) answers: serde_json::Value,
    /// Screens that were answered at least once, by their address in the draft. A screen that asks for nothing is on nobody's
    /// list of things to do, and yet has to be shown once.
    pub(crate) seen: BTreeSet<String>,
    /// Whether everything was answered when it was last saved: it had come to its end, wherever that is by now.
    #[serde(default)]
    pub(crate) complete: bool,
    /// The questions that were asked, so that a later version of the form can tell which answers still fit. Format 1 did not
    /// keep them.
    #[serde(default)]
    pub(crate) asked: Option<Memory>,
    /// What changed in the form since, until it was told.
    #[serde(default)]
    pub(crate) news: Vec<News>,
    /// How often an item was taken out of a list: a page about an item that was opened before does not mean the same one.
    #[serde(default)]
    pub(crate) removals: u64,
    /// Items of a section that came in a table, until somebody says that they may take the place of those that are there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uploaded: Option<Uploaded>,
    /// The rows at fault of the table that was refused last, to be mended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) to_mend: Option<ToMend>,
    /// What became of it; the answers are then in the submission alone.
    pub(crate) sent: Option<Reference>,
}

impl Draft {
    /// Whether this browser may open it.
    fn is_of(&self, owner: &Owner) -> bool {
        self.owner == *owner || self.shared_with.contains(owner)
    }

    /// The same, for another browser too.
    pub(crate) fn shared_with(mut self, owner: &Owner) -> Self {
        if !self.is_of(owner) {
            if self.shared_with.len() >= MOST_BROWSERS {
                self.shared_with.remove(0);
            }
            self.shared_with.push(owner.clone());
        }
        self
    }
}

/// Items that came in a table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Uploaded {
    /// What the file was called.
    pub(crate) name: String,
    /// The items, under the name of their section.
    pub(crate) items: serde_json::Value,
}

/// Rows of a table that was refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ToMend {
    /// The section that they were for.
    pub(crate) section: String,
    /// The headings, and below them the rows, each with what is wrong in its last cell.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Record for Draft {
    const SPACE: Space = Space {
        name: "drafts",
        format: 2,
    };
    const INDEXES: &'static [Index<Self>] = &[BY_DAY, BY_FILE];
}

/// Drafts by the day on which they were last saved: the oldest are the first to be erased.
pub(crate) const BY_DAY: Index<Draft> = Index {
    space: Space {
        name: "drafts by day",
        format: 1,
    },
    unique: false,
    keys: |draft| match draft.sent {
        Some(_) => Vec::new(),
        None => vec![Key::of(&[&draft.saved.day()])],
    },
};

/// Drafts by the files that their answers name.
pub(crate) const BY_FILE: Index<Draft> = Index {
    space: Space {
        name: "drafts by file",
        format: 1,
    },
    unique: false,
    keys: |draft| files::names_of(&draft.answers),
};

/// Browsers besides the first that may open a draft at a time.
const MOST_BROWSERS: usize = 10;

/// Begins a draft.
///
/// # Errors
/// When the store fails.
pub(crate) async fn begin(
    store: &dyn Store,
    form: &str,
    definition: &str,
    owner: Owner,
    now: Moment,
) -> Result<DraftId, StoreError> {
    let id = DraftId::random();
    let draft = Draft {
        form: form.to_owned(),
        definition: definition.to_owned(),
        owner,
        shared_with: Vec::new(),
        begun: now,
        saved: now,
        answers: serde_json::Value::Object(serde_json::Map::new()),
        seen: BTreeSet::new(),
        complete: false,
        asked: Some(Memory::new()),
        news: Vec::new(),
        removals: 0,
        uploaded: None,
        to_mend: None,
        sent: None,
    };
    let mut batch = Batch::new();
    batch.claim(&id.key(), &draft)?;
    store.commit(batch).await?;
    Ok(id)
}

/// The draft of this form and person with this id; nothing when it is not there, or not theirs.
///
/// # Errors
/// When the store fails.
pub(crate) async fn find(
    store: &dyn Store,
    form: &str,
    owner: &Owner,
    id: &DraftId,
) -> Result<Option<Kept<Draft>>, StoreError> {
    let found = store.read().await?.find::<Draft>(&id.key()).await?;
    Ok(found.filter(|kept| kept.record.form == form && kept.record.is_of(owner)))
}

/// Saves a draft in place of the one that was read; durable when this returns.
///
/// # Errors
/// [`StoreError::Conflict`] when it was saved or sent since it was read.
pub(crate) async fn save(
    store: &dyn Store,
    id: &DraftId,
    read: &Kept<Draft>,
    changed: Draft,
) -> Result<(), StoreError> {
    save_with(store, id, read, changed, Batch::new()).await
}

/// The same, with whatever else a batch holds.
///
/// # Errors
/// As for [`save`].
pub(crate) async fn save_with(
    store: &dyn Store,
    id: &DraftId,
    read: &Kept<Draft>,
    changed: Draft,
    mut batch: Batch,
) -> Result<(), StoreError> {
    batch.replace(&id.key(), read, &changed)?;
    store.commit(batch).await.map(|_| ())
}
