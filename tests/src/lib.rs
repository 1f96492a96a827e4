//! Tests that see the whole: the house, the content, and walks through pages. One binary; see `CONTRIBUTING.md`.

pub mod generated;

#[cfg(test)]
mod diagnostics;
#[cfg(test)]
mod licences;
#[cfg(test)]
mod tidy;
