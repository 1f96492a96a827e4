//! Setting up how to sign in: from the invitation over a password and an authenticator to the recovery codes.

use super::asker::Asker;
use super::step::{field, new_password, show as print, wrong};
use crate::http::answer::Around;
use crate::http::app::{App, Content};
use crate::http::fields::Fields;
use crate::http::refusal::{Public, Refusal};
use crate::identity::{self, Acting, Person, Stage, invited, judge, open, spaced};
use crate::mail::{Link as MailLink, Token};
use crate::store::{Kept, StoreError};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use site::pages::{Ask, FieldKind, Link, Picture};
use std::sync::Arc;

const AUTHENTICATOR: &str = "/enrol/authenticator";

/// The page of an invitation, or what comes of accepting it.
pub(in crate::http) async fn accept(
    app: &App,
    asker: &Asker,
    token: &Token,
    link: &Kept<MailLink>,
    posted: Option<&Fields>,
) -> Result<Response, Refusal> {
    let content = app.content();
    let snapshot = app.store.read().await?;
    let found = invited(&*snapshot, token, &link.record).await?;
    let (id, person) = found.ok_or(Public::LinkOver)?;
    let mut page = welcome(&content, &person.record, token);
    let Some(fields) = posted else {
        return print(app, &content, Around::default(), &page);
    };
    if content.service().terms.is_some() && fields.ours("_terms") != Some("yes") {
        wrong(
            &mut page,
            Some("_terms"),
            "Read the terms of use, and tick the box to accept them",
        );
        return print(app, &content, Around::posted(), &page);
    }
    let now = app.clock.now();
    let opened = open(
        &*app.store,
        token,
        link,
        (&id, &person),
        Stage::Enrolling,
        now,
    )
    .await;
    match opened {
        Ok(session) => Ok(asker.go(&"/enrol/password", Some(&session))),
        // Somebody else opened it at the same moment: it opens once.
        Err(StoreError::Conflict { .. }) => Err(Public::LinkOver.into()),
        Err(error) => Err(error.into()),
    }
}

fn welcome(content: &Content, person: &Person, token: &Token) -> Ask {
    let service = content.service();
    let terms = service.terms.as_ref();
    let terms = terms.and_then(|name| content.catalogue.note(name.as_str()));
    Ask {
        title: format!("Welcome, {}", person.name),
        lines: vec![
            format!("You were invited to {}.", service.name),
            "You choose a password, and set up an authenticator app as a second way to prove that it is you. Have your phone \
             at hand. It takes about five minutes."
                .to_owned(),
        ],
        action: format!("/links/{}", token.as_str()),
        fields: terms
            .map(|_| field("_terms", "I have read the terms of use and accept them", FieldKind::Tick))
            .into_iter()
            .collect(),
        button: "Accept and continue",
        links: terms
            .map(|note| Link {
                href: format!("/guidance/{}", note.name()),
                text: note.title().to_owned(),
            })
            .into_iter()
            .collect(),
        ..Ask::default()
    }
}

fn ask_password() -> Ask {
    Ask {
        title: "Choose a password".to_owned(),
        lines: vec!["Step 1 of 3. You can paste one from a password manager.".to_owned()],
        action: "/enrol/password".to_owned(),
        fields: vec![new_password()],
        button: "Continue",
        ..Ask::default()
    }
}

/// Asks for a password.
pub(super) async fn password(
    State(app): State<Arc<App>>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    asker.at(&app, &content, Stage::Enrolling).await?;
    print(&app, &content, Around::default(), &ask_password())
}

/// Takes it.
pub(super) async fn take_password(
    State(app): State<Arc<App>>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.at(&app, &content, Stage::Enrolling).await?;
    let mut page = ask_password();
    let Some(person) = with_password(&app, &content, &acting, &fields, &mut page).await? else {
        return print(&app, &content, Around::posted(), &page);
    };
    acting.keep(&*app.store, &person).await?;
    Ok(asker.on(AUTHENTICATOR))
}

/// The person with the password that was chosen; nothing, and why on the page, when it will not do.
pub(super) async fn with_password(
    app: &App,
    content: &Content,
    acting: &Acting,
    fields: &Fields,
    page: &mut Ask,
) -> Result<Option<Person>, Refusal> {
    let typed = fields.ours("_password").unwrap_or_default();
    let person = &acting.person.record;
    let known = [&*person.name, &*person.address, &*content.service().name];
    if let Err(weak) = judge(typed, &known) {
        wrong(page, Some("_password"), weak.says());
        return Ok(None);
    }
    let sealed = app.sealer.seal_one(typed.to_owned()).await;
    let sealed = sealed.map_err(|error| Refusal::broken(&error))?;
    Ok(Some(Person {
        password: Some(sealed),
        ..person.clone()
    }))
}

