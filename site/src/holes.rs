//! Which parts of a page depend on the person, said where the page is declared: `#[serde(serialize_with = "holes::text")]`.
//!
//! A template is given what stands in them as if nothing were said. [`crate::Ahead`] keeps the rest and fills them later.

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// Words. A template may ask whether there are any, and do nothing else but print them.
pub(crate) const TEXT: &str = "accede text";
/// What stands in a field. A template prints it and asks nothing.
pub(crate) const VALUE: &str = "accede value";
/// Whether something is chosen. A template passes it on to `given` or `when`.
pub(crate) const CHECKED: &str = "accede checked";

struct Hole<'a, T>(&'static str, &'a T);

impl<T: Serialize> Serialize for Hole<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(self.0, self.1)
    }
}

pub(crate) fn text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(TEXT, text)
}

pub(crate) fn text_if_any<S: Serializer>(
    text: &Option<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match text {
        Some(text) => serializer.serialize_some(&Hole(TEXT, text)),
        None => serializer.serialize_none(),
    }
}

pub(crate) fn texts<S: Serializer>(texts: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    let mut all = serializer.serialize_seq(Some(texts.len()))?;
    for text in texts {
        all.serialize_element(&Hole(TEXT, text))?;
    }
    all.end()
}

pub(crate) fn value<S: Serializer>(value: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(VALUE, value)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes every field so"
)]
pub(crate) fn checked<S: Serializer>(checked: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(CHECKED, checked)
}
