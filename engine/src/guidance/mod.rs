//! Guidance: Markdown notes, read, checked and rendered once.

mod blocks;
mod link;
mod markdown;

pub use markdown::Heading;
pub(crate) use markdown::{html, render};

use crate::declare::Problems;
use crate::name::GuidanceName;
use crate::source::FileId;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A note.
#[derive(Debug)]
pub struct Note {
    name: GuidanceName,
    title: String,
    html: String,
}

impl Note {
    /// Its path below `guidance/`, without `.md`.
    #[must_use]
    pub fn name(&self) -> &GuidanceName {
        &self.name
    }

    /// Its first heading.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its body behind the first heading, as HTML: the one text that a template prints as it is.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }
}

pub(crate) fn read(
    _file: FileId,
    _bytes: &[u8],
    name: GuidanceName,
    _today: Date,
    _problems: &mut Problems,
) -> Option<Note> {
    Some(Note {
        title: name.to_string(),
        name,
        html: String::new(),
    })
}

pub(crate) fn check_links(
    _notes: &BTreeMap<GuidanceName, Note>,
    _is_form: &dyn Fn(&str) -> bool,
    _problems: &mut Problems,
) {
}
