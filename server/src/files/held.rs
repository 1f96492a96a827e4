//! Which files a record names: found in its answers, and kept as an index of the record.

use super::is_digest;
use crate::drafts;
use crate::store::{Index, Key, Listing, Record, Store, StoreError};
use crate::submissions;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// What tells a file among answers: see the engine's documents.
const MEDIA_TYPE: &str = "media type";

/// The files that answers name: their names, by digest.
pub(crate) fn named(answers: &Json) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    look(answers, &mut found);
    found
}

/// The keys of an index by file.
pub(crate) fn names_of(answers: &Json) -> Vec<Key> {
    let digests = named(answers).into_keys();
    digests.map(|digest| Key::of(&[&digest])).collect()
}

fn look(json: &Json, found: &mut BTreeMap<String, String>) {
    match json {
        Json::Array(items) => items
            .iter()
            .filter(|item| item.is_object())
            .for_each(|item| look(item, found)),
        Json::Object(fields) => {
            let text = |key: &str| fields.get(key).and_then(Json::as_str);
            if let (Some(_), Some(digest)) = (text(MEDIA_TYPE), text("digest"))
                && is_digest(digest)
            {
                let name = text("name").unwrap_or_default();
                found.insert(digest.to_owned(), name.to_owned());
                return;
            }
            let nested = fields
                .values()
                .filter(|value| value.is_array() || value.is_object());
            nested.for_each(|value| look(value, found));
        }
        _ => {}
    }
}

/// Whether some record names a file.
pub(super) async fn is_held(store: &dyn Store, digest: &str) -> Result<bool, StoreError> {
    Ok(by(store, &drafts::BY_FILE, digest).await?
        || by(store, &submissions::BY_FILE, digest).await?)
}

async fn by<R: Record>(
    store: &dyn Store,
    index: &Index<R>,
    digest: &str,
) -> Result<bool, StoreError> {
    let listing = Listing::first(1).below(Key::of(&[digest, ""]));
    let snapshot = store.read().await?;
    let found = snapshot.list(index.space, &listing).await?;
    Ok(!found.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn files_are_found_wherever_they_stand_among_answers() {
        let file = |n: u8| json!({ "name": format!("{n}.pdf"), "size": 1, "media type": "application/pdf", "digest": format!("{n:064x}") });
        let answers = json!({
            "plan": [file(1), file(2)],
            "name": "Jo",
            "guests": [{ "letter": [file(3)], "digest": "no" }, { "plan": [file(1)] }],
            "odd": { "digest": format!("{:064x}", 4), "day": "1" },
        });
        let found = named(&answers);
        assert_eq!(
            found.values().collect::<Vec<_>>(),
            ["1.pdf", "2.pdf", "3.pdf"]
        );
        assert_eq!(names_of(&answers).len(), 3);
    }
}
