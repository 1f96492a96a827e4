//! The way of a command to the store: through the server that has it open, or by opening it.

use super::socket::path_in;
use super::{Ask, Told, answer, brought_up, wire};
use crate::files::Folder;
use crate::store::{Embedded, file_in};
use std::fmt;
use std::io::ErrorKind;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why nothing was asked.
#[derive(Debug)]
pub(crate) enum CannotReach {
    /// There is no store.
    NoStore(PathBuf),
    /// The store cannot be opened.
    Store(String),
    /// The server went away, or is not one that answers.
    Server(std::io::Error),
}

impl fmt::Display for CannotReach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStore(folder) => write!(
                f,
                "there is no store in {}: name the data folder with --data DIR",
                folder.display()
            ),
            Self::Store(cause) => write!(f, "the store cannot be opened: {cause}"),
            Self::Server(cause) => write!(f, "the running server did not answer: {cause}"),
        }
    }
}

/// Asks the server that has a data folder open, or the store itself when there is none.
///
/// # Errors
/// When neither can be reached.
pub(crate) fn ask(data: &Path, ask: Ask) -> Result<Told, CannotReach> {
    match UnixStream::connect(path_in(data)) {
        Ok(mut stream) => {
            wire::send(&mut stream, &ask).map_err(CannotReach::Server)?;
            wire::take(&mut stream).map_err(CannotReach::Server)
        }
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::ConnectionRefused
            ) =>
        {
            here(data, ask)
        }
        Err(error) => Err(CannotReach::Server(error)),
    }
}

fn here(data: &Path, ask: Ask) -> Result<Told, CannotReach> {
    if !file_in(data).exists() && !ask.begins() {
        return Err(CannotReach::NoStore(data.to_owned()));
    }
    let store = Embedded::open(data).map_err(|error| CannotReach::Store(error.to_string()))?;
    let files = Folder::open(data, None).map_err(|error| CannotReach::Store(error.to_string()))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| CannotReach::Store(error.to_string()))?;
    // What only looks changes nothing, and says what is missing.
    if !matches!(ask, Ask::Check) {
        let older = runtime.block_on(brought_up(&store));
        older.map_err(|error| CannotReach::Store(error.to_string()))?;
    }
    Ok(runtime.block_on(answer(&Arc::new(store), &Arc::new(files), ask)))
}
