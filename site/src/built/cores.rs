//! The same work on many things, on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does something with each item, on as many threads as there are cores; what came of each, in the order of the items.
pub fn on_all_cores<T: Sync, R: Send>(items: &[T], act: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(n) else {
                return done;
            };
            done.push((n, act(n, item)));
        }
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let helpers: Vec<_> = (1..cores.min(items.len()))
            .map(|_| scope.spawn(work))
            .collect();
        let mut done = work();
        for helper in helpers {
            match helper.join() {
                Ok(more) => done.extend(more),
                Err(panicked) => std::panic::resume_unwind(panicked),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(n, _)| *n);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_comes_of_each_stays_in_order() {
        let items: Vec<usize> = (0..1_000).collect();
        let doubled = super::on_all_cores(&items, |n, item| (n, item * 2));
        assert!(
            doubled
                .iter()
                .enumerate()
                .all(|(n, found)| *found == (n, n * 2))
        );
        assert!(super::on_all_cores(&[0u8; 0], |_, _| ()).is_empty());
    }
}
