//! Pages as responses.

use super::about;
use super::address::{Address, Screen};
use super::app::{App, Content};
use super::opened::Opened;
use super::read::has_glossary;
use super::refusal::Refusal;
use super::screen::Asked;
use super::tell;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use engine::{ErrorView, Form, GuidanceName};
use site::pages::{Ends, Frame, Framed, Link, Page, Phase, Service, SignedIn, ToldNews};
use std::fmt;
use std::time::Duration;

/// Who may keep a copy of a page.
#[derive(Clone, Copy)]
pub(super) enum Copies {
    /// Nobody: it is about one person.
    None,
    /// Anybody, as long as they ask whether it still holds.
    Asking,
}

/// When to say that a draft ends.
const SOON: Duration = Duration::from_secs(24 * 60 * 60);

/// What stands around a page.
#[derive(Default)]
pub(crate) struct Around {
    /// Something on it is wrong.
    wrong: bool,
    /// It answers what was posted.
    posted: bool,
    /// The page behind this one.
    back: Option<String>,
    /// The part of the service that it belongs to; a step of a form belongs to none.
    part: Option<Part>,
    /// What changed in a form.
    news: Option<ToldNews>,
    /// What ends soon.
    ends: Option<Ends>,
    /// The search itself is here.
    searching: bool,
    /// The page of a form that it is, in one line.
    about: Option<String>,
    /// Whoever is signed in.
    person: Option<SignedIn>,
}

/// A part of the service that anybody may read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The first page, and where forms begin.
    Start,
    /// The notes.
    Guidance,
    /// The terms that are explained.
    Glossary,
    /// No part that has a name of its own.
    Other,
}

impl Around {
    /// Around a page with these messages.
    pub(super) fn of(errors: &[ErrorView], asked: Asked<'_>) -> Self {
        Self {
            wrong: !errors.is_empty(),
            posted: asked.posted,
            ..Self::default()
        }
    }

    /// Around a page that answers what was posted.
    pub(super) fn posted() -> Self {
        Self {
            posted: true,
            ..Self::default()
        }
    }

    /// The same, where something on the page may be wrong.
    pub(super) fn wrong(self, wrong: bool) -> Self {
        Self { wrong, ..self }
    }

    /// The same, for somebody who is signed in.
    pub(super) fn signed_in(self, person: SignedIn) -> Self {
        Self {
            person: Some(person),
            ..self
        }
    }

    /// Around a page of a part of the service.
    pub(crate) fn part(part: Part) -> Self {
        Self {
            part: Some(part),
            ..Self::default()
        }
    }

    /// The same, with what changed in the form since the draft was saved.
    pub(super) fn telling(self, opened: &Opened) -> Self {
        let news = tell::news(opened);
        Self { news, ..self }
    }

    /// The same, with when the draft is erased, where that is soon.
    pub(super) fn ending(self, opened: &Opened, app: &App) -> Self {
        let left = opened.is_kept_for(app);
        let days = app.settings.limits.draft_days;
        let ends = (left < SOON).then(|| Ends {
            seconds: left.as_secs().to_string(),
            days: days.to_string(),
            stay: format!("{}?stay", opened.first_open()),
        });
        Self { ends, ..self }
    }

    /// Around the search.
    pub(super) fn searching() -> Self {
        Self {
            searching: true,
            ..Self::part(Part::Other)
        }
    }

    /// The same, where somebody can ask about this screen; where the form begins, when there is none.
    pub(super) fn about(self, form: &Form, screen: Option<Screen>) -> Self {
        let about = Some(about::line(form, screen));
        Self { about, ..self }
    }

    /// The same, with the page behind it.
    pub(crate) fn behind(self, back: impl fmt::Display) -> Self {
        Self {
            back: Some(back.to_string()),
            ..self
        }
    }
}

/// What stands around a page.
pub(crate) fn frame(around: Around, content: &Content) -> Frame {
    let service = content.service();
    Frame {
        service: Service {
            name: service.name.clone(),
            address: "/",
            operator: service.operator.clone(),
            phase: service.phase.clone().map(|(tag, text)| Phase { tag, text }),
            links: service
                .footer
                .iter()
                .filter_map(|name| link(content, name))
                .collect(),
        },
        parts: around
            .part
            .map_or_else(Vec::new, |part| parts(content, part)),
        search: around.part.is_some() && !around.searching,
        ask: around.about.and_then(|about| {
            let note = service.help.as_ref()?;
            Some(Address::About(note.as_str(), about).to_string())
        }),
        lang: service.language.clone(),
        has_errors: around.wrong,
        back: around.back,
        news: around.news,
        ends: around.ends,
        feed: None,
        person: around.person,
    }
}

/// A link to a note, in the words of its title.
fn link(content: &Content, name: &GuidanceName) -> Option<Link> {
    let found = content.catalogue.note(name.as_str())?;
    Some(Link {
        href: Address::Note(name.as_str()).to_string(),
        text: found.title().to_owned(),
    })
}

/// The parts of the service, of which a page belongs to one. A service without guidance has no parts.
fn parts(content: &Content, here: Part) -> Vec<site::pages::Part> {
    let guidance = content.service().guidance.as_ref();
    let Some(guidance) = guidance.and_then(|name| link(content, name)) else {
        return Vec::new();
    };
    let part = |part: Part, text, href: String| site::pages::Part {
        href,
        text,
        active: part == here,
    };
    let mut parts = vec![
        part(Part::Start, "Start", Address::Home.to_string()),
        part(Part::Guidance, "Guidance", guidance.href),
    ];
    if has_glossary(content) {
        let href = Address::Glossary(None).to_string();
        parts.push(part(Part::Glossary, "Glossary", href));
    }
    parts
}

/// A page as HTML.
pub(super) fn html<P: Page>(
    app: &App,
    content: &Content,
    around: Around,
    page: &P,
) -> Result<String, minijinja::Error> {
    let frame = &frame(around, content);
    let framed = Framed { frame, page };
    if P::IS_KEPT {
        content.pages.render(&app.theme, P::TEMPLATE, &framed)
    } else {
        app.theme.render(P::TEMPLATE, &framed)
    }
}

/// A page.
pub(super) fn page<P: Page>(
    app: &App,
    content: &Content,
    around: Around,
    page: &P,
    copies: Copies,
) -> Result<Response, Refusal> {
    let status = if around.wrong && around.posted {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let html = html(app, content, around, page).map_err(|error| Refusal::broken(&error))?;
    let copies = match copies {
        Copies::None => HeaderValue::from_static("no-store"),
        Copies::Asking => HeaderValue::from_static("no-cache"),
    };
    Ok((status, [(header::CACHE_CONTROL, copies)], Html(html)).into_response())
}
