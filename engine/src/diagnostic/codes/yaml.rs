//! Codes E01xx: the YAML itself.

use super::Code;

pub(super) const ALL: &[Code] = &[];
