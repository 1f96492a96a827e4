//! A draft that somebody may see, with what was found of its answers. The one way from an address to a draft.

use super::address::{Address, From, Screen};
use super::app::{App, Content};
use super::progress::{Progress, key};
use super::refusal::{Public, Refusal};
use super::version::follow;
use super::visitor::Visitor;
use crate::drafts::{self, Draft, DraftId};
use crate::mail::Composer;
use crate::store::Kept;
use engine::{
    Answers, Circumstances, Form, Place, Repeat, State, Verdict, Viewer, Wrong, posted, verdict,
};
use jiff::civil::Date;
use std::sync::Arc;
use std::time::Duration;

/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;

/// A draft, opened by whoever it belongs to.
pub(crate) struct Opened {
    pub(crate) content: Arc<Content>,
    pub(crate) form: Arc<Form>,
    pub(crate) id: DraftId,
    /// As it is kept.
    pub(crate) kept: Kept<Draft>,
    /// The answers that are shown or judged: those kept, and what a page adds.
    pub(crate) answers: Answers,
    pub(crate) verdict: Verdict,
    today: Date,
}

impl Opened {
    /// The draft of a form with this id, sent or not.
    ///
    /// # Errors
    /// [`Public::NotFound`] alike when there is none, and when it is somebody else's.
    pub(crate) async fn find(
        app: &App,
        visitor: &Visitor,
        form: &str,
        id: &str,
    ) -> Result<Self, Refusal> {
        let content = app.content();
        let form = content.catalogue.form(form).cloned();
        let (Some(form), Some(id)) = (form, DraftId::read(id)) else {
            return Err(Public::NotFound.into());
        };
        let owner = visitor.owner();
        let found = drafts::find(&*app.store, form.name().as_str(), &owner, &id).await?;
        let Some(mut kept) = found else {
            return Err(Public::NotFound.into());
        };
        let today = app.today(&content);
        follow(&mut kept.record, &form, content.on(today));
        let mut answers = Answers::from_json(&kept.record.answers);
        // A question that became a secret: what was typed for it then was typed to be read.
        form.forget_typed_secrets(&mut answers);
        let verdict = verdict(&form, &answers, &content.on(today));
        Ok(Self {
            content,
            form,
            id,
            kept,
            answers,
            verdict,
            today,
        })
    }

    /// The same, to be filled in. One that was sent is shown as sent.
    pub(crate) fn unsent(self) -> Result<Self, Refusal> {
        if self.kept.record.sent.is_some() {
            return Err(Refusal::elsewhere(&self.address(Screen::Sent)));
        }
        Ok(self)
    }

    /// The same, on a screen that it has come to. An item that is about to be added is there, and empty.
    ///
    /// # Errors
    /// The first screen that is still to be answered, when that is not this one.
    pub(crate) fn on(self, place: Place) -> Result<Self, Refusal> {
        let here = self.adding(place);
        if here.progress().reaches(place) {
            return Ok(here);
        }
        let kept = Answers::from_json(&here.kept.record.answers);
        Err(Refusal::elsewhere(&here.with(kept).first_open()))
    }

    fn adding(self, place: Place) -> Self {
        let Place::ItemPage { section, item, .. } = place else {
            return self;
        };
        match self.grown(section) {
            Some((answers, new)) if new == item => self.with(answers),
            _ => self,
        }
    }

    /// The answers with an empty item more, and its position; none when there may be no more.
    fn grown(&self, section: usize) -> Option<(Answers, usize)> {
        let section = self.form.sections().get(section)?;
        let repeat = section.repeat()?;
        let item = self.answers.items(section.name().as_str()).len();
        if repeat.follows_choices() || item >= repeat.most() {
            return None;
        }
        let mut answers = self.answers.clone();
        answers
            .items_mut(section.name().as_str())
            .push(Answers::new());
        Some((answers, item))
    }

