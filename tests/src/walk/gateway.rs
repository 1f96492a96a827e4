//! A server on a port of this machine that nobody else uses, with content and data of its own. It stops when it is dropped.

use super::Browser;
use crate::tidy::{files, root};
use engine::{Catalogue, Sources};
use jiff::civil::Date;
use server::{Cannot, Clock, Limits, Reload, Running, Serving, Settings};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A server and what it serves.
pub(crate) struct Gateway {
    /// First, so that it stops before its folders are taken away.
    running: Option<Running>,
    sources: Sources,
    catalogue: Arc<Catalogue>,
    /// A folder that the files stand in, when somebody writes them while they are served.
    folder: Option<TempDir>,
    edit: bool,
    demo: bool,
    /// What an operator set besides.
    set: Box<dyn Fn(&mut Settings) + Send + Sync>,
    today: String,
    data: TempDir,
}

impl Gateway {
    /// Serves these files on a day.
    pub(crate) fn on(sources: Sources, today: &str) -> Self {
        Self::begun(sources, today, None, false, |_| ())
    }

    /// The same with settings that an operator made.
    pub(crate) fn set(
        sources: Sources,
        set: impl Fn(&mut Settings) + Send + Sync + 'static,
    ) -> Self {
        Self::begun(sources, "2026-03-02", None, false, set)
    }

    /// Serves these files over a store that is there already; it is copied first.
    pub(crate) fn over(sources: Sources, today: &str, store: &Path) -> Self {
        let mut gateway = Self::made(sources, today, None, false, |_| ());
        let name = store.file_name().unwrap();
        std::fs::copy(store, gateway.data.path().join(name)).unwrap();
        gateway.start();
        gateway
    }

    /// Serves these files from a folder, and reads them again as they change; with `edit`, shows what editors need.
    pub(crate) fn written(sources: Sources, edit: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (_, file) in sources.iter() {
            let path = folder.path().join(&*file.path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &file.bytes).unwrap();
        }
        Self::begun(sources, "2026-03-02", Some(folder), edit, |_| ())
    }

    /// Where a file of the content stands.
    pub(crate) fn file(&self, path: &str) -> PathBuf {
        self.folder.as_ref().unwrap().path().join(path)
    }

    fn begun(
        sources: Sources,
        today: &str,
        folder: Option<TempDir>,
        edit: bool,
        set: impl Fn(&mut Settings) + Send + Sync + 'static,
    ) -> Self {
        let mut gateway = Self::made(sources, today, folder, edit, set);
        gateway.start();
        gateway
    }

    fn made(
        sources: Sources,
        today: &str,
        folder: Option<TempDir>,
        edit: bool,
        set: impl Fn(&mut Settings) + Send + Sync + 'static,
    ) -> Self {
        let catalogue = checked(&sources, today);
        Self {
            sources,
            catalogue,
            folder,
            edit,
            demo: false,
            set: Box::new(set),
            today: today.to_owned(),
            data: tempfile::tempdir().unwrap(),
            running: None,
        }
    }

    /// Serves these files as a demo.
    pub(crate) fn demo(sources: Sources, today: &str) -> Self {
        let mut gateway = Self::made(sources, today, None, false, |_| ());
        gateway.demo = true;
        gateway.start();
        gateway
    }

    /// Starts over the same data, as a demo or not; why not, where it does not.
    pub(crate) fn try_as_demo(&mut self, demo: bool) -> Result<(), Cannot> {
        self.demo = demo;
        self.serving().start().map(|running| running.stop())
    }

    /// Serves the small form of these tests.
    pub(crate) fn room() -> Self {
        Self::on(super::room::sources(), "2026-03-02")
    }

    /// The same data on another day.
    pub(crate) fn today(&mut self, today: &str) {
        if self.today != today {
            self.stop();
            self.today = today.to_owned();
            self.start();
        }
    }

    /// Stops and starts again with the same data.
    pub(crate) fn restart(&mut self) {
        self.stop();
        self.start();
    }

    /// Stops, and starts again with other content over the same data.
    pub(crate) fn serve(&mut self, sources: Sources) {
        self.stop();
        self.catalogue = checked(&sources, &self.today);
        self.sources = sources;
        self.start();
    }

    /// Stops.
    pub(crate) fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop();
        }
    }

    /// What is served.
    pub(crate) fn catalogue(&self) -> Arc<Catalogue> {
        self.catalogue.clone()
    }

    fn start(&mut self) {
        self.running = Some(self.serving().start().unwrap());
    }

    fn serving(&self) -> Serving {
        let today: Date = self.today.parse().unwrap();
        Serving {
            catalogue: self.catalogue.clone(),
            sources: self.sources.clone(),
            settings: self.settings(),
            clock: Clock::Always(today),
            reload: self
                .folder
                .as_ref()
                .map(|folder| Reload::of(folder.path().to_owned())),
            edit: self.edit,
            demo: self.demo,
            mailbox: self.edit || self.demo,
        }
    }

    /// All walks come from one address, and a limit is no part of most of them.
    fn settings(&self) -> Settings {
        let usual = Settings::default();
        let mut settings = Settings {
            data: self.data.path().to_owned(),
            listen: "127.0.0.1:0".parse().unwrap(),
            limits: Limits {
                posts_per_minute: 1_000_000,
                drafts_per_hour: 1_000_000,
                ..usual.limits
            },
            ..usual
        };
        (self.set)(&mut settings);
        settings
    }

    /// The folder of its data.
    pub(crate) fn data(&self) -> &Path {
        self.data.path()
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

/// The catalogue of these files, which have to be right.
fn checked(sources: &Sources, today: &str) -> Arc<Catalogue> {
    let checked = engine::check(sources, today.parse().unwrap());
    let problems = engine::text(&checked.problems, sources, false);
    let catalogue = checked.catalogue;
    catalogue.unwrap_or_else(|| panic!("the content has errors:\n{problems}"))
}

/// The content in a folder of the project.
pub(crate) fn content(folder: &str) -> Sources {
    let root = root().join(folder);
    let below = ["forms", "guidance"].map(|name| files(&format!("{folder}/{name}")));
    let kinds = ["yaml", "csv", "md"];
    let is_content = |path: &PathBuf| {
        path.extension()
            .is_some_and(|found| kinds.iter().any(|kind| found == *kind))
    };
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy();
        (name.into_owned(), std::fs::read(&path).unwrap())
    };
    Sources::new(below.into_iter().flatten().filter(is_content).map(read))
}
