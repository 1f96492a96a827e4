//! Tests that see the whole: the house, the content, and walks through pages. One binary; see `CONTRIBUTING.md`.

pub mod generated;

/// The binary `accede` that the build of this crate stands beside.
#[must_use]
pub fn binary() -> std::path::PathBuf {
    let own = std::env::current_exe().unwrap_or_default();
    let folder = own
        .ancestors()
        .find(|folder| folder.join("accede").is_file());
    folder.map_or_else(|| "accede".into(), |folder| folder.join("accede"))
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod components;
#[cfg(test)]
mod conditions;
#[cfg(test)]
mod diagnostics;
#[cfg(test)]
mod dom;
#[cfg(test)]
mod identifiers;
#[cfg(test)]
mod licences;
#[cfg(test)]
mod second_reader;
#[cfg(test)]
mod tidy;
