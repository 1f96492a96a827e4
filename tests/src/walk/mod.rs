//! Walks over HTTP, as a person takes them: read the page, fill it in by its labels, press its buttons. Never the store.

mod browser;
mod gateway;
mod page;
mod room;

mod bad_input;
mod branches;
mod changes;
mod cookies;
mod demo;
mod edit;
mod examples;
mod files;
mod items;
mod kept;
mod mail;
mod nonce;
mod on_screen;
mod open;
mod process;
mod reading;
mod reload;
mod scanned;
mod secret;
mod sending;
mod smtp;
mod stores;
mod survives;
mod tables;
mod whole;

pub(crate) use browser::Browser;
pub(crate) use gateway::{Gateway, content};
pub(crate) use mail::{Read, letters, read};
pub(crate) use page::{Page, select, words};
