//! Changing an answer: what it makes necessary, what it leaves behind, and what comes back.

use super::Gateway;
use super::room::START;
use super::whole::{at_check, to_check};

#[test]
fn a_change_that_makes_nothing_necessary_comes_back_to_check() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.follow("Change What is your name?")
        .fill("What is your name?", "Ann")
        .press("Continue");
    jo.reads("Check your answers");
    assert_eq!(jo.page.answer("What is your name?").as_deref(), Some("Ann"));
}

#[test]
fn a_change_asks_only_what_it_made_necessary() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.follow("Change Who is it for?")
        .choose("A club")
        .press("Continue");
    jo.reads("What is the club called?")
        .fill("What is the club called?", "Chess")
        .press("Continue");
    jo.reads("Check your answers");
    assert_eq!(
        jo.page.answer("What is the club called?").as_deref(),
        Some("Chess")
    );
}

#[test]
fn answers_of_an_abandoned_page_are_not_sent_and_come_back_with_it() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.follow("Change Who is it for?")
        .choose("A club")
        .press("Continue");
    jo.fill("What is the club called?", "Chess")
        .press("Continue");
    jo.follow("Change Who is it for?")
        .choose("Myself")
        .press("Continue")
        .reads("Check your answers");
    assert_eq!(jo.page.answer("What is the club called?"), None);
    jo.follow("Change Who is it for?")
        .choose("A club")
        .press("Continue")
        .reads("Check your answers");
    assert_eq!(
        jo.page.answer("What is the club called?").as_deref(),
        Some("Chess")
    );
    jo.follow("Change Who is it for?")
        .choose("Myself")
        .press("Continue")
        .press("Accept and send");
    assert!(jo.page.text().contains("ROOM-"), "{}", jo.page.text());
    assert_eq!(jo.page.answer("What is the club called?"), None);
}

#[test]
fn an_end_says_so_and_offers_no_way_past_it() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    jo.open(START)
        .press("Start now")
        .fill("What is your name?", "Jo")
        .press("Continue");
    jo.choose("A party")
        .press("Continue")
        .reads("You cannot have a party here");
    assert!(jo.page.text().contains("The neighbours would not like it"));
    assert!(jo.page.pressed("Continue", &Default::default()).is_none());
    let stop = jo.page.address.clone();
    let root = stop.split("/you/").next().unwrap().to_owned();
    for beyond in ["check", "room/day", "sent"] {
        jo.open(&format!("{root}/{beyond}"))
            .reads("You cannot have a party here");
    }
    jo.back()
        .reads("Who is it for?")
        .choose("Myself")
        .press("Continue")
        .reads("What the house asks");
}

#[test]
fn a_question_that_is_revealed_counts_only_with_its_choice() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.follow("Change Coffee?").choose("Yes").press("Continue");
    assert_eq!(jo.page.summary(), ["Enter the number of cups"]);
    jo.fill("How many cups?", "12")
        .press("Continue")
        .reads("Check your answers");
    assert_eq!(jo.page.answer("How many cups?").as_deref(), Some("12"));
    jo.follow("Change Coffee?")
        .choose("No")
        .press("Continue")
        .reads("Check your answers");
    assert_eq!(jo.page.answer("How many cups?"), None);
    jo.follow("Change Coffee?");
    assert_eq!(
        jo.page.value("How many cups?").as_deref(),
        Some("12"),
        "kept in the draft"
    );
}

#[test]
fn what_is_unusual_is_said_once_and_may_stand() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.follow("Change Coffee?")
        .choose("Yes")
        .fill("How many cups?", "70")
        .press("Continue");
    jo.reads("What else do you need?");
    assert_eq!(jo.page.status, 200, "it is no error");
    assert_eq!(jo.page.warnings(), ["We have 50 cups. Bring the others"]);
    jo.press("Continue").reads("Check your answers");
    assert_eq!(jo.page.warnings(), ["We have 50 cups. Bring the others"]);
}

#[test]
fn a_page_that_is_not_on_the_way_yet_leads_to_the_first_open_one() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    jo.open(START)
        .press("Start now")
        .fill("What is your name?", "Jo")
        .press("Continue");
    let root = jo.page.address.split("/you/").next().unwrap().to_owned();
    for early in [
        "room/day",
        "you/club-name",
        "guests/items",
        "guests/1/who-comes",
        "guests/remove/1",
        "check",
        "sent",
        "",
    ] {
        jo.open(format!("{root}/{early}").trim_end_matches('/'))
            .reads("Who is it for?");
    }
    let fields = [("day-day".to_owned(), "1".to_owned())];
    let answer = jo.post_fields(&format!("{root}/room/day"), &fields);
    assert_eq!(answer.status, 303);
    assert!(
        answer.headers["location"].ends_with("/you/who"),
        "{:?}",
        answer.headers
    );
}

#[test]
fn an_answer_that_time_made_wrong_is_asked_again_with_the_reason() {
    let mut gateway = Gateway::room();
    let cookies;
    let check;
    {
        let mut jo = gateway.browser();
        to_check(&mut jo);
        check = jo.page.address.clone();
        cookies = jo.cookies();
    }
    gateway.today("2026-03-28");
    let mut jo = gateway.browser().with(cookies);
    jo.open(&check).reads("Which day?");
    assert_eq!(jo.page.summary(), ["The day must be today or later"]);
    jo.fill("Day", "30")
        .press("Continue")
        .reads("Check your answers");
}
