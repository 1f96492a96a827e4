//! Every page of a site: what it is made of, and how it is rendered.

use super::Asked;
use super::notes::Notes;
use crate::content::UNREAD;
use crate::http::{self, Around, Beginning, Content, Part};
use engine::{Catalogue, Form, Note, Sources, Span};
use jiff::civil::Date;
use serde::Serialize;
use site::Theme;
use site::built::{Cannot, Planned};
use site::pages::{Frame, Framed, Page};
use std::borrow::Cow;
use std::sync::Arc;

/// What a page shows.
enum Shows {
    Home,
    NotFound,
    Note(String),
    Start(Arc<Form>),
    Glossary,
}

/// The pages of a site.
pub(super) struct Pages<'a> {
    content: &'a Content,
    sources: &'a Sources,
    notes: &'a Notes,
    asked: &'a Asked<'a>,
    theme: &'a Theme,
    all: Vec<Shows>,
    /// What stands around pages of the parts of the service.
    frames: [Frame; 5],
}

/// The address of the page for whatever is not there.
const NOT_FOUND: &str = "/404";

impl<'a> Pages<'a> {
    pub(super) fn of(
        content: &'a Content,
        sources: &'a Sources,
        notes: &'a Notes,
        asked: &'a Asked<'a>,
        theme: &'a Theme,
    ) -> Self {
        let forms = content.catalogue.forms().filter(|form| form.is_public());
        let glossary = http::has_glossary(content).then_some(Shows::Glossary);
        let all = [Shows::Home, Shows::NotFound]
            .into_iter()
            .chain(glossary)
            .chain(forms.map(|form| Shows::Start(form.clone())))
            .chain(
                content
                    .catalogue
                    .notes()
                    .map(|note| Shows::Note(note.name().to_string())),
            );
        let has_feed = asked.base.whole("").is_some()
            && content.catalogue.notes().any(|note| dated(note).is_some());
        let frame = |around| Frame {
            feed: has_feed.then(|| super::files::FEED.to_owned()),
            // The server searches; these are files.
            search: false,
            ..http::frame(around, content)
        };
        Self {
            content,
            sources,
            notes,
            asked,
            theme,
            all: all.collect(),
            frames: [
                Around::part(Part::Start),
                Around::part(Part::Start).behind("/"),
                Around::part(Part::Guidance),
                Around::part(Part::Other),
                Around::part(Part::Glossary),
            ]
            .map(frame),
        }
    }

    fn catalogue(&self) -> &Catalogue {
        &self.content.catalogue
    }

    /// Every page with a digest of what it is made of: its page without the text of notes, and the bytes of those.
    pub(super) fn planned(&self) -> Result<Vec<Planned>, Cannot> {
        let frames: Vec<Vec<u8>> = self.frames.iter().map(json).collect();
        let planned = site::built::on_all_cores(&self.all, |_, shows| self.plan(shows, &frames));
        planned.into_iter().collect()
    }

