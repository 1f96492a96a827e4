//! Organisations and the people who act for them: who lets whom in, who sees what, and what is nobody's.

use super::{add_librarian, club, letters, link_in_letter, rooms, set_up, sign_in};
use crate::walk::Browser;

/// Invites somebody as the only thing that a keeper may give.
fn invite(keeper: &mut Browser<'_>, club: &str, name: &str, address: &str) {
    keeper
        .open(&format!("/o/{club}"))
        .follow("Give somebody access")
        .fill("Full name", name)
        .fill("Email address", address)
        .choose("Member")
        .press("Give access");
}

#[test]
fn a_keeper_lets_a_member_in_who_may_let_in_nobody() {
    let gateway = rooms();
    let (id, link) = club(&gateway, "Chess", "kit@example.org");
    let mut kit = gateway.browser();
    set_up(&mut kit, &link);
    kit.open("/apps").reads("Your applications");
    assert_eq!(
        kit.page.links_in_main(),
        ["Rooms of the Old Mill Library", "Calendar of the rooms"]
    );
    kit.open("/organisations").reads("Chess");
    invite(&mut kit, &id, "Mo Member", "mo@example.org");
    kit.reads("People who may act for Chess");
    assert!(kit.page.text().contains("Mo Member") && kit.page.text().contains("Invited"));
    let letter = letters(&gateway, 1).remove(0);
    assert_eq!(
        (&*letter.to, &*letter.subject),
        ("mo@example.org", "Welcome to Chess")
    );
    assert!(letter.text.contains("as Member"), "{}", letter.text);
    let mut mo = gateway.browser();
    set_up(&mut mo, &link_in_letter(&gateway, 1));
    mo.open("/organisations").reads("Chess");
    mo.follow("People").reads("People who may act for Chess");
    assert!(mo.page.link("Give somebody access").is_none());
    mo.open(&format!("/o/{id}/people/invite"))
        .reads("Page not found");
    let page = mo.post_fields(
        &format!("/o/{id}/people/invite"),
        &fields("Eve", "eve@example.org", "member"),
    );
    assert_eq!(page.status, 404);
    let page = kit.post_fields(
        &format!("/o/{id}/people/invite"),
        &fields("Eve", "eve@example.org", "keeper"),
    );
    assert_eq!(page.status, 422, "a keeper gives no keeper's role");
    letters(&gateway, 1);
}

fn fields(name: &str, address: &str, role: &str) -> Vec<(String, String)> {
    let pairs = [("_name", name), ("_address", address), ("_role", role)];
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
}

#[test]
fn an_invitation_sent_again_makes_the_first_one_void_and_one_taken_back_opens_nothing() {
    let gateway = rooms();
    let (id, link) = club(&gateway, "Chess", "kit@example.org");
    let mut kit = gateway.browser();
    set_up(&mut kit, &link);
    invite(&mut kit, &id, "Mo Member", "mo@example.org");
    let first = link_in_letter(&gateway, 1);
    kit.press("Send again");
    let second = link_in_letter(&gateway, 2);
    gateway
        .browser()
        .open(&first)
        .reads("This link does not open anything");
    gateway.browser().open(&second).reads("Welcome, Mo Member");
    kit.press("Take back");
    gateway
        .browser()
        .open(&second)
        .reads("This link does not open anything");
    assert!(!kit.page.text().contains("Mo Member"));
}

#[test]
fn whoever_acts_for_two_organisations_signs_in_once_and_changes_between_them() {
    let gateway = rooms();
    let (chess, link) = club(&gateway, "Chess", "kit@example.org");
    let mut kit = gateway.browser();
    let mut app = set_up(&mut kit, &link);
    let (choir, _) = club_for_somebody_known(&gateway);
    let mut kit = gateway.browser();
    sign_in(&mut kit, "kit@example.org", &mut app);
    kit.open("/organisations")
        .reads("Which organisation do you want to act for?");
    kit.follow("Choir").reads("Choir");
    assert!(kit.page.address.ends_with(&choir));
    kit.follow("change").follow("Chess").reads("Chess");
    assert!(kit.page.address.ends_with(&chess));
}

fn club_for_somebody_known(gateway: &crate::walk::Gateway) -> (String, String) {
    let id = super::accede(gateway, &["party", "add", "Choir"])
        .trim()
        .to_owned();
    let rooms = crate::tidy::root().join("tests/content/rooms");
    let said = super::accede(
        gateway,
        &[
            "person",
            "add",
            "kit@example.org",
            "--name",
            "Kit Keeper",
            "--role",
            "keeper",
            "--party",
            &id,
            "--content",
            rooms.to_str().unwrap(),
            "--today",
            super::DAY,
        ],
    );
    assert!(said.contains("signs in already"), "{said}");
    (id, said)
}

