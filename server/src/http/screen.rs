//! One screen of a draft: which it is, who may see it, and what to do with what was posted.

use super::address::{From, Screen};
use super::app::App;
use super::client::Client;
use super::fields::Fields;
use super::keep::{self, Wish};
use super::nonce::{self, NONCE};
use super::opened::Opened;
use super::parts::Posted;
use super::refusal::{Public, Refusal};
use super::tell::Telling;
use super::upload::{self, Kept};
use super::visitor::Visitor;
use super::{check, come_back, download, items, late, on_screen, question, remove, sent, table};
use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use engine::Place;
use site::pages::Hidden;
use std::fmt;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// What somebody asks for: a screen of a draft of theirs.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) app: &'a App,
    pub(super) visitor: &'a Visitor,
    pub(super) form: &'a str,
    pub(super) id: &'a str,
    /// What stands behind it in the address.
    path: &'a str,
    /// The screen that they came from to change an answer.
    pub(super) from: Option<From>,
    /// Whether something was posted to it.
    pub(super) posted: bool,
    /// Whether what was posted comes from a page of ours that was opened long ago, or from none.
    pub(super) stale: bool,
    /// Where they are.
    pub(super) client: Option<IpAddr>,
    /// The draft as it was found on the way to its screen.
    found: &'a Found,
}

/// A draft that is read once for both: which screen it is, and what stands on it.
type Found = Mutex<Option<Opened>>;

/// A request for a screen of a draft.
struct Here<'a> {
    app: &'a App,
    visitor: &'a Visitor,
    /// The form, and the draft's id.
    draft: (&'a str, &'a str),
    path: &'a str,
    query: Option<&'a str>,
    client: Client,
}

impl<'a> Asked<'a> {
    /// A screen is to be shown.
    fn shown(here: &Here<'a>, found: &'a Found) -> Self {
        Self {
            app: here.app,
            visitor: here.visitor,
            form: here.draft.0,
            id: here.draft.1,
            path: here.path,
            from: From::read(here.query),
            posted: false,
            stale: false,
            client: here.client.address(),
            found,
        }
    }

    /// Something was posted for a screen; stale until its fields are read.
    fn posted(here: &Here<'a>, found: &'a Found) -> Self {
        Self {
            posted: true,
            stale: true,
            ..Self::shown(here, found)
        }
    }

    /// The same, once it is known what came with it: the nonce of the page, or none.
    pub(super) fn carrying(self, fields: &Fields) -> Self {
        let address = format!("/forms/{}/{}/{}", self.form, self.id, self.path);
        let (key, now) = (&self.app.mail.key, self.app.clock.now());
        Self {
            stale: !nonce::holds(key, &address, fields.ours(NONCE), now),
            ..self
        }
    }

    /// The draft, sent or not: as it was found first, and read again after that.
    pub(super) async fn found(self) -> Result<Opened, Refusal> {
        let found = self.found.lock().map(|mut found| found.take());
        match found.unwrap_or_default() {
            Some(opened) => Ok(opened),
            None => Opened::find(self.app, self.visitor, self.form, self.id).await,
        }
    }

    /// The draft, to be filled in.
    pub(super) async fn draft(self) -> Result<Opened, Refusal> {
        self.found().await?.unsent()
    }

    /// The draft, on a screen that it has come to.
    pub(super) async fn draft_on(self, place: Place) -> Result<Opened, Refusal> {
        self.draft().await?.on(place)
    }

    /// What the form of a page carries that is posted to this address.
    pub(super) fn nonce(self, action: &str) -> Hidden {
        nonce::made(&self.app.mail.key, action, self.app.clock.now())
    }

    /// The screen at a path, and what there is to tell on it; not found alike without a draft and without a screen. Where there
    /// was a screen before the form changed, there is none.
    async fn screen(self, path: &str) -> Result<(Option<Screen>, Option<Telling>), Refusal> {
        let opened = Opened::find(self.app, self.visitor, self.form, self.id).await?;
        let telling = Telling::of(&opened);
        let screen = Screen::read(&opened.form, path);
        if screen.is_none() && telling.is_none() && !opened.kept.record.seen.contains(path) {
            return Err(Public::NotFound.into());
        }
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(opened);
        Ok((screen, telling))
    }
}

