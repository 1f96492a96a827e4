//! Codes E05xx: names, flow and reach of forms.

use super::Code;

pub(crate) const DUPLICATE_NAME: Code = Code::new(
    "E0501",
    "a name that stands for two things",
    "Two forms, lists, types or sections of one name, or two questions of one form, could not be told apart. Rename one of \
     them. `renamed from:` leads from one old name to one thing: that name must be free, and stand under it once.",
);
pub(crate) const NO_SUCH_TYPE: Code = Code::new(
    "E0502",
    "a type that does not exist",
    "A question's type is one of the kinds that every service has (text, date, choose one …) or the name of a type that is \
     declared in a file of its own, `NAME.type.yaml`.",
);
pub(crate) const NO_SUCH_SECTION: Code = Code::new(
    "E0503",
    "a section that does not exist",
    "`section from:` names a section that stands in a file of its own, `NAME.section.yaml`.",
);
pub(crate) const NO_SUCH_LIST: Code = Code::new(
    "E0504",
    "a list that does not exist",
    "A list stands in a file of its own, `NAME.list.yaml`. Mend the name, or add the file.",
);
pub(crate) const ASKED_LATER: Code = Code::new(
    "E0510",
    "a condition that looks ahead",
    "A screen is worked out from what was answered before it. A `show when` may use answers of earlier pages, or a choice \
     that stands above it on its own page; a rule may use its own page too. Move what uses the answer to a later page, or \
     the question to an earlier one.",
);
pub(crate) const OTHER_ITEM: Code = Code::new(
    "E0511",
    "an answer of an item, used outside it",
    "A question inside a section that repeats has many answers. Outside it, say which: `any of (costs where its amount is \
     more than 10)`, `sum of costs.amount`, `number of costs`.",
);
pub(crate) const VALUE_CIRCLE: Code = Code::new(
    "E0512",
    "values that need each other",
    "Each value is worked out from answers and from other values. These go round in a circle, so none can be worked out.",
);
pub(crate) const MAYBE_NOT_ASKED: Code = Code::new(
    "E0513",
    "an answer that may not have been given",
    "The question is optional, or is asked only sometimes, so a sentence that shows its answer could have a hole in it, and an \
     answer that is worked out from it could be blank. In a sentence give a word for that case, `{{ name or \"you\" }}`; or show \
     the sentence or the question under the same condition. In a condition such an answer needs neither: what shows \
     when it holds is not shown, and a rule lets it pass.",
);
pub(crate) const NEVER_SHOWN: Code = Code::new(
    "E0520",
    "something that nobody can ever reach",
    "Its conditions cannot all be true at once, or the form always ends before it. Mend the condition, or remove it.",
);
pub(crate) const NOTHING_ASKED: Code = Code::new(
    "E0521",
    "a form, section or page with nothing on it",
    "A page needs at least one question or text, a section at least one page, a form at least one question.",
);
pub(crate) const BAD_REFERENCE: Code = Code::new(
    "E0522",
    "letters that cannot begin a reference",
    "A reference begins with two to five capital letters, a different beginning for each form: `EOI` gives `EOI-7K3M-92QF`.",
);
pub(crate) const BAD_STARTER: Code = Code::new(
    "E0523",
    "somebody who cannot start a form",
    "`started by:` says who may open the form: `anyone` is everybody, without signing in, and others are roles that stand in \
     `forms/roles.yaml`.",
);
pub(crate) const BAD_REPEAT: Code = Code::new(
    "E0524",
    "a repeat over something that cannot be repeated over",
    "`for each:` names a question of type `choose several` that is asked on an earlier page.",
);
pub(crate) const BAD_SERVICE: Code = Code::new(
    "E0525",
    "a service that is not described, or described twice",
    "`forms/service.yaml` says what the service is called, who runs it, and which days are working days. There is one.",
);
pub(crate) const NO_ANSWER: Code = Code::new(
    "E0526",
    "a question that no answer is right for",
    "The limits contradict each other, or there is nothing to choose, so nobody could ever go on.",
);
pub(crate) const SECRET: Code = Code::new(
    "E0527",
    "a secret that would be used",
    "A question of type `secret` is answered once and kept as a hash, so that nobody can read it, neither in the store nor on \
     a page. No condition, value, rule or sentence can use it; even whether it was answered says too much in a letter. How \
     long it must be is said with `at least:` and `at most:`.",
);
pub(crate) const UNCONFIRMED: Code = Code::new(
    "N0530",
    "something that still has to be verified",
    "An editor marked it `unconfirmed:`. Parties never see the mark. Verify it, put the `source:` in its place.",
);

pub(super) const ALL: &[Code] = &[
    DUPLICATE_NAME,
    NO_SUCH_TYPE,
    NO_SUCH_SECTION,
    NO_SUCH_LIST,
    ASKED_LATER,
    OTHER_ITEM,
    VALUE_CIRCLE,
    MAYBE_NOT_ASKED,
    NEVER_SHOWN,
    NOTHING_ASKED,
    BAD_REFERENCE,
    BAD_STARTER,
    BAD_REPEAT,
    BAD_SERVICE,
    NO_ANSWER,
    SECRET,
    UNCONFIRMED,
];
