//! Codes E01xx: the YAML itself.

use super::Code;

pub(crate) const NOT_UTF8: Code = Code::new(
    "E0101",
    "a file that is not UTF-8 text",
    "Files are stored as UTF-8, the encoding in which every letter of every language has a place. Save the file again: most \
     editors ask for the encoding under \"Save as\".",
);
pub(crate) const TOO_LARGE: Code = Code::new(
    "E0102",
    "a file that is too large",
    "A file may have one mebibyte (1,048,576 bytes), which is more than anybody can review. Make several files of it: a section \
     can stand in a file of its own, and so can a list.",
);
pub(crate) const TOO_MANY: Code = Code::new(
    "E0103",
    "a file with too many values",
    "A file may have 50,000 keys and values. Make several files of it.",
);
pub(crate) const TOO_DEEP: Code = Code::new(
    "E0104",
    "blocks too deep inside each other",
    "Blocks and lists may stand inside each other 32 deep, three times what a form needs. Most often brackets or hyphens were \
     doubled by accident.",
);
pub(crate) const EMPTY: Code = Code::new(
    "E0105",
    "a file with nothing in it",
    "The file is empty, or has comments alone. Write what it should declare, or delete it.",
);
pub(crate) const INVISIBLE: Code = Code::new(
    "E0106",
    "a character that cannot be seen",
    "The file has a character that no screen shows, such as a space that does not break, a mark left behind by another program \
     or a control character. Text copied from documents and web pages brings them along. Delete it and type the line again.",
);
pub(crate) const TAB: Code = Code::new(
    "E0107",
    "a tab instead of spaces",
    "How far a line stands to the right says what it belongs to, and a tab has no certain width. Use spaces, two for each step. \
     Most editors have a command that turns tabs into spaces.",
);
pub(crate) const DUPLICATE_KEY: Code = Code::new(
    "E0108",
    "a key that stands twice",
    "A block has each key once: of two values nobody could say which counts. Delete one, or rename it.",
);
pub(crate) const ANCHOR: Code = Code::new(
    "E0109",
    "a part of a file marked for use again",
    "`&name` marks a part of a YAML file so that it can be used again further down. Declarations are read by people who do not \
     know that, so it is not allowed here: write the lines out. A text that begins with `&` needs quotes.",
);
pub(crate) const ALIAS: Code = Code::new(
    "E0110",
    "a part of a file used again",
    "`*name` stands for a part of the file that was marked further up. It is not allowed here: write the lines out, three \
     clear lines are better than a reference. A text that begins with `*` needs quotes.",
);
pub(crate) const MERGE: Code = Code::new(
    "E0111",
    "keys merged from elsewhere",
    "`<<:` copies keys from another part of the file. It is not allowed here: write the keys out.",
);
pub(crate) const TAG: Code = Code::new(
    "E0112",
    "a type written into the YAML",
    "`!!str` and the like tell a YAML reader how to take a value. Here the declaration decides that, so it is not needed: \
     delete it. A text that begins with `!` needs quotes.",
);
pub(crate) const SEVERAL_DOCUMENTS: Code = Code::new(
    "E0113",
    "several documents in one file",
    "A line of three hyphens or dots begins another document. One file declares one thing: put the rest into a file of its own.",
);
pub(crate) const NEEDS_QUOTES: Code = Code::new(
    "E0114",
    "a text that begins with a character of YAML's own",
    "These characters mean something at the beginning of a value: `{` `[` `*` `&` `!` `%` `@` `>` `|` `` ` `` `,` `?` `-`. A text \
     that begins with one of them stands in quotes: `title: \"{{ name }} and others\"`.",
);
pub(crate) const COLON: Code = Code::new(
    "E0115",
    "a colon in a text without quotes",
    "A colon with a space after it ends a key. In a sentence it needs quotes around the whole: \
     `ask: \"Which one: the first or the second?\"`.",
);
pub(crate) const HASH: Code = Code::new(
    "E0116",
    "a text that a number sign cuts off",
    "A space and `#` begin a comment, so the text ends before it and the rest is silently lost. Put the text in quotes. If a \
     comment is meant, put it on the line above, or two spaces before its `#`.",
);
pub(crate) const COMMA: Code = Code::new(
    "E0117",
    "a comma inside braces",
    "Inside `{ }` a comma ends a value, so a sentence with a comma is cut off. Put the sentence in quotes, or write the keys \
     on lines of their own.",
);
pub(crate) const MISSING_COLON: Code = Code::new(
    "E0118",
    "a line without a colon",
    "A line is a key, a colon, a space and a value: `title: Add a contact`. This line has no colon, so nobody can tell its key \
     from its value.",
);
pub(crate) const MISSING_SPACE: Code = Code::new(
    "E0119",
    "no space after a colon",
    "After the colon of a key stands a space: `title: Add a contact`. Without it the whole is taken for one word.",
);
pub(crate) const INDENTATION: Code = Code::new(
    "E0120",
    "a line that stands too far to the left or right",
    "How far a line stands to the right says what it belongs to. Keys of one block begin in the same column, and what belongs \
     to a key stands two spaces further right on the lines below.",
);
pub(crate) const DASH: Code = Code::new(
    "E0121",
    "no space after a hyphen",
    "An item of a list is a hyphen, a space and the item: `- question: email`.",
);
pub(crate) const QUOTES: Code = Code::new(
    "E0122",
    "quotes that do not match",
    "A text in quotes ends at the next quotes of the same kind. Inside double quotes write `'`; inside single quotes write an \
     apostrophe twice, or take double quotes around the whole.",
);
pub(crate) const BACKSLASH: Code = Code::new(
    "E0123",
    "a backslash in double quotes",
    "In double quotes a backslash begins a special character, such as `\\n` for a new line. For a plain backslash take single \
     quotes.",
);
pub(crate) const BRACKETS: Code = Code::new(
    "E0124",
    "brackets that do not match",
    "Every `[` needs its `]` and every `{` its `}`. When a list or block in brackets becomes long, write it on lines of its own, \
     without brackets.",
);
pub(crate) const NOT_A_KEY: Code = Code::new(
    "E0125",
    "a key that is not a word",
    "A key is a word or a few words before a colon. A list, a block or nothing at all cannot be one.",
);
pub(crate) const UNREADABLE: Code = Code::new(
    "E0126",
    "a line that cannot be read",
    "The caret shows where reading stopped; what is wrong may also stand on the line before. Compare the line with one above \
     that is right: key, colon, space, value, and the same distance from the left.",
);

pub(super) const ALL: &[Code] = &[
    NOT_UTF8,
    TOO_LARGE,
    TOO_MANY,
    TOO_DEEP,
    EMPTY,
    INVISIBLE,
    TAB,
    DUPLICATE_KEY,
    ANCHOR,
    ALIAS,
    MERGE,
    TAG,
    SEVERAL_DOCUMENTS,
    NEEDS_QUOTES,
    COLON,
    HASH,
    COMMA,
    MISSING_COLON,
    MISSING_SPACE,
    INDENTATION,
    DASH,
    QUOTES,
    BACKSLASH,
    BRACKETS,
    NOT_A_KEY,
    UNREADABLE,
];
