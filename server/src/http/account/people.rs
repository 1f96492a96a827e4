//! Who may act for an organisation: everybody sees them; whoever may give access invites, writes again and ends.

use super::apps::called;
use super::asker::Asker;
use super::invite::{self, in_words};
use super::step::{show as print, wrong};
use crate::http::answer::{Around, Copies, page};
use crate::http::app::{App, Content};
use crate::http::fields::Fields;
use crate::http::refusal::{Public, Refusal};
use crate::identity::{
    Acting, Grant, GrantId, Here, Holder, Letters, Organisation, Person, Session, Standing, revoke,
};
use crate::store::{Batch, Kept, Key};
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use engine::RoleName;
use jiff::ToSpan;
use jiff::civil::Date;
use site::pages::{self, Action, Ask, Held, People};
use std::sync::Arc;

/// Everybody who may act for it.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let (acting, here) = asker.organisation(&app, &content, &id).await?;
    let snapshot = app.store.read().await?;
    let today = app.today(&content);
    let holders = Organisation::holders(&*snapshot, &here.id, today).await?;
    let given = here.may_give(content.catalogue.roles());
    let people = holders
        .iter()
        .map(|holder| holder_view(&content, &acting, &here, holder, &given, today));
    let done = match query.as_deref() {
        Some("done=invited") => Some("We have written to them."),
        Some("done=again") => Some("We have written to them again. The link before is over."),
        Some("done=ended") => Some("Their access has ended."),
        _ => None,
    };
    let view = People {
        organisation: here.organisation.record.name.clone(),
        people: people.collect(),
        invite: (!given.is_empty()).then(|| format!("/o/{}/people/invite", here.id)),
        done: done.map(str::to_owned),
    };
    let around =
        Around::default()
            .behind(format!("/o/{}", here.id))
            .seen_by(&acting, Some(&here), &app);
    page(&app, &content, around, &view, Copies::None)
}

fn holder_view(
    content: &Content,
    acting: &Acting,
    here: &Here,
    holder: &Holder,
    given: &[&RoleName],
    today: Date,
) -> pages::Holder {
    let person = &holder.person.record;
    let held = holder.held.iter().map(|(key, kept)| {
        let grant = &kept.record;
        let may = given.iter().any(|role| role.as_str() == grant.role) && holder.id != acting.id;
        Held {
            role: called(&content.catalogue, grant),
            dates: dates(grant, today),
            actions: if may {
                actions(here, person, key)
            } else {
                Vec::new()
            },
        }
    });
    pages::Holder {
        name: person.name.clone(),
        address: person.address.clone(),
        standing: match person.standing {
            Standing::Invited => "Invited",
            Standing::Active => "Active",
            Standing::Disabled => "Disabled",
        },
        held: held.collect(),
    }
}

fn actions(here: &Here, person: &Person, key: &Key) -> Vec<Action> {
    let action = |way: &str, text| Action {
        href: format!("/o/{}/people/{way}", here.id),
        text,
        name: "grant",
        value: key.as_text().to_owned(),
    };
    match person.standing {
        Standing::Invited => vec![action("again", "Send again"), action("end", "Take back")],
        Standing::Active | Standing::Disabled => vec![action("end", "End access")],
    }
}

fn dates(grant: &Grant, today: Date) -> String {
    let from = in_words(grant.from);
    match grant.to {
        Some(to) => format!("{from} to {}", in_words(to)),
        None if grant.from > today => format!("From {from}"),
        None => format!("Since {from}"),
    }
}

/// The page that asks whom to give access.
fn asking(content: &Content, here: &Here, given: &[&RoleName], today: Date) -> Ask {
    Ask {
        title: "Give somebody access".to_owned(),
        lines: vec![format!(
            "They may then act for {}. Somebody who does not sign in yet gets a link that opens for 14 days.",
            here.organisation.record.name
        )],
        action: format!("/o/{}/people/invite", here.id),
        fields: invite::fields(content, given, today),
        button: "Give access",
        ..Ask::default()
    }
}

/// Whoever may give access for an organisation, and what they may give.
///
/// # Errors
/// [`Public::NotFound`] for whoever may give nothing, the same as when there were no such page.
async fn giver(
    app: &App,
    content: &Content,
    asker: &Asker,
    id: &str,
) -> Result<(Acting, Here), Refusal> {
    let (acting, here) = asker.organisation(app, content, id).await?;
    if here.may_give(content.catalogue.roles()).is_empty() {
        return Err(Public::NotFound.into());
    }
    Ok((acting, here))
}

