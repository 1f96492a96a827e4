//! The outbox, as an operator sees it: what waits, what was given up and why, and trying again.

use super::Told;
use crate::clock::Moment;
use crate::mail::{BY_STANDING, Letter, Standing, again};
use crate::store::{Batch, Embedded, Kept, Key, Listing, Store, StoreError};
use serde::{Deserialize, Serialize};

/// A letter in a list.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) standing: Standing,
    pub(crate) written: Moment,
    pub(crate) message: String,
    pub(crate) to: String,
    pub(crate) subject: String,
}

/// Letters of each of these standings, the first ones.
pub(super) async fn list(
    store: &Embedded,
    standings: &[String],
    limit: usize,
) -> Result<Told, StoreError> {
    let snapshot = store.read().await?;
    let (mut lines, mut more) = (Vec::new(), false);
    for standing in standings {
        let listing = Listing::first(limit).below(Key::of(&[standing, ""]));
        let listing = if standing == "sent" {
            listing.backwards()
        } else {
            listing
        };
        let page = snapshot.by(&BY_STANDING, &listing, None).await?;
        more |= page.next.is_some();
        lines.extend(page.entries.into_iter().map(line));
    }
    Ok(Told::Mail { lines, more })
}

fn line((key, kept): (Key, Kept<Letter>)) -> Line {
    let letter = kept.record;
    Line {
        id: key.as_text().to_owned(),
        standing: letter.standing,
        written: letter.written,
        message: letter.message,
        to: letter.to,
        subject: letter.subject,
    }
}

/// Puts letters that were given up back into the line: this one, or all. How many.
pub(super) async fn retry(store: &Embedded, id: Option<String>) -> Result<Told, StoreError> {
    let snapshot = store.read().await?;
    let found = match id {
        Some(id) => {
            let key = Key::from(id.as_str());
            let found = snapshot.find::<Letter>(&key).await?;
            found.map(|kept| (key, kept)).into_iter().collect()
        }
        None => {
            let listing = Listing::first(super::MOST).below(Key::of(&["given up", ""]));
            snapshot.by(&BY_STANDING, &listing, None).await?.entries
        }
    };
    let mut batch = Batch::new();
    let mut count = 0;
    for (key, kept) in &found {
        if let Some(letter) = again(kept) {
            batch.replace(key, kept, &letter)?;
            count += 1;
        }
    }
    if count > 0 {
        store.commit(batch).await?;
    }
    Ok(Told::Retried(count))
}
