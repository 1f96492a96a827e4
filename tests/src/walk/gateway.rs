//! A server on a port of this machine that nobody else uses, with content and data of its own. It stops when it is dropped.

use super::Browser;
use engine::Sources;
use server::{Clock, Limits, Running, Serving, Settings};
use tempfile::TempDir;

/// A server and what it serves.
pub(crate) struct Gateway {
    sources: Sources,
    today: String,
    data: TempDir,
    running: Option<Running>,
}

impl Gateway {
    /// Serves these files.
    pub(crate) fn of(sources: Sources) -> Self {
        let mut gateway = Self {
            sources,
            today: "2026-03-02".to_owned(),
            data: tempfile::tempdir().unwrap(),
            running: None,
        };
        gateway.start();
        gateway
    }

    /// Serves the small form of these tests.
    pub(crate) fn room() -> Self {
        Self::of(super::room::sources())
    }

    /// The same data on another day.
    pub(crate) fn today(&mut self, today: &str) {
        self.stop();
        self.today = today.to_owned();
        self.start();
    }

    /// Stops and starts again with the same data.
    pub(crate) fn restart(&mut self) {
        self.stop();
        self.start();
    }

    fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop();
        }
    }

    fn start(&mut self) {
        let today = self.today.parse().unwrap();
        let checked = engine::check(&self.sources, today);
        let problems = engine::text(&checked.problems, &self.sources, false);
        let Some(catalogue) = checked.catalogue else {
            panic!("the content has errors:\n{problems}")
        };
        let serving = Serving {
            catalogue,
            sources: self.sources.clone(),
            settings: self.settings(),
            clock: Clock::Always(today),
        };
        self.running = Some(serving.start().unwrap());
    }

    /// All walks come from one address, and a limit is no part of most of them.
    fn settings(&self) -> Settings {
        let usual = Settings::default();
        Settings {
            data: self.data.path().to_owned(),
            listen: "127.0.0.1:0".parse().unwrap(),
            limits: Limits {
                posts_per_minute: 1_000_000,
                drafts_per_hour: 1_000_000,
                ..usual.limits
            },
            ..usual
        }
    }

    /// Where it listens: `127.0.0.1:40123`.
    pub(crate) fn address(&self) -> String {
        self.running.as_ref().unwrap().address().to_string()
    }

    /// A browser without cookies.
    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser::new(self)
    }
}
