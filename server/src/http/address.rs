//! Every address of the gateway, spelled once.

use crate::drafts::DraftId;
use crate::files::is_digest;
use engine::{Form, Place};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;

/// Where something is.
pub(crate) enum Address<'a> {
    /// The list of open forms.
    Home,
    /// A note, by its path below `guidance/`.
    Note(&'a str),
    /// The terms that are explained; one of them.
    Glossary(Option<&'a str>),
    /// A search, and a page of its results.
    Search(&'a str, usize),
    /// A note, asked about a page of a form.
    About(&'a str, String),
    /// The start page of a form.
    Start(&'a Form),
    /// A screen of a draft.
    Screen(&'a Form, &'a DraftId, Screen),
    /// The same, and where to go when it is answered.
    Return(&'a Form, &'a DraftId, Screen, From),
}

/// A screen of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    /// A page, a list of items, or check your answers.
    At(Place),
    /// Taking an item out of a section that repeats.
    Remove {
        /// The section's position.
        section: usize,
        /// The item, from 0.
        item: usize,
    },
    /// Uploading all items of a section that repeats.
    Upload {
        /// The section's position.
        section: usize,
    },
    /// The headings of a table to upload.
    Template {
        /// The section's position.
        section: usize,
    },
    /// The rows of a table that have to be mended.
    ToMend {
        /// The section's position.
        section: usize,
    },
    /// Whether uploaded items may take the place of those that are there.
    Replace {
        /// The section's position.
        section: usize,
    },
    /// Asking for a link, to come back later.
    ComeBack,
    /// What is said once one was asked for.
    LinkSent,
    /// Wherever it goes on.
    Resume,
    /// What became of it.
    Sent,
    /// A file that was uploaded, by the digest of its bytes.
    File(blake3::Hash),
}

/// The screen that somebody came from to change an answer, and goes back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// Check your answers.
    Check,
    /// The list of items.
    Items,
}

/// What is not written as it is behind a `?`; slashes and hyphens are.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-');

const CHECK: &str = "check";
const SENT: &str = "sent";
const COME_BACK: &str = "come-back";
const LINK_SENT: &str = "link-sent";
const RESUME: &str = "resume";
const ITEMS: &str = "items";
const REMOVE: &str = "remove";
const FILES: &str = "files";
const UPLOAD: &str = "upload";
const TEMPLATE: &str = "template.csv";
const TO_MEND: &str = "to-mend.csv";
const REPLACE: &str = "replace";

impl From {
    /// Read from the query of an address; anything else says nothing.
    pub(crate) fn read(query: Option<&str>) -> Option<Self> {
        match query? {
            "from=check" => Some(Self::Check),
            "from=items" => Some(Self::Items),
            _ => None,
        }
    }

    fn query(self) -> &'static str {
        match self {
            Self::Check => "from=check",
            Self::Items => "from=items",
        }
    }
}

impl Screen {
    /// The screen at a path below a draft. A list has the word `items` where a section that is there once has a page, so that
    /// no name that an editor gives can be taken for it.
    pub(crate) fn read(form: &Form, path: &str) -> Option<Self> {
        let words: Vec<&str> = path.split('/').collect();
        match *words.as_slice() {
            [CHECK] => Some(Self::At(Place::Check)),
            [SENT] => Some(Self::Sent),
            [COME_BACK] => Some(Self::ComeBack),
            [LINK_SENT] => Some(Self::LinkSent),
            [RESUME] => Some(Self::Resume),
            // No page has a name as long and as odd as a digest.
            [FILES, digest] if is_digest(digest) => {
                blake3::Hash::from_hex(digest).ok().map(Self::File)
            }
            [section, page] => form.place(section, None, page).map(Self::At).or_else(|| {
                let section = repeating(form, section)?;
                match page {
                    ITEMS => Some(Self::At(Place::Items { section })),
                    UPLOAD => Some(Self::Upload { section }),
                    TEMPLATE => Some(Self::Template { section }),
                    TO_MEND => Some(Self::ToMend { section }),
                    REPLACE => Some(Self::Replace { section }),
                    _ => None,
                }
            }),
            [section, REMOVE, item] => Some(Self::Remove {
                section: repeating(form, section)?,
                item: number(item)?,
            }),
            [section, item, page] => form.place(section, Some(number(item)?), page).map(Self::At),
            _ => None,
        }
    }

    /// Its path below a draft.
    pub(crate) fn path(self, form: &Form) -> String {
        let section = |n: usize| {
            let found = form.sections().get(n);
            found.map_or_else(String::new, |section| section.name().in_address())
        };
        let page = |place| {
            let found = form.page(place);
            found.map_or_else(String::new, |(_, page)| page.name().in_address())
        };
        match self {
            Self::At(Place::Check) => CHECK.to_owned(),
            Self::At(Place::Items { section: n }) => format!("{}/{ITEMS}", section(n)),
            Self::At(place @ Place::Page { section: n, .. }) => {
                format!("{}/{}", section(n), page(place))
            }
            Self::At(
                place @ Place::ItemPage {
                    section: n, item, ..
                },
            ) => format!("{}/{}/{}", section(n), item + 1, page(place)),
            Self::Remove { section: n, item } => format!("{}/{REMOVE}/{}", section(n), item + 1),
            Self::Upload { section: n } => format!("{}/{UPLOAD}", section(n)),
            Self::Template { section: n } => format!("{}/{TEMPLATE}", section(n)),
            Self::ToMend { section: n } => format!("{}/{TO_MEND}", section(n)),
            Self::Replace { section: n } => format!("{}/{REPLACE}", section(n)),
            Self::Sent => SENT.to_owned(),
            Self::ComeBack => COME_BACK.to_owned(),
            Self::LinkSent => LINK_SENT.to_owned(),
            Self::Resume => RESUME.to_owned(),
            Self::File(digest) => format!("{FILES}/{digest}"),
        }
    }
}

/// The position of a section whose items somebody adds.
fn repeating(form: &Form, name: &str) -> Option<usize> {
    form.sections().iter().position(|section| {
        let adds = section
            .repeat()
            .is_some_and(|repeat| !repeat.follows_choices());
        adds && section.name().is_in_address(name)
    })
}

/// An item as addresses count it, from one, with one spelling each.
fn number(text: &str) -> Option<usize> {
    let number: usize = text.parse().ok()?;
    (number.to_string() == text).then_some(number.checked_sub(1)?)
}

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("/"),
            Self::Note(name) => write!(f, "/guidance/{name}"),
            Self::Glossary(None) => f.write_str("/glossary"),
            Self::Glossary(Some(term)) => write!(f, "/glossary#{term}"),
            Self::Search(typed, page) => {
                let typed = utf8_percent_encode(typed, NON_ALPHANUMERIC);
                write!(f, "/search?q={typed}")?;
                match page {
                    0 | 1 => Ok(()),
                    page => write!(f, "&page={page}"),
                }
            }
            Self::About(note, about) => {
                let about = utf8_percent_encode(about, PATH);
                write!(f, "/guidance/{note}?about={about}")
            }
            Self::Start(form) => write!(f, "/forms/{}", form.name()),
            Self::Screen(form, id, screen) => {
                write!(f, "/forms/{}/{id}/{}", form.name(), screen.path(form))
            }
            Self::Return(form, id, screen, from) => {
                let (name, query) = (form.name(), from.query());
                write!(f, "/forms/{name}/{id}/{}?{query}", screen.path(form))
            }
        }
    }
}
