//! The keys of a file of examples.

use super::Ending;
use crate::declare::{Record, Takes, may, must};

pub(crate) static EXAMPLES: Record = Record {
    what: "a file of examples",
    keys: &[
        must("examples of", Takes::Name, "The form that they fill in."),
        must(
            "examples",
            Takes::List(&Takes::Block(&EXAMPLE)),
            "The examples: one that passes, one for each message, one for each end.",
        ),
    ],
    also: &[],
};

pub(crate) static EXAMPLE: Record = Record {
    what: "an example",
    keys: &[
        must(
            "example",
            Takes::Sentence,
            "What happens in it, in a few words.",
        ),
        may(
            "today",
            Takes::Day,
            "The day on which it happens; that of the example it starts from, or the day of the run, when left out.",
        ),
        may(
            "starts from",
            Takes::Sentence,
            "Another example of this form: these answers are added to its own, on the same day.",
        ),
        may(
            "answers",
            Takes::Named(&Takes::Anything),
            "The answers by question: a text, a list of options, a block of parts; a list of blocks for a section \
             that repeats. A question with nothing after the colon takes an answer away again.",
        ),
        must("expect", Takes::Block(&EXPECT), "What must come of it."),
    ],
    also: &[],
};

pub(crate) static EXPECT: Record = Record {
    what: "`expect:`",
    keys: &[
        may(
            "pages",
            Takes::List(&Takes::Name),
            "Every page on the way, in order; a page of items once.",
        ),
        may("stops at", Takes::Name, "The page at which the form ends."),
        may(
            "says",
            Takes::Either(&[Takes::Sentence, Takes::List(&Takes::Sentence)]),
            "A sentence that must be said, as a message or a warning.",
        ),
        may(
            "messages",
            Takes::Named(&Takes::Sentence),
            "Exactly what is wrong: each question with its message, `costs.1.amount` for the first of several.",
        ),
        may(
            "values",
            Takes::Named(&Takes::Anything),
            "Values of the form, and answers, as they must come out.",
        ),
        may(
            "outcome",
            Takes::OneOf(&Ending::WORDS),
            "How it ends: `sent`, `refused` or `stopped`.",
        ),
    ],
    also: &[],
};
