//! Starting and stopping.

use super::app::{App, Content};
use super::background::Background;
use super::edit::{Edit, Found};
use super::files;
use super::listen::{bound, take_in};
use super::play::play;
use super::routes::routes;
use crate::clock::Clock;
use crate::demo::{self, Apart};
use crate::files::Folder;
use crate::mail::{Mailroom, Post, SecretKey};
use crate::operator::{Desk, brought_up};
use crate::reload::{Reload, Reloading};
use crate::settings::Settings;
use crate::store::Embedded;
use engine::{Catalogue, Sources};
use jiff::civil::Date;
use site::Theme;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;

/// How long requests that are under way may take to finish when the server stops.
const FAREWELL: Duration = Duration::from_secs(8);

/// How long stopping may take in all. What was acknowledged is durable by then, whatever does not let go.
const AT_LAST: Duration = Duration::from_millis(9_500);

/// What is served, and where.
#[derive(Debug)]
pub struct Serving {
    /// The content, checked.
    pub catalogue: Arc<Catalogue>,
    /// The files that it was read from.
    pub sources: Sources,
    /// What the operator set.
    pub settings: Settings,
    /// What day it is.
    pub clock: Clock,
    /// Where to read the content again when it changes.
    pub reload: Option<Reload>,
    /// Whether whoever sits at this machine is shown what editors need. Listening on other addresses than its own, nobody is.
    pub edit: bool,
    /// Whether it is a demo: what is in the store is made up, and the stories of the content are played into it.
    pub demo: bool,
    /// Whether whoever sits at this machine may read, at `/mailbox`, the mail that was written. Likewise.
    pub mailbox: bool,
}

/// Why a server did not start.
#[derive(Debug)]
pub enum Cannot {
    /// The data folder cannot be used.
    Store {
        /// The folder.
        folder: PathBuf,
        /// Why.
        cause: String,
    },
    /// The address cannot be listened on.
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        cause: std::io::Error,
    },
    /// Nobody said how people reach the service, and links in mail have to begin with it.
    NoBaseAddress(SocketAddr),
    /// Mail cannot go out: why, in a sentence.
    Mail(String),
    /// What is made up and what is real are kept apart: why this store is not opened so.
    Apart(String),
    /// A mistake of ours.
    Broken(String),
}

impl fmt::Display for Cannot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store { folder, cause } => {
                write!(
                    f,
                    "the data folder {} cannot be used: {cause}",
                    folder.display()
                )
            }
            Self::Listen { address, cause } if cause.kind() == std::io::ErrorKind::AddrInUse => {
                write!(f, "port {} is taken", address.port())
            }
            Self::Listen { address, cause } => write!(f, "cannot listen on {address}: {cause}"),
            Self::NoBaseAddress(address) => write!(
                f,
                "{address} can be reached from elsewhere, so links in mail need the address that people use: set `base_address`, \
                 or --base-address https://forms.example.org"
            ),
            Self::Mail(cause) | Self::Apart(cause) => f.write_str(cause),
            Self::Broken(cause) => write!(f, "the server could not start: {cause}"),
        }
    }
}

impl std::error::Error for Cannot {}

/// A server that answers.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: Option<watch::Sender<bool>>,
    runtime: Option<Runtime>,
    /// Answers commands for as long as it is here.
    desk: Option<Desk>,
    served: Option<tokio::task::JoinHandle<()>>,
    reloading: Option<Reloading>,
    edit: Option<Arc<Edit>>,
    background: Option<Background>,
}

