//! Looking things up: the search over guidance and forms, and the glossary. Both work without scripts.

use super::address::Address;
use super::answer::{Around, Copies, Part, page};
use super::app::{App, Content};
use super::refusal::Refusal;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use engine::search::{self, Hit, Place};
use serde::Deserialize;
use site::pages::{Found, Glossary, Link, Search};
use std::sync::Arc;

/// Results on a page.
const SHOWN: usize = 10;

/// What somebody looks for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: String,
}

/// What was found for some words.
pub(super) async fn search(
    State(app): State<Arc<App>>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let content = app.content();
    let Query(asked) = asked.unwrap_or_default();
    let typed: String = asked.q.trim().chars().take(200).collect();
    let view = match typed.is_empty() {
        true => nothing(typed),
        false => found(&app, &content, typed, &asked.page).await?,
    };
    page(&app, &content, Around::searching(), &view, Copies::Asking)
}

fn nothing(typed: String) -> Search {
    Search {
        typed,
        found: None,
        meant: None,
        results: Vec::new(),
        page: 1,
        pages: Vec::new(),
        previous: None,
        next: None,
        elsewhere: Vec::new(),
    }
}

async fn found(
    app: &App,
    content: &Content,
    typed: String,
    asked: &str,
) -> Result<Search, Refusal> {
    let today = app.today(content);
    let index = content.search(today).await?;
    let find = |n: usize| {
        let query = search::Query {
            words: &typed,
            skip: (n - 1) * SHOWN,
            show: SHOWN,
            sees: &|_| true,
        };
        index.find(&content.catalogue, today, &query)
    };
    let wanted = asked.parse().unwrap_or(1).clamp(1, 10_000);
    let first = find(wanted);
    let last = first.total.div_ceil(SHOWN).max(1);
    let number = wanted.min(last);
    let results = if number == wanted {
        first
    } else {
        find(number)
    };
    let at = |n: usize| Address::Search(&typed, n).to_string();
    let meant = results.meant.as_ref().map(|meant| Link {
        href: Address::Search(meant, 1).to_string(),
        text: meant.clone(),
    });
    Ok(Search {
        found: Some(in_words(results.total, &typed)),
        meant,
        page: number,
        pages: if last > 1 {
            pages(number, last, at)
        } else {
            Vec::new()
        },
        previous: (number > 1).then(|| at(number - 1)),
        next: (number < last).then(|| at(number + 1)),
        elsewhere: elsewhere(content),
        results: results
            .hits
            .into_iter()
            .map(|hit| result(content, hit))
            .collect(),
        ..nothing(typed.clone())
    })
}

/// How many results there are.
fn in_words(total: usize, typed: &str) -> String {
    match total {
        0 => format!("No results for “{typed}”"),
        1 => format!("1 result for “{typed}”"),
        total => format!("{total} results for “{typed}”"),
    }
}

fn result(content: &Content, hit: Hit) -> Found {
    let (href, kind) = match &hit.place {
        Place::Note(name) => (Address::Note(name.as_str()).to_string(), "Guidance"),
        Place::Term(id) => (Address::Glossary(Some(id)).to_string(), "Glossary"),
        Place::Form(name) => {
            let form = content.catalogue.form(name.as_str());
            let href = form.map_or_else(String::new, |form| Address::Start(form).to_string());
            (href, "Form")
        }
    };
    Found {
        href,
        kind,
        title: hit.title.into(),
        excerpt: hit.excerpt.into(),
        questions: hit.questions.into_iter().map(Into::into).collect(),
    }
}

/// The first page, the last, and those around this one.
fn pages(here: usize, last: usize, at: impl Fn(usize) -> String) -> Vec<Option<(usize, String)>> {
    let mut pages = Vec::new();
    let mut before = 0;
    let near = |n: &usize| *n == 1 || *n == last || n.abs_diff(here) <= 1;
    for n in (1..=last).filter(near) {
        if n > before + 1 {
            pages.push(None);
        }
        pages.push(Some((n, at(n))));
        before = n;
    }
    pages
}

/// Where else to look when nothing was found.
fn elsewhere(content: &Content) -> Vec<Link> {
    let guidance = content.service().guidance.as_ref();
    let guidance = guidance.map(|name| Link {
        href: Address::Note(name.as_str()).to_string(),
        text: "guidance".to_owned(),
    });
    let glossary = has_glossary(content).then(|| Link {
        href: Address::Glossary(None).to_string(),
        text: "glossary".to_owned(),
    });
    guidance.into_iter().chain(glossary).collect()
}

/// Whether there are terms that are explained.
pub(crate) fn has_glossary(content: &Content) -> bool {
    !content.catalogue.glossary().terms().is_empty()
}

/// Every term that is explained.
pub(super) async fn glossary(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    let content = app.content();
    if !has_glossary(&content) {
        return Err(super::refusal::Public::NotFound.into());
    }
    let around = Around::part(Part::Glossary);
    let glossary = glossary_page(&content);
    page(&app, &content, around, &glossary, Copies::Asking)
}

/// Every term that is explained.
pub(crate) fn glossary_page(content: &Content) -> Glossary {
    let terms = content.catalogue.glossary().terms();
    Glossary {
        terms: terms.iter().map(Into::into).collect(),
    }
}
