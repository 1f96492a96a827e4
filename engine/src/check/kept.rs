//! What was found of each file by itself, kept for as long as the file stays the same.

use crate::declare::{self, Content, DeclaredFile, FileKind, Problems, table_of};
use crate::guidance::{self, Note, Outline};
use crate::name::GuidanceName;
use crate::source::{FileId, SourceFile, Sources};
use blake3::{Hash, Hasher};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every file with what was found of it.
#[derive(Debug, Default)]
pub(super) struct Kept {
    files: BTreeMap<Arc<str>, File>,
    /// Notes that are known by their outlines alone, and are not read.
    pub(super) outlines: BTreeMap<FileId, Arc<Outline>>,
}

/// A file with what was found of it.
#[derive(Debug)]
pub(super) struct File {
    id: FileId,
    bytes: Arc<[u8]>,
    /// Of its id and its bytes: places in a file of another id would lead nowhere.
    pub(super) digest: Hash,
    pub(super) found: Found,
}

/// What a file holds, as far as that can be told without any other.
#[derive(Debug)]
pub(super) enum Found {
    /// A declaration.
    Declared(Arc<DeclaredFile>),
    /// A note, as it was on a day; none when it could not be read.
    Note(GuidanceName, Date, Option<Arc<Note>>, Problems),
    /// A table or something else that is read with the file that it belongs to; what is read by nobody, with what to say of it.
    Beside(Problems),
}

impl Kept {
    /// Reads what is new or has changed, and forgets what is gone.
    pub(super) fn update(&mut self, sources: &Sources, today: Date) {
        let mut before = std::mem::take(&mut self.files);
        for (id, file) in sources.iter() {
            let kept = before.remove(&file.path);
            let same = kept.filter(|kept| kept.is_of(id, file, today));
            let outline = self.outlines.remove(&id);
            let now = same.unwrap_or_else(|| File::read(id, file, outline, today));
            self.files.insert(file.path.clone(), now);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }

    /// Every declaration, with its file.
    pub(super) fn declared(&self) -> impl Iterator<Item = (FileId, &Arc<DeclaredFile>)> {
        self.files.values().filter_map(|file| match &file.found {
            Found::Declared(declared) => Some((file.id, declared)),
            _ => None,
        })
    }

    /// A digest of a file, and of the table beside it where it may have one.
    pub(super) fn stamp(&self, path: &str, kind: FileKind) -> Hash {
        let mut digest = Hasher::new();
        let mut add = |path: &str| {
            if let Some(file) = self.files.get(path) {
                digest.update(file.digest.as_bytes());
            }
        };
        add(path);
        if kind == FileKind::List {
            add(&table_of(path));
        }
        digest.finalize()
    }
}

impl File {
    fn is_of(&self, id: FileId, file: &SourceFile, today: Date) -> bool {
        let same_day = match &self.found {
            Found::Note(_, day, ..) => *day == today,
            _ => true,
        };
        same_day
            && self.id == id
            && (Arc::ptr_eq(&self.bytes, &file.bytes) || self.bytes == file.bytes)
    }

    fn read(id: FileId, file: &SourceFile, outline: Option<Arc<Outline>>, today: Date) -> Self {
        let path = &*file.path;
        let found = match (guidance::name_at(path), outline) {
            (Some(name), Some(outline)) => {
                let note = Note::outlined(name.clone(), id, outline);
                Found::Note(name, today, Some(Arc::new(note)), Problems::new())
            }
            (Some(name), None) => {
                let mut problems = Problems::new();
                let note = guidance::read(id, &file.bytes, name.clone(), today, &mut problems);
                Found::Note(name, today, note.map(Arc::new), problems)
            }
            _ if path.starts_with("forms/") && path.ends_with(".md") => {
                let message = declare::message::declare(id, path, &file.bytes);
                Found::Declared(Arc::new(message))
            }
            _ if path.starts_with("forms/") && is_yaml(path) => {
                Found::Declared(Arc::new(declare::declare(id, path, &file.bytes)))
            }
            _ => Found::Beside(declare::passed_over(id, path)),
        };
        let mut digest = Hasher::new();
        digest.update(format!("{id:?}").as_bytes());
        digest.update(&file.bytes);
        Self {
            id,
            bytes: file.bytes.clone(),
            digest: digest.finalize(),
            found,
        }
    }
}

impl DeclaredFile {
    /// Whether it is one of lists, types or examples that could be read.
    pub(super) fn tree(&self, kind: FileKind) -> Option<&crate::yaml::Node> {
        match &self.content {
            Content::Tree(node) if self.kind == Some(kind) => Some(node),
            _ => None,
        }
    }
}

fn is_yaml(path: &str) -> bool {
    path.ends_with(".yaml") || path.ends_with(".yml")
}
