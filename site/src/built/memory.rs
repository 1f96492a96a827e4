//! What is remembered of the last time: which files it was made of, and what each page held. Anything that is not as it was
//! written is forgotten as a whole, and everything is built again.

use super::faults::Slip;
use super::folder::Print;
use super::{Folder, Planned};
use blake3::Hash;
use engine::Outline;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;
use std::sync::Arc;

/// What is remembered.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    /// A digest of whatever is not a page of its own: the program, its templates, where the site is put.
    made_with: [u8; 32],
    /// The notes, as they were read.
    pub sources: Vec<KeptSource>,
    pub(super) texts: Texts,
    pages: Vec<KeptPage>,
}

/// A note, as it was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeptSource {
    /// Its path below the content folder.
    pub path: String,
    /// What the system said of the file: as long as that is the same, so is the file.
    pub print: [i64; 7],
    /// A digest of its bytes.
    pub digest: [u8; 32],
    /// What others have to know of it.
    pub outline: Arc<Outline>,
}

/// A page, as it was built.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct KeptPage {
    pub(super) path: String,
    pub(super) made_of: [u8; 32],
    /// What the system said of the file when it had been written.
    pub(super) print: Print,
    pub(super) ids: Vec<u32>,
    pub(super) links: Vec<u32>,
    pub(super) slips: Vec<Slip>,
}

impl KeptPage {
    /// Whether it would be built the same again, and still stands where it was put.
    pub(super) fn is_of(&self, page: &Planned, folder: &Folder, path: &str) -> bool {
        self.made_of == *page.made_of.as_bytes() && folder.print(path) == Some(self.print)
    }
}

impl Memory {
    /// What is remembered in a file of what was made with the same; nothing otherwise.
    #[must_use]
    pub fn load(file: &Path, made_with: Hash) -> Self {
        let made_with = *made_with.as_bytes();
        let bytes = fs::read(file).unwrap_or_default();
        let digest = bytes.split_at_checked(blake3::OUT_LEN);
        let sound = digest.filter(|(digest, rest)| blake3::hash(rest).as_bytes() == digest);
        let memory: Option<Self> = sound.and_then(|(_, rest)| postcard::from_bytes(rest).ok());
        let same = memory.filter(|memory| memory.made_with == made_with);
        same.map_or_else(
            || Self {
                made_with,
                ..Self::default()
            },
            |mut memory| {
                memory.texts.index();
                memory
            },
        )
    }

    /// Remembers for the next time.
    ///
    /// # Errors
    ///
    /// When the file cannot be written; the site is none the worse.
    pub fn save(&self, file: &Path) -> std::io::Result<()> {
        let bytes = postcard::to_stdvec(self).map_err(std::io::Error::other)?;
        let mut all = blake3::hash(&bytes).as_bytes().to_vec();
        all.extend(bytes);
        let new = file.with_extension("new");
        fs::write(&new, all)?;
        fs::rename(new, file)
    }

    pub(super) fn take_pages(&mut self) -> BTreeMap<String, KeptPage> {
        let pages = std::mem::take(&mut self.pages);
        pages
            .into_iter()
            .map(|page| (page.path.clone(), page))
            .collect()
    }

    pub(super) fn keep_pages(&mut self, pages: BTreeMap<String, KeptPage>) {
        self.pages = pages.into_values().collect();
    }
}

/// Every id and every place that a link leads to, once.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Texts {
    all: Vec<String>,
    /// The number of each text by its digest.
    #[serde(skip)]
    numbers: HashMap<u64, u32>,
    #[serde(skip)]
    keys: RandomState,
}

impl Texts {
    fn index(&mut self) {
        let keys = &self.keys;
        let numbers = self.all.iter().zip(0..);
        self.numbers = numbers
            .map(|(text, number)| (keys.hash_one(text.as_str()), number))
            .collect();
    }

    /// The number of a text; none when it is not there.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        let number = *self.numbers.get(&self.keys.hash_one(text))?;
        (self.text(number) == text).then_some(number)
    }

    /// The number of a text, which is there from now on.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.find(text) {
            return number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(text.to_owned());
        self.numbers.insert(self.keys.hash_one(text), number);
        number
    }

    pub(super) fn text(&self, number: u32) -> &str {
        self.all.get(number as usize).map_or("", String::as_str)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }
}
