//! Codes E06xx: sentences, placeholders and guidance.

use super::Code;

pub(super) const ALL: &[Code] = &[];
