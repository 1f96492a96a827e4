//! What the declarations mean: checked, immutable, shared.

mod form;
mod list;
mod reading;

pub use form::{
    ForEach, Form, Item, NamedValue, Optional, Page, Question, Repeat, Rule, Section, Slot, Worth,
};
pub use list::{List, Row};
