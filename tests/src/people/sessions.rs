//! Sessions: whose they are, when they end, and what a browser cannot make them.

use super::{accede, add_librarian, club, rooms, set_up};

#[test]
fn whoever_may_no_longer_sign_in_is_out_at_once() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    set_up(&mut lou, &link);
    lou.open("/apps").reads("Your applications");
    accede(&gateway, &["person", "disable", "lou@example.org"]);
    lou.open("/apps").reads("Sign in");
}

#[test]
fn a_lost_authenticator_is_set_up_again_by_the_operator() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    set_up(&mut lou, &link);
    let said = accede(&gateway, &["person", "reset-factor", "lou@example.org"]);
    lou.open("/apps").reads("Sign in");
    set_up(&mut lou, &super::printed_link(&said));
    lou.open("/desk").reads("The team's desk");
}

#[test]
fn each_rise_in_rights_is_another_secret_and_none_is_in_the_page() {
    let gateway = rooms();
    let (_, link) = club(&gateway, "Chess", "kit@example.org");
    let mut kit = gateway.browser();
    kit.open(&link).press("Accept and continue");
    let enrolling = kit.cookies()["accede-session"].clone();
    let mut again = gateway.browser();
    let mut app = {
        kit.fill("Choose a password", super::PASSWORD)
            .press("Continue");
        super::App::with(&super::key_on(&kit))
    };
    let code = app.code();
    kit.fill("Code", &code).press("Continue");
    let full = kit.cookies()["accede-session"].clone();
    assert_ne!(enrolling, full);
    assert!(!kit.page.html.contains(&full));
    again = again.with([("accede-session".to_owned(), enrolling)].into());
    again.open("/apps").reads("Sign in");
    again.open("/enrol/password").reads("Sign in");
}

#[test]
fn whoever_signs_in_comes_back_to_the_page_they_wanted_and_to_no_other_site() {
    let gateway = rooms();
    let (id, link) = club(&gateway, "Chess", "kit@example.org");
    let mut app = set_up(&mut gateway.browser(), &link);
    let mut kit = gateway.browser();
    let code = app.code();
    kit.open(&format!("/o/{id}/people"))
        .reads("Sign in")
        .fill("Email address", "kit@example.org")
        .fill("Password", super::PASSWORD)
        .press("Continue")
        .fill("Code", &code)
        .press("Sign in")
        .reads("People who may act for Chess");
    let away = kit.request("GET", "/sign-in?then=//evil.example", &[], b"");
    assert_eq!(away.headers["location"], "/apps");
}

#[test]
fn a_form_of_another_site_does_nothing() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    set_up(&mut lou, &link);
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ];
    for address in [
        "/sign-out",
        "/account/password",
        "/account/word",
        "/sign-in",
        "/new-password",
    ] {
        let page = lou.request("POST", address, &headers, b"_password=a");
        assert_eq!(page.status, 403, "{address}");
    }
    lou.open("/apps").reads("Your applications");
}

#[test]
fn a_session_says_when_it_ends_and_whoever_stays_goes_on() {
    let gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    set_up(&mut lou, &link);
    lou.open("/apps");
    let html = lou.page.parsed();
    let dialog = crate::walk::select(&html, "dialog.accede-timeout");
    assert_eq!(dialog[0].attr("data-seconds"), Some("1800"));
    assert_eq!(dialog[0].attr("data-before"), Some("120"));
    let form = crate::walk::select(&html, "dialog form");
    assert_eq!(form[0].attr("action"), Some("/account/stay"));
    let stayed = lou.post_fields("/account/stay", &[]);
    assert_eq!(stayed.html, "{\"ends\":1800}");
    let nobody = gateway.browser().post_fields("/account/stay", &[]);
    assert_eq!(nobody.status, 303);
}
