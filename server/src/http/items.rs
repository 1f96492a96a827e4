//! The items of a section that repeats: to look over, to change, to add to.

use super::address::{From, Screen};
use super::answer::{Around, Copies, page};
use super::fields::Fields;
use super::nonce::STALE;
use super::opened::Opened;
use super::question::{TRIES, back};
use super::refusal::{Public, Refusal};
use super::screen::{Asked, go};
use crate::drafts;
use crate::store::StoreError;
use axum::response::Response;
use engine::{ErrorView, ItemLine, Place, Shown};
use site::pages::{ItemRow, Items, Link, Message};

/// The button that adds another.
const ADD: &str = "_add";

/// Shows the list.
pub(super) async fn show(asked: Asked<'_>, section: usize) -> Result<Response, Refusal> {
    let opened = asked.draft_on(Place::Items { section }).await?;
    print(asked, &opened, section, Shown::Asked)
}

/// Adds another item, or goes on with those that are there.
pub(super) async fn take(
    asked: Asked<'_>,
    section: usize,
    fields: &Fields,
) -> Result<Response, Refusal> {
    let place = Place::Items { section };
    let mut conflict = None;
    for _ in 0..TRIES {
        let opened = asked.draft_on(place).await?;
        if asked.stale {
            return print(asked, &opened, section, Shown::Judged);
        }
        if fields.ours(ADD).is_some() {
            let new = opened.new_item(section);
            let Some(new) = new else {
                return print(asked, &opened, section, Shown::Judged);
            };
            return Ok(go(&opened.returning(new, Some(From::Items))));
        }
        if opened.wrong(place).next().is_some() {
            return print(asked, &opened, section, Shown::Judged);
        }
        let draft = opened.draft(asked.app, place);
        match drafts::save(&*asked.app.store, &opened.id, &opened.kept, draft).await {
            Ok(()) => return Ok(go(&opened.next(None, place))),
            Err(error @ StoreError::Conflict { .. }) => conflict = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    Err(conflict.map_or_else(|| Public::Unavailable.into(), Into::into))
}

fn print(
    asked: Asked<'_>,
    opened: &Opened,
    section: usize,
    shown: Shown,
) -> Result<Response, Refusal> {
    let place = Place::Items { section };
    let view = opened.viewer().items(section, shown);
    let mut view = view.ok_or(Public::NotFound)?;
    view.errors.extend(asked.stale.then(|| ErrorView {
        field: None,
        message: STALE.to_owned(),
    }));
    let row = |line: &ItemLine| {
        let remove = opened.address(Screen::Remove {
            section,
            item: line.item,
        });
        ItemRow {
            title: line.title.clone(),
            complete: line.complete,
            change: change(opened, section, line.item),
            remove: view.may_remove.then(|| remove.to_string()),
        }
    };
    let rows = view.items.iter().map(row).collect();
    let around = Around::of(&view.errors, asked)
        .behind(back(opened, place, asked.from))
        .about(&opened.form, Some(Screen::At(place)))
        .telling(opened)
        .ending(opened, asked.app);
    let found = opened.form.sections().get(section);
    let field = found.map_or_else(String::new, |section| section.name().to_string());
    // A message about their number leads to the button that adds one.
    let lead = |error: ErrorView| Message {
        field: Some(error.field.unwrap_or_else(|| field.clone())),
        message: error.message,
    };
    let errors = view.errors.into_iter().map(lead).collect();
    let action = opened.address(Screen::At(place)).to_string();
    let items = Items {
        form: opened.form.title().to_owned(),
        field,
        title: view.title,
        add: view.add,
        errors,
        warnings: view.warnings,
        rows,
        may_add: view.may_add,
        upload: view.takes_tables.then(|| Link {
            href: opened.address(Screen::Upload { section }).to_string(),
            text: "Upload all of them from a file".to_owned(),
        }),
        hidden: vec![asked.nonce(&action)],
        action,
    };
    page(asked.app, &opened.content, around, &items, Copies::None)
}

/// The first page of an item: where it is changed.
fn change(opened: &Opened, section: usize, item: usize) -> String {
    let mut places = opened.verdict.path.iter().map(|(place, _)| *place);
    let first = places.find(|place| {
        matches!(place, Place::ItemPage { section: s, item: i, .. } if *s == section && *i == item)
    });
    let place = first.unwrap_or(Place::Items { section });
    opened.returning(place, Some(From::Items)).to_string()
}
