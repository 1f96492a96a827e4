//! Codes E07xx: examples.

use super::Code;

pub(crate) const NO_SUCH_FORM: Code = Code::new(
    "E0701",
    "examples of a form that does not exist",
    "`examples of:` names the form that the examples fill in, and there is no form of this name. Mend the name, or \
     delete the file when the form is gone.",
);
pub(crate) const NO_SUCH_ANSWER: Code = Code::new(
    "E0702",
    "an answer to a question that does not exist",
    "Each key under `answers:` is a question of the form, or a section that repeats with a list of items under it. \
     Questions inside a section that repeats are answered inside its items. A question that is `fixed: true` works \
     its answer out by itself and takes none.",
);
pub(crate) const ANSWER_SHAPE: Code = Code::new(
    "E0703",
    "an answer of another shape than the question takes",
    "A question takes a text, a list of options or a block of its parts (`line_1:`, `town:`). A section that repeats \
     takes a list with a block of answers for each item.",
);
pub(crate) const NO_SUCH_EXPECTATION: Code = Code::new(
    "E0704",
    "an expectation about something that does not exist",
    "`pages:` and `stops at:` name pages of the form, `messages:` its questions (`costs.1.amount` for the first item \
     of a section that repeats) or pages, `values:` its values and questions.",
);
pub(crate) const NO_SUCH_EXAMPLE: Code = Code::new(
    "E0705",
    "an example that starts from one that does not exist",
    "`starts from:` takes the answers of another example of the same form, named in its very words.",
);
pub(crate) const CIRCLE: Code = Code::new(
    "E0706",
    "examples that start from each other",
    "Each example starts from the other, so there is no first one. Let one of them give its answers itself.",
);
pub(crate) const DUPLICATE: Code = Code::new(
    "E0707",
    "two examples with one name",
    "Reports and `starts from:` name an example in its words, so each example of a form needs words of its own.",
);

pub(crate) const STORY_FORM: Code = Code::new(
    "E0711",
    "a story about a form that does not exist",
    "`sends:` and `begins:` name the form that somebody in the story fills in, and there is no form of this name. Mend the name, \
     or delete the step when the form is gone.",
);
pub(crate) const STORY_REFUSED: Code = Code::new(
    "E0712",
    "a story that could not have happened",
    "A demo plays its stories through the same checks as real people go through. What a step `sends:` has to be complete and \
     right; what it only `begins:` may have gaps, and nothing wrong. Mend the answer, or say `begins:`.",
);

pub(super) const ALL: &[Code] = &[
    NO_SUCH_FORM,
    NO_SUCH_ANSWER,
    ANSWER_SHAPE,
    NO_SUCH_EXPECTATION,
    NO_SUCH_EXAMPLE,
    CIRCLE,
    DUPLICATE,
    STORY_FORM,
    STORY_REFUSED,
];
