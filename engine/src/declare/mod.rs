//! What was written: declarations as they stand in the files, with the place of every word.

mod fields;
mod keys;
mod written;

pub(crate) use fields::{Fields, Problems, wrong_shape};
pub(crate) use keys::{Key, Record, Takes, may, must};
pub use written::Written;