    /// The same draft with other answers.
    pub(crate) fn with(self, answers: Answers) -> Self {
        Self {
            verdict: verdict(&self.form, &answers, &self.content.on(self.today)),
            answers,
            ..self
        }
    }

    /// The same draft with what was posted for a screen.
    pub(crate) fn answered(self, place: Place, fields: &[(String, String)]) -> Self {
        let posted = posted(&self.form, place, fields);
        let answers = self.viewer().with_posted(place, &posted);
        self.with(answers)
    }

    /// The same draft with what is right of what was posted for a screen, and what was emptied. Wrong answers stay as they were.
    pub(crate) fn answered_so_far(self, place: Place, fields: &[(String, String)]) -> Self {
        let mut posted = posted(&self.form, place, fields);
        let all = self.viewer().with_posted(place, &posted);
        let judged = verdict(&self.form, &all, &self.at());
        let wrong = judged.wrong.iter().filter(|wrong| wrong.place == place);
        for path in wrong
            .filter(|wrong| !wrong.missing)
            .filter_map(|wrong| wrong.path.as_ref())
        {
            posted.answers.remove(path.name.as_str());
        }
        let right = self.viewer().with_posted(place, &posted);
        self.with(right)
    }

    /// Whether what is typed on a screen is kept before it is sent: where nobody sent an answer that it would replace, and
    /// where it would not make an item that nobody asked for.
    pub(crate) fn keeps_typing(&self, place: Place) -> bool {
        let there = match place {
            Place::Page { .. } => true,
            Place::ItemPage { section, item, .. } => {
                let kept = Answers::from_json(&self.kept.record.answers);
                let section = self.form.sections().get(section);
                section.is_some_and(|section| {
                    let follows = section.repeat().is_some_and(Repeat::follows_choices);
                    follows || item < kept.items(section.name().as_str()).len()
                })
            }
            Place::Items { .. } | Place::Check => false,
        };
        there && !self.progress().is_seen(place)
    }

    /// The same, with every secret that was typed sealed. The verdict stands: it was about what was typed.
    ///
    /// # Errors
    /// When there is no memory for sealing.
    pub(crate) async fn sealed(mut self, app: &App) -> Result<Self, Refusal> {
        let typed = self.form.typed_secrets(&self.answers);
        if !typed.is_empty() {
            let sealed = app.sealer.seal(typed).await;
            let sealed = sealed.map_err(|error| Refusal::broken(&error))?;
            self.form.seal_secrets(&mut self.answers, sealed);
        }
        Ok(self)
    }

    /// The same, with what is wrong with files that were not taken; whoever sent one has answered.
    pub(crate) fn refuse(&mut self, refused: &[Wrong]) {
        let is_same = |wrong: &Wrong| {
            let mut refused = refused.iter();
            wrong.missing
                && refused.any(|file| (file.place, &file.path) == (wrong.place, &wrong.path))
        };
        self.verdict.wrong.retain(|wrong| !is_same(wrong));
        self.verdict.wrong.extend_from_slice(refused);
    }

    /// What is wrong on a screen.
    pub(crate) fn wrong(&self, place: Place) -> impl Iterator<Item = &Wrong> {
        self.verdict
            .wrong
            .iter()
            .filter(move |wrong| wrong.place == place)
    }

    /// What is kept once a screen is answered.
    pub(crate) fn draft(&self, app: &App, answered: Place) -> Draft {
        let mut draft = self.draft_so_far(app, answered);
        draft.seen.insert(key(&self.form, &self.verdict, answered));
        let progress = Progress {
            seen: &draft.seen,
            ..self.progress()
        };
        draft.complete = progress.first_open().is_none();
        draft
    }

