//! Telling somebody, once, what changed in their form.

use super::address::Screen;
use super::app::App;
use super::opened::Opened;
use crate::drafts::{self, Draft, DraftId};
use crate::news::{News, What};
use crate::store::Kept;
use engine::{Place, State};
use site::pages::{Told, ToldNews};

/// What was told on a page, to be forgotten once the page is on its way.
pub(super) struct Telling {
    id: DraftId,
    kept: Kept<Draft>,
}

impl Telling {
    /// What a draft has to tell; nothing when there is none.
    pub(super) fn of(opened: &Opened) -> Option<Self> {
        let draft = &opened.kept.record;
        let tells = draft.sent.is_none() && !draft.news.is_empty();
        tells.then(|| Self {
            id: opened.id.clone(),
            kept: opened.kept.clone(),
        })
    }

    /// Notes that it was told. When that cannot be saved now, or somebody else saved meanwhile, it is told once more.
    pub(super) async fn was_told(self, app: &App) {
        let mut draft = self.kept.record.clone();
        draft.news.clear();
        let saved = drafts::save(&*app.store, &self.id, &self.kept, draft).await;
        if let Err(error) = saved {
            tracing::debug!("what changed in a form is told again: {error}");
        }
    }
}

/// What a page says about changes; nothing when there are none to tell.
pub(super) fn news(opened: &Opened) -> Option<ToldNews> {
    let news = &opened.kept.record.news;
    let lines = |what: What| -> Vec<Told> {
        let of = news.iter().filter(|news| news.what == what);
        of.filter_map(|news| line(opened, news)).collect()
    };
    let told = ToldNews {
        asked: lines(What::Asked),
        again: lines(What::Again),
        gone: lines(What::Gone),
    };
    (!told.is_empty()).then_some(told)
}

/// A line with a link; none when the question is not asked any more by now.
fn line(opened: &Opened, news: &News) -> Option<Told> {
    let href = match news.what {
        What::Gone => None,
        What::Asked | What::Again => {
            let place = place(opened, &news.question)?;
            Some(opened.address(Screen::At(place)).to_string())
        }
    };
    Some(Told {
        href,
        words: news.words.clone(),
        why: news.why.clone(),
    })
}

/// The first screen that asks it and is not done, or the first that asks it.
fn place(opened: &Opened, question: &str) -> Option<Place> {
    let form = &opened.form;
    let asks = |place: Place| match (place, form.page(place)) {
        (Place::Items { section }, _) => form
            .sections()
            .get(section)
            .is_some_and(|section| section.name().as_str() == question),
        (_, page) => page.is_some_and(|(_, page)| {
            let mut questions = page.questions();
            questions.any(|found| found.name().as_str() == question)
        }),
    };
    let path = || opened.verdict.path.iter().filter(|(place, _)| asks(*place));
    let progress = opened.progress();
    let open =
        |(place, state): &&(Place, State)| *state != State::Complete || !progress.is_seen(*place);
    path()
        .find(open)
        .or_else(|| path().next())
        .map(|(place, _)| *place)
}