    fn plan(&self, shows: &Shows, frames: &[Vec<u8>]) -> Result<Planned, Cannot> {
        let mut digest = blake3::Hasher::new();
        let (page, notes) = match shows {
            Shows::Home => (
                json(&self.home(false)?),
                self.content
                    .service()
                    .guidance
                    .as_ref()
                    .map(ToString::to_string),
            ),
            Shows::NotFound => (json(&http::not_found()), None),
            Shows::Glossary => (json(&http::glossary_page(self.content)), None),
            Shows::Start(form) => (
                json(&self.start(form, false)?),
                form.guidance().map(ToString::to_string),
            ),
            Shows::Note(name) => {
                let note = self.catalogue().note(name);
                (
                    json(
                        &note.map(|note| http::note_page(self.catalogue(), note, self.asked.today)),
                    ),
                    Some(name.clone()),
                )
            }
        };
        let frame = frames.get(shows.part()).map_or(&[][..], Vec::as_slice);
        for part in [shows.address().as_bytes(), frame, &page] {
            digest.update(&(part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        if let Some(note) = notes.and_then(|name| self.catalogue().note(&name)) {
            digest.update(self.notes.digest(note.file()));
            // What is made of more than its own text is here as a whole; and any text may use a term.
            digest.update(self.catalogue().html(note, self.asked.today).as_bytes());
            digest.update(&json(&http::glossary_page(self.content)));
        }
        Ok(Planned {
            address: shows.address(),
            made_of: digest.finalize(),
            anywhere: matches!(shows, Shows::NotFound),
        })
    }

    /// The page at a position, as the server would show it.
    pub(super) fn render(&self, n: usize) -> Result<String, Cannot> {
        match self.all.get(n) {
            Some(shows @ Shows::Home) => self.framed(shows, &self.home(true)?),
            Some(shows @ Shows::Start(form)) => self.framed(shows, &self.start(form, true)?),
            Some(shows @ Shows::Note(name)) => {
                let note = self.whole(name)?;
                let page = http::note_page(self.catalogue(), &note, self.asked.today);
                self.framed(shows, &page)
            }
            Some(shows @ Shows::Glossary) => self.framed(shows, &http::glossary_page(self.content)),
            shows => self.framed(shows.unwrap_or(&Shows::NotFound), &http::not_found()),
        }
    }

    fn framed<P: Page>(&self, shows: &Shows, page: &P) -> Result<String, Cannot> {
        let [frame, ..] = &self.frames;
        let frame = self.frames.get(shows.part()).unwrap_or(frame);
        let html = self.theme.render(P::TEMPLATE, &Framed { frame, page });
        html.map_err(|error| {
            Cannot(format!(
                "the page {} cannot be made: {error}",
                shows.address()
            ))
        })
    }

    fn home(&self, whole: bool) -> Result<site::pages::Home, Cannot> {
        let guidance = self.content.service().guidance.as_ref().filter(|_| whole);
        let guidance = guidance.map(|name| self.whole(name.as_str())).transpose()?;
        Ok(http::home_page(
            self.content,
            guidance.as_ref(),
            self.asked.today,
        ))
    }

    fn start(&self, form: &Form, whole: bool) -> Result<site::pages::Start, Cannot> {
        let about = form.guidance().filter(|_| whole);
        let about = about.map(|name| self.whole(name.as_str())).transpose()?;
        let beginning = match &self.asked.service {
            Some(service) => Beginning::There(service),
            None => Beginning::Elsewhere,
        };
        Ok(http::start_page(
            self.content,
            form,
            about.as_ref(),
            beginning,
            self.asked.today,
        ))
    }

    /// A note with its text.
    fn whole(&self, name: &str) -> Result<Note, Cannot> {
        let cannot = |why: String| Cannot(format!("guidance/{name}.md cannot be read: {why}"));
        let outlined = self
            .catalogue()
            .note(name)
            .ok_or_else(|| cannot("it is not there".to_owned()))?;
        let path = self.sources.path(outlined.file());
        let here = self
            .sources
            .file(outlined.file())
            .map(|file| &*file.bytes)
            .filter(|bytes| **bytes != *UNREAD);
        let bytes = match here {
            Some(bytes) => Cow::Borrowed(bytes),
            None => Cow::Owned(
                self.asked
                    .content
                    .bytes(path)
                    .map_err(|cause| cannot(cause.to_string()))?,
            ),
        };
        let (note, _) = engine::read_note(outlined.file(), path, &bytes, self.asked.today);
        note.ok_or_else(|| cannot("it was changed in the meantime; build again".to_owned()))
    }

    /// The address of every page that is to be found, with the day on which it last changed, where that is said.
    pub(super) fn to_be_found(&self) -> impl Iterator<Item = (String, Option<&Note>)> {
        let found = self
            .all
            .iter()
            .filter(|shows| !matches!(shows, Shows::NotFound));
        found.map(|shows| {
            let note = match shows {
                Shows::Note(name) => self.catalogue().note(name),
                _ => None,
            };
            (shows.address(), note)
        })
    }

    /// What the page in a file was made of: a note by its name, and a place in a file.
    pub(super) fn made_from(&self, file: &str) -> (Option<&str>, Span) {
        let place = |path: &str| self.sources.find(path).map(|id| Span::new(id, 0, 0));
        let address = file.strip_suffix(".html").unwrap_or(file);
        let shows = self
            .all
            .iter()
            .find(|shows| shows.address().trim_start_matches('/') == address);
        let (name, span) = match shows {
            Some(Shows::Note(name)) => (Some(name.as_str()), place(&format!("guidance/{name}.md"))),
            Some(Shows::Start(form)) => {
                (form.guidance().map(|name| name.as_str()), Some(form.span()))
            }
            _ => (
                self.content
                    .service()
                    .guidance
                    .as_ref()
                    .map(|name| name.as_str()),
                place("forms/service.yaml"),
            ),
        };
        let first = self
            .sources
            .iter()
            .next()
            .map(|(id, _)| Span::new(id, 0, 0));
        (name, span.or(first).unwrap_or_else(Span::nowhere))
    }
}

impl Shows {
    fn address(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::NotFound => NOT_FOUND.to_owned(),
            Self::Note(name) => format!("/guidance/{name}"),
            Self::Start(form) => format!("/forms/{}", form.name()),
            Self::Glossary => "/glossary".to_owned(),
        }
    }

    /// The position of its frame.
    fn part(&self) -> usize {
        match self {
            Self::Home => 0,
            Self::Start(_) => 1,
            Self::Note(_) => 2,
            Self::NotFound => 3,
            Self::Glossary => 4,
        }
    }
}

/// The day that a note carries.
pub(super) fn dated(note: &Note) -> Option<Date> {
    note.updated().or(note.published())
}

/// All that is in something, for a digest.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
