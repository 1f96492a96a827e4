//! Pages over HTTP: a handler finds what somebody may see, asks the engine what it means, saves, and answers.
//!
//! It holds no rule about answers and writes no HTML.

mod about;
mod account;
mod address;
mod answer;
mod app;
mod assets;
mod background;
mod check;
mod client;
mod come_back;
mod cookie;
mod doors;
mod download;
mod edit;
mod fields;
mod files;
mod follow;
mod gate;
mod headers;
mod health;
mod here;
mod in_time;
mod items;
mod keep;
mod late;
mod links;
mod listen;
mod mailbox;
mod nonce;
mod on_screen;
mod open;
mod opened;
mod parts;
mod patient;
mod play;
mod problem;
mod progress;
mod question;
mod read;
mod refusal;
mod remove;
mod routes;
mod screen;
mod sent;
mod serve;
mod table;
mod tell;
#[cfg(test)]
mod tests;
mod upload;
mod version;
mod visitor;

pub(crate) use answer::{Around, Part, frame};
pub(crate) use app::{App, Content};
pub(crate) use edit::Found;
pub(crate) use nonce::text as nonce;
pub(crate) use open::{Beginning, home_page, note_page, start_page};
pub(crate) use problem::not_found;
pub(crate) use read::{glossary_page, has_glossary};
pub use serve::{Cannot, Running, Serving};
