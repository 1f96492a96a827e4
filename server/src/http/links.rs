//! Links from letters. Looking at one changes nothing, since programs look at every link in a mail; a button opens it.

use super::account::{self, Asker};
use super::address::{Address, Screen};
use super::answer::{Around, Copies, page};
use super::app::App;
use super::fields::Fields;
use super::refusal::{Public, Refusal};
use super::visitor::Visitor;
use crate::drafts::{Draft, DraftId};
use crate::mail::{Addresses, Leads, Link, Token};
use crate::store::{Batch, Kept, StoreError};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use engine::Form;
use site::pages::{Button, Notice};
use std::sync::Arc;

/// How often a save is tried again when somebody saves in between.
const TRIES: usize = 8;

/// Says what the link is for, with a button.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let (token, link) = find(&app, &token).await?;
    let (title, line, button) = match link.record.leads.clone() {
        Leads::Invitation { .. } => {
            return account::accept(&app, &asker, &token, &link, None).await;
        }
        Leads::NewPassword { .. } => {
            return account::open_reset(&app, &asker, &token, &link, false).await;
        }
        Leads::Draft { form, id } => {
            let (form, ..) = draft(&app, &form, &id).await?;
            (
                format!("Go on with “{}”", form.title()),
                "Your answers open in this browser. Open them only on a device that you trust."
                    .to_owned(),
                "Open my answers",
            )
        }
        Leads::Address { reference, address } => (
            "Confirm your email address".to_owned(),
            format!(
                "Is {address} your address, and did you send the form with the reference {reference}?"
            ),
            "Yes, confirm my address",
        ),
    };
    let notice = Notice {
        title,
        lines: vec![line],
        button: Some(Button {
            action: format!("/links/{}", token.as_str()),
            text: button,
        }),
        next: None,
    };
    page(&app, &content, Around::default(), &notice, Copies::None)
}

/// Opens it.
pub(super) async fn open(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    visitor: Visitor,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (token, link) = find(&app, &token).await?;
    match link.record.leads.clone() {
        Leads::Invitation { .. } => {
            account::accept(&app, &asker, &token, &link, Some(&fields)).await
        }
        Leads::NewPassword { .. } => account::open_reset(&app, &asker, &token, &link, true).await,
        Leads::Draft { form, id } => share(&app, &visitor, &form, &id).await,
        Leads::Address { reference, address } => {
            let now = app.clock.now();
            Addresses::confirm(&*app.store, &reference, &address, now).await?;
            let notice = Notice {
                title: "Thank you".to_owned(),
                lines: vec![
                    format!("You have confirmed the address {address}."),
                    format!("Keep the reference {reference}. You can close this page."),
                ],
                button: None,
                next: None,
            };
            let content = app.content();
            page(&app, &content, Around::default(), &notice, Copies::None)
        }
    }
}

/// A link that still opens; one that never was, and one that is over, are told alike.
async fn find(app: &App, token: &str) -> Result<(Token, Kept<Link>), Refusal> {
    let token = Token::read(token).ok_or(Public::LinkOver)?;
    let found = app
        .store
        .read()
        .await?
        .find::<Link>(&Link::key(&token))
        .await?;
    let today = app.today(&app.content()).to_string();
    let open = found.filter(|kept| today <= kept.record.until);
    open.map(|kept| (token, kept))
        .ok_or_else(|| Public::LinkOver.into())
}

/// The draft that a link leads to, while it is not sent.
async fn draft(
    app: &App,
    form: &str,
    id: &str,
) -> Result<(Arc<Form>, DraftId, Kept<Draft>), Refusal> {
    let content = app.content();
    let form = content.catalogue.form(form).ok_or(Public::LinkOver)?;
    let id = DraftId::read(id).ok_or(Public::LinkOver)?;
    let found = app.store.read().await?.find::<Draft>(&id.key()).await?;
    let open = found.filter(|kept| kept.record.sent.is_none());
    let kept = open.ok_or(Public::LinkOver)?;
    Ok((form.clone(), id, kept))
}

/// Lets this browser into the draft.
async fn share(app: &App, visitor: &Visitor, form: &str, id: &str) -> Result<Response, Refusal> {
    let (owner, cookie) = visitor.begins();
    let mut conflict = None;
    for _ in 0..TRIES {
        let (form, id, kept) = draft(app, form, id).await?;
        let shared = kept.record.clone().shared_with(&owner);
        let mut batch = Batch::new();
        batch.replace(&id.key(), &kept, &shared)?;
        match app.store.commit(batch).await {
            Ok(_) => {
                let address = Address::Screen(&form, &id, Screen::Resume).to_string();
                let mut response = Redirect::to(&address).into_response();
                if let Some(cookie) = cookie {
                    response.headers_mut().insert(header::SET_COOKIE, cookie);
                }
                return Ok(response);
            }
            Err(error @ StoreError::Conflict { .. }) => conflict = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    Err(conflict.map_or_else(|| Public::Unavailable.into(), Into::into))
}