/// A draft: on to the first screen that is still to be answered.
pub(super) async fn draft(
    State(app): State<Arc<App>>,
    Path((form, id)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    let opened = Opened::find(&app, &visitor, &form, &id).await?.unsent()?;
    Ok(go(&opened.first_open()))
}

/// Shows a screen.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    Path((form, id, path)): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
    client: Client,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    let here = Here {
        app: &app,
        visitor: &visitor,
        draft: (&form, &id),
        path: &path,
        query: query.as_deref(),
        client,
    };
    let found = Found::default();
    let asked = Asked::shown(&here, &found);
    let (screen, telling) = asked.screen(&path).await?;
    let Some(screen) = screen else {
        return Ok(go(&asked.draft().await?.first_open()));
    };
    let tells = matches!(
        screen,
        Screen::At(_) | Screen::Remove { .. } | Screen::ComeBack | Screen::LinkSent
    );
    let shown = match screen {
        Screen::At(Place::Check) => check::show(asked).await,
        Screen::At(Place::Items { section }) => items::show(asked, section).await,
        Screen::At(place) => question::show(asked, place).await,
        Screen::Remove { section, item } => remove::show(asked, section, item).await,
        Screen::Upload { section } => table::show(asked, section).await,
        Screen::Template { section } => table::template(asked, section).await,
        Screen::ToMend { section } => table::to_mend(asked, section).await,
        Screen::Replace { section } => table::confirm(asked, section).await,
        Screen::ComeBack => come_back::show(asked).await,
        Screen::LinkSent => come_back::sent(asked).await,
        Screen::Resume => Ok(go(&asked.draft().await?.first_open())),
        Screen::Sent => sent::show(asked).await,
        Screen::File(digest) => download::show(asked, digest).await,
    }?;
    if let Some(telling) = telling.filter(|_| tells) {
        telling.was_told(&app).await;
    }
    Ok(shown)
}

/// Takes what was posted for a screen. The cookie lives on with the draft.
pub(super) async fn take(
    State(app): State<Arc<App>>,
    Path(address): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
    client: Client,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, Refusal> {
    let mut taken = taken(&app, address, query, client, &visitor, posted).await?;
    if let Some(cookie) = visitor.goes_on() {
        taken.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(taken)
}

async fn taken(
    app: &App,
    (form, id, path): (String, String, String),
    query: Option<String>,
    client: Client,
    visitor: &Visitor,
    posted: Posted,
) -> Result<Response, Refusal> {
    let here = Here {
        app,
        visitor,
        draft: (&form, &id),
        path: &path,
        query: query.as_deref(),
        client,
    };
    let found = Found::default();
    let asked = Asked::posted(&here, &found);
    let (screen, _) = asked.screen(&path).await?;
    if let Some(Screen::Upload { section }) = screen {
        return table::take(asked, section, posted).await;
    }
    let (fields, kept) = match screen {
        Some(Screen::At(place)) if !matches!(place, Place::Check | Place::Items { .. }) => {
            upload::receive(asked, place, posted).await?
        }
        _ => (posted.received(app, Vec::new()).await?.0, Kept::default()),
    };
    let (asked, fields) = (asked.carrying(&fields), &fields);
    let Some(screen) = screen else {
        return late::take(asked, fields).await;
    };
    match (screen, Wish::read(query.as_deref())) {
        (_, Some(Wish::Stay)) => return keep::longer(asked).await,
        (Screen::At(place @ (Place::Page { .. } | Place::ItemPage { .. })), Some(Wish::Keep)) => {
            return keep::typed(asked, place, fields).await;
        }
        (_, Some(Wish::Keep)) => return Err(Public::NotFound.into()),
        (_, None) => {}
    }
    let judged = on_screen::field(query.as_deref()).is_some();
    let is_page = matches!(
        screen,
        Screen::At(Place::Page { .. } | Place::ItemPage { .. })
    );
    if judged && !is_page {
        // Only answers are judged while they are typed; what other screens take would be done.
        return Err(Public::NotFound.into());
    }
    match screen {
        Screen::At(Place::Check) => check::take(asked, fields).await,
        Screen::At(Place::Items { section }) => items::take(asked, section, fields).await,
        Screen::At(place) => match on_screen::field(query.as_deref()) {
            Some(field) => on_screen::judge(asked, place, field, fields).await,
            None => question::take(asked, place, fields, kept).await,
        },
        Screen::Remove { section, item } => remove::take(asked, section, item, fields).await,
        Screen::Replace { section } => table::replace(asked, section).await,
        Screen::ComeBack => come_back::take(asked, fields).await,
        Screen::Upload { .. }
        | Screen::Template { .. }
        | Screen::ToMend { .. }
        | Screen::Sent
        | Screen::LinkSent
        | Screen::Resume
        | Screen::File(_) => Err(Public::WrongMethod.into()),
    }
}

/// On to another page, which is then fetched afresh.
pub(super) fn go(address: &impl fmt::Display) -> Response {
    Redirect::to(&address.to_string()).into_response()
}
