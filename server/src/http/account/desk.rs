//! The team's desk: what visitors sent, and letting the first person of an organisation in.

use super::asker::Asker;
use super::invite::{self, day_of};
use super::step::{field, show as print, wrong};
use crate::http::answer::{Around, Copies, page};
use crate::http::app::{App, Content};
use crate::http::fields::Fields;
use crate::http::refusal::{Public, Refusal};
use crate::http::sent::{answered, in_words};
use crate::identity::{Acting, Organisation, OrganisationId};
use crate::mail::Addresses;
use crate::reference::Reference;
use crate::store::{Batch, Key, Listing, StoreError};
use crate::submissions::{self, BY_FORM, Submission};
use axum::extract::{Path, State};
use axum::response::Response;
use engine::RoleName;
use jiff::civil::Date;
use site::pages::{self, Ask, Desk, FieldKind, Tiles};
use std::sync::Arc;

/// The newest submissions of each form that are listed.
const NEWEST: usize = 50;

/// Whoever is of the team, and may give access.
///
/// # Errors
/// [`Public::NotFound`] for everybody else, the same as when there were no such page.
async fn officer(
    app: &App,
    content: &Content,
    asker: &Asker,
) -> Result<(Acting, Vec<RoleName>), Refusal> {
    let acting = asker.signed_in(app, content).await?;
    let roles = content.catalogue.roles();
    if acting.staff(roles).next().is_none() {
        return Err(Public::NotFound.into());
    }
    let mut given: Vec<RoleName> = Vec::new();
    for role in acting.staff(roles) {
        for may in roles.may_give(role.as_str()) {
            if !given.contains(may) {
                given.push(may.clone());
            }
        }
    }
    Ok((acting, given))
}

/// What visitors sent, the newest first.
pub(super) async fn show(State(app): State<Arc<App>>, asker: Asker) -> Result<Response, Refusal> {
    let content = app.content();
    let (acting, _) = officer(&app, &content, &asker).await?;
    let snapshot = app.store.read().await?;
    let mut sent = Vec::new();
    for form in content.catalogue.forms().filter(|form| form.is_public()) {
        let below = Key::of(&[form.name().as_str(), ""]);
        let listing = Listing::first(NEWEST).below(below).backwards();
        let found = snapshot.by(&BY_FORM, &listing, None).await?;
        sent.extend(found.entries);
    }
    sent.sort_by_key(|(_, kept)| std::cmp::Reverse(kept.record.sent));
    let tile = |(key, kept): &(Key, crate::store::Kept<Submission>)| pages::App {
        title: key.as_text().to_owned(),
        about: Some(format!(
            "{}, sent on {}",
            kept.record.title,
            day_of(kept.record.sent)
        )),
        href: format!("/desk/{}", key.as_text()),
    };
    let view = Desk {
        title: "The team's desk".to_owned(),
        lines: Vec::new(),
        tiles: vec![Tiles {
            title: "Sent by visitors",
            apps: sent.iter().map(tile).collect(),
            none: "Nothing was sent yet.",
        }],
    };
    let around = Around::default()
        .behind("/apps")
        .seen_by(&acting, None, &app);
    page(&app, &content, around, &view, Copies::None)
}

/// A submission of a form that anyone may start.
async fn sent(
    app: &App,
    content: &Content,
    reference: &str,
) -> Result<(Reference, Submission), Refusal> {
    let reference = Reference::typed(reference);
    let found = submissions::find(&*app.store, &reference).await?;
    let public = found.filter(|submission| {
        let form = content.catalogue.form(&submission.form);
        form.is_none_or(|form| form.is_public())
    });
    Ok((reference, public.ok_or(Public::NotFound)?))
}

/// One of them, as it was sent.
pub(super) async fn one(
    State(app): State<Arc<App>>,
    Path(reference): Path<String>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let (acting, given) = officer(&app, &content, &asker).await?;
    let (reference, submission) = sent(&app, &content, &reference).await?;
    let view = pages::Case {
        title: submission.title.clone(),
        reference: reference.to_string(),
        sent_on: in_words(&submission.sent_on),
        sections: submission.sections.into_iter().map(answered).collect(),
        invite: (!given.is_empty()).then(|| format!("/desk/{reference}/invite")),
    };
    let around = Around::default()
        .behind("/desk")
        .seen_by(&acting, None, &app);
    page(&app, &content, around, &view, Copies::None)
}

