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
pub(crate) const HTML: Code = Code::new(
    "E0603",
    "HTML in a text",
    "Notes and the texts of a form are written in Markdown. HTML would be shown to people as it is typed, so it is \
     refused. Write `**bold**`, `- a list`, `[a link](other-note.md)`; for the sign itself put a backslash before it: `\\<`.",
);
pub(crate) const IMAGE: Code = Code::new(
    "E0604",
    "a picture in a text",
    "Pictures cannot be used in notes and texts. Not everybody can see one; say in words what it shows.",
);
pub(crate) const UNSAFE_LINK: Code = Code::new(
    "E0605",
    "a link that cannot be used",
    "A link leads to a note by its path seen from this one (`[fees](../entry/fees.md)`, with `#part` for a heading of it), \
     to a form (`[start](form:contact)`), or outside by an address that begins with `https://`, `mailto:` or `tel:`. \
     In a form the path of a note begins at the top of `guidance/`.",
);
pub(crate) const DEAD_LINK: Code = Code::new(
    "E0606",
    "a link that leads nowhere",
    "The note, the heading or the form that the link names does not exist. A heading is named by its words in small \
     letters with hyphens between them: `#how-to-pay` for “How to pay”, or by the name given behind it: `## Pay {#pay}`.",
);
pub(crate) const NO_TITLE: Code = Code::new(
    "E0607",
    "a note without a title",
    "The title heads the page, and links and searches show it. Begin the note with a heading, `# How to add a contact`, or \
     put `title:` at its top between two lines of `---`.",
);
pub(crate) const UNREADABLE: Code = Code::new(
    "E0608",
    "a note that cannot be read",
    "A note is a text file of at most 1 MB, saved as UTF-8. What is said about it (`title:`, `review by:`, `source:`, \
     `unconfirmed:`) stands at its top between two lines of `---`.",
);
pub(crate) const REVIEW_OVERDUE: Code = Code::new(
    "N0609",
    "a note that was to be looked at again",
    "The date under `review by:` is over. Parties see nothing of it. Read the note, mend it, and put a later date.",
);
pub(crate) const FOOTNOTE: Code = Code::new(
    "E0610",
    "a footnote without its other half",
    "A footnote is written in two places: its number in the text, `The rate changed[^1].`, and what it says on a line of its \
     own, `[^1]: In April 2026.` One of the two is missing. Where square brackets are meant, put a backslash before the first.",
);
pub(crate) const HEADING_ID: Code = Code::new(
    "E0611",
    "a name of a heading that cannot be used",
    "The name in curly brackets behind a heading, `## Pay {#pay}`, is what links lead to, and stays the same when the words \
     change. It has small letters, digits and hyphens, and no other heading of the note has it. `main`, \
     `navigation` and names like `footnote-1` are used by the page itself.",
);

pub(crate) const BAD_INCLUDE: Code = Code::new(
    "E0612",
    "a note that cannot be included",
    "`{{ include: shared/fees }}` puts the note `guidance/shared/fees.md` in the place of the line, without its title. It stands \
     on a line by itself, between empty lines, and no note may include itself, not even through others. Take one of the \
     lines out; a link (`[fees](shared/fees.md)`) may lead anywhere.",
);
pub(crate) const BAD_GLOSSARY: Code = Code::new(
    "E0613",
    "a glossary that cannot be used",
    "The list `glossary` holds the terms that are explained where they are used: a row for each, its `label` the term, the \
     column `explanation` what it means, and the column `also` how else it is written, with commas between. Every row needs \
     an explanation, and no spelling may stand for two terms.",
);
pub(crate) const UNUSED_TERM: Code = Code::new(
    "N0614",
    "a term that nothing uses",
    "The glossary explains a term that stands in no note, question or text of a form. People who read the glossary see it all \
     the same. Take it out, or add to `also` how the texts write it.",
);

pub(super) const ALL: &[Code] = &[
    NO_SUCH_NOTE,
    BAD_PLACEHOLDER,
    HTML,
    IMAGE,
    UNSAFE_LINK,
    DEAD_LINK,
    NO_TITLE,
    UNREADABLE,
    REVIEW_OVERDUE,
    FOOTNOTE,
    HEADING_ID,
    BAD_INCLUDE,
    BAD_GLOSSARY,
    UNUSED_TERM,
];
