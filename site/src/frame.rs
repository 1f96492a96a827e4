//! What stands around every page: who runs the service, who is signed in, what changed, what ends soon.

use crate::holes;
use crate::identity::SignedIn;
use crate::pages::Link;
use serde::Serialize;

/// What stands around every page.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// Who runs it, and how it is called.
    pub service: Service,
    /// The language of the page, a BCP 47 tag.
    pub lang: String,
    /// The title of the window then begins with "Error".
    pub has_errors: bool,
    /// The page behind this one.
    #[serde(serialize_with = "holes::text_if_any")]
    pub back: Option<String>,
    /// What changed in a form since somebody began it.
    pub news: Option<ToldNews>,
    /// What ends soon, of somebody who has answers here.
    pub ends: Option<Ends>,
    /// The parts of the service, on pages that are no step of a form.
    pub parts: Vec<Part>,
    /// Where news can be followed.
    pub feed: Option<String>,
    /// Whether one can search from here.
    pub search: bool,
    /// Where to ask about this page of a form.
    #[serde(serialize_with = "holes::text_if_any")]
    pub ask: Option<String>,
    /// Whoever is signed in.
    pub person: Option<SignedIn>,
}

/// What somebody has here, and for how long.
#[derive(Clone, Debug, Serialize)]
pub struct Ends {
    /// Seconds that are left.
    #[serde(serialize_with = "holes::text")]
    pub seconds: String,
    /// Days for which it is kept from now, once somebody stays.
    #[serde(serialize_with = "holes::text")]
    pub days: String,
    /// Where to post the wish to stay.
    #[serde(serialize_with = "holes::text")]
    pub stay: String,
}

/// What changed in a form since somebody began it.
#[derive(Clone, Debug, Serialize)]
pub struct ToldNews {
    /// Questions that are new.
    pub asked: Vec<Told>,
    /// Questions to be answered again.
    pub again: Vec<Told>,
    /// Questions that are no longer asked.
    pub gone: Vec<Told>,
}

/// A question that something happened to.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// Where it is asked.
    #[serde(serialize_with = "holes::text_if_any")]
    pub href: Option<String>,
    /// The question, in words.
    #[serde(serialize_with = "holes::text")]
    pub words: String,
    /// Why it has to be answered again.
    #[serde(serialize_with = "holes::text_if_any")]
    pub why: Option<String>,
}

impl ToldNews {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.asked.is_empty() && self.again.is_empty() && self.gone.is_empty()
    }
}

/// The service, as every page names it.
#[derive(Clone, Debug, Serialize)]
pub struct Service {
    /// What it is called.
    pub name: String,
    /// Where it begins.
    pub address: &'static str,
    /// Who runs it.
    pub operator: String,
    /// How far along it is.
    pub phase: Option<Phase>,
    /// What the foot of every page leads to.
    pub links: Vec<Link>,
}

/// How far along a service is.
#[derive(Clone, Debug, Serialize)]
pub struct Phase {
    /// A word for it.
    pub tag: String,
    /// What it means.
    pub text: String,
}

/// A part of the service.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Where it begins.
    pub href: String,
    /// What it is called.
    pub text: &'static str,
    /// Whether this page is of it.
    pub active: bool,
}

/// A page in its frame: what a template is given.
#[derive(Debug, Serialize)]
pub struct Framed<'a, P> {
    /// What stands around it.
    #[serde(flatten)]
    pub frame: &'a Frame,
    /// The page.
    pub page: &'a P,
}
