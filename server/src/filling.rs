//! Filling a store for benches: copies of what was kept once, through the same encoding as everything else.
//!
//! No command and no page leads here.

use crate::clock::Clock;
use crate::drafts::{Draft, DraftId};
use crate::mail::SecretKey;
use crate::reference::Reference;
use crate::store::{Batch, Embedded, Key, Record, Store, StoreError};
use crate::submissions::Submission;
use std::path::Path;

/// Records that are written together.
const TOGETHER: usize = 1_000;

/// Copies a draft: the name of each copy in addresses.
///
/// # Errors
/// When the store cannot be used, or there is no such draft.
pub fn drafts(data: &Path, id: &str, count: usize) -> Result<Vec<String>, String> {
    copies::<Draft>(data, id, count, || DraftId::random().to_string())
}

/// Copies a submission.
///
/// # Errors
/// When the store cannot be used, or there is no such submission.
pub fn submissions(data: &Path, reference: &str, count: usize) -> Result<(), String> {
    let prefix = reference.split('-').next().unwrap_or_default();
    let fresh = || Reference::random(prefix).to_string();
    copies::<Submission>(data, reference, count, fresh).map(|_| ())
}

/// What the form of a page carries that is posted to this address.
///
/// # Errors
/// When the key of the data folder cannot be read.
pub fn nonce(data: &Path, address: &str) -> Result<String, String> {
    let key = SecretKey::open(data).map_err(|error| error.to_string())?;
    Ok(crate::http::nonce(&key, address, Clock::Machine.now()))
}

fn copies<R: Record>(
    data: &Path,
    of: &str,
    count: usize,
    fresh: impl Fn() -> String,
) -> Result<Vec<String>, String> {
    let failed = |error: StoreError| error.to_string();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| error.to_string())?;
    let store: Box<dyn Store> = Box::new(Embedded::open(data).map_err(failed)?);
    runtime.block_on(async {
        let read = store.read().await.map_err(failed)?;
        let found = read.find::<R>(&Key::from(of)).await.map_err(failed)?;
        let found = found.ok_or_else(|| format!("there is no {of}"))?;
        let mut made = Vec::with_capacity(count);
        while made.len() < count {
            let mut batch = Batch::new();
            let names: Vec<String> = (made.len()..count)
                .take(TOGETHER)
                .map(|_| fresh())
                .collect();
            for name in &names {
                let key = Key::from(name.as_str());
                batch.claim(&key, &found.record).map_err(failed)?;
            }
            store.commit(batch).await.map_err(failed)?;
            made.extend(names);
        }
        Ok(made)
    })
}
