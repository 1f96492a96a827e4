//! What others have to know of a note: its title, its headings, where its links lead, its place and its dates.
//!
//! Small next to the note. It can be kept, so that a note which has not changed need not be read again.

use super::link::Target;
use super::markdown::Heading;
use super::shelf;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A note without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    pub(super) title: String,
    pub(super) headings: Vec<Heading>,
    /// Where each link leads, and the bytes of the file that it stands in.
    pub(super) links: Vec<(Target, u32, u32)>,
    pub(super) order: Option<u32>,
    /// The notes that it includes.
    pub(super) includes: Vec<String>,
    /// Whether it holds values or other notes, so that it is made of more than its own text.
    pub(super) is_open: bool,
    #[serde(serialize_with = "write_day", deserialize_with = "read_day")]
    pub(super) published: Option<Date>,
    #[serde(serialize_with = "write_day", deserialize_with = "read_day")]
    pub(super) updated: Option<Date>,
}

impl Outline {
    /// What has to be remembered of the note with this name when it was read before, and its links were followed: where they
    /// lead only when that puts other notes in order.
    #[must_use]
    pub fn remembered(&self, name: &str) -> Self {
        let mut outline = self.clone();
        if !shelf::is_first(name) {
            outline.links.clear();
        }
        outline
    }

    /// Whether the note is made of more than its own text.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// The notes that it includes, by their paths below `guidance/`.
    #[must_use]
    pub fn includes(&self) -> &[String] {
        &self.includes
    }
}

fn write_day<S: Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    day.map(|day| (day.year(), day.month(), day.day()))
        .serialize(to)
}

fn read_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let written: Option<(i16, i8, i8)> = Deserialize::deserialize(from)?;
    let day = written.map(|(year, month, day)| Date::new(year, month, day));
    day.transpose().map_err(serde::de::Error::custom)
}
