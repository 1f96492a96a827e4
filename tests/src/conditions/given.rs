//! YAML whose scalars are all text: `yes`, `3` and `2026-11-25` alike.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// A value as it stands in the file of vectors.
#[derive(Clone, Debug)]
pub(super) enum Given {
    Text(String),
    Several(Vec<Given>),
    Named(BTreeMap<String, Given>),
}

impl Given {
    /// The text of a scalar.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            other => panic!("a text is needed, not {other:?}"),
        }
    }

    /// The items of a list; a scalar is one.
    pub(super) fn several(&self) -> &[Self] {
        match self {
            Self::Several(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// The value under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Named(named) => named.get(key),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Given;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text, a list or names with values")
    }

    fn visit_unit<E>(self) -> Result<Given, E> {
        Ok(Given::Text(String::new()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Given, E> {
        Ok(Given::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Given, E> {
        Ok(Given::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Given, E> {
        Ok(Given::Text(value.to_string()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Given, E> {
        Err(E::custom(format!(
            "{value} must stand in quotes, so that no reader rounds it"
        )))
    }

    fn visit_str<E>(self, value: &str) -> Result<Given, E> {
        Ok(Given::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Given, A::Error> {
        let mut found = Vec::new();
        while let Some(item) = items.next_element()? {
            found.push(item);
        }
        Ok(Given::Several(found))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Given, A::Error> {
        let mut found = BTreeMap::new();
        while let Some((key, value)) = entries.next_entry()? {
            found.insert(key, value);
        }
        Ok(Given::Named(found))
    }
}
