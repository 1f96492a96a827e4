//! Save and come back later: an address is asked for, and a link goes there. What is said does not depend on whether one was
//! sent, so that nobody learns who else asked, and nobody can be written to more often than the operator allows.

use super::address::Screen;
use super::answer::{Around, Copies, page};
use super::fields::Fields;
use super::nonce::{NONCE, STALE};
use super::opened::Opened;
use super::refusal::{Public, Refusal};
use super::screen::{Asked, go};
use crate::mail::Link;
use crate::store::{Batch, StoreError};
use axum::response::Response;
use engine::{ErrorView, Trigger, email_address};
use site::pages::{self, ComeBack, Notice};

/// The button that leads here, on pages with questions.
pub(super) const THEN: &str = "_then";

const ADDRESS: &str = "_address";

/// Whether the content has words for it.
pub(super) fn is_offered(opened: &Opened) -> bool {
    let catalogue = &opened.content.catalogue;
    catalogue.messages(&Trigger::LinkAsked).next().is_some()
}

async fn draft(asked: Asked<'_>) -> Result<Opened, Refusal> {
    let opened = asked.draft().await?;
    if is_offered(&opened) {
        Ok(opened)
    } else {
        Err(Public::NotFound.into())
    }
}

/// Asks for the address.
pub(super) async fn show(asked: Asked<'_>) -> Result<Response, Refusal> {
    print(asked, &draft(asked).await?, "", None)
}

/// Sends a link there, unless too many went there, or were asked for from here.
pub(super) async fn take(asked: Asked<'_>, fields: &Fields) -> Result<Response, Refusal> {
    let opened = draft(asked).await?;
    let typed = fields.ours(ADDRESS).unwrap_or_default();
    if asked.stale {
        return print(asked, &opened, typed, Some(STALE));
    }
    let Some(address) = email_address(typed) else {
        let message = if typed.trim().is_empty() {
            "Enter your email address"
        } else {
            "Enter an email address in the correct format, like name@example.com"
        };
        return print(asked, &opened, typed, Some(message));
    };
    send(asked, &opened, &address, fields).await?;
    Ok(go(&opened.address(Screen::LinkSent)))
}

async fn send(
    asked: Asked<'_>,
    opened: &Opened,
    address: &str,
    fields: &Fields,
) -> Result<(), StoreError> {
    let app = asked.app;
    let _alone = app.mail.asking.lock().await;
    // To another address it goes again: the first may have been mistyped.
    let once = fields.ours(NONCE).unwrap_or_default();
    let once = app.mail.key.digest("page", &format!("{once} {address}"));
    let client = asked
        .client
        .map(|client| app.mail.key.digest("client", &client.to_string()));
    let to = app.mail.key.digest("address", &address.to_lowercase());
    let askers: Vec<String> = std::iter::once(to).chain(client).collect();
    let most = app.settings.limits.links_per_hour;
    let snapshot = app.store.read().await?;
    if Link::too_many(&*snapshot, &once, 1, app.clock.now()).await? {
        // The button was pressed twice.
        return Ok(());
    }
    for asker in &askers {
        if Link::too_many(&*snapshot, asker, most, app.clock.now()).await? {
            tracing::info!("a return link was not sent: too many were asked for in an hour");
            return Ok(());
        }
    }
    let mut batch = Batch::new();
    let draft = opened.id.to_string();
    let askers = askers.into_iter().chain([once]).collect();
    opened
        .composer(app)
        .return_link(address, &draft, askers, &mut batch)?;
    app.store.commit(batch).await?;
    app.mail.bell.notify_one();
    Ok(())
}

/// What is said once an address was given.
pub(super) async fn sent(asked: Asked<'_>) -> Result<Response, Refusal> {
    let opened = draft(asked).await?;
    let until = super::sent::in_words(&opened.composer(asked.app).last_day().to_string());
    let most = asked.app.settings.limits.links_per_hour;
    let often = if most == 1 {
        "We send one link an hour to an address.".to_owned()
    } else {
        format!("We send at most {most} links an hour to an address.")
    };
    let notice = Notice {
        title: "Check your email".to_owned(),
        lines: vec![
            "We have sent a link to the address that you gave. It can take a few minutes to come."
                .to_owned(),
            format!(
                "The link opens your answers on any device until {until}, or until you send the form."
            ),
            format!("{often} If you asked more often, use the link that you have."),
        ],
        button: None,
        next: Some(pages::Link {
            href: opened.first_open().to_string(),
            text: "Go on with the form now".to_owned(),
        }),
    };
    let around = Around::default()
        .about(&opened.form, Some(Screen::LinkSent))
        .telling(&opened);
    page(asked.app, &opened.content, around, &notice, Copies::None)
}

fn print(
    asked: Asked<'_>,
    opened: &Opened,
    typed: &str,
    wrong: Option<&str>,
) -> Result<Response, Refusal> {
    let errors: Vec<ErrorView> = wrong
        .map(|message| ErrorView {
            field: Some(ADDRESS.to_owned()),
            message: message.to_owned(),
        })
        .into_iter()
        .collect();
    let until = opened.composer(asked.app).last_day().to_string();
    let action = opened.address(Screen::ComeBack).to_string();
    let view = ComeBack {
        form: opened.form.title().to_owned(),
        hidden: vec![asked.nonce(&action)],
        action,
        field: ADDRESS,
        typed: typed.to_owned(),
        until: super::sent::in_words(&until),
        errors: errors.iter().cloned().map(Into::into).collect(),
    };
    let around = Around::of(&errors, asked)
        .behind(opened.first_open())
        .about(&opened.form, Some(Screen::ComeBack))
        .telling(opened);
    page(asked.app, &opened.content, around, &view, Copies::None)
}
