//! Another password, for whoever forgot theirs: by mail, and with the second factor, which stays as it is.

use super::asker::Asker;
use super::enrol::with_password;
use super::sign_in::second;
use super::step::{code_field, field, new_password, show as print, wrong};
use crate::http::answer::{Around, Copies, page};
use crate::http::app::App;
use crate::http::fields::Fields;
use crate::http::refusal::{Public, Refusal};
use crate::identity::{Letters, Person, PersonId, Session, Stage, Standing, open as begin};
use crate::mail::{Leads, Link, Token};
use crate::store::{Batch, Kept, StoreError};
use axum::extract::State;
use axum::response::Response;
use engine::email_address;
use site::pages::{Ask, Button, Field, FieldKind, Notice};
use std::sync::Arc;
use std::time::Duration;

/// How long a link to another password opens.
const HOUR: Duration = Duration::from_secs(60 * 60);

fn asking(typed: &str) -> Ask {
    Ask {
        title: "Get a new password".to_owned(),
        lines: vec![
            "We send a link to your email address. You also need a code from your authenticator app, or a recovery code."
                .to_owned(),
        ],
        action: "/new-password".to_owned(),
        fields: vec![Field {
            typed: typed.to_owned(),
            autocomplete: Some("username"),
            ..field("_address", "Email address", FieldKind::Email)
        }],
        button: "Send me a link",
        ..Ask::default()
    }
}

/// Asks for the address.
pub(super) async fn ask(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    let content = app.content();
    print(
        &app,
        &content,
        Around::default().behind("/sign-in"),
        &asking(""),
    )
}

/// Sends a link there when it is the address of an account, and says the same when it is not.
pub(super) async fn take(
    State(app): State<Arc<App>>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let typed = fields.ours("_address").unwrap_or_default();
    let Some(address) = email_address(typed) else {
        let mut page = asking(typed);
        let message = "Enter an email address in the correct format, like name@example.com";
        wrong(&mut page, Some("_address"), message);
        return print(&app, &content, Around::posted().behind("/sign-in"), &page);
    };
    let _alone = app.mail.asking.lock().await;
    let snapshot = app.store.read().await?;
    let now = app.clock.now();
    let to = app.mail.key.digest("new password", &address.to_lowercase());
    let client = app.mail.key.digest("client", asker.client());
    let askers = vec![to, client];
    let most = app.settings.limits.links_per_hour;
    let mut too_many = false;
    for asker in &askers {
        too_many |= Link::too_many(&*snapshot, asker, most, now).await?;
    }
    let found = Person::with_address(&*snapshot, &address).await?;
    let known = found.filter(|(_, kept)| kept.record.standing == Standing::Active && !too_many);
    if let Some((id, kept)) = known {
        let today = app.today(&content);
        let letters = Letters {
            writer: app.writer(&content, today),
        };
        let mut batch = Batch::new();
        letters.new_password(&id, &kept.record, askers, &mut batch)?;
        app.store.commit(batch).await?;
        app.mail.bell.notify_one();
    }
    Ok(asker.on("/new-password/sent"))
}

/// What is said once an address was given, whosever it is.
pub(super) async fn sent(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    let content = app.content();
    let notice = Notice {
        title: "Check your email".to_owned(),
        lines: vec![
            "If there is an account with that address, we have sent a link to it. It can take a few minutes to come."
                .to_owned(),
            "The link opens for an hour. If you asked often, use the link that you have.".to_owned(),
        ],
        button: None,
        next: None,
    };
    page(&app, &content, Around::default(), &notice, Copies::None)
}

/// The page of a link to another password, or what comes of opening it.
pub(in crate::http) async fn open(
    app: &App,
    asker: &Asker,
    token: &Token,
    link: &Kept<Link>,
    posted: bool,
) -> Result<Response, Refusal> {
    let Leads::NewPassword { person } = &link.record.leads else {
        return Err(Public::LinkOver.into());
    };
    let now = app.clock.now();
    let snapshot = app.store.read().await?;
    let id = PersonId::read(person).ok_or(Public::LinkOver)?;
    let found = Person::find(&*snapshot, &id).await?;
    let active = found.filter(|kept| kept.record.standing == Standing::Active);
    let in_time = now < link.record.asked.after(HOUR);
    let person = active.filter(|_| in_time).ok_or(Public::LinkOver)?;
    if !posted {
        let notice = Notice {
            title: "Choose a new password".to_owned(),
            lines: vec![
                "Have a code from your authenticator app, or a recovery code, at hand.".to_owned(),
            ],
            button: Some(Button {
                action: format!("/links/{}", token.as_str()),
                text: "Continue",
            }),
            next: None,
        };
        let content = app.content();
        return page(app, &content, Around::default(), &notice, Copies::None);
    }
    match begin(&*app.store, token, link, (&id, &person), Stage::Reset, now).await {
        Ok(session) => Ok(asker.go(&"/new-password/code", Some(&session))),
        Err(StoreError::Conflict { .. }) => Err(Public::LinkOver.into()),
        Err(error) => Err(error.into()),
    }
}

fn asking_code() -> Ask {
    Ask {
        title: "Prove that it is you".to_owned(),
        action: "/new-password/code".to_owned(),
        fields: vec![code_field()],
        button: "Continue",
        ..Ask::default()
    }
}

/// Asks for the second factor.
pub(super) async fn code(State(app): State<Arc<App>>, asker: Asker) -> Result<Response, Refusal> {
    let content = app.content();
    asker.at(&app, &content, Stage::Reset).await?;
    print(&app, &content, Around::default(), &asking_code())
}

/// Tries it.
pub(super) async fn take_code(
    State(app): State<Arc<App>>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.at(&app, &content, Stage::Reset).await?;
    let mut page = asking_code();
    let typed = fields.ours("_code").unwrap_or_default();
    match second(&app, &asker, &acting, typed, Stage::NewPassword, &mut page).await? {
        Some(session) => Ok(asker.go(&"/new-password/choose", Some(&session))),
        None => print(&app, &content, Around::posted(), &page),
    }
}

fn choosing() -> Ask {
    Ask {
        title: "Choose a new password".to_owned(),
        lines: vec!["You are then signed out everywhere else.".to_owned()],
        action: "/new-password/choose".to_owned(),
        fields: vec![new_password()],
        button: "Save and sign in",
        ..Ask::default()
    }
}

/// Asks for the password.
pub(super) async fn choose(State(app): State<Arc<App>>, asker: Asker) -> Result<Response, Refusal> {
    let content = app.content();
    asker.at(&app, &content, Stage::NewPassword).await?;
    print(&app, &content, Around::default(), &choosing())
}

/// Takes it: every other session ends.
pub(super) async fn take_choice(
    State(app): State<Arc<App>>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.at(&app, &content, Stage::NewPassword).await?;
    let mut page = choosing();
    let Some(person) = with_password(&app, &content, &acting, &fields, &mut page).await? else {
        return print(&app, &content, Around::posted(), &page);
    };
    let (key, kept) = &acting.session;
    let mut batch = Batch::new();
    batch.replace(&acting.id.key(), &acting.person, &person)?;
    let before = Some((key, kept));
    let session = Session::begin(&acting.id, Stage::Full, before, app.clock.now(), &mut batch)?;
    app.store.commit(batch).await?;
    Session::end_all(&*app.store, &acting.id, Some(&session.key())).await?;
    Ok(asker.go(&"/apps", Some(&session)))
}
