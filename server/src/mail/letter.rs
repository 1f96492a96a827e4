//! The outbox: letters, and what became of each. A letter is written once; only its standing changes.

use super::Seed;
use super::Undelivered;
use crate::clock::{Clock, Moment};
use crate::store::{Batch, Index, Kept, Key, Record, Space, StoreError};
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Tries before a letter is given up: over three days in all.
const TRIES: u32 = 14;

/// How long after the first failure; each next one waits four times as long, half a day at most.
const FIRST_WAIT: Duration = Duration::from_secs(2);
const LONGEST_WAIT: Duration = Duration::from_secs(12 * 60 * 60);

/// A message to one person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Letter {
    /// The message of the content that it was written from.
    pub(crate) message: String,
    /// The address.
    pub(crate) to: String,
    pub(crate) subject: String,
    /// With [`super::LINK`] where its link will stand.
    pub(crate) text: String,
    /// A whole document, likewise.
    pub(crate) html: String,
    /// What the secret in its link is made of.
    pub(crate) seed: Option<Seed>,
    pub(crate) written: Moment,
    pub(crate) standing: Standing,
}

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    /// It is still to be delivered.
    Waiting {
        /// When to try.
        due: Moment,
        /// How often it was tried.
        tries: u32,
        /// What was said the last time.
        said: Option<String>,
    },
    /// It was handed over.
    Sent {
        /// When.
        at: Moment,
    },
    /// It was given up: somebody has to look.
    GivenUp {
        /// When.
        at: Moment,
        /// Why.
        said: String,
    },
}

impl Standing {
    /// In one word.
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Sent { .. } => "sent",
            Self::GivenUp { .. } => "given up",
        }
    }

    const fn moment(&self) -> Moment {
        match self {
            Self::Waiting { due: at, .. } | Self::Sent { at } | Self::GivenUp { at, .. } => *at,
        }
    }
}

impl Record for Letter {
    const SPACE: Space = Space {
        name: "letters",
        format: 1,
    };
    const INDEXES: &'static [Index<Self>] = &[BY_STANDING];
}

/// Letters by what became of them, and when: those that wait in the order in which they are due.
pub(crate) const BY_STANDING: Index<Letter> = Index {
    space: Space {
        name: "letters by standing",
        format: 1,
    },
    unique: false,
    keys: |letter| {
        let standing = &letter.standing;
        vec![Key::of(&[standing.word(), &standing.moment().to_string()])]
    },
};

impl Letter {
    /// Puts it into the outbox with whatever else a batch writes. Keys are in the order of writing.
    pub(crate) fn put(&self, batch: &mut Batch) -> Result<(), StoreError> {
        let (now, random) = (Clock::Machine.now().digits(), rand::rng().random::<u64>());
        batch.claim(&Key::from(format!("{now}-{random:016x}").as_str()), self)
    }
}

/// To be tried as soon as can be.
pub(crate) fn new_standing() -> Standing {
    Standing::Waiting {
        due: Clock::Machine.now(),
        tries: 0,
        said: None,
    }
}

/// A letter after it was tried.
pub(crate) fn delivered(
    read: &Kept<Letter>,
    result: Result<(), Undelivered>,
    now: Moment,
) -> Letter {
    let mut letter = read.record.clone();
    let tried = match &letter.standing {
        Standing::Waiting { tries, .. } => tries.saturating_add(1),
        _ => TRIES,
    };
    letter.standing = match result {
        Ok(()) => Standing::Sent { at: now },
        Err(Undelivered::Later(said)) if tried < TRIES => Standing::Waiting {
            due: now.after(wait(tried)),
            tries: tried,
            said: Some(said),
        },
        Err(Undelivered::Later(said) | Undelivered::Never(said)) => {
            Standing::GivenUp { at: now, said }
        }
    };
    letter
}

/// A letter that was given up, to be tried again.
pub(crate) fn again(read: &Kept<Letter>) -> Option<Letter> {
    let mut letter = read.record.clone();
    let Standing::GivenUp { .. } = letter.standing else {
        return None;
    };
    letter.standing = new_standing();
    Some(letter)
}

fn wait(tries: u32) -> Duration {
    let factor = 4_u32.saturating_pow(tries.saturating_sub(1));
    FIRST_WAIT.saturating_mul(factor).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Version;

    fn waiting(tries: u32) -> Kept<Letter> {
        let now = Clock::Machine.now();
        let record = Letter {
            message: "m".to_owned(),
            to: "jo@example.org".to_owned(),
            subject: "s".to_owned(),
            text: "t".to_owned(),
            html: "h".to_owned(),
            seed: None,
            written: now,
            standing: Standing::Waiting {
                due: now,
                tries,
                said: None,
            },
        };
        Kept {
            version: Version(1),
            record,
        }
    }

    #[test]
    fn each_failure_waits_longer_and_the_last_one_is_for_the_operator() {
        let (mut kept, mut now, mut waits) = (waiting(0), Clock::Machine.now(), Vec::new());
        let begun = now;
        let down = || Err(Undelivered::Later("down".to_owned()));
        while let Standing::Waiting { .. } = kept.record.standing {
            kept.record = delivered(&kept, down(), now);
            if let Standing::Waiting { due, .. } = kept.record.standing {
                waits.push(now.until(due));
                now = due;
            }
        }
        assert!(waits.is_sorted() && waits[0] == FIRST_WAIT, "{waits:?}");
        assert_eq!(waits.last(), Some(&LONGEST_WAIT));
        assert!(begun.until(now) > Duration::from_secs(3 * 24 * 60 * 60));
        assert!(matches!(kept.record.standing, Standing::GivenUp { .. }));
        assert!(again(&kept).is_some() && again(&waiting(3)).is_none());
    }

    #[test]
    fn what_is_refused_for_good_is_not_tried_again() {
        let refused = delivered(
            &waiting(0),
            Err(Undelivered::Never("no such mailbox".to_owned())),
            Clock::Machine.now(),
        );
        assert_eq!(refused.standing.word(), "given up");
    }
}
