//! The keys of a type, of one of its shapes and of a box.

use crate::declare::tables::{RULE, SOURCE, UNCONFIRMED};
use crate::declare::{Key, Record, Takes, may, must};

static RULES_TAKE: Takes = Takes::Block(&RULE);

const LOOKS_LIKE: Key = may(
    "looks like",
    Takes::Either(&[
        Takes::Sentence,
        Takes::List(&Takes::Either(&[
            Takes::Sentence,
            Takes::Named(&Takes::Sentence),
        ])),
    ]),
    "Its pieces in order: `[office: 2 digits, kind: 1 of X Y Z, check: 1 digit]`.",
);
const WEIGHTS: Key = may(
    "weights",
    Takes::List(&Takes::Expression),
    "A weight for each character of the pieces that are weighed.",
);
const WEIGHS: Key = may(
    "weighs",
    Takes::List(&Takes::Name),
    "The pieces that are weighed, or that a named check reads, in this order; else all before `check`.",
);
const RIGHT_WHEN: Key = may(
    "right when",
    Takes::Condition,
    "A condition over the pieces and their `sum`, or `luhn`, `iso 7064 mod 97-10`, `uk modulus check`.",
);
const WRONG_CHECK: Key = may(
    "wrong check is",
    Takes::OneOf(&["warning"]),
    "`warning`: a wrong check is said, and the person may go on.",
);
const OTHERWISE: Key = may(
    "otherwise",
    Takes::Sentence,
    "What to say when the check comes out wrong.",
);
const RULES: Key = may(
    "rules",
    Takes::List(&RULES_TAKE),
    "What must hold of the pieces, and what is worth a warning.",
);

pub(crate) static TYPE: Record = Record {
    what: "a type",
    keys: &[
        must("type", Takes::Name, "Its name, written like_this."),
        must(
            "title",
            Takes::Sentence,
            "What it is called in lists of types.",
        ),
        may(
            "called",
            Takes::Sentence,
            "What messages call it, when the question does not say; the title when left out.",
        ),
        may(
            "described as",
            Takes::Sentence,
            "What it must be, as the end of a sentence: `8 characters, like 00445790`. Made from the pieces when left out.",
        ),
        may(
            "remove",
            Takes::List(&Takes::Name),
            "Characters that people type and that mean nothing: `[space, hyphen]`.",
        ),
        may(
            "remove first",
            Takes::Sentence,
            "A label in front that people copy along, and that is no part of it.",
        ),
        may(
            "remove last",
            Takes::Sentence,
            "A label behind that people copy along, and that is no part of it.",
        ),
        LOOKS_LIKE,
        may(
            "either",
            Takes::List(&Takes::Either(&[
                Takes::List(&Takes::Either(&[
                    Takes::Sentence,
                    Takes::Named(&Takes::Sentence),
                ])),
                Takes::Block(&SHAPE),
            ])),
            "Several shapes, each as under `looks like:` or with a check of its own.",
        ),
        may(
            "made of",
            Takes::Named(&Takes::Either(&[Takes::Name, Takes::Block(&BOX)])),
            "Boxes, each of a type of its own; one answer, one message.",
        ),
        may(
            "not first or last",
            Takes::Sentence,
            "A character with which no piece begins or ends.",
        ),
        may(
            "letters count",
            Takes::Sentence,
            "What characters count in a sum: `A is 10, - is 36`.",
        ),
        WEIGHTS,
        WEIGHS,
        RIGHT_WHEN,
        may(
            "weights from",
            Takes::Name,
            "The operator's table for the modulus check, a file beside this one.",
        ),
        may(
            "substitutes from",
            Takes::Name,
            "The operator's table of sort codes that stand for others, a file beside this one.",
        ),
        WRONG_CHECK,
        OTHERWISE,
        may(
            "suggest",
            Takes::Either(&[Takes::Sentence, Takes::List(&Takes::Sentence)]),
            "What to offer when it is wrong: `pad with zeros`, `put GB first`.",
        ),
        RULES,
        may(
            "on screen",
            Takes::Sentence,
            "What to show beside it as soon as it is right.",
        ),
        must(
            "valid",
            Takes::List(&Takes::Sentence),
            "Examples that are right, in the form in which they are kept.",
        ),
        may(
            "invalid",
            Takes::Named(&Takes::Sentence),
            "Examples that are wrong, each with the reason.",
        ),
        SOURCE,
        UNCONFIRMED,
    ],
    also: &[],
};

pub(crate) static SHAPE: Record = Record {
    what: "a shape",
    keys: &[
        must(
            "looks like",
            Takes::Either(&[
                Takes::Sentence,
                Takes::List(&Takes::Either(&[
                    Takes::Sentence,
                    Takes::Named(&Takes::Sentence),
                ])),
            ]),
            "Its pieces in order.",
        ),
        WEIGHTS,
        WEIGHS,
        RIGHT_WHEN,
        WRONG_CHECK,
        OTHERWISE,
        RULES,
        SOURCE,
        UNCONFIRMED,
    ],
    also: &[],
};

pub(crate) static BOX: Record = Record {
    what: "a box",
    keys: &[
        must("type", Takes::Name, "The type of what stands in it."),
        must("label", Takes::Sentence, "The words over it."),
    ],
    also: &[],
};
