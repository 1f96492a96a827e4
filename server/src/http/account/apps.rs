//! What somebody finds once they are signed in: the applications, the choice of an organisation, and its own page.

use super::asker::Asker;
use crate::http::address::Address;
use crate::http::answer::{Around, Copies, page};
use crate::http::app::{App, Content};
use crate::http::refusal::Refusal;
use crate::identity::{Grant, Here, Organisation};
use axum::extract::{Path, State};
use axum::response::Response;
use engine::{Catalogue, Form};
use site::pages::{self, Apps, Desk, Organisations, Tiles};
use std::sync::Arc;

/// The applications that somebody may open, the gateway first.
pub(super) async fn show(State(app): State<Arc<App>>, asker: Asker) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.signed_in(&app, &content).await?;
    let roles = content.catalogue.roles();
    let is_staff = acting.staff(roles).next().is_some();
    let organisations: Vec<_> = acting.organisations().collect();
    let service = content.service();
    let mut apps = Vec::new();
    if !organisations.is_empty() || !is_staff {
        let href = match *organisations.as_slice() {
            [one] => format!("/o/{one}"),
            _ => "/organisations".to_owned(),
        };
        apps.push(pages::App {
            title: service.name.clone(),
            about: service.summary.clone(),
            href,
        });
    }
    if is_staff {
        apps.push(pages::App {
            title: "The team's desk".to_owned(),
            about: Some("What people sent, and who may come in".to_owned()),
            href: "/desk".to_owned(),
        });
    }
    let for_them = |offered: &&engine::App| {
        let mut seen_by = offered.seen_by.iter();
        offered.seen_by.is_empty() || seen_by.any(|role| acting.holds(role, roles))
    };
    apps.extend(
        service
            .apps
            .iter()
            .filter(for_them)
            .map(|offered| pages::App {
                title: offered.title.clone(),
                about: offered.about.clone(),
                href: offered.address.clone(),
            }),
    );
    let notes = if organisations.is_empty() && !is_staff {
        vec![
            "You act for no organisation today, so there is nothing here for you yet. The letter about your access names the day from which it counts."
                .to_owned(),
        ]
    } else {
        Vec::new()
    };
    let around = Around::default().seen_by(&acting, None, &app);
    page(&app, &content, around, &Apps { apps, notes }, Copies::None)
}

/// The choice of an organisation, skipped when there is only one.
pub(super) async fn organisations(
    State(app): State<Arc<App>>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let acting = asker.signed_in(&app, &content).await?;
    let snapshot = app.store.read().await?;
    let mut organisations = Vec::new();
    for id in acting.organisations() {
        let Some(here) = acting.organisation(&*snapshot, id).await? else {
            continue;
        };
        let roles = here
            .held
            .iter()
            .map(|held| called(&content.catalogue, held));
        let mut roles: Vec<String> = roles.collect();
        roles.dedup();
        organisations.push(pages::App {
            title: here.organisation.record.name.clone(),
            about: Some(roles.join(", ")),
            href: format!("/o/{id}"),
        });
    }
    if let [one] = organisations.as_slice() {
        return Err(Refusal::elsewhere(&one.href));
    }
    organisations.sort_by_key(|organisation| organisation.title.to_lowercase());
    let view = Organisations { organisations };
    let around = Around::default().seen_by(&acting, None, &app);
    page(&app, &content, around, &view, Copies::None)
}

/// A role and its level, in words.
pub(super) fn called(catalogue: &Catalogue, grant: &Grant) -> String {
    let role = catalogue.roles().get(&grant.role);
    let title = role.map_or_else(|| grant.role.clone(), |role| role.title.clone());
    let level = grant.level.as_deref().map(|level| {
        let list = role.and_then(|role| role.levels.as_ref());
        let list = list.and_then(|name| catalogue.list(name.as_str()));
        let row = list.and_then(|list| list.rows.iter().find(|row| row.name.as_str() == level));
        row.map_or_else(|| level.to_owned(), |row| row.label.clone())
    });
    match level {
        Some(level) => format!("{title}, {level}"),
        None => title,
    }
}

/// An organisation's own page.
pub(super) async fn home(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    asker: Asker,
) -> Result<Response, Refusal> {
    let content = app.content();
    let (acting, here) = asker.organisation(&app, &content, &id).await?;
    let view = own_page(&content, &here);
    let around = Around::default().seen_by(&acting, Some(&here), &app);
    page(&app, &content, around, &view, Copies::None)
}

fn own_page(content: &Content, here: &Here) -> Desk {
    let catalogue = &content.catalogue;
    let Organisation { name, .. } = &here.organisation.record;
    let mut lines = Vec::new();
    for role in here
        .roles
        .iter()
        .filter_map(|role| catalogue.roles().get(role))
    {
        if let Some(about) = &role.about {
            lines.push(format!("{}: {about}", role.title));
        }
    }
    let forms = catalogue
        .forms()
        .filter(|form| here.holds_any(form.started_by()));
    let tile = |form: &Arc<Form>| pages::App {
        title: form.title().to_owned(),
        about: form.summary().map(str::to_owned),
        href: format!("/o/{}{}", here.id, Address::Start(form)),
    };
    let mut account = vec![pages::App {
        title: "People".to_owned(),
        about: Some("Who may act for the organisation, as what, and since when".to_owned()),
        href: format!("/o/{}/people", here.id),
    }];
    if !here.may_give(catalogue.roles()).is_empty() {
        account.push(pages::App {
            title: "Give somebody access".to_owned(),
            about: Some("They get a letter with a link to set up how to sign in".to_owned()),
            href: format!("/o/{}/people/invite", here.id),
        });
    }
    Desk {
        title: name.clone(),
        lines,
        tiles: vec![
            Tiles {
                title: "Forms",
                apps: forms.map(tile).collect(),
                none: "There is no form for you here.",
            },
            Tiles {
                title: "The organisation",
                apps: account,
                none: "",
            },
        ],
    }
}
