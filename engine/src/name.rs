//! Names that editors give: each kind has its own type, so that they cannot be mixed up.

use std::fmt;
use std::sync::Arc;

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The name as it stands in an address: underscores become hyphens.
            #[must_use]
            pub fn in_address(&self) -> String {
                self.0.replace('_', "-")
            }

            /// Whether it stands in an address so.
            #[must_use]
            pub fn is_in_address(&self, word: &str) -> bool {
                let hyphened = |byte| if byte == b'_' { b'-' } else { byte };
                self.0.bytes().map(hyphened).eq(word.bytes())
            }
        }

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                Self(name.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )*};
}

names! {
    /// A form: `expression-of-interest`.
    FormName,
    /// A section of a form; a section that repeats is also a collection: `costs`.
    SectionName,
    /// A page of a form: `company-name`.
    PageName,
    /// A question of a form: `company_name`.
    QuestionName,
    /// A value of a form, worked out from answers: `total`.
    ValueName,
    /// One of the options of a choice: `credit_default`.
    OptionName,
    /// A list of rows: `lead_times`.
    ListName,
    /// A declared type: `company_number`.
    TypeName,
    /// A guidance page, its path below `guidance/` without `.md`: `account/contacts`.
    GuidanceName,
    /// A role: `room_keeper`.
    RoleName,
    /// A message: `interest-received`.
    MessageName,
    /// An example.
    ExampleName,
    /// A story.
    StoryName,
}

impl GuidanceName {
    /// The folder that it stands in, below `guidance/`; empty is the top.
    pub(crate) fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The path of the note, and the heading of it that is named behind `#`.
    #[must_use]
    pub fn parts(&self) -> (&str, Option<&str>) {
        match self.0.split_once('#') {
            Some((path, heading)) => (path, Some(heading)),
            None => (&self.0, None),
        }
    }
}

/// Words that mean something in conditions and so cannot be names.
pub(crate) const RESERVED: [&str; 15] = [
    "today", "answered", "its", "it", "and", "or", "not", "is", "where", "live", "any", "every",
    "no", "number", "sum",
];

/// `lower_snake_case`, for what a condition can name.
#[must_use]
pub(crate) fn is_snake(name: &str) -> bool {
    is_lower(name, '_')
}

/// `kebab-case`, for forms, pages and guidance.
#[must_use]
pub(crate) fn is_kebab(name: &str) -> bool {
    is_lower(name, '-')
}

fn is_lower(name: &str, joint: char) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.ends_with(joint)
        && !name.contains(&format!("{joint}{joint}"))
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint)
}
