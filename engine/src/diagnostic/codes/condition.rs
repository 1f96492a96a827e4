//! Codes E03xx: conditions and expressions.

use super::Code;

pub(super) const ALL: &[Code] = &[];
