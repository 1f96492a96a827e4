//! The cache: bounded in pages and in bytes. The page that was not used for longest goes first.

use super::cut::Cut;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// Pages that are kept at most.
const PAGES: usize = 1_000;
/// Bytes that they may take.
const BYTES: usize = 8 * 1024 * 1024;

#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Nothing that somebody typed is in a key, so nobody chooses keys that collide.
    pages: RwLock<HashMap<Vec<u8>, Entry, RandomState>>,
    bytes: AtomicUsize,
    /// Counts whatever is looked up: the clock by which pages age.
    now: AtomicU64,
}

#[derive(Debug)]
struct Entry {
    cut: Arc<Cut>,
    size: usize,
    used: AtomicU64,
}

impl Kept {
    pub(super) fn get(&self, key: &[u8]) -> Option<Arc<Cut>> {
        let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
        let entry = pages.get(key)?;
        let now = self.now.fetch_add(1, Ordering::Relaxed);
        entry.used.store(now, Ordering::Relaxed);
        Some(entry.cut.clone())
    }

    pub(super) fn put(&self, key: Vec<u8>, cut: Cut) {
        let size = key.len() + cut.size();
        if size > BYTES {
            return;
        }
        let entry = Entry {
            cut: Arc::new(cut),
            size,
            used: AtomicU64::new(self.now.fetch_add(1, Ordering::Relaxed)),
        };
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = self.bytes.load(Ordering::Relaxed) + size;
        if let Some(before) = pages.insert(key, entry) {
            bytes -= before.size;
        }
        while pages.len() > PAGES || bytes > BYTES {
            let oldest = pages
                .iter()
                .min_by_key(|(_, entry)| entry.used.load(Ordering::Relaxed));
            let Some(key) = oldest.map(|(key, _)| key.clone()) else {
                break;
            };
            bytes -= pages.remove(&key).map_or(0, |entry| entry.size);
        }
        self.bytes.store(bytes, Ordering::Relaxed);
    }

    pub(super) fn len(&self) -> usize {
        let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
        pages.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(bytes: usize) -> Cut {
        Cut::at_marks(&"a".repeat(bytes)).unwrap()
    }

    #[test]
    fn the_page_that_was_not_used_for_longest_goes_first() {
        let kept = Kept::default();
        for n in 0..PAGES {
            kept.put(n.to_le_bytes().into(), cut(1));
        }
        assert!(kept.get(&0_usize.to_le_bytes()).is_some());
        kept.put(b"one more".to_vec(), cut(1));
        assert_eq!(kept.len(), PAGES);
        assert!(kept.get(&0_usize.to_le_bytes()).is_some());
        assert!(kept.get(&1_usize.to_le_bytes()).is_none());
    }

    #[test]
    fn pages_take_no_more_bytes_than_they_may() {
        let kept = Kept::default();
        for n in 0..5_usize {
            kept.put(n.to_le_bytes().into(), cut(BYTES / 3));
        }
        assert_eq!(kept.len(), 2);
        kept.put(b"too large".to_vec(), cut(BYTES));
        assert_eq!(kept.len(), 2);
        assert!(kept.bytes.load(Ordering::Relaxed) <= BYTES);
    }
}
