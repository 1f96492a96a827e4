//! What visitors are told when something under the pages fails.

use super::app::{App, Content};
use super::routes::{layered, routes};
use crate::clock::Clock;
use crate::files::Folder;
use crate::mail::{Mailroom, SecretKey};
use crate::settings::Settings;
use crate::store::{Batch, Memory, Snapshot, Store, StoreError, Version, Waiting};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::routing::get;
use engine::Sources;
use http_body_util::BodyExt;
use site::Theme;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tower::ServiceExt;

const SERVICE: &str = "service: hall\nname: The hall\noperator: The village\nzone: Europe/London\n";

const FORM: &str = "\
form: borrow
title: Borrow it
started by: anyone
reference: HALL
pages:
  - page: name
    questions:
      - { question: full_name, type: text, ask: What is your name? }
";

/// A store whose disk can be filled.
struct Disk {
    memory: Memory,
    full: Arc<AtomicBool>,
    gone: Arc<AtomicBool>,
}

impl Store for Disk {
    fn read(&self) -> Waiting<'_, Box<dyn Snapshot>> {
        if self.gone.load(Ordering::SeqCst) {
            return failed();
        }
        self.memory.read()
    }

    fn commit(&self, batch: Batch) -> Waiting<'_, Version> {
        if self.full.load(Ordering::SeqCst) {
            return failed();
        }
        self.memory.commit(batch)
    }
}

fn failed<T: Send + 'static>() -> Waiting<'static, T> {
    let error = StoreError::Unavailable("secret cause".to_owned());
    Box::pin(std::future::ready(Err(error)))
}

struct Hall {
    app: Arc<App>,
    full: Arc<AtomicBool>,
    gone: Arc<AtomicBool>,
}

fn hall() -> Hall {
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let sources = Sources::new([
        file("forms/service.yaml", SERVICE),
        file("forms/borrow.form.yaml", FORM),
    ]);
    let today = "2026-03-02".parse().unwrap();
    let catalogue = engine::check(&sources, today).catalogue.unwrap();
    let content = Content::new(catalogue);
    let (full, gone) = <(Arc<AtomicBool>, Arc<AtomicBool>)>::default();
    let disk = Disk {
        memory: Memory::new(),
        full: full.clone(),
        gone: gone.clone(),
    };
    let (theme, clock) = (Theme::new().unwrap(), Clock::Always(today));
    let key = SecretKey::open(tempfile::tempdir().unwrap().path()).unwrap();
    let mail = Mailroom::new(key, "https://forms.example.org".to_owned());
    let settings = Settings::default();
    let files = Folder::open(tempfile::tempdir().unwrap().path(), None).unwrap();
    let kept: (Arc<dyn Store>, Arc<Folder>) = (Arc::new(disk), Arc::new(files));
    let app = App::new(content, kept, theme, clock, settings, mail);
    let app = Arc::new(app);
    Hall { app, full, gone }
}

async fn ask(router: Router, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let answer = router.oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    (
        parts.status,
        parts.headers,
        String::from_utf8(body.to_vec()).unwrap(),
    )
}

/// Posts what somebody fills in, with what the page carries.
async fn filled(hall: &Hall, page: &str, cookie: &str, body: &str) -> Request<Body> {
    let (_, _, html) = ask(routes(hall.app.clone()), open(page, cookie)).await;
    let nonce = html.split("name=\"_nonce\" value=\"").nth(1).unwrap();
    let (nonce, _) = nonce.split_once('"').unwrap();
    post(page, cookie, format!("{body}&_nonce={nonce}"))
}

fn post(address: &str, cookie: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post(address)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .body(body.into())
        .unwrap()
}

fn open(address: &str, cookie: &str) -> Request<Body> {
    Request::get(address)
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap()
}

/// Begins a draft: the address of its page, and the cookie.
async fn begun(hall: &Hall) -> (String, String) {
    let (_, headers, _) = ask(routes(hall.app.clone()), post("/forms/borrow", "", "")).await;
    let cookie = headers[header::SET_COOKIE]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    let draft = headers[header::LOCATION].to_str().unwrap();
    let (_, headers, _) = ask(routes(hall.app.clone()), open(draft, cookie)).await;
    (
        headers[header::LOCATION].to_str().unwrap().to_owned(),
        cookie.to_owned(),
    )
}

#[tokio::test]
async fn nothing_is_acknowledged_while_the_disk_is_full_and_reading_goes_on() {
    let hall = hall();
    let (page, cookie) = begun(&hall).await;
    hall.full.store(true, Ordering::SeqCst);
    let (status, headers, html) = ask(
        routes(hall.app.clone()),
        filled(&hall, &page, &cookie, "full_name=Jo").await,
    )
    .await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(headers[header::RETRY_AFTER], "30");
    assert!(html.contains("Nothing was saved just now"), "{html}");
    assert!(html.contains("Reference: <strong>"), "{html}");
    assert!(!html.contains("secret cause"), "the cause is the log's");
    let (status, _, html) = ask(routes(hall.app.clone()), open(&page, &cookie)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!html.contains("Jo"), "it was not kept");
    hall.full.store(false, Ordering::SeqCst);
    let (status, ..) = ask(
        routes(hall.app.clone()),
        filled(&hall, &page, &cookie, "full_name=Jo").await,
    )
    .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_store_that_cannot_be_read_is_no_missing_page() {
    let hall = hall();
    let (page, cookie) = begun(&hall).await;
    hall.gone.store(true, Ordering::SeqCst);
    let (status, ..) = ask(routes(hall.app.clone()), open(&page, &cookie)).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    let (status, ..) = ask(routes(hall.app.clone()), open("/forms/borrow", "")).await;
    assert_eq!(status, StatusCode::OK, "what needs no store is served on");
}

#[tokio::test]
async fn a_handler_that_falls_over_is_a_page_with_a_reference() {
    let hall = hall();
    let router = Router::new().route("/fall", get(falls));
    let router = layered(router, hall.app.clone());
    let (status, headers, html) = ask(router, open("/fall", "")).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(
        html.contains("There is a problem with the service"),
        "{html}"
    );
    assert!(html.contains("Reference: <strong>"), "{html}");
    assert!(!html.contains("what somebody typed"), "{html}");
    assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
}

async fn falls() -> &'static str {
    panic!("what somebody typed")
}
