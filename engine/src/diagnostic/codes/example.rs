//! Codes E07xx: examples.

use super::Code;

pub(super) const ALL: &[Code] = &[];