impl Serving {
    /// Starts answering.
    ///
    /// # Errors
    /// When the data folder or the address cannot be used.
    pub fn start(self) -> Result<Running, Cannot> {
        let broken = |error: &dyn fmt::Display| Cannot::Broken(error.to_string());
        let theme = Theme::new().map_err(|error| broken(&error))?;
        let data = self.settings.data.clone();
        let (store, files) = kept(&self.settings)?;
        let content = Content::new(self.catalogue);
        let listen = self.settings.listen;
        let edit = self.edit && listen.ip().is_loopback();
        let edit = edit.then(|| Arc::new(Edit::new(Found::served(&[], &self.sources))));
        let runtime = Runtime::new().map_err(|error| broken(&error))?;
        bring_up(&runtime, &store, &data)?;
        files::enough_for(self.settings.limits.connections);
        let (listener, address) = listening(&runtime, listen)?;
        let base = base(&self.settings, address)?;
        let post =
            Post::open(&self.settings, &base, &content.service().name).map_err(Cannot::Mail)?;
        let catalogue = content.catalogue.clone();
        let made_up = MadeUp {
            catalogue: &catalogue,
            store: &store,
            files: &files,
            settings: &self.settings,
            base: &base,
        };
        runtime.block_on(made_up.begin(self.demo, self.clock.today(content.zone())))?;
        let key = SecretKey::open(&data).map_err(|error| broken(&error))?;
        let (clock, room) = (self.clock, Mailroom::new(key, base));
        let app = App::new(
            content,
            (store.clone(), files.clone()),
            theme,
            clock,
            self.settings,
            room,
        );
        let app = app.with_mailbox(self.mailbox && listen.ip().is_loopback());
        let app = app.with_demo(self.demo);
        let app = Arc::new(app.with_edit(edit.clone()));
        let background = Background::start(&runtime, &app, post);
        let content = app.clone();
        let kept = (store.clone(), files.clone());
        let desk = desk(&runtime, &data, kept, &app.mail);
        let (stop, stopped) = watch::channel(false);
        let router = routes(app.clone());
        let served = runtime.spawn(take_in(listener, app, router, stopped));
        let reload = self.reload;
        let reloading = reload.map(|reload| reload.start(content, self.sources));
        let reloading = reloading.transpose().map_err(|error| broken(&error))?;
        Ok(Running {
            address,
            stop: Some(stop),
            runtime: Some(runtime),
            desk,
            served: Some(served),
            reloading,
            edit,
            background: Some(background),
        })
    }
}

/// Brings a store that an older version wrote up to this one.
fn bring_up(runtime: &Runtime, store: &Embedded, data: &Path) -> Result<(), Cannot> {
    let older = runtime.block_on(brought_up(store));
    older.map(drop).map_err(|error| Cannot::Store {
        folder: data.to_owned(),
        cause: error.to_string(),
    })
}

/// Listens, and says where.
fn listening(runtime: &Runtime, listen: SocketAddr) -> Result<(TcpListener, SocketAddr), Cannot> {
    let unheard = |cause| Cannot::Listen {
        address: listen,
        cause,
    };
    let listener = runtime.block_on(async { bound(listen) }).map_err(unheard)?;
    let address = listener.local_addr().map_err(unheard)?;
    Ok((listener, address))
}

/// What a demo is made of.
struct MadeUp<'a> {
    catalogue: &'a Arc<Catalogue>,
    store: &'a Arc<Embedded>,
    files: &'a Arc<Folder>,
    settings: &'a Settings,
    base: &'a str,
}

impl MadeUp<'_> {
    /// Keeps a demo's store apart from others, and plays the stories into it that were not played yet.
    async fn begin(&self, demo: bool, today: Date) -> Result<(), Cannot> {
        let data = self.settings.data.display();
        let apart = demo::keep_apart(&**self.store, demo).await;
        apart.map_err(|apart| match apart {
            Apart::MadeUp => Cannot::Apart(format!(
                "what is kept in {data} is made up, for a demo. Use another folder with --data DIR, or add --demo"
            )),
            Apart::Real => Cannot::Apart(format!(
                "{data} holds data that is no demo's. Use another folder with --data DIR, or leave --demo out"
            )),
            Apart::Failed(error) => Cannot::Broken(error.to_string()),
        })?;
        if !demo {
            return Ok(());
        }
        let past = |content: Content, clock: Clock| self.on(content, clock);
        let played = play(self.catalogue, &**self.store, today, &past).await;
        played.map_err(Cannot::Broken)
    }

    /// What answers on a day of the past.
    fn on(&self, content: Content, clock: Clock) -> Result<App, String> {
        let theme = Theme::new().map_err(|error| error.to_string())?;
        let key = SecretKey::open(&self.settings.data).map_err(|error| error.to_string())?;
        let room = Mailroom::new(key, self.base.to_owned());
        let settings = self.settings.clone();
        let (store, files) = (self.store.clone(), self.files.clone());
        Ok(App::new(
            content,
            (store, files),
            theme,
            clock,
            settings,
            room,
        ))
    }
}

