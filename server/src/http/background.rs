//! Work that no request waits for: letters go out, files that wait are looked through, what was kept long enough is
//! erased, and when somebody came is written.

use super::app::App;
use crate::erase::Eraser;
use crate::files::Checking;
use crate::identity::Keeper;
use crate::mail::{Post, Sender};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The tasks beside the server.
#[derive(Debug)]
pub(super) struct Background {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Background {
    pub(super) fn start(runtime: &Runtime, app: &App, post: Post) -> Self {
        let (stop, stopped) = watch::channel(false);
        let sender = Sender {
            store: app.store.clone(),
            room: app.mail.clone(),
            post,
        };
        let checking = Checking {
            store: app.store.clone(),
            files: app.files.clone(),
            clock: app.clock,
        };
        let eraser = Eraser {
            store: app.store.clone(),
            files: app.files.clone(),
            clock: app.clock,
            days: app.settings.limits.draft_days,
        };
        let keeper = Keeper {
            store: app.store.clone(),
            seen: app.seen.clone(),
        };
        let tasks = vec![
            runtime.spawn(sender.run(stopped.clone())),
            runtime.spawn(checking.run(stopped.clone())),
            runtime.spawn(eraser.run(stopped.clone())),
            runtime.spawn(keeper.run(stopped)),
        ];
        Self { stop, tasks }
    }

    /// Lets each finish what it is at.
    pub(super) async fn stop(self) {
        let _ = self.stop.send(true);
        for task in self.tasks {
            let _ = task.await;
        }
    }
}
