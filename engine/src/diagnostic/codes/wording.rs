//! Codes E06xx: sentences, placeholders and guidance.

use super::Code;

pub(crate) const NO_SUCH_NOTE: Code = Code::new(
    "E0601",
    "a note that does not exist",
    "`guidance: account/contacts` names the file `guidance/account/contacts.md`. Mend the name, or write the note.",
);
pub(crate) const BAD_PLACEHOLDER: Code = Code::new(
    "E0602",
    "a placeholder that cannot be filled",
    "A placeholder names an answer, a value or a cell of a list: `{{ company_name }}`, `{{ total as money }}`, \
     `{{ name or \"you\" }}`, `{{ fees.entry.amount }}`. For a date with reasons, `{{ earliest because }}` is the reason.",
);

pub(super) const ALL: &[Code] = &[NO_SUCH_NOTE, BAD_PLACEHOLDER];
