//! YAML into a tree that remembers where everything stood.
//!
//! Scalars stay text: what they mean is for whoever knows which type was declared, so `NO`, `1.10` and `0123` are
//! safe. Anchors, aliases, merges, tags, duplicate keys and several documents are refused, each with words of its own.

mod node;
mod read;

pub use node::{Entry, Kind, Node, Scalar, Style};
pub use read::{Limits, read};
