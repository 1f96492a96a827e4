//! The gateway as it runs: HTTP, drafts and submissions in the store, and the command line.
//!
//! It never decides whether an answer is right: that is the engine's. It never lays out a page: that is the site's.

mod allowance;
mod built;
mod cli;
mod clock;
mod content;
mod demo;
mod drafts;
mod erase;
mod files;
#[doc(hidden)]
pub mod filling;
mod hex;
mod http;
mod identity;
mod mail;
mod news;
mod operator;
mod reference;
mod reload;
mod secrets;
mod settings;
mod store;
mod submissions;
mod tables;

pub use cli::run;
pub use clock::Clock;
pub use files::Scanner;
pub use http::{Cannot, Running, Serving};
pub use reload::Reload;
pub use settings::{Limits, Log, Network, Security, Settings, Smtp};
