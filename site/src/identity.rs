//! What pages about people and organisations print.

use crate::holes;
use crate::pages::{Answered, Link, Message};
use serde::Serialize;

/// Whoever is signed in, at the head of every page.
#[derive(Clone, Debug, Serialize)]
pub struct SignedIn {
    /// Their name.
    #[serde(serialize_with = "holes::text")]
    pub name: String,
    /// The organisation that they act for on this page.
    pub organisation: Option<Acting>,
    /// Seconds until the session ends if nothing comes.
    #[serde(serialize_with = "holes::text")]
    pub ends_in: String,
}

/// The organisation that somebody acts for.
#[derive(Clone, Debug, Serialize)]
pub struct Acting {
    /// Its name.
    #[serde(serialize_with = "holes::text")]
    pub name: String,
    /// Where it begins.
    #[serde(serialize_with = "holes::text")]
    pub href: String,
    /// Whether there are others to change to.
    pub others: bool,
}

/// A few fields, and a button: signing in, setting up, inviting.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Ask {
    /// What it is about.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// What there is to know.
    #[serde(serialize_with = "holes::texts")]
    pub lines: Vec<String>,
    /// A picture for a camera, with the same as text.
    pub picture: Option<Picture>,
    /// Codes to keep.
    #[serde(serialize_with = "holes::texts")]
    pub codes: Vec<String>,
    /// Where it is posted to.
    #[serde(serialize_with = "holes::text")]
    pub action: String,
    /// What is asked.
    pub fields: Vec<Field>,
    /// What the button says; without one there is nothing to post.
    pub button: &'static str,
    /// Whether the button cannot be undone.
    pub warns: bool,
    /// What is wrong.
    pub errors: Vec<Message>,
    /// Other ways.
    pub links: Vec<Link>,
}

/// A picture for a camera, with the same as text.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// Where it is.
    pub src: &'static str,
    /// What it shows.
    pub alt: &'static str,
    /// The same, to be typed.
    #[serde(serialize_with = "holes::text")]
    pub key: String,
}

/// One field.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// As it is posted.
    pub name: &'static str,
    /// What is asked for.
    pub label: &'static str,
    /// A line under it.
    pub hint: Option<&'static str>,
    /// How it is typed.
    pub kind: FieldKind,
    /// What was typed.
    #[serde(serialize_with = "holes::text")]
    pub typed: String,
    /// What browsers may fill in.
    pub autocomplete: Option<&'static str>,
    /// What there is to choose.
    pub choices: Vec<Choice>,
    /// What was typed, for a day.
    #[serde(serialize_with = "holes::texts")]
    pub parts: Vec<String>,
    /// What is wrong.
    #[serde(serialize_with = "holes::text_if_any")]
    pub error: Option<String>,
}

/// How a field is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A line.
    Text,
    /// A mail address.
    Email,
    /// Not shown.
    Password,
    /// Digits of a code.
    Code,
    /// A box to tick.
    Tick,
    /// One of several.
    Choice,
    /// One of many.
    Select,
    /// A day, in three boxes.
    Date,
}

/// Something to choose.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// As it is posted.
    pub value: String,
    /// What it is called.
    pub text: String,
    /// A line under it.
    pub hint: Option<String>,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// The applications that somebody may open.
#[derive(Clone, Debug, Serialize)]
pub struct Apps {
    /// What they are, the gateway first.
    pub apps: Vec<App>,
    /// What to know before anything else.
    #[serde(serialize_with = "holes::texts")]
    pub notes: Vec<String>,
}

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub struct App {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub about: Option<String>,
    /// Where it is.
    #[serde(serialize_with = "holes::text")]
    pub href: String,
}

/// The organisations that somebody acts for.
#[derive(Clone, Debug, Serialize)]
pub struct Organisations {
    /// Each with the roles held for it.
    pub organisations: Vec<App>,
}

/// An organisation's own page: what there is to do.
#[derive(Clone, Debug, Serialize)]
pub struct Desk {
    /// Whose it is.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// What whoever looks is here, in words.
    #[serde(serialize_with = "holes::texts")]
    pub lines: Vec<String>,
    /// What there is to do, under headings.
    pub tiles: Vec<Tiles>,
}

/// Things to do under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct Tiles {
    /// The heading.
    pub title: &'static str,
    /// The things.
    pub apps: Vec<App>,
    /// What is said when there are none.
    pub none: &'static str,
}

/// Who may act for an organisation.
#[derive(Clone, Debug, Serialize)]
pub struct People {
    /// The organisation.
    #[serde(serialize_with = "holes::text")]
    pub organisation: String,
    /// Everybody.
    pub people: Vec<Holder>,
    /// Where another is invited.
    #[serde(serialize_with = "holes::text_if_any")]
    pub invite: Option<String>,
    /// What was just done.
    #[serde(serialize_with = "holes::text_if_any")]
    pub done: Option<String>,
}

/// Somebody who may act for an organisation.
#[derive(Clone, Debug, Serialize)]
pub struct Holder {
    /// Their name.
    #[serde(serialize_with = "holes::text")]
    pub name: String,
    /// Their address.
    #[serde(serialize_with = "holes::text")]
    pub address: String,
    /// Whether they set up how to sign in: a word.
    pub standing: &'static str,
    /// What they hold.
    pub held: Vec<Held>,
}

/// A role that somebody holds.
#[derive(Clone, Debug, Serialize)]
pub struct Held {
    /// The role and its level, in words.
    pub role: String,
    /// From when to when, in words.
    #[serde(serialize_with = "holes::text")]
    pub dates: String,
    /// What may be done about it.
    pub actions: Vec<Action>,
}

/// A button beside a role.
#[derive(Clone, Debug, Serialize)]
pub struct Action {
    /// Where it is posted to.
    #[serde(serialize_with = "holes::text")]
    pub href: String,
    /// What it says.
    pub text: &'static str,
    /// Which role it is about.
    pub name: &'static str,
    /// The same, as it is posted.
    #[serde(serialize_with = "holes::text")]
    pub value: String,
}

/// What a visitor sent, as the team sees it.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// What the form is called.
    #[serde(serialize_with = "holes::text")]
    pub title: String,
    /// What to quote.
    #[serde(serialize_with = "holes::text")]
    pub reference: String,
    /// The day it was sent on, in words.
    #[serde(serialize_with = "holes::text")]
    pub sent_on: String,
    /// What was answered.
    pub sections: Vec<Answered>,
    /// Where the first person is let in.
    #[serde(serialize_with = "holes::text_if_any")]
    pub invite: Option<String>,
}
