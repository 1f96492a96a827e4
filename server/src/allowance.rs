//! How often somebody may do something: a bucket of tokens for each of them, in memory that does not grow.
//!
//! A bucket that has filled up again is as good as none, so it can be forgotten. What is ours here and in no library is the
//! bound: whoever comes with ever new addresses makes the buckets that rested longest go, never the memory grow.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The most buckets that are kept.
const MOST: usize = 16_384;

/// So many in a time, for each key.
#[derive(Debug)]
pub(crate) struct Allowance<K> {
    /// Tokens of a full bucket.
    most: f64,
    /// Tokens that come back in a second.
    a_second: f64,
    buckets: Mutex<HashMap<K, Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl<K: Hash + Eq> Allowance<K> {
    /// So many in a time; all of them may come at once.
    pub(crate) fn of(many: u32, time: Duration) -> Self {
        let most = f64::from(many.max(1));
        Self {
            most,
            a_second: most / time.as_secs_f64(),
            buckets: Mutex::default(),
        }
    }

    /// Takes one for a key.
    ///
    /// # Errors
    /// When there is none: how long it takes until there is one again.
    pub(crate) fn take(&self, key: K, now: Instant) -> Result<(), Duration> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST && !buckets.contains_key(&key) {
            self.make_room(&mut buckets, now);
        }
        let full = Bucket {
            tokens: self.most,
            at: now,
        };
        let bucket = buckets.entry(key).or_insert(full);
        bucket.tokens = self.tokens(bucket, now);
        bucket.at = now;
        if bucket.tokens < 1.0 {
            return Err(Duration::from_secs_f64(
                (1.0 - bucket.tokens) / self.a_second,
            ));
        }
        bucket.tokens -= 1.0;
        Ok(())
    }

    fn tokens(&self, bucket: &Bucket, now: Instant) -> f64 {
        let rest = now.saturating_duration_since(bucket.at).as_secs_f64();
        (bucket.tokens + rest * self.a_second).min(self.most)
    }

    /// Forgets the buckets that are full again; where that is not half of them, those that rested longest.
    fn make_room(&self, buckets: &mut HashMap<K, Bucket>, now: Instant) {
        buckets.retain(|_, bucket| self.tokens(bucket, now) < self.most);
        if buckets.len() <= MOST / 2 {
            return;
        }
        let mut times: Vec<Instant> = buckets.values().map(|bucket| bucket.at).collect();
        times.sort_unstable();
        let Some(middle) = times.get(times.len() / 2).copied() else {
            return;
        };
        let mut spare = MOST / 2;
        buckets.retain(|_, bucket| {
            let kept = bucket.at >= middle && spare > 0;
            spare -= usize::from(kept);
            kept
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_at_once_then_as_they_come_back_and_each_for_itself() {
        let allowance = Allowance::of(3, Duration::from_secs(60));
        let now = Instant::now();
        for _ in 0..3 {
            assert_eq!(allowance.take("a", now), Ok(()));
        }
        let wait = allowance.take("a", now).unwrap_err();
        assert!((19.9..20.1).contains(&wait.as_secs_f64()), "{wait:?}");
        assert_eq!(allowance.take("b", now), Ok(()));
        assert!(allowance.take("a", now + Duration::from_secs(19)).is_err());
        assert_eq!(allowance.take("a", now + Duration::from_secs(21)), Ok(()));
        assert!(allowance.take("a", now + Duration::from_secs(21)).is_err());
    }

    #[test]
    fn a_rest_fills_a_bucket_and_not_more() {
        let allowance = Allowance::of(2, Duration::from_secs(1));
        let now = Instant::now();
        allowance.take(1, now).unwrap();
        let later = now + Duration::from_secs(3600);
        assert!(allowance.take(1, later).is_ok() && allowance.take(1, later).is_ok());
        assert!(allowance.take(1, later).is_err());
    }

    #[test]
    fn ever_new_keys_do_not_fill_the_memory_and_do_not_free_whoever_asks_on() {
        let allowance = Allowance::of(1, Duration::from_secs(3600));
        let now = Instant::now();
        for n in 0..4 * MOST {
            let now = now + Duration::from_micros(u64::try_from(n).unwrap());
            assert!(allowance.take(n + 1, now).is_ok());
            assert_eq!(allowance.take(0, now).is_ok(), n == 0, "{n}");
            assert!(allowance.buckets.lock().unwrap().len() <= MOST);
        }
    }
}
