//! What was last found of the content, and who is waiting for the next.

use arc_swap::ArcSwap;
use engine::{Diagnostic, Sources};
use futures_util::stream::{self, Stream};
use rand::Rng as _;
use std::sync::Arc;
use tokio::sync::watch;

/// What editors see, and the browsers that wait to see more.
#[derive(Debug)]
pub(crate) struct Edit {
    now: ArcSwap<Found>,
    /// The number of what was found last; nothing when the server stops.
    last: watch::Sender<Option<u32>>,
}

/// What was found of the content at one time.
#[derive(Debug)]
pub(crate) struct Found {
    /// Tells it from what was found before and after, also by another run of the server.
    pub(crate) number: u32,
    pub(crate) sources: Sources,
    pub(crate) problems: Vec<Diagnostic>,
    /// What is in the way of reading it.
    pub(crate) unreadable: Vec<String>,
    /// Whether it is what is served.
    pub(crate) served: bool,
}

impl Found {
    /// It is served, with these remarks.
    pub(crate) fn served(problems: &[Diagnostic], sources: &Sources) -> Self {
        Self {
            number: rand::rng().random(),
            sources: sources.clone(),
            problems: problems.to_vec(),
            unreadable: Vec::new(),
            served: true,
        }
    }

    /// It has errors, and what was there before is served.
    pub(crate) fn broken(problems: &[Diagnostic], sources: &Sources) -> Self {
        Self {
            served: false,
            ..Self::served(problems, sources)
        }
    }

    /// It cannot be read, and what was there before is served.
    pub(crate) fn unreadable(why: &[String], sources: &Sources) -> Self {
        Self {
            served: false,
            unreadable: why.to_vec(),
            ..Self::served(&[], sources)
        }
    }
}

impl Edit {
    pub(crate) fn new(found: Found) -> Self {
        let (last, _) = watch::channel(Some(found.number));
        let now = ArcSwap::from_pointee(found);
        Self { now, last }
    }

    /// What was found last.
    pub(crate) fn now(&self) -> Arc<Found> {
        self.now.load_full()
    }

    /// Something else was found.
    pub(crate) fn found(&self, found: Found) {
        let number = found.number;
        self.now.store(Arc::new(found));
        self.last.send_replace(Some(number));
    }

    /// Ends every wait: the server stops.
    pub(crate) fn close(&self) {
        self.last.send_replace(None);
    }

    /// The number of what was found last, and of whatever is found from then on.
    pub(super) fn numbers(&self) -> impl Stream<Item = u32> + use<> {
        let mut last = self.last.subscribe();
        last.mark_changed();
        stream::unfold(last, async |mut last| {
            last.changed().await.ok()?;
            let number = *last.borrow_and_update();
            Some((number?, last))
        })
    }
}
