//! The tables of forms, sections, pages, rules and the service.

use super::keys::{Key, Record, Takes, may, must};

pub(crate) const SOURCE: Key = may(
    "source",
    Takes::Sentence,
    "Where this is written. Editors and reviewers see it, parties do not.",
);
pub(crate) const UNCONFIRMED: Key = may(
    "unconfirmed",
    Takes::Sentence,
    "What still has to be verified. Editors and reviewers see it, parties do not.",
);
pub(crate) const SHOW_WHEN: Key = may(
    "show when",
    Takes::Condition,
    "It is there only when this is true.",
);
pub(crate) const RENAMED_FROM: Key = may(
    "renamed from",
    Takes::Either(&[Takes::Name, Takes::List(&Takes::Name)]),
    "The name that it had before, or all of them: answers given under that name move to this one.",
);
static RULES_TAKE: Takes = Takes::Block(&RULE);
const RULES: Key = may(
    "rules",
    Takes::List(&RULES_TAKE),
    "What must hold, and what is worth a warning.",
);
const GUIDANCE: Key = may(
    "guidance",
    Takes::Name,
    "The note that helps here: its path below `guidance/`, without `.md`.",
);

pub(crate) static FORM: Record = Record {
    what: "a form",
    keys: &[
        must(
            "form",
            Takes::Name,
            "Its name, written like-this; the file is called `NAME.form.yaml`.",
        ),
        must("title", Takes::Sentence, "What it is called on its pages."),
        may(
            "summary",
            Takes::Sentence,
            "What it is for, in one line below its title on the first page of the service.",
        ),
        GUIDANCE,
        must(
            "started by",
            Takes::Either(&[Takes::Name, Takes::List(&Takes::Name)]),
            "Who may start it: `anyone`, or roles of `roles.yaml`.",
        ),
        must(
            "reference",
            Takes::Name,
            "Two to five capital letters that every reference begins with: `EOI`.",
        ),
        may(
            "declaration",
            Takes::Sentence,
            "What a person declares by sending the form.",
        ),
        may(
            "when sent",
            Takes::Block(&WHEN_SENT),
            "What happens when it was sent.",
        ),
        SOURCE,
        UNCONFIRMED,
        may(
            "sections",
            Takes::List(&Takes::Either(&[
                Takes::Block(&SECTION),
                Takes::Block(&SECTION_FROM),
            ])),
            "Its sections, in the order of the screens.",
        ),
        may(
            "pages",
            Takes::List(&Takes::Block(&PAGE)),
            "Its pages, when it needs no sections.",
        ),
        may(
            "questions",
            Takes::List(&Takes::Item),
            "Its questions, when they fit on one page.",
        ),
        may(
            "values",
            Takes::Named(&Takes::Either(&[Takes::Expression, Takes::Block(&BOUNDS)])),
            "Names for what is worked out from answers.",
        ),
        RULES,
    ],
    also: &[],
};

pub(crate) static WHEN_SENT: Record = Record {
    what: "`when sent:`",
    keys: &[must(
        "show",
        Takes::Name,
        "The note to show on the page that gives the reference.",
    )],
    also: &[],
};

pub(crate) static SECTION: Record = Record {
    what: "a section",
    keys: &[
        must("section", Takes::Name, "Its name, written like_this."),
        RENAMED_FROM,
        may("title", Takes::Sentence, "The heading over its pages."),
        SHOW_WHEN,
        may("repeat", Takes::Block(&REPEAT), "How often it is there."),
        SOURCE,
        UNCONFIRMED,
        may(
            "pages",
            Takes::List(&Takes::Block(&PAGE)),
            "Its pages, in order.",
        ),
        may(
            "questions",
            Takes::List(&Takes::Item),
            "Its questions, when they fit on one page.",
        ),
    ],
    also: &[],
};

pub(crate) static SECTION_FROM: Record = Record {
    what: "a section from a file",
    keys: &[
        must(
            "section from",
            Takes::Name,
            "The name of a section that stands in a file of its own.",
        ),
        SHOW_WHEN,
    ],
    also: &[],
};

static TABLES: Takes = Takes::OneOf(&["CSV", "XLSX"]);

pub(crate) static REPEAT: Record = Record {
    what: "`repeat:`",
    keys: &[
        may("each", Takes::Name, "The word for one of them: `cost`."),
        may(
            "from",
            Takes::Count,
            "How many there must be; 0 when left out.",
        ),
        may(
            "to",
            Takes::Count,
            "How many there may be; 100 when left out.",
        ),
        may(
            "item title",
            Takes::Sentence,
            "How one of them is headed once it is filled in.",
        ),
        may(
            "or upload",
            Takes::List(&TABLES),
            "The kinds of files that all of them may be uploaded in, a row for each: `[CSV, XLSX]`.",
        ),
        may(
            "for each",
            Takes::Name,
            "A question with several options: one item for each that was chosen.",
        ),
        may(
            "as",
            Takes::Name,
            "The name of the option inside the item, with `for each`.",
        ),
    ],
    also: &[],
};

pub(crate) static PAGE: Record = Record {
    what: "a page",
    keys: &[
        must(
            "page",
            Takes::Name,
            "Its name, written like-this; it stands in the address.",
        ),
        may(
            "title",
            Takes::Sentence,
            "Its heading; a page with one question needs none.",
        ),
        GUIDANCE,
        SHOW_WHEN,
        may(
            "stop",
            Takes::Flag,
            "`true`: the form ends here and cannot be sent.",
        ),
        SOURCE,
        UNCONFIRMED,
        must(
            "questions",
            Takes::List(&Takes::Item),
            "What stands on it: questions and texts.",
        ),
        RULES,
    ],
    also: &[],
};

