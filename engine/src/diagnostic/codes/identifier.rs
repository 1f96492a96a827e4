//! Codes E04xx: declared types.

use super::Code;

pub(crate) const BAD_PIECE: Code = Code::new(
    "E0401",
    "a piece of an identifier that cannot be read",
    "A piece says how many of what: `2 digits`, `1 to 3 letters`, `up to 8 letters or digits`, `1 of X Y Z`, \
     `12 of digits letters -`, `number of up to 10 digits with up to 3 decimals`, `row of LIST`. It may also be the name of \
     another type, or in quotes what stands there just so: `\"GB\"`.",
);
pub(crate) const SAME_PIECE: Code = Code::new(
    "E0402",
    "two pieces of one name",
    "Conditions and weights name pieces, so each piece of a shape needs a name of its own. A piece that nothing names needs none.",
);
pub(crate) const NO_SHAPE: Code = Code::new(
    "E0403",
    "a type without a shape, or with several ways of saying it",
    "A type says what its identifiers look like in one of three ways: `looks like:` with the pieces, `either:` with several \
     shapes, or `made of:` with boxes that are types of their own.",
);
pub(crate) const TYPE_CIRCLE: Code = Code::new(
    "E0404",
    "types that are made of each other",
    "A piece may be of another type, and that type's pieces of others again, but not round in a circle: nothing could ever be \
     that long. Write out the pieces of one of them.",
);
pub(crate) const BAD_REMOVE: Code = Code::new(
    "E0405",
    "something that cannot be removed from what people type",
    "`remove:` names characters that people type for ease of reading and that mean nothing: space, hyphen, slash, full stop, \
     comma, underscore, colon, apostrophe. A character that the identifier itself has cannot be removed, or it could never be right.",
);
pub(crate) const BAD_WEIGHTS: Code = Code::new(
    "E0406",
    "weights that do not fit the pieces",
    "Each character that is weighed has one weight, so there are as many weights as characters. The pieces before `check` are \
     weighed; `weighs:` names others. A piece that is weighed has a fixed number of characters, and letters need \
     `letters count:`, which says what they count: `A is 10, - is 36`.",
);
pub(crate) const NO_ALGORITHM: Code = Code::new(
    "E0407",
    "a check that does not exist, or that does not fit the pieces",
    "`right when:` is a condition over the pieces and their `sum`, or one of the named checks: `iso 7064 mod 97-10`, `luhn` \
     and `uk modulus check`. The Luhn check reads digits alone; ISO 7064 letters and digits; the modulus check six digits of a \
     sort code and eight of an account.",
);
pub(crate) const NO_SUM: Code = Code::new(
    "E0408",
    "a sum without weights, or weights without a sum",
    "`sum` is what the weighed characters add up to. It needs `weights:`, and weights are of use only to a `right when:` that \
     asks for the `sum`.",
);
pub(crate) const BAD_COUNT: Code = Code::new(
    "E0409",
    "letters that count something unclear",
    "`letters count: A is 10, - is 36` says what a character counts in a sum. The letters behind a letter count on from it: B \
     is 11. Digits count themselves.",
);
pub(crate) const BAD_EXAMPLE: Code = Code::new(
    "E0410",
    "an example that its own type contradicts",
    "Everything under `valid:` must be right and everything under `invalid:` wrong, as the type itself finds. They stand in \
     the form in which the identifier is kept, without what `remove:` takes away. Either the example or the type is mistaken.",
);
pub(crate) const BAD_SUGGESTION: Code = Code::new(
    "E0411",
    "a suggestion that cannot be made",
    "`suggest:` offers what may have been meant and never changes an answer by itself: `pad with zeros`, `pad with up to 2 \
     zeros`, or `put GB first`.",
);
pub(crate) const BAD_ROW_SHAPE: Code = Code::new(
    "E0412",
    "a shape that a list should give, and does not",
    "`structure of country` is the shape that the column `structure` of a list gives in the row that the piece `country` \
     names. `country` stands before it and is a `row of LIST`; every row has pieces in that column: `4 letters, 14 digits`.",
);
pub(crate) const BAD_TABLE: Code = Code::new(
    "E0413",
    "a table that cannot be read",
    "A table of weights has a line for each range of sort codes: the first, the last, the method (MOD10, MOD11 or DBLAL), \
     fourteen weights, and the number of an exception where there is one. A table of substitutes has two sort codes on a line.",
);
pub(crate) const NO_TABLE: Code = Code::new(
    "N0414",
    "a table that the operator has not supplied",
    "The UK modulus check needs a table of weights that cannot be shipped, since it is not free. Until the operator puts it \
     beside the type, only the shape of sort codes and account numbers is checked.",
);

pub(super) const ALL: &[Code] = &[
    BAD_PIECE,
    SAME_PIECE,
    NO_SHAPE,
    TYPE_CIRCLE,
    BAD_REMOVE,
    BAD_WEIGHTS,
    NO_ALGORITHM,
    NO_SUM,
    BAD_COUNT,
    BAD_EXAMPLE,
    BAD_SUGGESTION,
    BAD_ROW_SHAPE,
    BAD_TABLE,
    NO_TABLE,
];
