//! A screen with questions: asked, judged, saved.

use super::address::{Address, From, Screen};
use super::answer::{Around, Copies, page};
use super::come_back;
use super::fields::Fields;
use super::nonce::STALE;
use super::opened::Opened;
use super::refusal::{Public, Refusal};
use super::screen::{Asked, go};
use super::upload::{Kept, note_files};
use crate::drafts;
use crate::store::StoreError;
use axum::response::Response;
use engine::{ErrorView, Place, Shown, State};
use site::pages::{Hidden, Question};

/// Which item a page was about when it was opened.
pub(super) const ITEM: &str = "_item";

/// How often a save is tried again when another window saved in between.
pub(super) const TRIES: usize = 16;

/// Asks. What was answered before and is wrong by now says so.
pub(super) async fn show(asked: Asked<'_>, place: Place) -> Result<Response, Refusal> {
    let opened = asked.draft_on(place).await?;
    let went_wrong =
        opened.progress().is_seen(place) && opened.verdict.path.contains(&(place, State::Open));
    let shown = if went_wrong {
        Shown::Judged
    } else {
        Shown::Asked
    };
    print(asked, &opened, place, shown).await
}

/// Takes the answers of a screen. Right ones are durable before the browser is sent on; wrong ones come back and are not kept.
///
/// Whatever another window saved meanwhile stays: the answers of this screen are put among those that are there by then.
pub(super) async fn take(
    asked: Asked<'_>,
    place: Place,
    fields: &Fields,
    kept: Kept,
) -> Result<Response, Refusal> {
    let mut conflict = None;
    let leaves = fields.ours(come_back::THEN).is_some();
    let empty = |(_, value): &(String, String)| value.trim().is_empty();
    for _ in 0..TRIES {
        let opened = asked.draft_on(place).await?;
        if leaves && kept.refused.is_empty() && fields.answers().iter().all(empty) {
            return Ok(go(&opened.address(Screen::ComeBack)));
        }
        is_about(&opened, place, fields)?;
        let before = opened.answers.clone();
        let mut answered = opened.answered(place, fields.answers());
        if asked.stale {
            return print(asked, &answered, place, Shown::Judged).await;
        }
        if kept.stays {
            // Nothing that was typed beside the files is judged yet; shown again, it stands.
            if kept.refused.is_empty() && fields.answers().iter().all(empty) {
                return Ok(go(&answered.returning(place, asked.from)));
            }
            answered.verdict.wrong.retain(|wrong| wrong.place != place);
        }
        answered.refuse(&kept.refused);
        if kept.stays || answered.wrong(place).next().is_some() {
            return print(asked, &answered, place, Shown::Judged).await;
        }
        let answered = answered.sealed(asked.app).await?;
        let draft = answered.draft(asked.app, place);
        let again = before == answered.answers && draft.seen == answered.kept.record.seen;
        let unusual = answered
            .verdict
            .warnings
            .iter()
            .any(|warning| warning.place == place);
        match drafts::save(&*asked.app.store, &answered.id, &answered.kept, draft).await {
            Ok(()) if leaves => return Ok(go(&answered.address(Screen::ComeBack))),
            // What is unusual is said once, on the page itself; sent again as it is, it stands.
            Ok(()) if unusual && !again => {
                return Ok(go(&answered.returning(place, asked.from)));
            }
            Ok(()) => return Ok(go(&answered.next(asked.from, place))),
            Err(error @ StoreError::Conflict { .. }) => conflict = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    Err(conflict.map_or_else(|| Public::Unavailable.into(), Into::into))
}

/// Refuses what was answered about one item and would be put into another.
pub(super) fn is_about(opened: &Opened, place: Place, fields: &Fields) -> Result<(), Refusal> {
    let now = item_of(opened, place);
    let (Some(now), Some(then)) = (now, fields.ours(ITEM)) else {
        return Ok(());
    };
    if now == then {
        return Ok(());
    }
    let Place::ItemPage { section, .. } = place else {
        return Ok(());
    };
    let follows = opened.verdict.chosen(&opened.form, section, 0).is_some();
    let list = Place::Items { section };
    let address = if follows {
        opened.first_open()
    } else {
        opened.address(Screen::At(list))
    };
    Err(Public::ListChanged(address.to_string()).into())
}

/// What tells whether an item is still the one that a page was about: what was chosen, or how often one was taken out.
pub(super) fn item_of(opened: &Opened, place: Place) -> Option<String> {
    let Place::ItemPage { section, item, .. } = place else {
        return None;
    };
    let chosen = opened.verdict.chosen(&opened.form, section, item);
    Some(chosen.map_or_else(
        || opened.kept.record.removals.to_string(),
        |(_, option)| option,
    ))
}

async fn print(
    asked: Asked<'_>,
    opened: &Opened,
    place: Place,
    shown: Shown,
) -> Result<Response, Refusal> {
    let view = opened.viewer().page(place, shown);
    let mut view = view.ok_or(Public::NotFound)?;
    view.errors.extend(asked.stale.then(|| ErrorView {
        field: None,
        message: STALE.to_owned(),
    }));
    note_files(asked.app, opened, &mut view).await?;
    let around = Around::of(&view.errors, asked)
        .behind(back(opened, place, asked.from))
        .about(&opened.form, Some(Screen::At(place)))
        .telling(opened)
        .ending(opened, asked.app);
    let item = item_of(opened, place).map(|value| Hidden { name: ITEM, value });
    let action = opened.returning(place, asked.from).to_string();
    let hidden = item.into_iter().chain([asked.nonce(&action)]).collect();
    let file = |digest: &str| match blake3::Hash::from_hex(digest) {
        Ok(digest) => opened.address(Screen::File(digest)).to_string(),
        Err(_) => String::new(),
    };
    let question = Question::of(view, opened.form.title(), action, hidden, &file);
    let question = Question {
        come_back: come_back::is_offered(opened).then_some(come_back::THEN),
        keeps: opened.keeps_typing(place),
        ..question
    };
    page(asked.app, &opened.content, around, &question, Copies::None)
}

/// The page behind a screen: where somebody came from to change it, the screen before it, or where the form begins.
pub(super) fn back(opened: &Opened, place: Place, from: Option<From>) -> String {
    let section = match place {
        Place::ItemPage { section, .. } => Some(section),
        _ => None,
    };
    let behind = match (from, section) {
        (Some(From::Check), _) => Some(Place::Check),
        (Some(From::Items), Some(section)) => Some(Place::Items { section }),
        _ => opened.progress().back(place),
    };
    let address = behind.map_or(Address::Start(&opened.form), |place| {
        opened.address(Screen::At(place))
    });
    address.to_string()
}
