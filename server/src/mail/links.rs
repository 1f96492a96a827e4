//! Links in letters: what each opens. The store knows a digest of the secret alone, as the key of the record.

use super::Token;
use crate::clock::Moment;
use crate::store::{Index, Key, Listing, Record, Snapshot, Space, StoreError};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What a link is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Leads {
    /// To go on with a draft.
    Draft {
        /// Its form.
        form: String,
        /// Its id.
        id: String,
    },
    /// To say that an address is theirs.
    Address {
        /// Of the submission that it stands in.
        reference: String,
        /// The address.
        address: String,
    },
    /// To set up how to sign in.
    Invitation {
        /// Who was invited.
        person: String,
    },
    /// To choose another password.
    NewPassword {
        /// Whose.
        person: String,
    },
}

/// A link that was sent to somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Link {
    pub(crate) leads: Leads,
    /// When it was asked for.
    pub(crate) asked: Moment,
    /// The last day on which it opens, in the service's zone.
    pub(crate) until: String,
    /// Digests of the address that it went to, and of the client that asked for it.
    pub(crate) askers: Vec<String>,
}

impl Record for Link {
    const SPACE: Space = Space {
        name: "links",
        format: 1,
    };
    const INDEXES: &'static [Index<Self>] = &[BY_ASKER, BY_LAST_DAY];
}

/// Links by who asked for them, and when.
const BY_ASKER: Index<Link> = Index {
    space: Space {
        name: "links by asker",
        format: 1,
    },
    unique: false,
    keys: |link| {
        let askers = link.askers.iter();
        askers
            .map(|asker| Key::of(&[asker, &link.asked.to_string()]))
            .collect()
    },
};

/// Links by the last day on which they open.
pub(crate) const BY_LAST_DAY: Index<Link> = Index {
    space: Space {
        name: "links by last day",
        format: 1,
    },
    unique: false,
    keys: |link| vec![Key::of(&[&link.until])],
};

impl Link {
    /// The key of the link with this secret.
    pub(crate) fn key(token: &Token) -> Key {
        Key::from(token.digest().as_str())
    }

    /// Whether somebody asked for so many in the last hour.
    pub(crate) async fn too_many(
        snapshot: &(dyn Snapshot + 'static),
        asker: &str,
        most: u32,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let listing = Listing::first(most)
            .below(Key::of(&[asker, ""]))
            .backwards();
        let page = snapshot.by(&BY_ASKER, &listing, None).await?;
        let hour = now.before(Duration::from_secs(60 * 60));
        let recent = page
            .entries
            .iter()
            .filter(|(_, kept)| kept.record.asked > hour);
        Ok(recent.count() >= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::store::{Batch, Memory, Store};

    fn link(asker: &str, asked: Moment) -> Link {
        Link {
            leads: Leads::Draft {
                form: "lend".to_owned(),
                id: "a".to_owned(),
            },
            asked,
            until: "2026-03-30".to_owned(),
            askers: vec![asker.to_owned()],
        }
    }

    #[tokio::test]
    async fn only_links_of_the_last_hour_and_of_the_same_asker_count() {
        let store = Memory::new();
        let now = Clock::Machine.now();
        let ago = |minutes: u64| now.before(Duration::from_secs(60 * minutes));
        let mut batch = Batch::new();
        let asked = [
            ("jo", 70),
            ("jo", 50),
            ("jo", 10),
            ("ann", 5),
            ("ann", 4),
            ("ann", 3),
        ];
        for (n, (asker, minutes)) in asked.into_iter().enumerate() {
            let key = Key::from(format!("{n}").as_str());
            batch.claim(&key, &link(asker, ago(minutes))).unwrap();
        }
        store.commit(batch).await.unwrap();
        let snapshot = store.read().await.unwrap();
        let too_many = async |asker| Link::too_many(&*snapshot, asker, 3, now).await.unwrap();
        assert!(too_many("ann").await);
        assert!(
            !too_many("jo").await,
            "one of the three is over an hour old"
        );
        assert!(
            !too_many("an").await,
            "another asker whose digest begins alike"
        );
    }
}
