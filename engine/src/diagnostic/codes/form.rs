//! Codes E05xx: names, flow and reach of forms.

use super::Code;

pub(super) const ALL: &[Code] = &[];
