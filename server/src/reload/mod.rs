//! Content that is served as it is being written: read again whenever something wakes us, checked, and swapped in whole.
//!
//! There is no quiet period: the first change starts a build, and changes during it start the next. Good content is served at
//! once. Of broken content nothing is said until it has stood for a moment, since saving one file can be two changes; what was
//! good before goes on being served.

mod wake;

use crate::content::{Content, Seen, Unreadable};
use crate::http::{App, Found};
use engine::{Checker, Diagnostic, Sources};
use jiff::civil::Date;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;
use wake::{Bell, Wake, Woken};

/// How long broken content has to stand before it is talked about.
const SETTLED: Duration = Duration::from_millis(60);

/// A folder whose content is read again whenever it changes.
pub struct Reload {
    folder: PathBuf,
    tell: Box<dyn Fn(&News<'_>) + Send>,
}

/// What whoever runs the server is told.
pub(crate) enum News<'a> {
    /// It is served as it is now.
    Served {
        problems: &'a [Diagnostic],
        sources: &'a Sources,
        /// The paths of what changed, as people are told them.
        changed: &'a [String],
    },
    /// It has errors; what was good before is still served.
    Broken {
        problems: &'a [Diagnostic],
        sources: &'a Sources,
    },
    /// It cannot be read; what was good before is still served.
    Unreadable(&'a Unreadable),
    /// It is looked at again and again, since it cannot be watched.
    Polling(&'a str),
}

impl fmt::Debug for Reload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Reload").field(&self.folder).finish()
    }
}

impl Reload {
    /// Reads this folder again whenever it changes, and tells nobody.
    #[must_use]
    pub fn of(folder: PathBuf) -> Self {
        let tell = Box::new(|_: &News<'_>| ());
        Self { folder, tell }
    }

    /// Tells somebody what came of it.
    #[must_use]
    pub(crate) fn telling(self, tell: impl Fn(&News<'_>) + Send + 'static) -> Self {
        let tell = Box::new(tell);
        Self { tell, ..self }
    }

    /// Begins, on a thread of its own. `sources` is what is served already.
    pub(crate) fn start(self, app: Arc<App>, sources: Sources) -> std::io::Result<Reloading> {
        let (wake, why) = Wake::on(&self.folder);
        if let Some(why) = why {
            (self.tell)(&News::Polling(&why));
        }
        let bell = wake.bell();
        let reader = Reader {
            content: Content::Folder(self.folder),
            tell: self.tell,
            app,
            seen: Seen::default(),
            sources,
            checker: Checker::default(),
            day: None,
            held: None,
            said: None,
        };
        let thread = thread::Builder::new()
            .name("content".to_owned())
            .spawn(move || reader.run(wake))?;
        Ok(Reloading {
            bell,
            thread: Some(thread),
        })
    }
}

/// Ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Reloading {
    bell: Bell,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Reloading {
    fn drop(&mut self) {
        self.bell.stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A folder that was emptied is between two steps of something, and is never what somebody wants to serve.
fn some(sources: Sources) -> Result<Sources, Unreadable> {
    let is_declared = |path: &str| path.starts_with("forms/");
    if sources.iter().any(|(_, file)| is_declared(&file.path)) {
        return Ok(sources);
    }
    Err(Unreadable(vec![
        "there is no file below `forms`".to_owned(),
    ]))
}

struct Reader {
    content: Content,
    tell: Box<dyn Fn(&News<'_>) + Send>,
    app: Arc<App>,
    seen: Seen,
    /// The files that were checked last.
    sources: Sources,
    checker: Checker,
    /// The day that they were checked on; none before the first time.
    day: Option<Date>,
    /// What is not good, and not yet talked about.
    held: Option<Held>,
    /// What is in the way of reading, when that was said and still holds.
    said: Option<Unreadable>,
}

enum Held {
    Broken(Vec<Diagnostic>),
    Unreadable(Unreadable),
}

impl Reader {
    fn run(mut self, mut wake: Wake) {
        loop {
            self.look();
            if let Some(why) = wake.keep_watching() {
                (self.tell)(&News::Polling(&why));
            }
            let woken = match self.held.take() {
                None => wake.wait(),
                Some(held) => match wake.wait_for(SETTLED) {
                    Woken::Quiet => {
                        self.say(held);
                        wake.wait()
                    }
                    woken => {
                        self.held = Some(held);
                        woken
                    }
                },
            };
            if woken == Woken::Stopped {
                return;
            }
        }
    }

    /// Reads everything that changed, and serves it when it is good.
    fn look(&mut self) {
        let read = self.content.read_again(&mut self.seen);
        let sources = match read.and_then(some) {
            Ok(sources) => sources.after(&self.sources),
            Err(why) => {
                if self.said.as_ref() != Some(&why) {
                    self.held = Some(Held::Unreadable(why));
                }
                return;
            }
        };
        let day = self.app.today(&self.app.content());
        let changed = sources.changed_since(&self.sources);
        let was_unreadable =
            self.said.take().is_some() || matches!(self.held, Some(Held::Unreadable(_)));
        if self.day == Some(day) && changed.is_empty() && !was_unreadable {
            return;
        }
        let checked = self.checker.check(&sources, day);
        self.day = Some(day);
        self.sources = sources;
        let Some(catalogue) = checked.catalogue else {
            self.held = Some(Held::Broken(checked.problems));
            return;
        };
        self.held = None;
        self.app.serve(catalogue);
        if !changed.is_empty() || was_unreadable {
            let (problems, sources) = (&checked.problems, &self.sources);
            self.found(|| Found::served(problems, sources));
            let changed = &changed;
            (self.tell)(&News::Served {
                problems,
                sources,
                changed,
            });
        }
    }

    fn say(&mut self, held: Held) {
        self.app.goes_stale();
        let sources = &self.sources;
        match held {
            Held::Broken(problems) => {
                let problems = &problems;
                (self.tell)(&News::Broken { problems, sources });
                self.found(|| Found::broken(problems, sources));
            }
            Held::Unreadable(why) => {
                (self.tell)(&News::Unreadable(&why));
                self.found(|| Found::unreadable(&why.0, sources));
                self.said = Some(why);
            }
        }
    }

    /// Shows editors what was found, where they may see it.
    fn found(&self, found: impl FnOnce() -> Found) {
        if let Some(edit) = &self.app.edit {
            edit.found(found());
        }
    }
}
