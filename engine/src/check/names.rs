//! Which names exist across the files, and which of their files could not be read.

use crate::declare::{DeclaredFile, FileKind, Problems};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::form as codes;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Names by kind.
#[derive(Debug, Default)]
pub(crate) struct Names {
    found: BTreeMap<(FileKind, String), Span>,
    broken: BTreeSet<(FileKind, String)>,
}

/// Whether a name is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// It is.
    Yes,
    /// Its file could not be read; that was said, and nothing more need be.
    Broken,
    /// No file declares it.
    No,
}

impl Names {
    /// The names of all files; a name given twice is reported at the second place.
    pub(crate) fn of<'a>(
        files: impl IntoIterator<Item = &'a DeclaredFile>,
        problems: &mut Problems,
    ) -> Self {
        let mut names = Self::default();
        for file in files {
            let (Some(kind), Some(name)) = (file.kind, &file.name) else {
                continue;
            };
            let id = (kind, name.text.clone());
            if file.is_broken() {
                names.broken.insert(id);
                continue;
            }
            if matches!(
                kind,
                FileKind::Examples | FileKind::Service | FileKind::Roles
            ) {
                continue; // a form may have examples in several files; there is one service and one file of roles
            }
            if let Some(first) = names.found.get(&id) {
                let message = format!("there are two of `{}: {}`", kind.key(), name.text);
                problems.push(
                    Diagnostic::new(codes::DUPLICATE_NAME, name.span, message)
                        .related(*first, "the first one"),
                );
            } else {
                names.found.insert(id, name.span);
            }
        }
        names
    }

    /// Whether there is such a thing.
    pub(crate) fn known(&self, kind: FileKind, name: &str) -> Known {
        let id = (kind, name.to_owned());
        if self.found.contains_key(&id) {
            Known::Yes
        } else if self.broken.contains(&id) {
            Known::Broken
        } else {
            Known::No
        }
    }

    /// Every name of a kind.
    pub(crate) fn all(&self, kind: FileKind) -> impl Iterator<Item = &str> {
        self.found
            .keys()
            .filter(move |(found, _)| *found == kind)
            .map(|(_, name)| name.as_str())
    }
}
