//! What scripts ask for while somebody has a page open: to keep what was typed so far, and to keep the draft for longer.
//!
//! What is typed never replaces an answer that was sent: leaving such a page changes nothing.

use super::fields::Fields;
use super::opened::Opened;
use super::question::{TRIES, is_about};
use super::refusal::{Public, Refusal};
use super::screen::Asked;
use crate::drafts;
use crate::store::StoreError;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use engine::Place;
use serde::Serialize;

/// What a script may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// `?keep`: what is right of what was typed so far.
    Keep,
    /// `?stay`: the draft, for as long as from now.
    Stay,
}

impl Wish {
    /// What a query asks for, where it does.
    pub(super) fn read(query: Option<&str>) -> Option<Self> {
        query?.split('&').find_map(|word| match word {
            "keep" => Some(Self::Keep),
            "stay" => Some(Self::Stay),
            _ => None,
        })
    }
}

/// What became of it.
#[derive(Serialize)]
struct Kept {
    /// Whether something is kept that was not before, or for longer.
    kept: bool,
    /// Seconds until the draft is erased.
    ends: u64,
}

/// Keeps what is right of what was typed on a screen, unless that would replace what was sent from it, or comes from no page of
/// ours.
pub(super) async fn typed(
    asked: Asked<'_>,
    place: Place,
    fields: &Fields,
) -> Result<Response, Refusal> {
    let mut conflict = None;
    for _ in 0..TRIES {
        let opened = asked.draft_on(place).await?;
        is_about(&opened, place, fields)?;
        if asked.stale || !opened.keeps_typing(place) {
            return said(asked, &opened, false);
        }
        let before = opened.answers.clone();
        let typed = opened.answered_so_far(place, fields.answers());
        if typed.answers == before {
            return said(asked, &typed, false);
        }
        let draft = typed.draft_so_far(asked.app, place);
        match drafts::save(&*asked.app.store, &typed.id, &typed.kept, draft).await {
            Ok(()) => return said(asked, &typed, true),
            Err(error @ StoreError::Conflict { .. }) => conflict = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    Err(conflict.map_or_else(|| Public::Unavailable.into(), Into::into))
}

/// Keeps a draft for longer, as it is.
pub(super) async fn longer(asked: Asked<'_>) -> Result<Response, Refusal> {
    let mut conflict = None;
    for _ in 0..TRIES {
        let mut opened = asked.draft().await?;
        let mut draft = opened.kept.record.clone();
        draft.saved = asked.app.clock.now();
        let saved = draft.saved;
        match drafts::save(&*asked.app.store, &opened.id, &opened.kept, draft).await {
            Ok(()) => {
                opened.kept.record.saved = saved;
                return said(asked, &opened, true);
            }
            Err(error @ StoreError::Conflict { .. }) => conflict = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    Err(conflict.map_or_else(|| Public::Unavailable.into(), Into::into))
}

fn said(asked: Asked<'_>, opened: &Opened, kept: bool) -> Result<Response, Refusal> {
    let ends = opened.is_kept_for(asked.app).as_secs();
    let json =
        serde_json::to_string(&Kept { kept, ends }).map_err(|error| Refusal::broken(&error))?;
    let kind = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, kind)], json).into_response())
}

#[cfg(test)]
mod tests {
    use super::Wish;

    #[test]
    fn a_wish_is_a_word_of_the_query_wherever_the_page_came_from() {
        assert_eq!(Wish::read(Some("keep")), Some(Wish::Keep));
        assert_eq!(Wish::read(Some("from=check&stay")), Some(Wish::Stay));
        assert_eq!(Wish::read(Some("from=keep")), None);
        assert_eq!(Wish::read(None), None);
    }
}
