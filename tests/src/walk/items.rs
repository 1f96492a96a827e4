//! A list of items: add another, change, take away.

use super::Gateway;
use super::whole::at_check;

#[test]
fn another_item_is_added_changed_and_taken_away_after_asking() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.back()
        .reads("You have added 1 guest")
        .press("Add another guest");
    jo.reads("Who comes?")
        .fill("Who comes?", "Bob")
        .press("Continue");
    jo.reads("Where do they sit?")
        .choose("At the back")
        .press("Continue");
    jo.reads("You have added 2 guests").follow("Change Bob");
    assert_eq!(jo.page.value("Who comes?").as_deref(), Some("Bob"));
    jo.fill("Who comes?", "Bert")
        .press("Continue")
        .reads("You have added 2 guests");
    jo.follow("Remove Ann")
        .reads("Remove this guest?")
        .follow("Keep it");
    jo.reads("You have added 2 guests")
        .follow("Remove Ann")
        .press("Remove it");
    jo.reads("You have added 1 guest");
    assert!(jo.page.text().contains("Bert") && !jo.page.text().contains("Ann"));
    jo.press("Continue").reads("Check your answers");
    assert_eq!(jo.page.answer("Who comes?").as_deref(), Some("Bert"));
}

#[test]
fn the_last_item_stays_and_no_more_are_added_than_there_may_be() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.back();
    assert_eq!(jo.page.link("Remove Ann"), None);
    let list = jo.page.address.clone();
    let remove = list.replace("items", "remove/1");
    let answer = jo.post_fields(&remove, &[]);
    assert_eq!(
        (answer.status, answer.headers["location"].as_str()),
        (303, list.as_str())
    );
    for guest in ["Bob", "Cid"] {
        jo.open(&list)
            .press("Add another guest")
            .fill("Who comes?", guest)
            .press("Continue");
        jo.choose("In front").press("Continue");
    }
    jo.reads("You have added 3 guests");
    assert!(
        jo.page
            .pressed("Add another guest", &Default::default())
            .is_none()
    );
    jo.open(&list.replace("items", "4/who-comes"))
        .reads("Check your answers");
}

#[test]
fn an_item_that_was_begun_can_be_left_and_taken_away() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.back()
        .press("Add another guest")
        .fill("Who comes?", "Bob")
        .press("Continue");
    let list = jo.page.address.split("/guests/").next().unwrap().to_owned() + "/guests/items";
    jo.open(&list).reads("You have added 2 guests");
    assert!(
        jo.page.text().contains("Bob Incomplete"),
        "{}",
        jo.page.text()
    );
    jo.press("Continue").reads("Where do they sit?");
    jo.open(&list)
        .follow("Remove Bob")
        .press("Remove it")
        .press("Continue")
        .reads("Check your answers");
}

#[test]
fn what_was_typed_about_an_item_is_not_put_into_another() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    jo.back()
        .press("Add another guest")
        .fill("Who comes?", "Bob")
        .press("Continue");
    jo.choose("At the back").press("Continue");
    jo.press("Add another guest")
        .fill("Who comes?", "Cid")
        .press("Continue");
    jo.choose("At the back").press("Continue");
    let mut old = jo.clone();
    old.follow("Change Bob").fill("Who comes?", "Bertram");
    let mut gone = jo.clone();
    gone.follow("Remove Bob");
    jo.follow("Remove Ann").press("Remove it");
    let answer = old.post("Continue");
    assert_eq!(
        (answer.status, answer.heading().as_str()),
        (409, "Your list has changed")
    );
    let answer = gone.post("Remove it");
    assert_eq!(answer.status, 409);
    let list = answer.link("Open the list").unwrap();
    jo.open(&list).reads("You have added 2 guests");
    let text = jo.page.text();
    assert!(
        text.contains("Bob") && text.contains("Cid") && !text.contains("Bertram"),
        "{text}"
    );
}
