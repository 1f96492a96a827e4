//! Answers as they were typed: text, by question name. What a page posts, what a draft keeps, what the API takes.

use crate::question::secret::is_sealed;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// What somebody entered for one question, or for one section that repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// One text, exactly as typed.
    Text(String),
    /// The options that were ticked.
    Several(Vec<String>),
    /// Several boxes with a name each: a date's `day`, `month`, `year`.
    Parts(BTreeMap<String, String>),
    /// The items of a section that repeats.
    Items(Vec<Answers>),
    /// Files that were uploaded.
    Files(Vec<File>),
}

/// What is known of a file that was uploaded. Its bytes are kept elsewhere, under their digest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct File {
    /// Its name, without a path.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// What it is, as it is served: `application/pdf`.
    pub media_type: String,
    /// The BLAKE3 digest of its bytes, 64 hexadecimal digits.
    pub digest: String,
}

/// The key that tells a file from an item of a section that repeats: no question has a name with a space.
const MEDIA_TYPE: &str = "media type";

/// Answers as typed, by the name of the question, or of the section that repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, Entered>);

impl Answers {
    /// No answers.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// What was entered under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Entered> {
        self.0.get(name)
    }

    /// Puts an answer in place of what was there.
    pub fn set(&mut self, name: impl Into<String>, entered: Entered) {
        self.0.insert(name.into(), entered);
    }

    /// Takes an answer out.
    pub fn remove(&mut self, name: &str) -> Option<Entered> {
        self.0.remove(name)
    }

    /// Names with what was entered, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entered)> {
        self.0
            .iter()
            .map(|(name, entered)| (name.as_str(), entered))
    }

    /// The items of a section that repeats; none when nothing was entered.
    #[must_use]
    pub fn items(&self, section: &str) -> &[Self] {
        match self.get(section) {
            Some(Entered::Items(items)) => items,
            _ => &[],
        }
    }

    /// The items of a section that repeats, to change them.
    pub fn items_mut(&mut self, section: &str) -> &mut Vec<Self> {
        let entered = self
            .0
            .entry(section.to_owned())
            .or_insert_with(|| Entered::Items(Vec::new()));
        if !matches!(entered, Entered::Items(_)) {
            *entered = Entered::Items(Vec::new());
        }
        match entered {
            Entered::Items(items) => items,
            _ => unreachable!("made so above"),
        }
    }

    /// Answers as a JSON document: texts, arrays of texts, objects of texts, arrays of answers.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let entry = |(name, entered): (&str, &Entered)| (name.to_owned(), entered.to_json());
        Json::Object(self.iter().map(entry).collect::<Map<_, _>>())
    }

    /// Answers from a JSON document; numbers and `true`/`false` count as their text (`yes`/`no`), `null` as absent.
    /// Anything else that is not an answer's shape is passed over: the verdict then calls the question unanswered.
    #[must_use]
    pub fn from_json(json: &Json) -> Self {
        let Json::Object(fields) = json else {
            return Self::new();
        };
        Self(
            fields
                .iter()
                .filter_map(|(name, json)| Some((name.clone(), Entered::from_json(json)?)))
                .collect(),
        )
    }
}

impl Entered {
    /// The name under which a sealed secret stands.
    pub(crate) const SEALED: &'static str = "sealed";

    /// A secret that was sealed: the hash of what was typed, as argon2 writes it.
    #[must_use]
    pub fn of_sealed(hash: String) -> Self {
        Self::Parts([(Self::SEALED.to_owned(), hash)].into())
    }

    /// The hash of a secret that was sealed. No page can post one: a field gives a text.
    #[must_use]
    pub fn sealed(&self) -> Option<&str> {
        match self {
            Self::Parts(parts) if parts.len() == 1 => {
                let hash = parts.get(Self::SEALED)?;
                is_sealed(hash).then_some(hash)
            }
            _ => None,
        }
    }

    /// Whether nothing was entered: blanks alone, no box filled, nothing ticked.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Several(texts) => texts.iter().all(|text| text.trim().is_empty()),
            Self::Parts(parts) => parts.values().all(|text| text.trim().is_empty()),
            Self::Items(items) => items.is_empty(),
            Self::Files(files) => files.is_empty(),
        }
    }

    fn to_json(&self) -> Json {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Several(texts) => texts.clone().into(),
            Self::Parts(parts) => parts
                .iter()
                .map(|(name, text)| (name.clone(), text.as_str().into()))
                .collect::<Map<_, _>>()
                .into(),
            Self::Items(items) => items
                .iter()
                .map(Answers::to_json)
                .collect::<Vec<_>>()
                .into(),
            Self::Files(files) => files.iter().map(File::to_json).collect::<Vec<_>>().into(),
        }
    }

    fn from_json(json: &Json) -> Option<Self> {
        Some(match json {
            Json::Array(items) if items.iter().any(is_file) => {
                Self::Files(items.iter().map(File::from_json).collect())
            }
            Json::Array(items) if items.iter().any(Json::is_object) => {
                Self::Items(items.iter().map(Answers::from_json).collect())
            }
            Json::Array(items) => Self::Several(items.iter().filter_map(text_of).collect()),
            Json::Object(parts) => Self::Parts(
                parts
                    .iter()
                    .filter_map(|(name, json)| Some((name.clone(), text_of(json)?)))
                    .collect(),
            ),
            other => Self::Text(text_of(other)?),
        })
    }
}

impl File {
    /// As it stands in a document.
    pub(crate) fn to_json(&self) -> Json {
        json!({ "name": self.name, "size": self.size, MEDIA_TYPE: self.media_type, "digest": self.digest })
    }

    /// Whatever is missing or odd is left blank: the verdict then refuses it.
    fn from_json(json: &Json) -> Self {
        let text = |key: &str| json.get(key).and_then(text_of).unwrap_or_default();
        Self {
            name: text("name"),
            size: text("size").parse().unwrap_or_default(),
            media_type: text(MEDIA_TYPE),
            digest: text("digest"),
        }
    }
}

fn is_file(json: &Json) -> bool {
    json.get(MEDIA_TYPE).is_some()
}

fn text_of(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        _ => None,
    }
}
