//! A demo: stories of made-up people, played as if they had come themselves, in a store that is nobody else's.

use super::{Gateway, content};
use engine::Sources;
use server::Cannot;

/// How many letters wait or were delivered, by their subjects.
fn subjects(gateway: &Gateway) -> Vec<String> {
    let mut jo = gateway.browser();
    jo.open("/mailbox");
    assert_eq!(jo.page.status, 200, "{}", jo.page.text());
    jo.page.links_in_main()
}

#[test]
fn stories_are_played_once_and_their_people_are_written_to() {
    let mut gateway = Gateway::demo(content("tests/content/rooms"), "2026-11-25");
    let first = subjects(&gateway);
    let booked = first
        .iter()
        .filter(|subject| subject.starts_with("Your booking ROOM-"));
    let booked = booked.count();
    assert_eq!(booked, 1, "{first:?}");
    gateway.restart();
    assert_eq!(subjects(&gateway), first, "played once");
}

#[test]
fn a_form_that_somebody_left_half_filled_opens_with_the_link_in_its_letter() {
    let gateway = Gateway::demo(content("tests/content/rooms"), "2026-11-25");
    let mut jo = gateway.browser();
    jo.open("/mailbox");
    let letter = jo.page.links_in_main();
    let letter = letter
        .iter()
        .find(|subject| subject.contains("Go on"))
        .cloned();
    let letter = letter.unwrap_or_else(|| panic!("{}", jo.page.text()));
    jo.follow(&letter);
    let links = jo.page.links_in_main();
    let link = links
        .iter()
        .find_map(|link| link.find("/links/").map(|at| link[at..].to_owned()));
    let link = link.unwrap_or_else(|| panic!("no link that leads back: {links:?}"));
    jo.open(&link);
    jo.press("Open my answers");
    assert!(
        jo.page.address.contains("/forms/booking/"),
        "{}",
        jo.page.address
    );
    jo.reads("When is it?");
    jo.back();
    assert_eq!(jo.page.value("How many people come?").as_deref(), Some("8"));
}

#[test]
fn dates_of_a_story_move_along_with_the_day_of_the_demo() {
    let gateway = Gateway::demo(content("tests/content/rooms"), "2027-03-17");
    let subjects = subjects(&gateway);
    assert!(
        subjects.iter().any(|subject| subject.contains("ROOM-")),
        "the booking could be sent: {subjects:?}"
    );
}

#[test]
fn a_demo_answers_nobody_but_this_machine() {
    let gateway = Gateway::demo(content("tests/content/rooms"), "2026-11-25");
    let mut jo = gateway.browser();
    for odd in [
        ("host", "forms.example.org"),
        ("x-forwarded-for", "192.0.2.7"),
        ("forwarded", "for=192.0.2.7"),
    ] {
        let answer = jo.request("GET", "/", &[odd], b"");
        assert_eq!(answer.status, 404, "{odd:?}");
    }
}

#[test]
fn made_up_data_is_never_served_as_real_nor_real_data_as_made_up() {
    let sources: Sources = content("tests/content/rooms");
    let mut demo = Gateway::demo(sources.clone(), "2026-11-25");
    demo.stop();
    assert!(matches!(demo.try_as_demo(false), Err(Cannot::Apart(_))));
    let mut real = Gateway::on(sources, "2026-11-25");
    real.browser().open("/forms/feedback").press("Start now");
    real.stop();
    assert!(matches!(real.try_as_demo(true), Err(Cannot::Apart(_))));
}
