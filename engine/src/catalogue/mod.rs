//! What the declarations mean: checked, immutable, shared.

mod list;

pub use list::{List, Row};
