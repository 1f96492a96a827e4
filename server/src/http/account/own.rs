//! Somebody's own account: another password, new recovery codes, and the secret word for paper and telephone.

use super::asker::Asker;
use super::enrol::{recovery_codes, with_password};
use super::sign_in::second;
use super::step::{code_field, field, new_password, show as print, wrong};
use crate::http::answer::{Around, Copies, page};
use crate::http::app::{App, Content};
use crate::http::fields::Fields;
use crate::http::refusal::{Public, Refusal};
use crate::identity::{Acting, Person, Session, Stage};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use site::pages::{self, Ask, Desk, Field, FieldKind, Tiles};
use std::sync::Arc;

/// The fewest and the most characters of a secret word.
const LEAST: usize = 8;
const MOST: usize = 64;

fn around(app: &App, acting: &Acting, back: &str) -> Around {
    Around::default().behind(back).seen_by(acting, None, app)
}

/// A page that was posted, and is to be filled in again.
fn refused(app: &App, content: &Content, acting: &Acting, page: &Ask) -> Result<Response, Refusal> {
    let around = Around::posted()
        .behind("/account")
        .seen_by(acting, None, app);
    print(app, content, around, page)
}

/// What somebody may change about how they sign in.
fn ways(content: &Content, person: &Person) -> Vec<pages::App> {
    let tile = |title: &str, about: String, href: &str| pages::App {
        title: title.to_owned(),
        about: Some(about),
        href: href.to_owned(),
    };
    let mut apps = vec![
        tile(
            "Change your password",
            "You are then signed out everywhere else".to_owned(),
            "/account/password",
        ),
        tile(
            "New recovery codes",
            format!("{} of your codes are left", person.recovery.len()),
            "/account/codes",
        ),
    ];
    if let Some(word) = &content.service().secret_word {
        let state = if person.word.is_some() {
            "It is set"
        } else {
            "It is not set"
        };
        apps.push(tile(
            &word.title,
            format!("{state}. {}", word.about),
            "/account/word",
        ));
    }
    apps
}

/// What there is to do.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.signed_in(&app, &content).await?;
    let person = &acting.person.record;
    let apps = ways(&content, person);
    let done = match query.as_deref() {
        Some("done=password") => Some("Your password has been changed."),
        Some("done=word") => Some("It has been set. It is never shown: keep it somewhere safe."),
        _ => None,
    };
    let view = Desk {
        title: "Your account".to_owned(),
        lines: [
            Some(format!("You sign in as {}.", person.address)),
            done.map(str::to_owned),
        ]
        .into_iter()
        .flatten()
        .collect(),
        tiles: vec![Tiles {
            title: "How you sign in",
            apps,
            none: "",
        }],
    };
    page(
        &app,
        &content,
        around(&app, &acting, "/apps"),
        &view,
        Copies::None,
    )
}

/// Whoever stays: the session goes on, for as long as it may.
pub(super) async fn stay(State(app): State<Arc<App>>, asker: Asker) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.signed_in(&app, &content).await?;
    let left = app.clock.now().until(acting.ends).as_secs();
    let kind = HeaderValue::from_static("application/json");
    let json = format!("{{\"ends\":{left}}}");
    Ok(([(header::CONTENT_TYPE, kind)], json).into_response())
}

fn asking_password() -> Ask {
    Ask {
        title: "Change your password".to_owned(),
        action: "/account/password".to_owned(),
        fields: vec![
            Field {
                autocomplete: Some("current-password"),
                ..field("_current", "Your password now", FieldKind::Password)
            },
            new_password(),
        ],
        button: "Change it",
        ..Ask::default()
    }
}

/// Asks for another password.
pub(super) async fn password(
    State(app): State<Arc<App>>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.signed_in(&app, &content).await?;
    print(
        &app,
        &content,
        around(&app, &acting, "/account"),
        &asking_password(),
    )
}

