//! Records and the bytes they are kept as.
//!
//! A value is one byte for this envelope, eight for the version, one for the record's own format, and JSON. The encoding is
//! ours alone, so that no library underneath has a say in whether an old store can be read.

use super::{Index, Key, StoreError, Version};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The envelope that is written; the first byte of every value.
const ENVELOPE: u8 = 1;

/// A named set of records of one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Space {
    /// Its name in the store.
    pub(crate) name: &'static str,
    /// The format in which its records are written; older ones stay readable.
    pub(crate) format: u8,
}

/// What can be kept.
pub(crate) trait Record: Serialize + DeserializeOwned + 'static {
    /// Where it is kept.
    const SPACE: Space;
    /// Other ways to it.
    const INDEXES: &'static [Index<Self>] = &[];
}

/// A record as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept<R> {
    /// When it was last written: what a batch expects.
    pub(crate) version: Version,
    /// The record.
    pub(crate) record: R,
}

/// A record that is still bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stored {
    space: Space,
    version: Version,
    format: u8,
    json: Vec<u8>,
}

/// The bytes of a record, without its version: the store adds it on commit.
pub(super) fn seal<R: Record>(key: &Key, record: &R) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(record).map_err(|error| StoreError::Damaged {
        space: R::SPACE.name,
        key: key.clone(),
        cause: error.to_string(),
    })
}

/// The value under which a sealed record is written.
pub(super) fn value(space: Space, version: Version, json: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(json.len() + 10);
    bytes.push(ENVELOPE);
    bytes.extend(version.0.to_be_bytes());
    bytes.push(space.format);
    bytes.extend(json);
    bytes
}

/// The version in a value.
pub(super) fn version_of(space: Space, key: &Key, value: &[u8]) -> Result<Version, StoreError> {
    opened(space, key, value).map(|(version, ..)| version)
}

/// A value taken apart: its version, the format of its record, and the record.
fn opened<'a>(
    space: Space,
    key: &Key,
    value: &'a [u8],
) -> Result<(Version, u8, &'a [u8]), StoreError> {
    let damaged = |cause: String| StoreError::Damaged {
        space: space.name,
        key: key.clone(),
        cause,
    };
    let Some((&[envelope, ref version @ .., format], json)) = value.split_first_chunk::<10>()
    else {
        return Err(damaged("it is too short".to_owned()));
    };
    if envelope != ENVELOPE || format > space.format {
        return Err(damaged(format!(
            "it was written by a newer version of this program (envelope {envelope}, format {format})"
        )));
    }
    Ok((Version(u64::from_be_bytes(*version)), format, json))
}

impl Stored {
    /// Takes a value apart.
    pub(super) fn read(space: Space, key: &Key, value: &[u8]) -> Result<Self, StoreError> {
        let (version, format, json) = opened(space, key, value)?;
        Ok(Self {
            space,
            version,
            format,
            json: json.to_vec(),
        })
    }

    /// The bytes as they were written, without the envelope.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.json
    }

    /// The record itself.
    pub(super) fn open<R: Record>(&self, key: &Key) -> Result<Kept<R>, StoreError> {
        let record = serde_json::from_slice(&self.json).map_err(|error| StoreError::Damaged {
            space: self.space.name,
            key: key.clone(),
            // The library's own sentence may quote the value that it did not expect: an answer.
            cause: format!(
                "format {}: {:?} error in column {}",
                self.format,
                error.classify(),
                error.column()
            ),
        })?;
        Ok(Kept {
            version: self.version,
            record,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPACE: Space = Space {
        name: "things",
        format: 2,
    };

    #[test]
    fn a_value_is_read_as_it_was_written() {
        let bytes = value(SPACE, Version(7), b"{}");
        assert_eq!(bytes[..10], [1, 0, 0, 0, 0, 0, 0, 0, 7, 2]);
        let stored = Stored::read(SPACE, &Key::from("a"), &bytes).unwrap();
        assert_eq!(
            (stored.version, stored.format, stored.json),
            (Version(7), 2, b"{}".to_vec())
        );
    }

    #[test]
    fn what_is_said_of_a_damaged_record_quotes_nothing_of_it() {
        #[derive(Debug, Serialize, serde::Deserialize)]
        struct Tally(u64);
        impl Record for Tally {
            const SPACE: Space = SPACE;
        }
        let bytes = value(SPACE, Version(7), b"\"Jo Smith\"");
        let stored = Stored::read(SPACE, &Key::from("a"), &bytes).unwrap();
        let said = stored.open::<Tally>(&Key::from("a")).unwrap_err();
        assert!(!format!("{said} {said:?}").contains("Jo"), "{said}");
    }

    #[test]
    fn a_value_of_a_newer_program_is_refused_and_an_older_one_read() {
        let mut bytes = value(SPACE, Version(7), b"{}");
        bytes[9] = 3;
        assert!(Stored::read(SPACE, &Key::from("a"), &bytes).is_err());
        bytes[9] = 1;
        assert!(Stored::read(SPACE, &Key::from("a"), &bytes).is_ok());
        assert!(Stored::read(SPACE, &Key::from("a"), &bytes[..9]).is_err());
    }
}
