//! Stories, played into the store of a demo: each step goes through what a visitor's posts go through, on the day on which it
//! happened, and once.

use super::app::{App, Content};
use super::check;
use super::opened::Opened;
use super::refusal::Refusal;
use super::visitor::Visitor;
use crate::clock::Clock;
use crate::demo;
use crate::drafts;
use crate::files::{self, Arriving, Held};
use crate::store::{Batch, StoreError};
use engine::{Catalogue, Outcome, State, Step};
use jiff::civil::Date;
use std::sync::Arc;

/// Makes what a day of the past needs: the same store, theme and mail, and another clock.
pub(super) type Past<'a> = &'a dyn Fn(Content, Clock) -> Result<App, String>;

/// Plays what was not played yet.
///
/// # Errors
/// When the store fails. A step that could not happen today is left out, which the log says.
pub(super) async fn play(
    catalogue: &Arc<Catalogue>,
    store: &dyn crate::store::Store,
    today: Date,
    past: Past<'_>,
) -> Result<(), String> {
    let failed = |error: StoreError| error.to_string();
    for story in catalogue.stories() {
        let name = story.name().as_str();
        let played = demo::played(store, name).await.map_err(failed)?;
        for step in story.steps().iter().skip(played) {
            let day = Clock::Always(step.day(today));
            let app = past(Content::new(catalogue.clone()), day)?;
            if one(&app, step, today).await.is_err() {
                tracing::warn!(story = name, form = %step.form, "a step of a story could not be played");
            }
            demo::was_played(store, name).await.map_err(failed)?;
        }
    }
    Ok(())
}

/// A file of a story holds its own name: its digest is made of that.
async fn made_up(app: &App, name: &str, held: &Held<'_>) -> std::io::Result<()> {
    let mut file = Arriving::begin(&app.files).await?;
    file.push(name.as_bytes()).await?;
    app.files.place(&file.end().await?, held).await
}

/// Begins a draft, answers screen after screen as far as the answers go, and sends it or leaves it.
async fn one(app: &App, step: &Step, today: Date) -> Result<(), Refusal> {
    let content = app.content();
    let Some(form) = content.catalogue.form(step.form.as_str()) else {
        return Ok(());
    };
    let visitor = Visitor::made_up();
    let (owner, now) = (visitor.owner(), app.clock.now());
    let (name, definition) = (form.name().as_str(), form.version().as_str());
    let id = drafts::begin(&*app.store, name, definition, owner, now).await?;
    let key = id.to_string();
    let find = || Opened::find(app, &visitor, name, &key);
    let opened = find().await?.with(step.answers(form, today));
    let answered = opened.verdict.path.iter();
    let answered: Vec<_> = answered
        .take_while(|(_, state)| *state == State::Complete)
        .map(|(place, _)| *place)
        .collect();
    let mut opened = opened.sealed(app).await?;
    for place in answered {
        let draft = opened.draft(app, place);
        opened.kept.record = draft;
    }
    let draft = opened.kept.record.clone();
    let read = find().await?;
    let held = app.files.hold().await;
    for name in files::named(&draft.answers).into_values() {
        let made = made_up(app, &name, &held).await;
        made.map_err(|error| Refusal::unavailable(&error))?;
    }
    drafts::save(&*app.store, &id, &read.kept, draft).await?;
    drop(held);
    let saved = find().await?;
    if step.sent && saved.verdict.outcome == Outcome::Ready {
        return check::send(app, &saved).await.map_err(Into::into);
    }
    if let Some(address) = &step.link_to {
        let mut batch = Batch::new();
        let composer = saved.composer(app);
        composer.return_link(address, &id.to_string(), Vec::new(), &mut batch)?;
        app.store.commit(batch).await?;
    }
    Ok(())
}
