//! Which page of a form somebody asks about: carried to the note that says whom to ask, and shown there to be quoted.
//!
//! It names the form, the page and the version of the form. It holds no answer, and nothing else than these is ever shown.

use super::address::Screen;
use engine::{Catalogue, Form};

/// Digits of a version that are enough to find it again.
const DIGITS: usize = 8;

/// The page where a form begins.
const START: &str = "start";

/// A page of a form, in one line: `booking/event/day/1a2b3c4d`.
pub(super) fn line(form: &Form, screen: Option<Screen>) -> String {
    let path = screen.map_or_else(|| START.to_owned(), |screen| screen.path(form));
    let version = form.version().as_str();
    let version = version.get(..DIGITS).unwrap_or(version);
    format!("{}/{path}/{version}", form.name())
}

/// The line in the query of an address; nothing unless it names a page that there is.
pub(super) fn read(catalogue: &Catalogue, query: Option<&str>) -> Option<String> {
    let mut pairs = query?.split('&');
    let line = pairs.find_map(|pair| pair.strip_prefix("about="))?;
    let line = percent_encoding::percent_decode_str(line)
        .decode_utf8()
        .ok()?;
    let (form, rest) = line.split_once('/')?;
    let (path, version) = rest.rsplit_once('/')?;
    let form = catalogue.form(form).filter(|form| form.is_public())?;
    let is_page = path == START || Screen::read(form, path).is_some();
    let is_version = version.len() == DIGITS && version.bytes().all(|b| b.is_ascii_hexdigit());
    (is_page && is_version).then(|| line.into_owned())
}
