//! Codes E03xx: conditions and expressions.

use super::Code;

pub(crate) const UNREADABLE: Code = Code::new(
    "E0301",
    "a condition that cannot be read",
    "Conditions are written in words: `kind is company`, `starts_on is after today`, `kinds includes any of (a, b)`. \
     `and` and `or` stand together only with brackets. The caret shows where reading stopped.",
);
pub(crate) const NO_SUCH_NAME: Code = Code::new(
    "E0302",
    "a name that nothing has",
    "A condition names questions, values, sections that repeat and lists of this form. Text to compare with stands in \
     double quotes.",
);
pub(crate) const NO_SUCH_OPTION: Code = Code::new(
    "E0303",
    "an option that does not exist",
    "The word right of `is` must be one of the options of the question on the left, written as its name and not as its label.",
);
pub(crate) const WRONG_TYPE: Code = Code::new(
    "E0304",
    "two things that cannot be compared or worked out together",
    "A date is compared with a date, a number with a number, a choice with one of its options. A condition that compares \
     different things would quietly be wrong, so it is refused.",
);
pub(crate) const NO_CONDITION: Code = Code::new(
    "E0305",
    "something that is neither true nor false",
    "A condition says what must hold: `formed is yes`, `number of costs is more than 2`, `name is answered`. A name alone is \
     a condition only when it is a value that is one.",
);

pub(super) const ALL: &[Code] = &[
    UNREADABLE,
    NO_SUCH_NAME,
    NO_SUCH_OPTION,
    WRONG_TYPE,
    NO_CONDITION,
];
