//! Who asks: the session that a browser's cookie names, and what whoever has it may do.

use crate::http::answer::Around;
use crate::http::app::{App, Content};
use crate::http::client::Client;
use crate::http::cookie::{Cookie, sees_https};
use crate::http::refusal::{Public, Refusal};
use crate::identity::{Acting, Failed, Here, OrganisationId, Proving, SessionId, Stage};
use crate::store::Snapshot;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use site::pages;
use std::convert::Infallible;
use std::fmt;

const COOKIE: Cookie = Cookie {
    plain: "accede-session",
    secure: "__Host-accede-session",
    kept: None,
};

/// What must not stand in the value of a query as it is.
const IN_A_QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>');

/// Whoever sent a request.
#[derive(Clone, Debug)]
pub(in crate::http) struct Asker {
    session: Option<SessionId>,
    https: bool,
    client: String,
    /// The page that was asked for.
    page: String,
}

impl Asker {
    /// What proving takes, for them.
    pub(super) fn proving<'a>(&'a self, app: &'a App) -> Proving<'a> {
        Proving {
            store: &*app.store,
            key: &app.mail.key,
            sealer: &app.sealer,
            client: &self.client,
            now: app.clock.now(),
        }
    }

    /// Whoever has their session, however far they have come.
    pub(super) async fn acting(
        &self,
        app: &App,
        content: &Content,
        snapshot: &(dyn Snapshot + 'static),
    ) -> Result<Option<Acting>, Refusal> {
        let Some(session) = &self.session else {
            return Ok(None);
        };
        let (now, day) = (app.clock.now(), app.today(content));
        Ok(Acting::find(snapshot, &app.seen, session, now, day).await?)
    }

    /// Whoever has their session, when they have come this far and no further.
    ///
    /// # Errors
    /// The way to sign in.
    pub(super) async fn at(
        &self,
        app: &App,
        content: &Content,
        stage: Stage,
    ) -> Result<Acting, Refusal> {
        let snapshot = app.store.read().await?;
        let acting = self.acting(app, content, &*snapshot).await?;
        let there = acting.filter(|acting| acting.stage() == stage);
        there.ok_or_else(|| self.sign_in())
    }

    /// Whoever is signed in.
    ///
    /// # Errors
    /// The way to sign in, and back.
    pub(in crate::http) async fn signed_in(
        &self,
        app: &App,
        content: &Content,
    ) -> Result<Acting, Refusal> {
        self.at(app, content, Stage::Full).await
    }

    /// An organisation that whoever is signed in may see.
    ///
    /// # Errors
    /// [`Public::NotFound`] alike when it is not there, and when it is not theirs.
    pub(in crate::http) async fn organisation(
        &self,
        app: &App,
        content: &Content,
        id: &str,
    ) -> Result<(Acting, Here), Refusal> {
        let acting = self.signed_in(app, content).await?;
        let id = OrganisationId::read(id).ok_or(Public::NotFound)?;
        let snapshot = app.store.read().await?;
        let here = acting.organisation(&*snapshot, &id).await?;
        let here = here.ok_or(Public::NotFound)?;
        Ok((acting, here))
    }

    fn sign_in(&self) -> Refusal {
        let page = utf8_percent_encode(&self.page, IN_A_QUERY);
        Refusal::elsewhere(&format!("/sign-in?then={page}"))
    }

    /// On to a page.
    pub(super) fn on(&self, address: &str) -> Response {
        Redirect::to(address).into_response()
    }

    /// The client's address.
    pub(super) fn client(&self) -> &str {
        &self.client
    }

    /// On to a page, with another session or with none.
    pub(super) fn go(&self, address: &impl fmt::Display, session: Option<&SessionId>) -> Response {
        let mut response = Redirect::to(&address.to_string()).into_response();
        self.give(&mut response, session);
        response
    }

    /// Gives a browser another session, or takes its session away.
    pub(super) fn give(&self, response: &mut Response, session: Option<&SessionId>) {
        if let Some(cookie) = COOKIE.give(session.map(SessionId::as_str), self.https) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Asker {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let client = Client::from_request_parts(parts, state).await?;
        let address = client.address();
        Ok(Self {
            session: COOKIE
                .read(&parts.headers)
                .and_then(|text| SessionId::read(&text)),
            https: sees_https(&parts.headers),
            client: address.map_or_else(String::new, |address| address.to_string()),
            page: page(&parts.uri),
        })
    }
}

/// The page of an address, to come back to.
fn page(address: &Uri) -> String {
    let page = address.path_and_query();
    page.map_or_else(|| "/".to_owned(), ToString::to_string)
}

/// A page of ours that somebody may be sent to; the applications when it is not one.
pub(super) fn ours(then: Option<&str>) -> &str {
    let is_ours = |then: &&str| {
        then.starts_with('/')
            && !then.starts_with("//")
            && !then.contains(['\\', '\r', '\n', '\t'])
            && HeaderValue::from_str(then).is_ok()
    };
    then.filter(is_ours).unwrap_or("/apps")
}

impl Around {
    /// The same, for somebody who is signed in.
    pub(in crate::http) fn seen_by(self, acting: &Acting, here: Option<&Here>, app: &App) -> Self {
        let organisation = here.map(|here| pages::Acting {
            name: here.organisation.record.name.clone(),
            href: format!("/o/{}", here.id),
            others: acting.organisations().nth(1).is_some(),
        });
        let left = app.clock.now().until(acting.ends).as_secs();
        self.signed_in(pages::SignedIn {
            name: acting.person.record.name.clone(),
            organisation,
            ends_in: left.to_string(),
        })
    }
}

impl From<Failed> for Refusal {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Store(error) => error.into(),
            Failed::Sealer(error) => Self::broken(&error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for page in ["/o/abc?x=1", "/forms/lend/12/check"] {
            assert_eq!(ours(Some(page)), page);
        }
        for other in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "evil",
            "/a\r\nSet-Cookie: b=c",
        ] {
            assert_eq!(ours(Some(other)), "/apps", "{other}");
        }
        assert_eq!(ours(None), "/apps");
    }
}
