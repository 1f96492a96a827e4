//! Which parts of a page depend on the person, said where the page is declared: `#[serde(serialize_with = "holes::text")]`.
//!
//! A template is given what stands in them as if nothing were said. [`crate::Ahead`] keeps the rest and fills them later.

use engine::HtmlPart;
use minijinja::HtmlEscape;
use serde::ser::{Error, SerializeSeq};
use serde::{Serialize, Serializer};

/// Words. A template may ask whether there are any, and do nothing else but print them.
pub(crate) const TEXT: &str = "accede text";
/// What stands in a field. A template prints it and asks nothing.
pub(crate) const VALUE: &str = "accede value";
/// Whether something is chosen. A template passes it on to `given` or `when`.
pub(crate) const CHECKED: &str = "accede checked";

/// HTML in parts, those that fill placeholders being texts. Only what takes pages apart sees the parts.
pub(crate) const HTML: &str = "accede html";

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

struct Parts<'a>(&'a [HtmlPart]);

impl Serialize for Parts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_seq(Some(self.0.len()))?;
        for part in self.0 {
            match part {
                HtmlPart::Fixed(html) => all.serialize_element(html)?,
                HtmlPart::Text(text) => all.serialize_element(&Hole(VALUE, text))?,
                HtmlPart::Whole(_) => return Err(S::Error::custom("not the same for everybody")),
            }
        }
        all.end()
    }
}

/// A template is given the whole; what takes pages apart reads no text for people, and is given the parts.
pub(crate) fn html<S: Serializer>(parts: &[HtmlPart], serializer: S) -> Result<S::Ok, S::Error> {
    if !serializer.is_human_readable() {
        return serializer.serialize_newtype_struct(HTML, &Parts(parts));
    }
    let mut html = String::new();
    for part in parts {
        match part {
            HtmlPart::Fixed(part) | HtmlPart::Whole(part) => html.push_str(part),
            HtmlPart::Text(text) => html.push_str(&HtmlEscape(text).to_string()),
        }
    }
    serializer.serialize_str(&html)
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
