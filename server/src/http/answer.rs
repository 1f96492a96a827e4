//! Pages as responses.

use super::app::{App, Content};
use super::refusal::Refusal;
use super::screen::Asked;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use engine::ErrorView;
use site::pages::{Frame, Framed, Page, Service};
use std::fmt;

/// Who may keep a copy of a page.
#[derive(Clone, Copy)]
pub(super) enum Copies {
    /// Nobody: it is about one person.
    None,
    /// Anybody, as long as they ask whether it still holds.
    Asking,
}

/// What stands around a page.
#[derive(Default)]
pub(super) struct Around {
    /// Something on it is wrong.
    wrong: bool,
    /// It answers what was posted.
    posted: bool,
    /// The page behind this one.
    back: Option<String>,
}

impl Around {
    /// Around a page with these messages.
    pub(super) fn of(errors: &[ErrorView], asked: Asked<'_>) -> Self {
        Self {
            wrong: !errors.is_empty(),
            posted: asked.posted,
            back: None,
        }
    }

    pub(super) fn behind(self, back: impl fmt::Display) -> Self {
        Self {
            back: Some(back.to_string()),
            ..self
        }
    }
}

fn frame(around: Around, content: &Content) -> Frame {
    let service = content.service();
    Frame {
        service: Service {
            name: service.name.clone(),
            address: "/",
            operator: service.operator.clone(),
        },
        lang: service.language.clone(),
        has_errors: around.wrong,
        back: around.back,
    }
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
    content.pages.render(&app.theme, P::TEMPLATE, &framed)
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
