//! What was typed on a page that was taken away or renamed meanwhile: each answer goes to its question, wherever that is now.

use super::fields::Fields;
use super::opened::Opened;
use super::question::TRIES;
use super::refusal::{Public, Refusal};
use super::screen::{Asked, go};
use crate::drafts;
use crate::store::StoreError;
use axum::response::Response;
use engine::{Answers, Place, posted};

/// Keeps what can be kept, and goes on to the first screen that is to be answered: what is wrong is said there.
pub(super) async fn take(asked: Asked<'_>, fields: &Fields) -> Result<Response, Refusal> {
    if asked.stale {
        return Ok(go(&asked.draft().await?.first_open()));
    }
    let mut conflict = None;
    for _ in 0..TRIES {
        let opened = asked.draft().await?;
        let answers = with_fields(&opened, fields.answers());
        let mut draft = opened.kept.record.clone();
        draft.answers = answers.to_json();
        draft.saved = asked.app.clock.now();
        match drafts::save(&*asked.app.store, &opened.id, &opened.kept, draft).await {
            Ok(()) => return Ok(go(&opened.with(answers).first_open())),
            Err(error @ StoreError::Conflict { .. }) => conflict = Some(error),
            Err(error) => return Err(error.into()),
        }
    }
    Err(conflict.map_or_else(|| Public::Unavailable.into(), Into::into))
}

/// The answers with what was posted for questions that are asked on some page. Those of items are left: nobody can tell of
/// which. Secrets are left too: they are judged before they are sealed, and nothing is judged here.
fn with_fields(opened: &Opened, fields: &[(String, String)]) -> Answers {
    let mut answers = opened.answers.clone();
    for (place, _) in &opened.verdict.path {
        let (Place::Page { .. }, Some((_, page))) = (*place, opened.form.page(*place)) else {
            continue;
        };
        let posted = posted(&opened.form, *place, fields);
        for question in page
            .questions()
            .filter(|question| question.is_among(fields) && !question.is_secret())
        {
            let name = question.name().as_str();
            if let Some(entered) = posted.answers.get(name) {
                answers.set(name, entered.clone());
            }
        }
    }
    answers
}
