//! Tests that see the whole: the house, the content, and walks through pages. One binary; see `CONTRIBUTING.md`.

mod binary;
pub mod generated;
pub mod load;

pub use binary::binary;

#[cfg(test)]
mod ahead;
#[cfg(test)]
mod built;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod command_line;
#[cfg(test)]
mod components;
#[cfg(test)]
mod conditions;
#[cfg(test)]
mod content;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod diagnostics;
#[cfg(test)]
mod dom;
#[cfg(test)]
mod handbook;
#[cfg(test)]
mod identifiers;
#[cfg(test)]
mod licences;
#[cfg(test)]
mod pastes;
#[cfg(test)]
mod patterns;
#[cfg(test)]
mod people;
#[cfg(test)]
mod rechecks;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod second_reader;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod versions;
#[cfg(test)]
mod walk;
