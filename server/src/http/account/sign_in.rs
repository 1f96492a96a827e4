//! Signing in: an address and a password, then a code. Who has an account is told by no word.

use super::asker::{Asker, ours};
use super::step::{code_field, field, show as print, wait, wrong};
use crate::http::answer::Around;
use crate::http::app::App;
use crate::http::fields::Fields;
use crate::http::refusal::Refusal;
use crate::identity::{Acting, SessionId, Stage, Tried};
use axum::extract::{Query, State};
use axum::response::Response;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use site::pages::{Ask, Field, FieldKind, Link};
use std::sync::Arc;

/// Where to go then.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Then {
    then: Option<String>,
}

impl Then {
    /// An address with it.
    fn keep(&self, address: &str) -> String {
        match self.then.as_deref().map(|then| ours(Some(then))) {
            Some(then) => {
                let then = utf8_percent_encode(then, NON_ALPHANUMERIC);
                format!("{address}?then={then}")
            }
            None => address.to_owned(),
        }
    }
}

fn ask(then: &Then, address: &str) -> Ask {
    Ask {
        title: "Sign in".to_owned(),
        action: then.keep("/sign-in"),
        fields: vec![
            Field {
                typed: address.to_owned(),
                autocomplete: Some("username"),
                ..field("_address", "Email address", FieldKind::Email)
            },
            Field {
                autocomplete: Some("current-password"),
                ..field("_password", "Password", FieldKind::Password)
            },
        ],
        button: "Continue",
        links: vec![Link {
            href: "/new-password".to_owned(),
            text: "I forgot my password".to_owned(),
        }],
        ..Ask::default()
    }
}

/// Asks for the address and the password; whoever is signed in goes on.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    Query(then): Query<Then>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let snapshot = app.store.read().await?;
    if let Some(acting) = asker.acting(&app, &content, &*snapshot).await?
        && acting.stage() == Stage::Full
    {
        return Err(Refusal::elsewhere(&ours(then.then.as_deref())));
    }
    print(&app, &content, Around::default(), &ask(&then, ""))
}

/// Tries them.
pub(super) async fn take(
    State(app): State<Arc<App>>,
    Query(then): Query<Then>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let address = fields.ours("_address").unwrap_or_default();
    let password = fields.ours("_password").unwrap_or_default();
    let mut page = ask(&then, address);
    if address.trim().is_empty() {
        wrong(&mut page, Some("_address"), "Enter your email address");
    }
    if password.is_empty() {
        wrong(&mut page, Some("_password"), "Enter your password");
    }
    if page.errors.is_empty() {
        match asker.proving(&app).password(address, password).await? {
            Tried::Right(session) => {
                return Ok(asker.go(&then.keep("/sign-in/code"), Some(&session)));
            }
            Tried::Wrong => wrong(
                &mut page,
                Some("_address"),
                "Check your email address and password: together they are not those of an account",
            ),
            Tried::Wait(time) => wrong(&mut page, None, wait(time)),
        }
    }
    print(&app, &content, Around::posted(), &page)
}

fn ask_code(then: &Then) -> Ask {
    Ask {
        title: "Prove that it is you".to_owned(),
        lines: vec!["Open your authenticator app and enter the code that it shows.".to_owned()],
        action: then.keep("/sign-in/code"),
        fields: vec![code_field()],
        button: "Sign in",
        ..Ask::default()
    }
}

/// Asks for the second factor.
pub(super) async fn code(
    State(app): State<Arc<App>>,
    Query(then): Query<Then>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    asker.at(&app, &content, Stage::Password).await?;
    print(
        &app,
        &content,
        Around::default().behind("/sign-in"),
        &ask_code(&then),
    )
}

/// Tries it.
pub(super) async fn take_code(
    State(app): State<Arc<App>>,
    Query(then): Query<Then>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.at(&app, &content, Stage::Password).await?;
    let mut page = ask_code(&then);
    let typed = fields.ours("_code").unwrap_or_default();
    let tried = second(&app, &asker, &acting, typed, Stage::Full, &mut page).await?;
    match tried {
        Some(response) => Ok(asker.go(&ours(then.then.as_deref()), Some(&response))),
        None => print(&app, &content, Around::posted().behind("/sign-in"), &page),
    }
}

/// Tries a code, and says on a page what is wrong with it.
pub(super) async fn second(
    app: &App,
    asker: &Asker,
    acting: &Acting,
    typed: &str,
    then: Stage,
    page: &mut Ask,
) -> Result<Option<SessionId>, Refusal> {
    if typed.trim().is_empty() {
        wrong(
            page,
            Some("_code"),
            "Enter the code from your authenticator app",
        );
        return Ok(None);
    }
    match asker.proving(app).second(acting, typed, then).await? {
        Tried::Right(session) => return Ok(Some(session)),
        Tried::Wrong => wrong(
            page,
            Some("_code"),
            "Check the code: it is not right, or it was used already. Wait for the next one",
        ),
        Tried::Wait(time) => wrong(page, None, wait(time)),
    }
    Ok(None)
}

/// Signs out.
pub(super) async fn out(State(app): State<Arc<App>>, asker: Asker) -> Result<Response, Refusal> {
    let content = app.content();
    let snapshot = app.store.read().await?;
    if let Some(acting) = asker.acting(&app, &content, &*snapshot).await? {
        let (key, kept) = &acting.session;
        asker.proving(&app).sign_out((key, kept)).await?;
    }
    Ok(asker.go(&"/", None))
}
