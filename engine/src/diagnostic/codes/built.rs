//! Codes E09xx: pages of the site as they were built.

use super::Code;

/// A link that leads nowhere.
pub const DEAD_LINK: Code = Code::new(
    "E0901",
    "a link of the built site that leads nowhere",
    "Every link of every page is followed once the pages are built. This one names a page or a part of a page that was not \
     built. Pages that only the service can answer (a form, a search) are led to when `accede build` is told how people reach \
     the service: `--service https://forms.example.org`.",
);
/// An id that is there twice.
pub const SAME_ID: Code = Code::new(
    "E0902",
    "two parts of a page with one name",
    "A link that names a part of a page has to find one. Two parts of this page have the same name, so that a link can reach \
     only the first. Give one of the headings another name behind it: `## Pay {#how-to-pay}`.",
);
/// A picture without words.
pub const NO_ALTERNATIVE: Code = Code::new(
    "E0903",
    "a picture without words",
    "Not everybody can see a picture. Whoever cannot is told the words that stand in its place, and this one has none.",
);
/// A placeholder that is shown as it was written.
pub const PLACEHOLDER: Code = Code::new(
    "E0904",
    "a placeholder on a built page",
    "What stands between `{{` and `}}` is filled in before anybody reads it. On this page it is still there as it was written. \
     Name something that can be filled in; to show the signs themselves, put the text between backticks.",
);

pub(super) const ALL: &[Code] = &[DEAD_LINK, SAME_ID, NO_ALTERNATIVE, PLACEHOLDER];