/// Takes it, and ends every other session.
pub(super) async fn take_password(
    State(app): State<Arc<App>>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.signed_in(&app, &content).await?;
    let mut page = asking_password();
    let current = fields.ours("_current").unwrap_or_default();
    let again = asker.proving(&app).again(&acting, current).await?;
    let person = match again {
        Some(true) => with_password(&app, &content, &acting, &fields, &mut page).await?,
        Some(false) => {
            wrong(
                &mut page,
                Some("_current"),
                "Check your password: it is not the one that you have now",
            );
            None
        }
        None => {
            wrong(
                &mut page,
                None,
                "There were too many attempts. Wait a few minutes, then try again",
            );
            None
        }
    };
    let Some(person) = person else {
        return refused(&app, &content, &acting, &page);
    };
    acting.keep(&*app.store, &person).await?;
    Session::end_all(&*app.store, &acting.id, Some(&acting.session.0)).await?;
    Ok(asker.on("/account?done=password"))
}

fn asking_codes() -> Ask {
    Ask {
        title: "Get new recovery codes".to_owned(),
        lines: vec!["The codes that you have now are then over.".to_owned()],
        action: "/account/codes".to_owned(),
        fields: vec![code_field()],
        button: "Make new codes",
        ..Ask::default()
    }
}

/// Asks for the second factor before it makes new codes.
pub(super) async fn codes(State(app): State<Arc<App>>, asker: Asker) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.signed_in(&app, &content).await?;
    print(
        &app,
        &content,
        around(&app, &acting, "/account"),
        &asking_codes(),
    )
}

/// Makes them, and shows them once.
pub(super) async fn take_codes(
    State(app): State<Arc<App>>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.signed_in(&app, &content).await?;
    let mut page = asking_codes();
    let typed = fields.ours("_code").unwrap_or_default();
    let proved = second(&app, &asker, &acting, typed, Stage::Full, &mut page).await?;
    let Some(session) = proved else {
        return refused(&app, &content, &acting, &page);
    };
    let codes = acting.new_codes(&*app.store, &app.mail.key).await?;
    let view = recovery_codes("Keep your recovery codes", codes);
    let mut response = print(&app, &content, Around::default(), &view)?;
    asker.give(&mut response, Some(&session));
    Ok(response)
}

fn asking_word(content: &Content) -> Result<Ask, Refusal> {
    let word = content
        .service()
        .secret_word
        .as_ref()
        .ok_or(Public::NotFound)?;
    Ok(Ask {
        title: word.title.clone(),
        lines: vec![
            word.about.clone(),
            "What you set replaces what was there. It is never shown again.".to_owned(),
        ],
        action: "/account/word".to_owned(),
        fields: vec![Field {
            hint: Some("8 to 64 characters"),
            autocomplete: Some("off"),
            ..field("_word", "Choose it", FieldKind::Password)
        }],
        button: "Set it",
        ..Ask::default()
    })
}

/// Asks for the secret word.
pub(super) async fn word(State(app): State<Arc<App>>, asker: Asker) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.signed_in(&app, &content).await?;
    let page = asking_word(&content)?;
    print(&app, &content, around(&app, &acting, "/account"), &page)
}

/// Takes it.
pub(super) async fn take_word(
    State(app): State<Arc<App>>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.signed_in(&app, &content).await?;
    let mut page = asking_word(&content)?;
    let typed = fields.ours("_word").unwrap_or_default().trim();
    let length = typed.chars().count();
    if !(LEAST..=MOST).contains(&length) {
        wrong(&mut page, Some("_word"), "Choose 8 to 64 characters");
        return refused(&app, &content, &acting, &page);
    }
    let sealed = app.sealer.seal_one(typed.to_owned()).await;
    let sealed = sealed.map_err(|error| Refusal::broken(&error))?;
    let person = Person {
        word: Some(sealed),
        ..acting.person.record.clone()
    };
    acting.keep(&*app.store, &person).await?;
    Ok(asker.on("/account?done=word"))
}
