//! Whatever comes in: an answer that says what to do, nothing lost, nothing fallen over.

use super::browser::encode;
use super::room::START;
use super::whole::at_check;
use super::{Browser, Gateway, Page};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// A draft with a name in it, on its second page; the address of the first.
fn begun<'a>(gateway: &'a Gateway) -> (Browser<'a>, String) {
    let mut jo = gateway.browser();
    jo.open(START).press("Start now");
    let first = jo.page.address.clone();
    jo.fill("What is your name?", "Jo")
        .press("Continue")
        .reads("Who is it for?");
    (jo, first)
}

/// A page that says what to do, with a way on.
fn explains(page: &Page, status: u16, heading: &str) {
    assert_eq!((page.status, page.heading().as_str()), (status, heading));
    assert!(page.headers["content-type"].starts_with("text/html"));
    assert!(page.html.contains("<main"), "it is a page like any other");
    let links = page.html.matches("class=\"govuk-link\"").count();
    assert!(links > 0, "there is a way on: {}", page.text());
}

/// What was saved before is still there.
fn nothing_is_lost(jo: &mut Browser<'_>, first: &str) {
    jo.open(first).reads("What is your name?");
    assert_eq!(jo.page.value("What is your name?").as_deref(), Some("Jo"));
}

#[test]
fn an_address_that_leads_nowhere_says_so() {
    let gateway = Gateway::room();
    let (mut jo, first) = begun(&gateway);
    let root = first.trim_end_matches("/you/name").to_owned();
    let addresses = [
        "/nothing".to_owned(),
        "/forms/nothing".to_owned(),
        "/guidance/nothing".to_owned(),
        "/guidance/../forms".to_owned(),
        "/assets/nothing.css".to_owned(),
        "/forms/%ff".to_owned(),
        format!("{root}/room/name"),
        format!("{root}/you/day"),
        format!("{root}/guests/who-comes"),
        format!("{root}/guests/0/who-comes"),
        format!("{root}/guests/01/who-comes"),
        format!("{root}/guests/99999999999999999999/who-comes"),
        format!("{root}/you/1/name"),
        format!("{root}/you/items"),
        format!("{root}/you/name/more"),
        format!("{root}/%ff/%00"),
        format!("{root}//"),
    ];
    for address in addresses {
        let page = jo.request("GET", &address, &[], b"");
        explains(&page, 404, "Page not found");
    }
    nothing_is_lost(&mut jo, &first);
}

#[test]
fn another_forms_page_is_not_found_in_this_draft() {
    let gateway = Gateway::room();
    let (mut jo, first) = begun(&gateway);
    let other = first.replace("borrow-a-room", "another-form");
    explains(&jo.request("GET", &other, &[], b""), 404, "Page not found");
}

#[test]
fn a_method_that_a_page_does_not_take_is_told_which_it_takes() {
    let gateway = Gateway::room();
    let (mut jo, first) = begun(&gateway);
    for (method, address, allowed) in [
        ("DELETE", first.as_str(), "GET,HEAD,POST"),
        ("PUT", "/", "GET,HEAD"),
        ("POST", "/", "GET,HEAD"),
        ("POST", "/guidance/rooms", "GET,HEAD"),
        ("PATCH", START, "GET,HEAD,POST"),
    ] {
        let page = jo.request(method, address, &[FORM], b"a=1");
        explains(&page, 405, "Open this page another way");
        assert_eq!(page.headers["allow"], allowed, "{method} {address}");
    }
    let head = jo.request("HEAD", &first, &[], b"");
    assert_eq!((head.status, head.html.as_str()), (200, ""));
    nothing_is_lost(&mut jo, &first);
}

#[test]
fn what_is_not_a_form_is_refused_and_not_saved() {
    let gateway = Gateway::room();
    let (mut jo, first) = begun(&gateway);
    for headers in [
        &[("content-type", "application/json")][..],
        &[("content-type", "multipart/form-data")],
        &[],
    ] {
        let page = jo.request("POST", &first, headers, b"full_name=Eve");
        explains(&page, 415, "Your answers could not be read");
    }
    let in_parts = [("content-type", "multipart/form-data; boundary=x")];
    let page = jo.request("POST", &first, &in_parts, b"full_name=Eve");
    explains(&page, 400, "Your files did not arrive whole");
    nothing_is_lost(&mut jo, &first);
}

#[test]
fn what_is_not_text_is_refused_and_not_saved() {
    let gateway = Gateway::room();
    let (mut jo, first) = begun(&gateway);
    for body in [
        &b"full_name=%ff"[..],
        b"full_name=\xff\xfe",
        b"full_name=%00",
        b"%c3=x",
    ] {
        let page = jo.request("POST", &first, &[FORM], body);
        explains(&page, 400, "Your answers could not be read");
    }
    nothing_is_lost(&mut jo, &first);
}

