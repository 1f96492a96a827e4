//! Marks: what a template is given in the place of a hole. They are in templates and what these make, never in anything that
//! somebody typed.

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};
use std::sync::Arc;

/// A character that Unicode leaves to private agreements; no text of a catalogue that is rendered ahead holds it.
pub(super) const SIGN: char = '\u{F8FF}';

/// The mark of a text.
pub(super) fn text(hole: usize) -> String {
    format!("{SIGN}t{hole}{SIGN}")
}

/// The mark of whether something is chosen: a template passes it on.
#[derive(Debug)]
struct Mark(usize);

impl Object for Mark {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    // It has to pass through `or`.
    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// The mark of whether something is chosen.
pub(super) fn checked(hole: usize) -> Value {
    Value::from_object(Mark(hole))
}

/// Both of what is printed when something is chosen and when not, for a mark; nothing for any other value.
pub(crate) fn choice(value: &Value, chosen: &str, otherwise: &str) -> Option<String> {
    let Mark(hole) = value.downcast_object_ref::<Mark>()?;
    Some(format!(
        "{SIGN}y{hole}{SIGN}{chosen}{SIGN}n{hole}{SIGN}{otherwise}{SIGN}e{hole}{SIGN}"
    ))
}
