//! Keys of records: bytes in an order that ranges can rely on.

use std::fmt;

/// The key of a record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key(Vec<u8>);

impl Key {
    /// The key that these bytes are.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// Its bytes.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key made of these parts, in the order of the first, then of the second, and so on. A last part that is empty
    /// makes a prefix of every key that begins with the others.
    pub(crate) fn of(parts: &[&str]) -> Self {
        // A zero byte parts them, so none may stand inside.
        let clean = |part: &&str| part.replace('\0', "\u{1}");
        let parts: Vec<String> = parts.iter().map(clean).collect();
        Self(parts.join("\0").into_bytes())
    }

    /// The first key behind all that begin with this one; none when there is no such key.
    pub(super) fn after_all_that_begin_so(&self) -> Option<Self> {
        let mut bytes = self.0.clone();
        while let Some(last) = bytes.pop() {
            if let Some(next) = last.checked_add(1) {
                bytes.push(next);
                return Some(Self(bytes));
            }
        }
        None
    }

    /// This key with another behind it.
    pub(super) fn then(&self, other: &Self) -> Self {
        let mut bytes = self.0.clone();
        bytes.push(0);
        bytes.extend_from_slice(&other.0);
        Self(bytes)
    }

    /// Its text, for keys that were made of text.
    pub(crate) fn as_text(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.escape_ascii(), f)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
