//! YAML into a tree that remembers where everything stood.
//!
//! Scalars stay text: what they mean is for whoever knows which type was declared, so `NO`, `1.10` and `0123` are
//! safe. Anchors, aliases, merges, tags, duplicate keys and several documents are refused, each with words of its own.
//! So are the slips that YAML would take for something else without a word: a comment that cuts a sentence, a comma that does.
//!
//! [`read`](read::read) looks at the file as a whole, `build` and `tree` make the tree, `unmeant` finds what is YAML and was not meant, and `slip`
//! says what was meant where it is not YAML.

mod build;
mod line;
mod node;
mod read;
mod slip;
mod tree;
mod unmeant;

#[cfg(test)]
mod tests;

pub(crate) use node::{Entry, Kind, Node, Style};
pub use read::outline;
pub(crate) use read::{Limits, read};
