//! Types, and what a name stands for.

use super::expr::Place;
use crate::catalogue::List;
use crate::diagnostic::Diagnostic;
use crate::name::OptionName;
use crate::source::Span;
use std::sync::Arc;

/// What kind of value an expression has.
#[derive(Clone, Debug)]
pub enum Type {
    /// True, false or unknown: a condition. Stands alone in `and`, `or`, `not`.
    Truth,
    /// A yes-or-no question or a tick box; compared with the words `yes` and `no`.
    YesNo,
    /// Any text; compared with another text or with words in double quotes.
    Text,
    /// One of some options; compared with their bare names.
    Choice(Arc<Choices>),
    /// Some of some options.
    Several(Arc<Choices>),
    /// A number, exact.
    Number,
    /// An amount of money, exact.
    Money,
    /// A calendar day.
    Date,
    /// A calendar month.
    Month,
    /// Things that are there several times: a repeat.
    Collection(Arc<Record>),
    /// One of them.
    Entry(Arc<Record>),
    /// Something of which only `is answered` can be asked: an address.
    Opaque,
    /// A secret, of which nothing can be asked.
    Secret,
    /// Files; likewise.
    Files,
    /// Something whose own declaration was wrong; whatever is said of it is not reported again.
    Wrong,
}

/// The options of a choice.
#[derive(Debug)]
pub struct Choices {
    /// Option names in order, with their labels.
    pub options: Vec<(OptionName, String)>,
    /// The list that they come from, so that `choice.column` works.
    pub list: Option<Arc<List>>,
}

/// A column of a list, or a field of an entry.
#[derive(Clone, Debug)]
pub struct Column {
    /// As it is named in conditions.
    pub name: String,
    /// What it holds.
    pub ty: Type,
    /// How it is called in sentences: "start date".
    pub called: String,
}

/// The fields of an entry.
#[derive(Debug)]
pub struct Record {
    /// "cost": the word for one of them.
    pub each: String,
    /// "costs".
    pub name: String,
    /// Field n is slot n of a [`super::Value::Items`] row.
    pub fields: Vec<Column>,
    /// Slots of the first and last day on which an entry is live; either may be missing.
    pub live: Option<(Option<usize>, Option<usize>)>,
}

/// What a name stands for, where it is used.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where its value is found.
    pub place: Place,
    /// Its type.
    pub ty: Type,
    /// How it is called in sentences: "company number", "the total".
    pub called: String,
}

/// The answer to "what does this name stand for here?".
#[derive(Debug)]
pub enum Lookup {
    /// This.
    Found(Binding),
    /// It exists and cannot be used here; the diagnostic says why (it is asked later, it is hidden, …).
    Refused(Box<Diagnostic>),
    /// No such thing.
    Missing,
}

/// The names that an expression may use.
pub trait Scope {
    /// Looks up a name: `kinds`, or a dotted one with its parts: `["party", "status"]`, `["lead_times", "large_hall",
    /// "days"]`. `span` is where it is written, for a refusal. The longest prefix that is found is used; what is left
    /// over is a column or field of it.
    fn look_up(&self, path: &[&str], span: Span) -> Lookup;

    /// Every name that could have been meant, for "did you mean".
    fn names(&self) -> Vec<String>;

    /// Whether the value at a place is surely known where this scope's expressions are used.
    fn is_sure(&self, _place: &Place) -> bool {
        true
    }

    /// Whether the value at a place is never printed as it is.
    fn is_masked(&self, _place: &Place) -> bool {
        false
    }

    /// The list of this name, for `x is one of LIST`.
    fn list(&self, _name: &str) -> Option<Arc<List>> {
        None
    }

    /// The entry that `its` means outside any `where`: the row of a list whose options are offered by a condition.
    fn entry(&self) -> Option<Arc<Record>> {
        None
    }
}

/// What an expression has to be.
#[derive(Clone, Debug)]
pub enum Wanted {
    /// A condition.
    Truth,
    /// Anything.
    Any,
    /// A value of this type.
    Type(Type),
}

impl Choices {
    /// The label of an option; its name where there is none.
    #[must_use]
    pub fn label<'a>(&'a self, name: &'a str) -> &'a str {
        self.options
            .iter()
            .find(|(option, _)| option.as_str() == name)
            .map_or(name, |(_, label)| label)
    }
}

impl Type {
    /// What it is, for messages: "a date".
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Self::Truth => "a condition",
            Self::YesNo => "a yes or no",
            Self::Text => "a text",
            Self::Choice(_) => "one of some options",
            Self::Several(_) => "several of some options",
            Self::Number => "a number",
            Self::Money => "an amount of money",
            Self::Date => "a date",
            Self::Month => "a month",
            Self::Collection(_) => "a list of things",
            Self::Entry(_) => "one thing of a list",
            Self::Opaque => "an answer in several parts",
            Self::Secret => "a secret",
            Self::Files => "a file",
            Self::Wrong => "something unknown",
        }
    }

    /// Whether a value of this type can stand where `other` is needed.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Wrong, _) | (_, Self::Wrong) => true,
            (Self::Choice(a) | Self::Several(a), Self::Choice(b) | Self::Several(b)) => {
                matches!(self, Self::Several(_)) == matches!(other, Self::Several(_))
                    && (Arc::ptr_eq(a, b)
                        || a.options
                            .iter()
                            .any(|(name, _)| b.options.iter().any(|(other, _)| other == name)))
            }
            (Self::Number, Self::Money) => true,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// The type of one of several.
    pub(crate) fn one(&self) -> Self {
        match self {
            Self::Several(choices) => Self::Choice(choices.clone()),
            other => other.clone(),
        }
    }

    /// Whether values of it can be the same or not.
    pub(crate) fn compares(&self) -> bool {
        !matches!(
            self,
            Self::Truth
                | Self::Collection(_)
                | Self::Entry(_)
                | Self::Opaque
                | Self::Files
                | Self::Secret
        )
    }

    /// Whether values of it can be more or less.
    pub(crate) fn has_order(&self) -> bool {
        matches!(
            self,
            Self::Number | Self::Money | Self::Date | Self::Month | Self::Wrong
        )
    }
}