pub(crate) static TEXT: Record = Record {
    what: "a text",
    keys: &[
        must("text", Takes::Markdown, "A paragraph, with Markdown."),
        SHOW_WHEN,
        SOURCE,
        UNCONFIRMED,
    ],
    also: &[],
};

pub(crate) static RULE: Record = Record {
    what: "a rule",
    keys: &[
        may("must be", Takes::Condition, "What must hold."),
        may(
            "warn when",
            Takes::Condition,
            "What is unusual; the person may go on.",
        ),
        may(
            "otherwise",
            Takes::Sentence,
            "What to do when it does not hold.",
        ),
        may("say", Takes::Sentence, "What to say when it is unusual."),
        SHOW_WHEN,
        SOURCE,
        UNCONFIRMED,
    ],
    also: &[],
};

pub(crate) static BOUNDS: Record = Record {
    what: "a date with reasons",
    keys: &[
        may(
            "latest of",
            Takes::List(&Takes::Block(&CANDIDATE)),
            "Dates with their reasons: the latest counts.",
        ),
        may(
            "earliest of",
            Takes::List(&Takes::Block(&CANDIDATE)),
            "Dates with their reasons: the earliest counts.",
        ),
    ],
    also: &[],
};

pub(crate) static CANDIDATE: Record = Record {
    what: "a date with a reason",
    keys: &[
        must("date", Takes::Expression, "The date."),
        must(
            "because",
            Takes::Sentence,
            "The reason, as the end of a sentence: `you must give notice`.",
        ),
        SOURCE,
        UNCONFIRMED,
    ],
    also: &[],
};

pub(crate) static APP: Record = Record {
    what: "an application",
    keys: &[
        must("title", Takes::Sentence, "What it is called."),
        may("about", Takes::Sentence, "What it is for."),
        must(
            "address",
            Takes::Sentence,
            "Where it is, like https://example.org.",
        ),
        may(
            "seen by",
            Takes::Either(&[Takes::Name, Takes::List(&Takes::Name)]),
            "The roles that see it; left out, it is everybody who is signed in.",
        ),
        SOURCE,
        UNCONFIRMED,
    ],
    also: &[],
};

pub(crate) static SECRET_WORD: Record = Record {
    what: "the secret word",
    keys: &[
        must("title", Takes::Sentence, "What it is called."),
        must("about", Takes::Sentence, "What it is for, in a sentence."),
        SOURCE,
        UNCONFIRMED,
    ],
    also: &[],
};

pub(crate) static SERVICE: Record = Record {
    what: "a service",
    keys: &[
        must("service", Takes::Name, "A short name, written like-this."),
        must(
            "name",
            Takes::Sentence,
            "What it is called at the top of every page.",
        ),
        must("operator", Takes::Sentence, "Who runs it."),
        may(
            "summary",
            Takes::Sentence,
            "What the service is for, at the top of its first page.",
        ),
        may(
            "phase",
            Takes::Block(&PHASE),
            "How far along it is, at the top of every page.",
        ),
        may(
            "guidance",
            Takes::Name,
            "The note that leads to all others: its path below `guidance/`, without `.md`.",
        ),
        may(
            "footer",
            Takes::List(&Takes::Name),
            "Notes that the foot of every page leads to: `[accessibility, cookies, privacy]`.",
        ),
        may(
            "zone",
            Takes::Name,
            "The time zone of its days: `Europe/London`.",
        ),
        may(
            "working days",
            Takes::Block(&WORKING_DAYS),
            "Which days are working days.",
        ),
        may(
            "languages",
            Takes::List(&Takes::Name),
            "Its languages, the first is the main one: `[en]`.",
        ),
        may(
            "terms",
            Takes::Name,
            "The note with the terms that people accept before they sign in for the first time.",
        ),
        may(
            "apps",
            Takes::List(&Takes::Block(&APP)),
            "Other applications that people may open from here.",
        ),
        may(
            "secret word",
            Takes::Block(&SECRET_WORD),
            "What people choose to prove on paper and by telephone who they are.",
        ),
        may(
            "contact",
            Takes::Sentence,
            "How to reach somebody, in one sentence.",
        ),
        may(
            "help",
            Takes::Name,
            "The note that says whom to ask: every page of a form leads to it, and says there which page it was.",
        ),
        SOURCE,
        UNCONFIRMED,
    ],
    also: &[],
};

pub(crate) static PHASE: Record = Record {
    what: "`phase:`",
    keys: &[
        must("tag", Takes::Sentence, "One word: `Trial`."),
        must(
            "say",
            Takes::Sentence,
            "What that means for people who use it.",
        ),
    ],
    also: &[],
};

pub(crate) static WORKING_DAYS: Record = Record {
    what: "`working days:`",
    keys: &[
        may(
            "weekend",
            Takes::List(&Takes::OneOf(&WEEKDAYS)),
            "Days of the week on which nobody works.",
        ),
        may(
            "holidays from",
            Takes::Name,
            "The list of other days on which nobody works; it has a column `date`.",
        ),
        may(
            "day ends",
            Takes::Sentence,
            "When a working day ends: `\"17:00\"`.",
        ),
    ],
    also: &[],
};

pub(crate) static WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
