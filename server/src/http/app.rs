//! What every request works with: the content, the store, the theme and the clock.

use super::edit::Edit;
use super::gate::Gate;
use super::health::Tried;
use super::refusal::Refusal;
use crate::clock::Clock;
use crate::files::Folder;
use crate::identity::Seen;
use crate::mail::{Mailroom, Writer};
use crate::secrets::Sealer;
use crate::settings::Settings;
use crate::store::Store;
use arc_swap::ArcSwap;
use engine::search::Search;
use engine::{Catalogue, Circumstances, Service};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use site::{Ahead, Theme};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the handlers share.
pub(crate) struct App {
    pub(crate) store: Arc<dyn Store>,
    /// The files that people uploaded.
    pub(crate) files: Arc<Folder>,
    pub(crate) theme: Theme,
    pub(crate) clock: Clock,
    pub(crate) settings: Settings,
    pub(crate) mail: Arc<Mailroom>,
    /// When each session was last seen.
    pub(crate) seen: Arc<Seen>,
    /// What each client may ask for.
    pub(crate) gate: Gate,
    /// Whether the store could be written.
    pub(crate) tried: Tried,
    /// Seals secrets that people type.
    pub(crate) sealer: Sealer,
    /// Whether newer content is broken, so that what was good before is served.
    stale: AtomicBool,
    /// What editors see, where there are any.
    pub(crate) edit: Option<Arc<Edit>>,
    /// Whether whoever sits at this machine may read the mail that was written.
    pub(crate) mailbox: bool,
    /// Whether what is in the store is made up.
    pub(crate) demo: bool,
    content: ArcSwap<Content>,
}

/// The content that is served: a request uses one from start to end.
pub(crate) struct Content {
    pub(crate) catalogue: Arc<Catalogue>,
    /// Its pages, as far as they were rendered.
    pub(crate) pages: Ahead,
    zone: TimeZone,
    /// The index of the day on which somebody last looked for something.
    search: tokio::sync::Mutex<Option<(Date, Arc<Search>)>>,
}

impl App {
    pub(crate) fn new(
        content: Content,
        (store, files): (Arc<dyn Store>, Arc<Folder>),
        theme: Theme,
        clock: Clock,
        settings: Settings,
        mail: Mailroom,
    ) -> Self {
        Self {
            store,
            files,
            theme,
            clock,
            gate: Gate::new(&settings.limits),
            tried: Tried::default(),
            sealer: Sealer::default(),
            stale: AtomicBool::new(false),
            settings,
            mail: Arc::new(mail),
            seen: Arc::default(),
            edit: None,
            mailbox: false,
            demo: false,
            content: ArcSwap::from_pointee(content),
        }
    }

    /// The same, where editors see more.
    pub(crate) fn with_edit(self, edit: Option<Arc<Edit>>) -> Self {
        Self { edit, ..self }
    }

    /// The same, where whoever sits at this machine may read the mail that was written.
    pub(crate) fn with_mailbox(self, mailbox: bool) -> Self {
        Self { mailbox, ..self }
    }

    /// The same, with a store in which everything is made up.
    pub(crate) fn with_demo(self, demo: bool) -> Self {
        Self { demo, ..self }
    }

    /// The content of this moment.
    pub(crate) fn content(&self) -> Arc<Content> {
        self.content.load_full()
    }

    /// Serves another content from the next request on. Requests that are under way finish with the one that they began with.
    pub(crate) fn serve(&self, catalogue: Arc<Catalogue>) {
        self.stale.store(false, Ordering::Relaxed);
        self.content.store(Arc::new(Content::new(catalogue)));
    }

    /// What was written since is broken, and this content goes on being served.
    pub(crate) fn goes_stale(&self) {
        self.stale.store(true, Ordering::Relaxed);
    }

    /// Whether that is so.
    pub(crate) fn is_stale(&self) -> bool {
        self.stale.load(Ordering::Relaxed)
    }

    /// Writes letters.
    pub(crate) fn writer<'a>(&'a self, content: &'a Content, today: Date) -> Writer<'a> {
        Writer {
            room: &self.mail,
            theme: &self.theme,
            catalogue: &content.catalogue,
            at: content.on(today),
            now: self.clock.now(),
        }
    }

    /// The day in the zone of a content.
    pub(crate) fn today(&self, content: &Content) -> Date {
        self.clock.today(&content.zone)
    }
}

impl Content {
    /// A catalogue, nothing of it rendered yet.
    pub(crate) fn new(catalogue: Arc<Catalogue>) -> Self {
        let zone = TimeZone::get(&catalogue.service().zone).unwrap_or(TimeZone::UTC);
        Self {
            catalogue,
            pages: Ahead::new(),
            zone,
            search: tokio::sync::Mutex::default(),
        }
    }

    /// The zone of its days.
    pub(crate) fn zone(&self) -> &TimeZone {
        &self.zone
    }

    pub(crate) fn service(&self) -> &Service {
        self.catalogue.service()
    }

    /// The index of this day, made when somebody first looks for something; the others wait for it.
    pub(crate) async fn search(&self, today: Date) -> Result<Arc<Search>, Refusal> {
        let mut kept = self.search.lock().await;
        if let Some((_, index)) = kept.as_ref().filter(|(day, _)| *day == today) {
            return Ok(index.clone());
        }
        let catalogue = self.catalogue.clone();
        let made = tokio::task::spawn_blocking(move || Search::of(&catalogue, today));
        let index = Arc::new(made.await.map_err(|error| Refusal::broken(&error))?);
        *kept = Some((today, index.clone()));
        Ok(index)
    }

    /// What verdicts depend on, on this day.
    pub(crate) fn on(&self, today: Date) -> Circumstances<'_> {
        Circumstances {
            today,
            calendar: &self.service().calendar,
        }
    }
}
