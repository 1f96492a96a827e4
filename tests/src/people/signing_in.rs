//! Signing in and another password: what is right, what is wrong, and what must look alike.

use super::{PASSWORD, add_librarian, codes_on, letters, link_in_letter, rooms, set_up, sign_in};
use crate::walk::{Browser, Page};

/// A page without what is of this one request.
fn bare(page: &Page) -> (u16, String) {
    (page.status, page.text())
}

fn tried(browser: &mut Browser<'_>, address: &str, password: &str) -> Page {
    browser
        .open("/sign-in")
        .fill("Email address", address)
        .fill("Password", password)
        .press("Continue");
    browser.page.clone()
}

#[test]
fn whoever_has_set_up_signs_in_and_out() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut app = set_up(&mut gateway.browser(), &link);
    let mut lou = gateway.browser();
    sign_in(&mut lou, "LOU@example.org", &mut app);
    lou.reads("Your applications");
    let kept = lou.cookies();
    lou.press("Sign out");
    lou.open("/apps").reads("Sign in");
    let mut again = gateway.browser().with(kept);
    again.open("/apps").reads("Sign in");
}

#[test]
fn who_has_an_account_is_told_by_no_word() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    set_up(&mut gateway.browser(), &link);
    add_librarian(&gateway, "invited@example.org");
    let mut somebody = gateway.browser();
    let known = tried(&mut somebody, "lou@example.org", "not this one, no");
    let unknown = tried(&mut somebody, "nobody@example.org", "not this one, no");
    let invited = tried(&mut somebody, "invited@example.org", "not this one, no");
    assert_eq!(bare(&known), bare(&unknown));
    assert_eq!(bare(&known), bare(&invited));
    assert_eq!(
        known.messages(),
        ["Check your email address and password: together they are not those of an account"]
    );
    for address in ["lou@example.org", "nobody@example.org"] {
        let mut somebody = gateway.browser();
        somebody
            .open("/new-password")
            .fill("Email address", address)
            .press("Send me a link")
            .reads("Check your email");
    }
    assert_eq!(letters(&gateway, 1)[0].to, "lou@example.org");
}

#[test]
fn nothing_opens_after_the_password_alone() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    set_up(&mut gateway.browser(), &link);
    let mut lou = gateway.browser();
    tried(&mut lou, "lou@example.org", PASSWORD);
    lou.reads("Prove that it is you");
    for page in [
        "/apps",
        "/desk",
        "/account",
        "/account/password",
        "/account/codes",
        "/account/word",
        "/organisations",
        "/enrol/password",
        "/enrol/authenticator",
        "/new-password/code",
        "/new-password/choose",
        "/o/bcdfghjkmn",
        "/o/bcdfghjkmn/people",
    ] {
        lou.open(page).reads("Sign in");
    }
}

#[test]
fn a_code_counts_once_and_a_recovery_code_as_well() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut first = gateway.browser();
    let mut app = set_up(&mut first, &link);
    let codes = codes_on(&first);
    let code = app.code();
    let prove = |code: &str| {
        let mut lou = gateway.browser();
        tried(&mut lou, "lou@example.org", PASSWORD);
        lou.fill("Code", code).press("Sign in");
        lou.page.heading()
    };
    assert_eq!(prove(&code), "Your applications");
    assert_eq!(prove(&code), "Prove that it is you");
    assert_eq!(prove(&codes[4]), "Your applications");
    assert_eq!(prove(&codes[4]), "Prove that it is you");
    assert_eq!(
        prove(&codes[5].to_lowercase().replace('-', " ")),
        "Your applications"
    );
}

#[test]
fn of_fifty_who_come_with_one_code_one_gets_in() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut app = set_up(&mut gateway.browser(), &link);
    let code = app.code();
    let mut lou = gateway.browser();
    tried(&mut lou, "lou@example.org", PASSWORD);
    let entered = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..50)
            .map(|_| {
                let (mut window, code) = (lou.clone(), &code);
                scope.spawn(move || {
                    let page = window.fill("Code", code).post("Sign in");
                    page.headers.get("location").is_some_and(|to| to == "/apps")
                })
            })
            .collect();
        tries
            .into_iter()
            .map(|tried| tried.join().unwrap())
            .filter(|won| *won)
            .count()
    });
    assert_eq!(entered, 1);
}

#[test]
fn guesses_have_to_wait_and_sessions_that_exist_do_not() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    set_up(&mut lou, &link);
    let mut guesser = gateway.browser();
    for _ in 0..5 {
        tried(&mut guesser, "lou@example.org", "not this one, no");
    }
    let page = tried(&mut guesser, "lou@example.org", PASSWORD);
    assert_eq!(
        page.summary(),
        ["There were too many attempts. Wait a minute, then try again"]
    );
    let unknown = (0..6).map(|_| tried(&mut guesser, "nobody@example.org", "not this one, no"));
    assert_eq!(unknown.last().unwrap().summary(), page.summary());
    lou.open("/apps").reads("Your applications");
}

#[test]
fn another_password_takes_the_letter_and_the_second_factor_and_ends_every_session() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    let mut app = set_up(&mut lou, &link);
    let mut forgetful = gateway.browser();
    forgetful
        .open("/sign-in")
        .follow("I forgot my password")
        .fill("Email address", "lou@example.org")
        .press("Send me a link");
    let way = link_in_letter(&gateway, 1);
    forgetful
        .open(&way)
        .reads("Choose a new password")
        .press("Continue")
        .reads("Prove that it is you");
    forgetful.open("/new-password/choose").reads("Sign in");
    forgetful
        .open("/new-password/code")
        .fill("Code", "000000")
        .press("Continue")
        .reads("Prove that it is you");
    let code = app.code();
    forgetful
        .fill("Code", &code)
        .press("Continue")
        .reads("Choose a new password");
    forgetful.open("/apps").reads("Sign in");
    forgetful
        .open("/new-password/choose")
        .fill("Choose a password", "onion ladder correct frog")
        .press("Save and sign in")
        .reads("Your applications");
    lou.open("/apps").reads("Sign in");
    let page = tried(&mut lou, "lou@example.org", PASSWORD);
    assert_eq!(page.heading(), "Sign in");
    tried(&mut lou, "lou@example.org", "onion ladder correct frog");
    lou.reads("Prove that it is you");
    gateway
        .browser()
        .open(&way)
        .reads("This link does not open anything");
}
