//! The way from a letter to the first page: once, in order, and not by accident.

use super::{App, PASSWORD, add_librarian, codes_on, key_on, rooms, set_up};

#[test]
fn whoever_is_invited_sets_up_and_is_signed_in() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    set_up(&mut lou, &link);
    assert_eq!(codes_on(&lou).len(), 10);
    lou.follow("I have kept my codes: continue")
        .reads("Your applications")
        .follow("The team's desk")
        .reads("The team's desk");
    assert!(lou.page.html.contains("Lou Brary"));
}

#[test]
fn looking_at_an_invitation_ten_times_uses_nothing_up() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    for _ in 0..10 {
        let page = gateway.browser().request("GET", &link, &[], b"");
        assert_eq!(page.status, 200);
        assert!(!page.headers.contains_key("set-cookie"));
    }
    set_up(&mut gateway.browser(), &link);
}

#[test]
fn an_invitation_opens_once_even_for_fifty_at_once() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let opened = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..50)
            .map(|_| {
                let mut browser = gateway.browser();
                let link = &link;
                scope.spawn(move || {
                    browser.open(link);
                    // Whoever is too late finds that it is over, on the page or behind its button.
                    browser.page.status == 200 && browser.post("Accept and continue").status == 303
                })
            })
            .collect();
        tries
            .into_iter()
            .map(|tried| tried.join().unwrap())
            .filter(|won| *won)
            .count()
    });
    assert_eq!(opened, 1);
    let mut late = gateway.browser();
    late.open(&link).reads("This link does not open anything");
}

#[test]
fn an_invitation_opens_for_fourteen_days() {
    let mut gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    gateway.today("2026-03-16");
    gateway.browser().open(&link).reads("Welcome, Lou Brary");
    gateway.today("2026-03-17");
    gateway
        .browser()
        .open(&link)
        .reads("This link does not open anything");
}

#[test]
fn each_step_waits_for_the_one_before_it() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    for page in [
        "/enrol/password",
        "/enrol/authenticator",
        "/enrol/picture.svg",
        "/apps",
        "/desk",
        "/account",
    ] {
        lou.open(page).reads("Sign in");
    }
    lou.open(&link).press("Accept and continue");
    lou.open("/enrol/authenticator").reads("Choose a password");
    for page in [
        "/apps",
        "/desk",
        "/account",
        "/organisations",
        "/sign-in/code",
    ] {
        lou.open(page).reads("Sign in");
    }
}

#[test]
fn a_password_that_will_not_do_is_said_and_not_kept() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    lou.open(&link).press("Accept and continue");
    for (typed, said) in [
        ("", "Enter a password"),
        ("short", "Your password must have 12 characters or more"),
        (
            "password1234",
            "Choose a password that is harder to guess, such as three or four words that do not belong together",
        ),
        (
            "lou brary 2026",
            "Choose a password that is harder to guess, such as three or four words that do not belong together",
        ),
    ] {
        lou.fill("Choose a password", typed)
            .press("Continue")
            .reads("Choose a password");
        assert_eq!(lou.page.messages(), [said], "{typed}");
        assert!(typed.is_empty() || !lou.page.html.contains(typed));
    }
    lou.fill("Choose a password", PASSWORD)
        .press("Continue")
        .reads("Set up your authenticator app");
}

#[test]
fn a_wrong_first_code_leaves_the_same_key_to_be_tried_again() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    lou.open(&link)
        .press("Accept and continue")
        .fill("Choose a password", PASSWORD)
        .press("Continue");
    let key = key_on(&lou);
    lou.fill("Code", "000000")
        .press("Continue")
        .reads("Set up your authenticator app");
    assert_eq!(lou.page.messages().len(), 1);
    assert_eq!(key_on(&lou), key);
    let picture = lou.request("GET", "/enrol/picture.svg", &[], b"");
    assert_eq!(picture.headers["content-type"], "image/svg+xml");
    assert_eq!(picture.headers["cache-control"], "no-store");
    assert!(picture.html.starts_with("<svg"));
    let code = App::with(&key).code();
    lou.fill("Code", &code)
        .press("Continue")
        .reads("Step 3 of 3. Keep your recovery codes");
}
