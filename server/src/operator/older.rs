//! What an older version of this program left out of its store.

use crate::drafts::Draft;
use crate::mail::{Letter, Link};
use crate::store::{Store, StoreError, fill};
use crate::submissions::Submission;

/// Fills it in. A new kind of record with indexes is a line here.
///
/// # Errors
/// When the store cannot be read or written.
pub(crate) async fn brought_up(store: &dyn Store) -> Result<(), StoreError> {
    let filled = fill::<Draft>(store).await?
        + fill::<Submission>(store).await?
        + fill::<Letter>(store).await?
        + fill::<Link>(store).await?;
    if filled > 0 {
        tracing::info!(
            filled,
            "an older version wrote this store: its lists are complete now"
        );
    }
    Ok(())
}
