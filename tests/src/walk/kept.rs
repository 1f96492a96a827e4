//! What was typed is kept before it is sent, and a draft for as long as somebody wants it.

use super::room::START;
use super::{Browser, Gateway};
use serde_json::Value as Json;

/// Asks for something as a script does, with some fields of the page that is open filled in.
fn wished(jo: &mut Browser<'_>, wish: &str, typed: &[(&str, &str)]) -> (u16, Json) {
    let address = format!("{}?{wish}", jo.page.address);
    let fields: Vec<_> = typed
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .chain(jo.page.hidden())
        .collect();
    let answer = jo.post_fields(&address, &fields);
    let json = serde_json::from_str(&answer.html).unwrap_or(Json::Null);
    (answer.status, json)
}

fn again(jo: &mut Browser<'_>) {
    let here = jo.page.address.clone();
    jo.open(&here);
}

fn on_the_day(jo: &mut Browser<'_>) {
    jo.open(START)
        .press("Start now")
        .fill("What is your name?", "Jo")
        .press("Continue")
        .choose("Myself")
        .press("Continue")
        .press("Continue")
        .reads("Which day?");
}

const RIGHT: [(&str, &str); 3] = [("day-day", "27"), ("day-month", "3"), ("day-year", "2026")];

#[test]
fn what_is_right_is_kept_while_it_is_typed_and_still_has_to_be_sent() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    on_the_day(&mut jo);
    let (status, said) = wished(&mut jo, "keep", &RIGHT);
    assert_eq!((status, &said["kept"]), (200, &Json::Bool(true)));
    again(&mut jo);
    assert_eq!(jo.page.value("Month").as_deref(), Some("3"));
    assert!(jo.page.summary().is_empty());
    let draft: Vec<&str> = jo.page.address.split('/').take(4).collect();
    let draft = draft.join("/");
    jo.open(&draft).reads("Which day?");
    let (_, said) = wished(&mut jo, "keep", &RIGHT);
    assert_eq!(said["kept"], Json::Bool(false), "nothing is new");
}

#[test]
fn what_is_wrong_is_not_kept_and_what_is_emptied_is_empty() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    on_the_day(&mut jo);
    let past = [("day-day", "1"), ("day-month", "3"), ("day-year", "2026")];
    wished(&mut jo, "keep", &past);
    again(&mut jo);
    assert_eq!(jo.page.value("Day").as_deref(), Some(""));
    wished(&mut jo, "keep", &RIGHT);
    wished(&mut jo, "keep", &past);
    again(&mut jo);
    assert_eq!(jo.page.value("Day").as_deref(), Some("27"));
    wished(&mut jo, "keep", &[]);
    again(&mut jo);
    assert_eq!(jo.page.value("Day").as_deref(), Some(""));
}

#[test]
fn what_was_sent_is_not_replaced_by_what_is_typed() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    on_the_day(&mut jo);
    jo.fill("Day", "27")
        .fill("Month", "3")
        .fill("Year", "2026")
        .press("Continue")
        .back()
        .reads("Which day?");
    let other = [("day-day", "28"), ("day-month", "3"), ("day-year", "2026")];
    let (status, said) = wished(&mut jo, "keep", &other);
    assert_eq!((status, &said["kept"]), (200, &Json::Bool(false)));
    again(&mut jo);
    assert_eq!(jo.page.value("Day").as_deref(), Some("27"));
}

#[test]
fn nothing_is_sent_or_kept_where_nothing_is_asked_or_by_somebody_else() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    super::whole::to_check(&mut jo);
    assert_eq!(wished(&mut jo, "keep", &[]).0, 404);
    again(&mut jo);
    jo.reads("Check your answers");
    let mut eve = gateway.browser();
    eve.page.address = jo.page.address.clone();
    assert_eq!(wished(&mut eve, "stay", &[]).0, 404);
}

#[test]
fn on_its_last_day_a_draft_says_so_and_stays_as_long_as_somebody_wants_it() {
    let mut gateway = Gateway::room();
    let mut jo = gateway.browser();
    on_the_day(&mut jo);
    let warns = |html: &str| html.contains("accede-timeout") && html.contains("within a day");
    assert!(!warns(&jo.page.html));
    let (here, cookies) = (jo.page.address.clone(), jo.cookies());
    gateway.today("2026-03-29");
    let mut jo = gateway.browser().with(cookies.clone());
    jo.open(&here).reads("Which day?");
    assert!(!warns(&jo.page.html), "two days are left");
    gateway.today("2026-03-30");
    let mut jo = gateway.browser().with(cookies);
    // What is over is not erased before the day is.
    jo.open(&here).reads("Which day?");
    assert!(warns(&jo.page.html), "{}", jo.page.html);
    let answer = jo.post_fields(&format!("{here}?stay"), &[]);
    assert!(answer.headers["set-cookie"].contains("Max-Age=2419200"));
    let said: Json = serde_json::from_str(&answer.html).unwrap();
    assert_eq!(said["ends"], Json::from(28 * 24 * 60 * 60));
    jo.open(&here).reads("Which day?");
    assert!(!warns(&jo.page.html), "it was saved again");
}
