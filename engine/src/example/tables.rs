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

pub(crate) static STORY: Record = Record {
    what: "a story",
    keys: &[
        must(
            "story",
            Takes::Name,
            "The story's name, written like-this; the file is called NAME.story.yaml.",
        ),
        must("title", Takes::Sentence, "What happens, in a sentence."),
        must(
            "today",
            Takes::Day,
            "The day on which the demo begins in this story. On another day all dates in it move along.",
        ),
        must(
            "then",
            Takes::List(&Takes::Block(&STEP)),
            "What made-up people did, one after the other.",
        ),
    ],
    also: &[],
};

pub(crate) static STEP: Record = Record {
    what: "a step of a story",
    keys: &[
        may(
            "sends",
            Takes::Name,
            "The form that they filled in and sent.",
        ),
        may(
            "begins",
            Takes::Name,
            "The form that they began, and left half filled.",
        ),
        must("who", Takes::Sentence, "Who they are, in a few words."),
        may(
            "days ago",
            Takes::Count,
            "How many days before the demo began; 0 when left out.",
        ),
        may(
            "link to",
            Takes::Name,
            "The email address to which the link to a half-filled form goes.",
        ),
        may(
            "starts from",
            Takes::Sentence,
            "An example of the form: these answers are added to its own.",
        ),
        may(
            "answers",
            Takes::Named(&Takes::Anything),
            "The answers, as in an example.",
        ),
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
