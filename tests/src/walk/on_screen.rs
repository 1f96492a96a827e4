//! What a script is told about an answer while it is typed.

use super::room::START;
use super::{Browser, Gateway};
use serde_json::{Value as Json, json};

/// Asks about a field of the page that is open, with some of its fields filled in.
fn said(jo: &mut Browser<'_>, field: &str, typed: &[(&str, &str)]) -> (u16, Json) {
    let address = format!("{}?check={field}", jo.page.address);
    let fields: Vec<_> = typed
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    let answer = jo.post_fields(&address, &fields);
    let json = serde_json::from_str(&answer.html).unwrap_or(Json::Null);
    (answer.status, json)
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

fn day(day: &'static str, month: &'static str) -> [(&'static str, &'static str); 3] {
    [("day-day", day), ("day-month", month), ("day-year", "2026")]
}

#[test]
fn an_answer_is_judged_as_if_it_were_sent_and_not_kept() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    on_the_day(&mut jo);
    let right = json!({"right": true, "says": "We read this as 27 March 2026", "message": null});
    assert_eq!(said(&mut jo, "day", &day("27", "3")), (200, right.clone()));
    assert_eq!(said(&mut jo, "day-year", &day("27", "3")), (200, right));
    let past = json!({"right": false, "says": null, "message": "The day must be today or later"});
    assert_eq!(said(&mut jo, "day", &day("1", "3")), (200, past));
    let here = jo.page.address.clone();
    jo.open(&here).reads("Which day?");
    assert_eq!(jo.page.value("Day").as_deref(), Some(""));
    assert!(jo.page.summary().is_empty());
}

#[test]
fn a_blank_answer_is_not_said_to_be_right() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    on_the_day(&mut jo);
    jo.fill("Day", "27")
        .fill("Month", "3")
        .fill("Year", "2026")
        .press("Continue")
        .reads("What else do you need?");
    let (_, optional) = said(&mut jo, "note", &[("note", " ")]);
    assert_eq!(
        optional,
        json!({"right": false, "says": null, "message": null})
    );
}

#[test]
fn nobody_asks_about_what_they_may_not_see_or_what_is_not_there() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    on_the_day(&mut jo);
    assert_eq!(said(&mut jo, "nothing", &day("27", "3")).0, 404);
    let mut other = gateway.browser();
    other.page.address = jo.page.address.clone();
    assert_eq!(said(&mut other, "day", &day("27", "3")).0, 404);
}
