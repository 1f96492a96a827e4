//! The socket in the data folder, on the server's side.

use super::{Ask, Told, answer, wire};
use crate::files::Folder;
use crate::mail::Mailroom;
use crate::store::Embedded;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinHandle;

/// Its name in the data folder.
const NAME: &str = "accede.sock";

/// Bytes of a question.
const MOST: u32 = 64 * 1024;

/// How long a command may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where the socket of a data folder is.
pub(super) fn path_in(data: &Path) -> PathBuf {
    data.join(NAME)
}

/// Answers commands until it is dropped; then the socket is gone.
#[derive(Debug)]
pub(crate) struct Desk {
    path: PathBuf,
    task: JoinHandle<()>,
}

impl Desk {
    /// Opens the socket of a data folder. Whoever calls this holds the store, so one that is there already is left over
    /// from a server that was killed.
    ///
    /// # Errors
    /// When the socket cannot be made: a path that is too long, or a folder on a file system without sockets.
    pub(crate) fn open(
        data: &Path,
        (store, files): (Arc<Embedded>, Arc<Folder>),
        room: Arc<Mailroom>,
    ) -> std::io::Result<Self> {
        let path = path_in(data);
        // Nobody finds it under its name before it is closed to others.
        let made = data.join(format!("{NAME}.new"));
        for old in [&made, &path] {
            if old.symlink_metadata().is_ok() {
                fs::remove_file(old)?;
            }
        }
        let listener = UnixListener::bind(&made)?;
        fs::set_permissions(&made, fs::Permissions::from_mode(0o600))?;
        fs::rename(&made, &path)?;
        let desk = Inside { store, files, room };
        let task = tokio::spawn(take_in(listener, Arc::new(desk)));
        Ok(Self { path, task })
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.task.abort();
        let _ = fs::remove_file(&self.path);
    }
}

/// What commands are answered from.
struct Inside {
    store: Arc<Embedded>,
    files: Arc<Folder>,
    room: Arc<Mailroom>,
}

async fn take_in(listener: UnixListener, inside: Arc<Inside>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let inside = inside.clone();
                tokio::spawn(async move {
                    if let Err(error) = serve(stream, &inside).await {
                        tracing::warn!(%error, "a command was not answered");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a command could not be taken in");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

async fn serve(mut stream: UnixStream, inside: &Inside) -> std::io::Result<()> {
    let asked = tokio::time::timeout(PATIENCE, wire::take_later::<Ask, _>(&mut stream, MOST));
    let asked = asked.await.map_err(|_| std::io::ErrorKind::TimedOut)??;
    let told = answer(&inside.store, &inside.files, asked).await;
    if let Told::Retried(1..) = told {
        inside.room.bell.notify_one();
    }
    wire::send_later(&mut stream, &told).await
}