    /// What is kept while a screen is being answered.
    pub(crate) fn draft_so_far(&self, app: &App, place: Place) -> Draft {
        let mut draft = self.kept.record.clone();
        let mut answers = self.answers.clone();
        self.form.forget_typed_secrets(&mut answers);
        draft.answers = answers.to_json();
        let asked = self.verdict.asked_on(&self.form, self.at(), place);
        draft.asked.get_or_insert_default().extend(asked);
        draft.saved = app.clock.now();
        draft
    }

    /// How long the draft is still kept when nothing is saved meanwhile.
    pub(crate) fn is_kept_for(&self, app: &App) -> Duration {
        let days = Duration::from_secs(u64::from(app.settings.limits.draft_days) * DAY);
        app.clock.now().until(self.kept.record.saved.after(days))
    }

    /// Where to go once a screen is answered.
    pub(crate) fn next(&self, from: Option<From>, answered: Place) -> Address<'_> {
        let mut seen = self.kept.record.seen.clone();
        seen.insert(key(&self.form, &self.verdict, answered));
        let progress = Progress {
            seen: &seen,
            ..self.progress()
        };
        let (place, from) = progress.next(from, answered);
        self.returning(self.arrive(place), from)
    }

    /// The first screen that is still to be answered; check your answers when none is.
    pub(crate) fn first_open(&self) -> Address<'_> {
        let place = self.progress().first_open().unwrap_or(Place::Check);
        self.address(Screen::At(self.arrive(place)))
    }

    /// A list that must not be empty, and is, begins with its first item.
    fn arrive(&self, place: Place) -> Place {
        let open = self.verdict.path.contains(&(place, State::Open));
        match place {
            Place::Items { section } if open && !self.takes_tables(section) => {
                match self.new_item(section) {
                    Some(first @ Place::ItemPage { item: 0, .. }) => first,
                    _ => place,
                }
            }
            _ => place,
        }
    }

    /// Whether all items of a section may come in a table: then the list is where to choose how they come.
    fn takes_tables(&self, section: usize) -> bool {
        let repeat = self
            .form
            .sections()
            .get(section)
            .and_then(|section| section.repeat());
        repeat.is_some_and(|repeat| repeat.takes_tables(0).is_some())
    }

    /// The first page of an item that is not there yet; none when there may be no more.
    pub(crate) fn new_item(&self, section: usize) -> Option<Place> {
        let (answers, item) = self.grown(section)?;
        let path = verdict(&self.form, &answers, &self.at()).path;
        let mut places = path.into_iter().map(|(place, _)| place);
        places.find(|place| {
            matches!(place, Place::ItemPage { section: s, item: i, .. } if *s == section && *i == item)
        })
    }

    /// A screen of this draft.
    pub(crate) fn address(&self, screen: Screen) -> Address<'_> {
        Address::Screen(&self.form, &self.id, screen)
    }

    /// A screen of this draft, and where to go when it is answered.
    pub(crate) fn returning(&self, place: Place, from: Option<From>) -> Address<'_> {
        match from {
            Some(from) => Address::Return(&self.form, &self.id, Screen::At(place), from),
            None => self.address(Screen::At(place)),
        }
    }

    pub(crate) fn progress(&self) -> Progress<'_> {
        Progress {
            form: &self.form,
            verdict: &self.verdict,
            seen: &self.kept.record.seen,
        }
    }

    pub(crate) fn at(&self) -> Circumstances<'_> {
        self.content.on(self.today)
    }

    pub(crate) fn today(&self) -> Date {
        self.today
    }

    /// Writes letters about it.
    pub(crate) fn composer<'a>(&'a self, app: &'a App) -> Composer<'a> {
        Composer {
            writer: app.writer(&self.content, self.today),
            form: &self.form,
            verdict: &self.verdict,
            days: app.settings.limits.draft_days,
        }
    }

    pub(crate) fn viewer(&self) -> Viewer<'_> {
        Viewer {
            catalogue: &self.content.catalogue,
            form: &self.form,
            answers: &self.answers,
            verdict: &self.verdict,
            at: self.at(),
        }
    }
}
