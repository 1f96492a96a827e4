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
    /// Something of which only `is answered` can be asked: an address, a file.
    Opaque,
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
    /// Field n is slot n of a [`Value::Items`] row.
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
    /// Looks up a name: `kinds`, or a dotted one with its parts: `["party", "status"]`, `["lead_times", "msid_pair",
    /// "days"]`. `span` is where it is written, for a refusal. The longest prefix that is found is used; what is left
    /// over is a column or field of it.
    fn look_up(&self, path: &[&str], span: Span) -> Lookup;

    /// Every name that could have been meant, for "did you mean".
    fn names(&self) -> Vec<String>;
}
