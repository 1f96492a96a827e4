//! Codes E08xx: messages.

use super::Code;

pub(crate) const NO_SUCH_TRIGGER: Code = Code::new(
    "E0801",
    "a message that nothing sends",
    "`when:` says what sends a message. `FORM is sent` names a form that exists: the message goes out when somebody sends it. \
     The service's own are `a return link is asked for`, when somebody wants to go on with a form later or elsewhere, \
     `an address is to be confirmed`, when a form was sent whose message went to an address, `access is given`, when somebody \
     was given a role for an organisation, and `a new password is asked for`, when somebody forgot theirs.",
);
pub(crate) const BAD_RECIPIENT: Code = Code::new(
    "E0802",
    "a message that goes to nobody",
    "A message that goes out when a form is sent says in `to:` which question of the form asks for the address; the question \
     has the type `email` and stands in no section that repeats. Left blank by the person, no message goes out. The \
     service's own messages have no `to:`: the service knows the address.",
);
pub(crate) const TWO_MESSAGES: Code = Code::new(
    "E0803",
    "two messages for one thing",
    "A return link, the confirmation of an address, access and a new password are sent in one message each. Put both texts \
     into one, or give one of them another `when:`.",
);
pub(crate) const NOTHING_SAID: Code = Code::new(
    "E0804",
    "a message without a text",
    "The text of a message stands below its keys, in Markdown, behind the second line of `---`.",
);
pub(crate) const NO_LINK: Code = Code::new(
    "E0805",
    "a message without its link",
    "A message about a return link, an address to be confirmed, access or a new password is there for its link: write `{{ link }}` in the \
     text, on a line by itself. It becomes a link by itself, so it stands in no other: `[open it]({{ link }})` shows the \
     brackets.",
);

pub(super) const ALL: &[Code] = &[
    NO_SUCH_TRIGGER,
    BAD_RECIPIENT,
    TWO_MESSAGES,
    NOTHING_SAID,
    NO_LINK,
];
