//! `yes or no` and `tick box`.

use super::common::{COMMON, claim};
use super::{Asked, Read, clean, wrong};
use crate::condition::Value;
use crate::declare::Record;
use serde_json::{Map, Value as Json, json};

pub(crate) static YES_OR_NO: Record = Record {
    what: "a question of type `yes or no`",
    keys: COMMON,
    also: &[],
};
pub(crate) static TICK_BOX: Record = Record {
    what: "a question of type `tick box`",
    keys: COMMON,
    also: &[],
};

pub(super) fn read(typed: &str, asked: Asked<'_>) -> Read {
    let text = clean::code(typed);
    match text.as_ref() {
        "" => asked.blank(|called| format!("Select yes if {called}")),
        text if text.eq_ignore_ascii_case("yes") => Read::right(Value::Truth(true)),
        text if text.eq_ignore_ascii_case("no") => Read::right(Value::Truth(false)),
        _ => wrong(format!("Select yes if {}, otherwise no", asked.called)),
    }
}

/// A box that is not ticked posts nothing, which is a no; one that must be ticked is then wrong.
pub(super) fn read_tick(typed: &str, asked: Asked<'_>) -> Read {
    let text = clean::code(typed);
    let ticked = match text.as_ref() {
        "" | "no" => false,
        "yes" => true,
        _ => {
            return wrong(format!(
                "Tick the box to confirm {}, or leave it",
                claim(asked.called)
            ));
        }
    };
    if ticked || asked.optional {
        return Read::right(Value::Truth(ticked));
    }
    wrong(format!("Tick the box to confirm {}", claim(asked.called)))
}

pub(super) fn schema(tick: bool) -> Map<String, Json> {
    let mut schema = Map::new();
    schema.insert("type".into(), json!("boolean"));
    if tick {
        schema.insert("const".into(), json!(true));
    }
    schema
}
