//! How many may be inside at once: in all, and of one client.

use super::client::Client;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Counts who is inside.
#[derive(Debug)]
pub(super) struct Doors {
    most: usize,
    most_of_one: usize,
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    all: usize,
    each: HashMap<Client, usize>,
}

/// A place inside, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Inlet {
    doors: Arc<Doors>,
    client: Option<Client>,
    counts: bool,
}

impl Doors {
    pub(super) fn new(most: usize, most_of_one: usize) -> Arc<Self> {
        Arc::new(Self {
            most,
            most_of_one,
            inside: Mutex::default(),
        })
    }

    /// A connection, of a client where one is known: a proxy brings many.
    pub(super) fn connection(self: &Arc<Self>, client: Option<Client>) -> Option<Inlet> {
        self.let_in(client, true)
    }

    /// A request that a proxy brought: it counts as its client's, and not as one more connection.
    pub(super) fn brought(self: &Arc<Self>, client: Client) -> Option<Inlet> {
        self.let_in(Some(client), false)
    }

    fn let_in(self: &Arc<Self>, client: Option<Client>, counts: bool) -> Option<Inlet> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        if counts && inside.all >= self.most {
            return None;
        }
        if let Some(client) = client {
            let of_one = inside.each.entry(client).or_default();
            if *of_one >= self.most_of_one {
                return None;
            }
            *of_one += 1;
        }
        inside.all += usize::from(counts);
        Some(Inlet {
            doors: self.clone(),
            client,
            counts,
        })
    }
}

impl Drop for Inlet {
    fn drop(&mut self) {
        let mut inside = self
            .doors
            .inside
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        inside.all = inside.all.saturating_sub(usize::from(self.counts));
        let Some(client) = self.client else { return };
        let left = inside.each.get_mut(&client).map(|count| {
            *count = count.saturating_sub(1);
            *count
        });
        if left == Some(0) {
            inside.each.remove(&client);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(last: u8) -> Client {
        Client::at([192, 0, 2, last].into())
    }

    #[test]
    fn nobody_takes_more_than_their_share_and_all_together_no_more_than_there_is() {
        let doors = Doors::new(5, 2);
        let one = (
            doors.connection(Some(client(1))),
            doors.connection(Some(client(1))),
        );
        assert!(one.0.is_some() && one.1.is_some());
        assert!(doors.connection(Some(client(1))).is_none());
        let others: Vec<Inlet> = (2..5)
            .filter_map(|n| doors.connection(Some(client(n))))
            .collect();
        assert_eq!(others.len(), 3);
        assert!(
            doors.connection(Some(client(9))).is_none(),
            "all places are taken"
        );
        drop(one);
        assert!(doors.connection(Some(client(1))).is_some());
        drop(others);
        let inside = doors.inside.lock().unwrap();
        assert_eq!(
            (inside.all, inside.each.len()),
            (0, 0),
            "who left is forgotten"
        );
    }

    #[test]
    fn what_a_proxy_brings_counts_for_its_client() {
        let doors = Doors::new(1, 1);
        let _proxy = doors.connection(None).unwrap();
        let _first = doors.brought(client(1)).unwrap();
        assert!(doors.brought(client(1)).is_none());
        assert!(doors.brought(client(2)).is_some());
    }
}
