//! Codes E04xx: declared types.

use super::Code;

pub(super) const ALL: &[Code] = &[];