async fn asking(
    app: &App,
    content: &Content,
    reference: &Reference,
    given: &[&RoleName],
    today: Date,
) -> Result<Ask, Refusal> {
    let snapshot = app.store.read().await?;
    let key = Key::from(reference.as_str());
    let addresses = snapshot.find::<Addresses>(&key).await?;
    let address = addresses.and_then(|kept| kept.record.all.into_iter().next());
    let mut fields = vec![field(
        "_organisation",
        "What is the organisation called?",
        FieldKind::Text,
    )];
    fields.extend(invite::fields(content, given, today));
    for field in &mut fields {
        if field.name == "_address" {
            field.typed = address
                .as_ref()
                .map_or_else(String::new, |given| given.address.clone());
        }
    }
    Ok(Ask {
        title: "Let the first person in".to_owned(),
        lines: vec![format!(
            "This makes an organisation out of {reference}, and gives one person access to it. They can let others in."
        )],
        action: format!("/desk/{reference}/invite"),
        fields,
        button: "Make the organisation and invite",
        ..Ask::default()
    })
}

/// Asks whom to let in.
pub(super) async fn ask(
    State(app): State<Arc<App>>,
    Path(reference): Path<String>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let (acting, given) = officer(&app, &content, &asker).await?;
    let given: Vec<&RoleName> = given.iter().collect();
    let (reference, _) = sent(&app, &content, &reference).await?;
    let view = asking(&app, &content, &reference, &given, app.today(&content)).await?;
    let around = Around::default()
        .behind(format!("/desk/{reference}"))
        .seen_by(&acting, None, &app);
    print(&app, &content, around, &view)
}

/// Makes the organisation and lets them in.
pub(super) async fn invite(
    State(app): State<Arc<App>>,
    Path(reference): Path<String>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let (acting, given) = officer(&app, &content, &asker).await?;
    let given: Vec<&RoleName> = given.iter().collect();
    let (reference, _) = sent(&app, &content, &reference).await?;
    let today = app.today(&content);
    let mut view = asking(&app, &content, &reference, &given, today).await?;
    let name = fields
        .ours("_organisation")
        .unwrap_or_default()
        .trim()
        .to_owned();
    if name.is_empty() {
        wrong(
            &mut view,
            Some("_organisation"),
            "Enter the organisation’s name",
        );
    }
    let typed = invite::read(&content, &given, &fields, today, &mut view);
    if let (Some(typed), false) = (typed, name.is_empty()) {
        let Some((id, organisation)) = made(&app, &reference, &name).await? else {
            let message = "Somebody has made an organisation out of this already";
            wrong(&mut view, None, message);
            return refused(&app, &content, &acting, &reference, &view);
        };
        invite::give(&app, &content, &id, &organisation, &typed, &acting.id).await?;
        return Ok(asker.on(&format!("/desk/{reference}")));
    }
    refused(&app, &content, &acting, &reference, &view)
}

fn refused(
    app: &App,
    content: &Content,
    acting: &Acting,
    reference: &Reference,
    view: &Ask,
) -> Result<Response, Refusal> {
    let around = Around::posted()
        .behind(format!("/desk/{reference}"))
        .seen_by(acting, None, app);
    print(app, content, around, view)
}

/// The organisation that comes from a submission; nothing when there is one already.
async fn made(
    app: &App,
    reference: &Reference,
    name: &str,
) -> Result<Option<(OrganisationId, Organisation)>, Refusal> {
    let id = OrganisationId::random();
    let organisation = Organisation {
        name: name.split_whitespace().collect::<Vec<_>>().join(" "),
        made: app.clock.now(),
        from: Some(reference.to_string()),
    };
    let mut batch = Batch::new();
    batch.claim(&id.key(), &organisation)?;
    match app.store.commit(batch).await {
        Ok(_) => Ok(Some((id, organisation))),
        Err(StoreError::Conflict { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
