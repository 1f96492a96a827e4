//! The mail that was written, for whoever tries the service out or writes its content at this machine: newest first, each as
//! plain words and as HTML, with links that lead on.

use super::answer::{Around, Copies, page};
use super::app::App;
use super::here::is_here;
use super::refusal::{Public, Refusal};
use crate::mail::{Letter, Standing};
use crate::store::{Key, Listing};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use site::pages::{self, Delivered, Mailbox, MailboxRow, Run};
use std::sync::Arc;

/// Letters that are listed.
const MOST: usize = 100;

/// A letter in HTML is somebody's page: it may do nothing but be read and lead on.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
    frame-ancestors 'none'; sandbox allow-popups allow-top-navigation-by-user-activation";

fn only_here(app: &App, request: &Request) -> Result<(), Refusal> {
    if app.mailbox && is_here(request.headers(), request.extensions()) {
        Ok(())
    } else {
        Err(Public::NotFound.into())
    }
}

/// What was written, newest first.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<Response, Refusal> {
    only_here(&app, &request)?;
    let newest = Listing::first(MOST).backwards();
    let letters = app.store.read().await?.all::<Letter>(&newest).await?;
    let row = |(key, kept): (Key, crate::store::Kept<Letter>)| MailboxRow {
        letter: pages::Link {
            href: format!("/mailbox/{}", key.as_text()),
            text: kept.record.subject.clone(),
        },
        to: kept.record.to.clone(),
        standing: standing(&kept.record),
    };
    let mailbox = Mailbox {
        rows: letters.into_iter().map(row).collect(),
    };
    let (content, around) = (app.content(), Around::default().behind("/"));
    page(&app, &content, around, &mailbox, Copies::None)
}

/// One letter in plain words.
pub(super) async fn read(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    only_here(&app, &request)?;
    let letter = find(&app, &id).await?;
    let delivered = Delivered {
        standing: standing(&letter),
        text: runs(&app.mail.filled(&letter.text, &letter)),
        html: format!("/mailbox/{id}/html"),
        to: letter.to,
        subject: letter.subject,
    };
    let (content, around) = (app.content(), Around::default().behind("/mailbox"));
    page(&app, &content, around, &delivered, Copies::None)
}

/// One letter in HTML, as a mail program shows it.
pub(super) async fn html(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    only_here(&app, &request)?;
    let letter = find(&app, &id).await?;
    let mut response = Html(app.mail.filled(&letter.html, &letter)).into_response();
    let policy = HeaderValue::from_static(POLICY);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

async fn find(app: &App, id: &str) -> Result<Letter, Refusal> {
    let found = app
        .store
        .read()
        .await?
        .find::<Letter>(&Key::from(id))
        .await?;
    let found = found.ok_or(Public::NotFound)?;
    Ok(found.record)
}

fn standing(letter: &Letter) -> String {
    match &letter.standing {
        Standing::Waiting { tries: 0, .. } => "It waits to be sent".to_owned(),
        Standing::Waiting { tries, .. } => format!("It was tried {tries} times, and waits"),
        Standing::Sent { .. } => "Sent".to_owned(),
        Standing::GivenUp { .. } => "Given up".to_owned(),
    }
}

/// Words, and the links among them.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for word in text.split_inclusive([' ', '\n', '(', ')']) {
        let bare = word.trim_end_matches([' ', '\n', '(', ')']);
        let is_link = bare.starts_with("http://") || bare.starts_with("https://");
        let (link, rest) = word.split_at(if is_link { bare.len() } else { 0 });
        if is_link {
            runs.push(Run {
                text: link.to_owned(),
                is_link,
            });
        }
        match runs.last_mut().filter(|last| !last.is_link) {
            Some(last) => last.text.push_str(rest),
            None => runs.push(Run {
                text: rest.to_owned(),
                is_link: false,
            }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn a_link_is_told_from_the_words_around_it() {
        let text = "See our rules (https://a.example/b), and\n\nhttp://c.example\n";
        let runs = runs(text);
        let links: Vec<&str> = runs
            .iter()
            .filter(|run| run.is_link)
            .map(|run| &*run.text)
            .collect();
        assert_eq!(links, ["https://a.example/b", "http://c.example"]);
        assert_eq!(runs.iter().map(|run| &*run.text).collect::<String>(), text);
    }
}
