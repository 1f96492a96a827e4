//! Taking an item out of a section that repeats, after asking.

use super::address::Screen;
use super::answer::{Around, Copies, page};
use super::fields::Fields;
use super::nonce::STALE;
use super::opened::Opened;
use super::progress::without_item;
use super::question::{ITEM, TRIES};
use super::refusal::{Public, Refusal};
use super::screen::{Asked, go};
use crate::drafts;
use crate::store::StoreError;
use axum::response::Response;
use engine::{Answers, ErrorView, ItemLine, Place, Shown};
use site::pages::{Hidden, Remove};

/// Asks whether it is meant.
pub(super) async fn show(
    asked: Asked<'_>,
    section: usize,
    item: usize,
) -> Result<Response, Refusal> {
    let opened = asked.draft_on(Place::Items { section }).await?;
    print(asked, &opened, section, item)
}

/// Asks, and says so when it was answered on a page that was opened too long ago.
fn print(
    asked: Asked<'_>,
    opened: &Opened,
    section: usize,
    item: usize,
) -> Result<Response, Refusal> {
    let (each, line) = line(opened, section, item)?;
    let list = opened
        .address(Screen::At(Place::Items { section }))
        .to_string();
    let stale = asked.stale.then(|| ErrorView {
        field: None,
        message: STALE.to_owned(),
    });
    let errors: Vec<ErrorView> = stale.into_iter().collect();
    let screen = Screen::Remove { section, item };
    let around = Around::of(&errors, asked)
        .behind(&list)
        .about(&opened.form, Some(screen))
        .telling(opened)
        .ending(opened, asked.app);
    let action = opened.address(screen).to_string();
    let which = Hidden {
        name: ITEM,
        value: opened.kept.record.removals.to_string(),
    };
    let remove = Remove {
        form: opened.form.title().to_owned(),
        each,
        title: line.title,
        keep: list,
        errors: errors.into_iter().map(Into::into).collect(),
        hidden: vec![which, asked.nonce(&action)],
        action,
    };
    page(asked.app, &opened.content, around, &remove, Copies::None)
}

/// Takes it out, unless another was taken out since: then it is not the one that was meant.
pub(super) async fn take(
    asked: Asked<'_>,
    section: usize,
    item: usize,
    fields: &Fields,
) -> Result<Response, Refusal> {
    let mut conflict = None;
    for _ in 0..TRIES {
        let opened = asked.draft_on(Place::Items { section }).await?;
        let list = opened
            .address(Screen::At(Place::Items { section }))
            .to_string();
        let removals = opened.kept.record.removals;
        if fields
            .ours(ITEM)
            .is_some_and(|then| then != removals.to_string())
        {
            return Err(Public::ListChanged(list).into());
        }
        if asked.stale {
            return print(asked, &opened, section, item);
        }
        line(&opened, section, item)?;
        let draft = without(&opened, asked, section, item);
        match drafts::save(&*asked.app.store, &opened.id, &opened.kept, draft).await {
            Ok(()) => return Ok(go(&list)),
            Err(error @ StoreError::Conflict { .. }) => conflict = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    Err(conflict.map_or_else(|| Public::Unavailable.into(), Into::into))
}

/// The word for one, and the item; back to the list when it is gone or has to stay.
fn line(opened: &Opened, section: usize, item: usize) -> Result<(String, ItemLine), Refusal> {
    let view = opened.viewer().items(section, Shown::Asked);
    let view = view.filter(|view| view.may_remove).and_then(|view| {
        let line = view.items.into_iter().find(|line| line.item == item)?;
        Some((view.each, line))
    });
    let list = opened.address(Screen::At(Place::Items { section }));
    view.ok_or_else(|| Refusal::elsewhere(&list))
}

fn without(opened: &Opened, asked: Asked<'_>, section: usize, item: usize) -> drafts::Draft {
    let mut draft = opened.kept.record.clone();
    let mut answers: Answers = opened.answers.clone();
    if let Some(section) = opened.form.sections().get(section) {
        let items = answers.items_mut(section.name().as_str());
        if item < items.len() {
            items.remove(item);
        }
        draft.seen = without_item(&draft.seen, &section.name().in_address(), item);
    }
    draft.answers = answers.to_json();
    draft.removals += 1;
    draft.saved = asked.app.clock.now();
    draft
}