/// The store of the data folder, and the files beside it.
fn kept(settings: &Settings) -> Result<(Arc<Embedded>, Arc<Folder>), Cannot> {
    let cannot = |error: &dyn fmt::Display| Cannot::Store {
        folder: settings.data.clone(),
        cause: error.to_string(),
    };
    let store = Embedded::open(&settings.data).map_err(|error| cannot(&error))?;
    let files = Folder::open(&settings.data, settings.scanner.clone());
    let files = files.map_err(|error| cannot(&error))?;
    Ok((Arc::new(store), Arc::new(files)))
}

/// What links in mail begin with: what the operator says; on this machine alone, where it listens.
fn base(settings: &Settings, address: SocketAddr) -> Result<String, Cannot> {
    match &settings.base_address {
        Some(base) => Ok(base.clone()),
        None if address.ip().is_loopback() => Ok(format!("http://{address}")),
        None => Err(Cannot::NoBaseAddress(address)),
    }
}

/// Commands are answered over a socket in the data folder; where there can be none, they have to wait for the server to stop.
fn desk(
    runtime: &Runtime,
    data: &Path,
    kept: (Arc<Embedded>, Arc<Folder>),
    room: &Arc<Mailroom>,
) -> Option<Desk> {
    let _inside = runtime.enter();
    match Desk::open(data, kept, room.clone()) {
        Ok(desk) => Some(desk),
        Err(error) => {
            tracing::warn!(%error, "commands cannot reach this server: its socket could not be made");
            None
        }
    }
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until somebody asks the process to stop, then stops. `ready` says that it runs: whoever has heard that may ask.
    ///
    /// # Errors
    /// When the process cannot be told that somebody asks.
    pub fn until_asked_to_stop(self, ready: impl FnOnce(&Self)) -> std::io::Result<()> {
        if let Some(runtime) = &self.runtime {
            let asked = runtime.block_on(async { Asked::new() })?;
            ready(&self);
            runtime.block_on(asked.wait());
            std::thread::spawn(|| {
                std::thread::sleep(AT_LAST);
                tracing::error!("the server does not stop by itself: something does not let go");
                std::process::exit(1);
            });
        }
        self.stop();
        Ok(())
    }

    /// Takes no more requests, finishes those that are under way, and closes the store.
    pub fn stop(mut self) {
        self.finish();
    }

    fn finish(&mut self) {
        self.reloading = None;
        if let Some(edit) = &self.edit {
            edit.close();
        }
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(true);
        }
        let (Some(runtime), Some(served)) = (self.runtime.take(), self.served.take()) else {
            return;
        };
        drop(self.desk.take());
        runtime.block_on(async {
            let _ = tokio::time::timeout(FAREWELL, served).await;
            if let Some(background) = self.background.take() {
                let _ = tokio::time::timeout(FAREWELL, background.stop()).await;
            }
        });
        runtime.shutdown_timeout(Duration::from_secs(1));
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Ctrl-C, or what service managers send. Heard from the moment that it is made.
#[cfg(unix)]
struct Asked(tokio::signal::unix::Signal, tokio::signal::unix::Signal);

#[cfg(unix)]
impl Asked {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self(
            signal(SignalKind::interrupt())?,
            signal(SignalKind::terminate())?,
        ))
    }

    async fn wait(mut self) {
        tokio::select! {
            _ = self.0.recv() => {}
            _ = self.1.recv() => {}
        }
    }
}

/// Ctrl-C.
#[cfg(not(unix))]
struct Asked;

#[cfg(not(unix))]
impl Asked {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn wait(self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
