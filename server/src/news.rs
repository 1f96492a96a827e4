//! What changed in a form since a draft was begun: what somebody has to know, once.

use serde::{Deserialize, Serialize};

/// A change of the form, about one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct News {
    /// What happened.
    pub(crate) what: What,
    /// The question, or the section that repeats, by its name.
    pub(crate) question: String,
    /// The question, in words.
    pub(crate) words: String,
    /// Why it has to be answered again.
    pub(crate) why: Option<String>,
}

/// What happened to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum What {
    /// It is asked now.
    Asked,
    /// Its answer does not stand any more.
    Again,
    /// It is asked no longer; the answer is kept aside.
    Gone,
}

impl News {
    /// Puts what is new behind what was not told yet. About one question the newest counts.
    pub(crate) fn add(told: &mut Vec<Self>, new: Vec<Self>) {
        let stands = |old: &Self| new.iter().all(|new| new.question != old.question);
        told.retain(stands);
        told.extend(new);
    }
}
