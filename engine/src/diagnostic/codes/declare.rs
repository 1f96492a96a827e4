//! Codes E02xx: keys and values of declarations.

use super::Code;

pub(crate) const UNKNOWN_KEY: Code = Code::new(
    "E0201",
    "a key that does not belong here",
    "Every kind of thing has its own keys. This one is not among them, most often because of a typing error or \
     because it stands one step too far to the left or right.",
);
pub(crate) const MISSING_KEY: Code = Code::new(
    "E0202",
    "a key that must be there is missing",
    "Some keys cannot be left out: a question needs its name, its type and what it asks. Add the key.",
);
pub(crate) const WRONG_SHAPE: Code = Code::new(
    "E0203",
    "a value of another shape than the key takes",
    "A key takes one shape of value: a word, a sentence, a list (lines that start with a hyphen) or a block of keys.",
);
pub(crate) const BAD_NAME: Code = Code::new(
    "E0204",
    "a name that cannot be used",
    "Forms, pages and guidance are written `like-this`; whatever a condition can name is written `like_this`. \
     Some words mean something in conditions and cannot be names: today, answered, its, it, and, or, not, is, where, \
     live, any, every, no, number, sum.",
);
pub(crate) const BAD_VALUE: Code = Code::new(
    "E0205",
    "a value that is not one of those the key takes",
    "The key takes one of a few words, a number or `true` and `false`. The message names them.",
);
pub(crate) const UNKNOWN_KIND: Code = Code::new(
    "E0206",
    "a file that does not say what it is",
    "The first key of a file says what it is and its name: `form: contact`. The kinds are form, section, list, type, \
     examples and service.",
);

pub(crate) const FILE_NAME: Code = Code::new(
    "E0207",
    "a file that is not called as what it declares",
    "One file declares one thing and is called after it: `form: contact` stands in `contact.form.yaml`. So everybody \
     finds it, and a file that cannot be read is still known by its name.",
);

pub(crate) const PASSED_OVER: Code = Code::new(
    "W0208",
    "a file that is passed over",
    "Declarations end in `.yaml`, tables in `.csv`, notes and messages in `.md`, in small letters. A file with another ending, or \
     with one more behind it (`contact.form.yaml.txt`), is read by nobody, and what it declares is missing without a word. Some \
     programs add `.txt` when they save, and some systems hide the last ending. Rename the file, or move it out of the folder.",
);

pub(super) const ALL: &[Code] = &[
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_SHAPE,
    BAD_NAME,
    BAD_VALUE,
    UNKNOWN_KIND,
    FILE_NAME,
    PASSED_OVER,
];
