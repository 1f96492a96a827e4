//! The notes of a site: those that changed are read, of the others it is remembered what others have to know.

use crate::content::{Seen, UNREAD};
use engine::{Catalogue, FileId, Outline, Severity, SourceFile, Sources};
use jiff::civil::Date;
use site::built::{KeptSource, Memory, on_all_cores};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Every note of a reading.
pub(super) struct Notes {
    known: BTreeMap<FileId, Known>,
    /// Those that were read.
    fresh: BTreeSet<FileId>,
    /// Whether one of them is wrong by itself.
    wrong: bool,
}

/// What is known of a note.
struct Known {
    digest: [u8; 32],
    outline: Arc<Outline>,
}

/// What was seen when the site was last built, so that a note which is still the same is not read.
pub(super) fn remembered(memory: &Memory) -> Seen {
    let included = included(memory.sources.iter().map(|source| &*source.outline));
    let is_apart = |source: &&KeptSource| {
        !source.outline.is_open() && !included.contains(source.path.as_str())
    };
    let apart = memory.sources.iter().filter(is_apart);
    Seen::unread(apart.map(|source| (source.path.as_str(), source.print)))
}

/// The paths of notes that others include: those are needed whole, like those that hold more than their own text.
fn included<'a>(outlines: impl Iterator<Item = &'a Outline>) -> BTreeSet<String> {
    let names = outlines.flat_map(Outline::includes);
    names.map(|name| format!("guidance/{name}.md")).collect()
}

impl Notes {
    /// Reads the notes that are not remembered, on all cores.
    pub(super) fn of(sources: &Sources, kept: Vec<KeptSource>, today: Date) -> Self {
        let mut kept: BTreeMap<String, KeptSource> = kept
            .into_iter()
            .map(|source| (source.path.clone(), source))
            .collect();
        let is_note =
            |file: &SourceFile| file.path.starts_with("guidance/") && file.path.ends_with(".md");
        let mut notes = Self {
            known: BTreeMap::new(),
            fresh: BTreeSet::new(),
            wrong: false,
        };
        let mut unknown: Vec<(FileId, &SourceFile)> = Vec::new();
        for (id, file) in sources.iter().filter(|(_, file)| is_note(file)) {
            let unread = *file.bytes == *UNREAD;
            match kept.remove(&*file.path).filter(|_| unread) {
                Some(KeptSource {
                    digest, outline, ..
                }) => {
                    notes.known.insert(id, Known { digest, outline });
                }
                None => unknown.push((id, file)),
            }
        }
        let read = on_all_cores(&unknown, |_, (id, file)| {
            let (note, problems) = engine::read_note(*id, &file.path, &file.bytes, today);
            let wrong = problems
                .iter()
                .any(|problem| problem.severity == Severity::Error);
            let outline = note.map(|note| note.outline().clone());
            (
                *id,
                outline.filter(|_| !wrong),
                *blake3::hash(&file.bytes).as_bytes(),
            )
        });
        for (id, outline, digest) in read {
            match outline {
                Some(outline) => {
                    notes.known.insert(id, Known { digest, outline });
                    notes.fresh.insert(id);
                }
                None => notes.wrong = true,
            }
        }
        notes
    }

    /// Whether a note that others include was not read, since nothing included it before.
    pub(super) fn miss_one(&self, sources: &Sources) -> bool {
        let whole = included(self.known.values().map(|known| &*known.outline));
        let files = whole
            .iter()
            .filter_map(|path| sources.file(sources.find(path)?));
        files.into_iter().any(|file| *file.bytes == *UNREAD)
    }

    /// The catalogue of everything, the texts of notes left out; none when anything is wrong.
    pub(super) fn check(&self, sources: &Sources, today: Date) -> Option<Arc<Catalogue>> {
        if self.wrong {
            return None;
        }
        let whole = included(self.known.values().map(|known| &*known.outline));
        let is_whole =
            |id: &FileId, outline: &Outline| outline.is_open() || whole.contains(sources.path(*id));
        let known = self.known.iter();
        let known = known.filter(|(id, known)| !is_whole(id, &known.outline));
        let outlines = known
            .map(|(id, known)| (*id, known.outline.clone()))
            .collect();
        engine::check_outlined(sources, outlines, &self.fresh, today).catalogue
    }

    /// A digest of a note's bytes.
    pub(super) fn digest(&self, id: FileId) -> &[u8] {
        self.known.get(&id).map_or(&[], |known| &known.digest)
    }

    /// What to remember. A note that the system cannot tell from its next change is not.
    pub(super) fn kept(self, sources: &Sources, seen: &Seen) -> Vec<KeptSource> {
        let fresh = &self.fresh;
        let keep = |(id, known): (FileId, Known)| {
            let path = sources.path(id);
            Some(KeptSource {
                print: seen.print(path)?,
                path: path.to_owned(),
                digest: known.digest,
                outline: lasting(path, known.outline, fresh.contains(&id)),
            })
        };
        self.known.into_iter().filter_map(keep).collect()
    }
}

/// The outline to remember; one that was remembered before is it already.
fn lasting(path: &str, outline: Arc<Outline>, is_fresh: bool) -> Arc<Outline> {
    let name = path.strip_suffix(".md").unwrap_or(path);
    if is_fresh {
        Arc::new(outline.remembered(name))
    } else {
        outline
    }
}
