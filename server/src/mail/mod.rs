//! Mail: letters wait in an outbox of the store, written in the same batch as what caused them, until they are delivered.
//!
//! A letter goes to the mail server, or into a folder. What it says is content; where its links lead is the operator's base
//! address alone. The secret of a link is in no record: a letter keeps a seed, and the secret is made of it and of a key
//! that stands outside the store.

mod addresses;
mod compose;
mod deliver;
mod letter;
mod links;
mod secret;
mod sender;
mod writer;

pub(crate) use addresses::{Addresses, Given};
pub(crate) use compose::Composer;
pub(crate) use deliver::Post;
pub(crate) use letter::{BY_STANDING, Letter, Standing, again, delivered};
pub(crate) use links::{BY_LAST_DAY, Leads, Link};
pub(crate) use secret::{SecretKey, Seed, Token};
pub(crate) use sender::Sender;
pub(crate) use writer::Writer;

use std::fmt;
use tokio::sync::{Mutex, Notify};

/// What writing and sending letters needs.
#[derive(Debug)]
pub(crate) struct Mailroom {
    pub(crate) key: SecretKey,
    /// How people reach the service.
    pub(crate) base: String,
    /// Rings when a letter was put into the outbox.
    pub(crate) bell: Notify,
    /// One question for a return link at a time, so that each sees those before it.
    pub(crate) asking: Mutex<()>,
}

/// Stands in the text of a letter where its link will.
pub(crate) const LINK: &str = "\u{e001}";

impl Mailroom {
    pub(crate) fn new(key: SecretKey, base: String) -> Self {
        Self {
            key,
            base,
            bell: Notify::new(),
            asking: Mutex::new(()),
        }
    }

    /// Where the link of a letter leads.
    pub(crate) fn link(&self, seed: &Seed) -> String {
        format!("{}/links/{}", self.base, self.key.token(seed).as_str())
    }

    /// A text of a letter with its link in it.
    pub(crate) fn filled(&self, text: &str, letter: &Letter) -> String {
        match &letter.seed {
            Some(seed) => text.replace(LINK, &self.link(seed)),
            None => text.to_owned(),
        }
    }
}

/// Why a letter was not delivered. What a mail server says may name somebody, so it is never logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Undelivered {
    /// It may go better later.
    Later(String),
    /// It never will: the letter itself, or the address, is refused.
    Never(String),
}

impl fmt::Display for Undelivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Later(said) | Self::Never(said) => f.write_str(said),
        }
    }
}