/// The page of the authenticator that is being set up.
async fn ask_authenticator(app: &App, content: &Content, acting: &Acting) -> Result<Ask, Refusal> {
    let (_, key) = shown(app, content, acting).await?;
    Ok(Ask {
        title: "Set up your authenticator app".to_owned(),
        lines: vec![
            "Step 2 of 3. If you have no such app yet, install one from the store of your phone, or use a password manager \
             that can do it. Any will do."
                .to_owned(),
            "Add an account in the app, and point its camera at this picture.".to_owned(),
        ],
        picture: Some(Picture {
            src: "/enrol/picture.svg",
            alt: "A picture for the camera of your authenticator app. The key below says the same.",
            key: spaced(&key),
        }),
        action: AUTHENTICATOR.to_owned(),
        fields: vec![site::pages::Field {
            hint: Some("Six digits that the app shows now"),
            autocomplete: Some("one-time-code"),
            ..field("_code", "Code", FieldKind::Code)
        }],
        button: "Continue",
        ..Ask::default()
    })
}

/// The authenticator that is being set up, as an app reads it.
async fn shown(app: &App, content: &Content, acting: &Acting) -> Result<(String, String), Refusal> {
    let begun = acting.enrolling(&*app.store, &app.mail.key).await?;
    let (address, service) = (&acting.person.record.address, &content.service().name);
    let shown = begun.and_then(|begun| begun.shown(&app.mail.key, &acting.id, address, service));
    shown.ok_or_else(|| {
        Refusal::broken(&"an authenticator cannot be read: is secret.key the one of this store?")
    })
}

/// Shows what the app has to know.
pub(super) async fn authenticator(
    State(app): State<Arc<App>>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = with_a_password(&app, &content, &asker).await?;
    let page = ask_authenticator(&app, &content, &acting).await?;
    print(
        &app,
        &content,
        Around::default().behind("/enrol/password"),
        &page,
    )
}

async fn with_a_password(app: &App, content: &Content, asker: &Asker) -> Result<Acting, Refusal> {
    let acting = asker.at(app, content, Stage::Enrolling).await?;
    if acting.person.record.password.is_none() {
        return Err(Refusal::elsewhere(&"/enrol/password"));
    }
    Ok(acting)
}

/// The same as a picture.
pub(super) async fn picture(
    State(app): State<Arc<App>>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = with_a_password(&app, &content, &asker).await?;
    let (address, _) = shown(&app, &content, &acting).await?;
    let picture = identity::picture(&address);
    let picture = picture.ok_or_else(|| Refusal::broken(&"a picture could not be drawn"))?;
    let kind = HeaderValue::from_static("image/svg+xml");
    Ok(([(header::CONTENT_TYPE, kind)], picture).into_response())
}

/// Takes the first code, and shows the recovery codes, once.
pub(super) async fn take_authenticator(
    State(app): State<Arc<App>>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = with_a_password(&app, &content, &asker).await?;
    let typed = fields.ours("_code").unwrap_or_default();
    let (key, now) = (&app.mail.key, app.clock.now());
    let Some((session, codes)) = acting.enrol(&*app.store, key, typed, now).await? else {
        let mut page = ask_authenticator(&app, &content, &acting).await?;
        let message = if typed.trim().is_empty() {
            "Enter the code that the app shows"
        } else {
            "Check the code: it is not the one that the app shows now. If it never is, check the clock of your phone"
        };
        wrong(&mut page, Some("_code"), message);
        let around = Around::posted().behind("/enrol/password");
        return print(&app, &content, around, &page);
    };
    let page = recovery_codes("Step 3 of 3. Keep your recovery codes", codes);
    let mut response = print(&app, &content, Around::default(), &page)?;
    asker.give(&mut response, Some(&session));
    Ok(response)
}

/// The page that shows recovery codes, once.
pub(super) fn recovery_codes(title: &str, codes: Vec<String>) -> Ask {
    Ask {
        title: title.to_owned(),
        lines: vec![
            "Print these codes, or write them down, and keep them apart from your phone. If you lose the phone, each of them \
             lets you in once."
                .to_owned(),
            "They are shown this one time only.".to_owned(),
        ],
        codes,
        links: vec![Link {
            href: "/apps".to_owned(),
            text: "I have kept my codes: continue".to_owned(),
        }],
        ..Ask::default()
    }
}