#[test]
fn a_text_of_a_megabyte_comes_back_with_its_message() {
    let gateway = Gateway::room();
    let (mut jo, first) = begun(&gateway);
    let long = "é".repeat(500_000);
    jo.open(&first)
        .fill("What is your name?", &long)
        .press("Continue");
    assert_eq!(jo.page.status, 422);
    assert_eq!(
        jo.page.summary(),
        ["Your name must be 60 characters or fewer"]
    );
    assert_eq!(
        jo.page.value("What is your name?").map(|text| text.len()),
        Some(long.len())
    );
    nothing_is_lost(&mut jo, &first);
}

#[test]
fn more_than_any_page_takes_is_refused_without_being_kept() {
    let gateway = Gateway::room();
    let (mut jo, first) = begun(&gateway);
    let body = encode(&[("full_name".to_owned(), "a".repeat(6_000_000))]);
    let page = jo.request("POST", &first, &[FORM], body.as_bytes());
    explains(&page, 413, "You have entered too much");
    let many: Vec<_> = (0..10_000)
        .map(|n| (format!("field{n}"), "x".to_owned()))
        .collect();
    let page = jo.post_fields(&first, &many);
    explains(&page, 413, "Your answers could not be read");
    nothing_is_lost(&mut jo, &first);
}

#[test]
fn fields_that_a_page_does_not_have_are_never_taken() {
    let gateway = Gateway::room();
    let (mut jo, first) = begun(&gateway);
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let fields = [
        pair("full_name", "Jo"),
        pair("who", "me"),
        pair("guests", "x"),
        pair("club_name", "y"),
    ];
    assert_eq!(jo.post_filled(&first, &fields).status, 303);
    jo.open(&first).press("Continue").reads("Who is it for?");
    assert!(!jo.page.is_ticked("Myself"));
}

#[test]
fn a_field_that_is_missing_or_there_twice_is_asked_for_again() {
    let gateway = Gateway::room();
    let (mut jo, first) = begun(&gateway);
    let page = jo.post_filled(&first, &[]);
    assert_eq!(
        (page.status, page.summary()),
        (422, vec!["Enter your name".to_owned()])
    );
    let twice = [
        ("full_name".to_owned(), "Jo".to_owned()),
        ("full_name".to_owned(), "Eve".to_owned()),
    ];
    let page = jo.post_filled(&first, &twice);
    assert_eq!(page.status, 422, "{}", page.text());
    assert_eq!(page.summary().len(), 1);
    let page = jo.post_filled(
        &first.replace("name", "who"),
        &[("who".to_owned(), "nobody".to_owned())],
    );
    assert_eq!(
        (page.status, page.summary()),
        (422, vec!["Select who it is for from the list".to_owned()])
    );
    nothing_is_lost(&mut jo, &first);
}

#[test]
fn what_another_site_posts_is_refused_and_not_saved() {
    let gateway = Gateway::room();
    let (mut jo, first) = begun(&gateway);
    for foreign in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let page = jo.request("POST", &first, &[FORM, foreign], b"full_name=Eve");
        explains(&page, 403, "Send this from our own page");
    }
    nothing_is_lost(&mut jo, &first);
    let own = format!("http://{}", gateway.address());
    let fields = [
        jo.page.hidden(),
        vec![("full_name".to_owned(), "Ann".to_owned())],
    ]
    .concat();
    let body = encode(&fields);
    let page = jo.request("POST", &first, &[FORM, ("origin", &own)], body.as_bytes());
    assert_eq!(page.status, 303);
}

#[test]
fn a_header_that_is_too_large_is_refused_and_others_are_served_on() {
    let gateway = Gateway::room();
    let (mut jo, first) = begun(&gateway);
    let mut stream = TcpStream::connect(gateway.address()).unwrap();
    let huge = "a".repeat(1_000_000);
    let _ = write!(
        stream,
        "GET / HTTP/1.1\r\nhost: x\r\ncookie: {huge}\r\n\r\n"
    );
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 431 "),
        "{answer}"
    );
    nothing_is_lost(&mut jo, &first);
}

#[test]
fn a_cookie_that_is_not_ours_is_nobodys() {
    let gateway = Gateway::room();
    let jo = at_check(&gateway);
    let check = jo.page.address.clone();
    let mut odd = gateway.browser();
    for cookie in [
        "accede=",
        "accede=\"x\"",
        "accede",
        "; ; =",
        "accede=ffff; accede=eeee",
    ] {
        let page = odd.request("GET", &check, &[("cookie", cookie)], b"");
        explains(&page, 404, "Page not found");
    }
}