/// Asks whom.
pub(super) async fn ask(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let (acting, here) = giver(&app, &content, &asker, &id).await?;
    let given = here.may_give(content.catalogue.roles());
    let view = asking(&content, &here, &given, app.today(&content));
    let around = Around::default()
        .behind(format!("/o/{}/people", here.id))
        .seen_by(&acting, Some(&here), &app);
    print(&app, &content, around, &view)
}

/// Gives access, and writes to them.
pub(super) async fn invite(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let (acting, here) = giver(&app, &content, &asker, &id).await?;
    let given = here.may_give(content.catalogue.roles());
    let today = app.today(&content);
    let mut view = asking(&content, &here, &given, today);
    if let Some(typed) = invite::read(&content, &given, &fields, today, &mut view) {
        let organisation = &here.organisation.record;
        let given =
            invite::give(&app, &content, &here.id, organisation, &typed, &acting.id).await?;
        if given.is_some() {
            return Ok(asker.on(&format!("/o/{}/people?done=invited", here.id)));
        }
        wrong(
            &mut view,
            Some("_role"),
            "They hold this already. Choose something else, or another day",
        );
    }
    let around = Around::posted()
        .behind(format!("/o/{}/people", here.id))
        .seen_by(&acting, Some(&here), &app);
    print(&app, &content, around, &view)
}

/// The access of this organisation that was posted, and may be changed by whoever asks.
async fn meant(
    app: &App,
    content: &Content,
    acting: &Acting,
    here: &Here,
    fields: &Fields,
) -> Result<(Key, Kept<Grant>, Kept<Person>), Refusal> {
    let id = fields.ours("_grant").and_then(GrantId::read);
    let key = id.ok_or(Public::NotFound)?.key();
    let snapshot = app.store.read().await?;
    let found = snapshot.find::<Grant>(&key).await?;
    let given = here.may_give(content.catalogue.roles());
    let grant = found.filter(|kept| {
        let grant = &kept.record;
        grant.organisation == here.id
            && grant.person != acting.id
            && given.iter().any(|role| role.as_str() == grant.role)
    });
    let grant = grant.ok_or(Public::NotFound)?;
    let person = Person::find(&*snapshot, &grant.record.person).await?;
    Ok((key, grant, person.ok_or(Public::NotFound)?))
}

/// Writes to somebody again who has not set up yet; the link before is over.
pub(super) async fn again(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let (acting, here) = giver(&app, &content, &asker, &id).await?;
    let (_, grant, kept) = meant(&app, &content, &acting, &here, &fields).await?;
    if kept.record.standing != Standing::Invited {
        return Err(Public::NotFound.into());
    }
    let letters = Letters {
        writer: app.writer(&content, app.today(&content)),
    };
    let (mut person, mut batch) = (kept.record.clone(), Batch::new());
    let (who, role) = (&grant.record.person, &grant.record.role);
    letters.access_given(
        who,
        &mut person,
        &here.organisation.record,
        role,
        &mut batch,
    )?;
    batch.replace(&who.key(), &kept, &person)?;
    app.store.commit(batch).await?;
    app.mail.bell.notify_one();
    Ok(asker.on(&format!("/o/{}/people?done=again", here.id)))
}

/// Ends somebody's access: today is its last day no more. Their sessions end, so that nothing goes on.
pub(super) async fn end(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    asker: Asker,
    fields: Fields,
) -> Result<Response, Refusal> {
    let content = app.content();
    let (acting, here) = giver(&app, &content, &asker, &id).await?;
    let (key, grant, person) = meant(&app, &content, &acting, &here, &fields).await?;
    let who = grant.record.person.clone();
    if person.record.standing == Standing::Invited {
        revoke(&*app.store, &key, &grant, (&who, &person)).await?;
    } else {
        let today = app.today(&content);
        let mut batch = Batch::new();
        if grant.record.from >= today {
            batch.remove(&key, &grant);
        } else {
            let mut ended = grant.record.clone();
            ended.to = Some(today.saturating_sub(1.day()));
            batch.replace(&key, &grant, &ended)?;
        }
        app.store.commit(batch).await?;
        Session::end_all(&*app.store, &who, None).await?;
    }
    Ok(asker.on(&format!("/o/{}/people?done=ended", here.id)))
}