#[test]
fn another_organisation_s_things_answer_as_things_that_are_not_there() {
    let gateway = rooms();
    let (_, link) = club(&gateway, "Chess", "kit@example.org");
    let (other, _) = club(&gateway, "Choir", "cho@example.org");
    let mut kit = gateway.browser();
    set_up(&mut kit, &link);
    for rest in ["", "/people", "/people/invite"] {
        let theirs = kit.request("GET", &format!("/o/{other}{rest}"), &[], b"");
        let none = kit.request("GET", &format!("/o/bcdfghjkmn{rest}"), &[], b"");
        assert_eq!(theirs.status, 404);
        assert_eq!(
            (theirs.status, &theirs.html),
            (none.status, &none.html),
            "{rest}"
        );
        let same = [
            "content-type",
            "cache-control",
            "content-length",
            "content-security-policy",
        ];
        for name in same {
            assert_eq!(theirs.headers.get(name), none.headers.get(name), "{name}");
        }
    }
    for way in ["/people/invite", "/people/again", "/people/end"] {
        let theirs = kit.post_fields(
            &format!("/o/{other}{way}"),
            &fields("E", "e@example.org", "member"),
        );
        let none = kit.post_fields(
            &format!("/o/bcdfghjkmn{way}"),
            &fields("E", "e@example.org", "member"),
        );
        assert_eq!(
            (theirs.status, theirs.html),
            (none.status, none.html),
            "{way}"
        );
    }
}

#[test]
fn what_is_added_to_a_post_changes_nothing() {
    let gateway = rooms();
    let (id, link) = club(&gateway, "Chess", "kit@example.org");
    let mut kit = gateway.browser();
    set_up(&mut kit, &link);
    invite(&mut kit, &id, "Mo Member", "mo@example.org");
    let mut mo = gateway.browser();
    set_up(&mut mo, &link_in_letter(&gateway, 1));
    let more = [
        "role",
        "status",
        "party",
        "approved_by",
        "_role",
        "_organisation",
        "_grant",
        "_person",
    ];
    let more: Vec<(String, String)> = more
        .map(|name| (name.to_owned(), "keeper".to_owned()))
        .to_vec();
    for address in [
        "/account/word",
        "/account/password",
        "/account/codes",
        "/sign-in",
    ] {
        mo.post_fields(address, &more);
    }
    mo.open(&format!("/o/{id}/people/invite"))
        .reads("Page not found");
    mo.open("/desk").reads("Page not found");
}

#[test]
fn access_that_ends_takes_the_session_with_it() {
    let gateway = rooms();
    let (id, link) = club(&gateway, "Chess", "kit@example.org");
    let mut kit = gateway.browser();
    set_up(&mut kit, &link);
    invite(&mut kit, &id, "Mo Member", "mo@example.org");
    let mut mo = gateway.browser();
    let mut app = set_up(&mut mo, &link_in_letter(&gateway, 1));
    mo.open(&format!("/o/{id}")).reads("Chess");
    kit.open(&format!("/o/{id}/people")).press("End access");
    mo.open(&format!("/o/{id}")).reads("Sign in");
    sign_in(&mut mo, "mo@example.org", &mut app);
    mo.open(&format!("/o/{id}")).reads("Page not found");
}

#[test]
fn access_from_a_later_day_counts_from_that_day_in_the_zone_of_the_service() {
    let mut gateway = rooms();
    let (id, link) = club(&gateway, "Chess", "kit@example.org");
    let mut kit = gateway.browser();
    set_up(&mut kit, &link);
    kit.open(&format!("/o/{id}/people/invite"))
        .fill("Full name", "Mo Member")
        .fill("Email address", "mo@example.org")
        .choose("Member");
    for (part, value) in [("day", "3"), ("month", "3"), ("year", "2026")] {
        kit.put(&format!("_from-{part}"), &[value]);
    }
    kit.press("Give access")
        .reads("People who may act for Chess");
    let mut app = set_up(&mut gateway.browser(), &link_in_letter(&gateway, 1));
    let mut mo = gateway.browser();
    sign_in(&mut mo, "mo@example.org", &mut app);
    mo.open(&format!("/o/{id}")).reads("Page not found");
    let cookies = mo.cookies();
    drop(kit);
    gateway.today("2026-03-03");
    let mut mo = gateway.browser().with(cookies);
    mo.open(&format!("/o/{id}")).reads("Sign in");
}

/// Fills in the small form for visitors, and sends it; its reference.
fn send_feedback(visitor: &mut Browser<'_>) -> String {
    visitor
        .put("visited_in-month", &["2"])
        .put("visited_in-year", &["2026"])
        .choose("Yes")
        .press("Continue")
        .reads("Where are you from?")
        .fill("Postcode (optional)", "SW1A 1AA")
        .press("Continue")
        .reads("Check your answers")
        .press("Send");
    let text = visitor.page.text();
    let at = text.find("FB-").unwrap_or_else(|| panic!("{text}"));
    text[at..].chars().take("FB-7K3M-92QF".len()).collect()
}

#[test]
fn the_librarian_lets_the_first_keeper_in_from_what_a_visitor_sent() {
    let gateway = rooms();
    let mut visitor = gateway.browser();
    visitor.open("/forms/feedback").press("Start now");
    let reference = send_feedback(&mut visitor);
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    set_up(&mut lou, &link);
    lou.open("/desk")
        .follow(&reference)
        .follow("Let the first person in");
    lou.fill("What is the organisation called?", "Chess club")
        .fill("Full name", "Kit Keeper")
        .fill("Email address", "kit@example.org")
        .choose("Keeper")
        .press("Make the organisation and invite");
    let mut kit = gateway.browser();
    set_up(&mut kit, &link_in_letter(&gateway, 1));
    kit.open("/organisations").reads("Chess club");
    lou.open(&format!("/desk/{reference}/invite"))
        .fill("What is the organisation called?", "Chess club")
        .fill("Full name", "Kit Keeper")
        .fill("Email address", "other@example.org")
        .choose("Keeper")
        .press("Make the organisation and invite");
    assert_eq!(
        lou.page.summary(),
        ["Somebody has made an organisation out of this already"]
    );
}
