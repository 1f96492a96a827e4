//! Whose a draft is.

use super::Gateway;
use super::room::START;
use super::whole::at_check;

#[test]
fn somebody_elses_draft_is_not_found_in_the_same_bytes_as_one_that_never_was() {
    let gateway = Gateway::room();
    let mut jo = at_check(&gateway);
    let check = jo.page.address.clone();
    let id = check.split('/').nth(3).unwrap().to_owned();
    let mut stranger = gateway.browser();
    stranger
        .open(START)
        .press("Start now")
        .reads("What is your name?");
    let forged: String = id.chars().rev().collect();
    let mut visitor = gateway.browser();
    let addresses = |id: &str| {
        ["", "/check", "/you/name", "/sent", "/nothing/here"]
            .map(|end| format!("{START}/{id}{end}"))
    };
    let mut pages = Vec::new();
    for id in [id.as_str(), &forged, "x", &id.to_uppercase()] {
        for address in addresses(id) {
            for browser in [&mut stranger, &mut visitor] {
                pages.push(browser.request("GET", &address, &[], b""));
                pages.push(
                    browser.post_fields(&address, &[("full_name".to_owned(), "Eve".to_owned())]),
                );
            }
        }
    }
    // The root of a draft takes no posts; that tells nothing of whose it is.
    pages.retain(|page| page.status != 405);
    let first = pages[0].clone();
    assert_eq!(
        (first.status, first.heading().as_str()),
        (404, "Page not found")
    );
    let told = |page: &super::Page| {
        let mut headers = page.headers.clone();
        headers.remove("date");
        // It is another for each request, whatever is asked for.
        assert!(headers.remove("request-reference").is_some());
        headers
    };
    for page in &pages {
        assert_eq!(
            (page.status, &page.html),
            (404, &first.html),
            "{}",
            page.address
        );
        assert_eq!(told(page), told(&first), "{}", page.address);
    }
    jo.open(&check).reads("Check your answers");
    assert_eq!(
        jo.page.answer("What is your name?").as_deref(),
        Some("Jo Smith")
    );
}

#[test]
fn the_cookie_is_for_this_site_alone_and_out_of_reach_of_scripts() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    let answer = jo.post_fields(START, &[]);
    let cookie = &answer.headers["set-cookie"];
    for part in ["Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=2419200"] {
        assert!(cookie.split("; ").any(|found| found == part), "{cookie}");
    }
    let again = jo.post_fields(START, &[]);
    assert_eq!(
        again.headers.get("set-cookie"),
        None,
        "one cookie for all drafts"
    );
}

#[test]
fn pages_about_a_person_are_kept_by_no_cache_and_shown_in_no_frame() {
    let gateway = Gateway::room();
    let jo = at_check(&gateway);
    assert_eq!(jo.page.headers["cache-control"], "no-store");
    let policy = &jo.page.headers["content-security-policy"];
    for part in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(jo.page.headers["x-content-type-options"], "nosniff");
    assert_eq!(jo.page.headers["referrer-policy"], "same-origin");
    assert!(
        !jo.page.html.contains(" style="),
        "the policy would refuse it"
    );
}

#[test]
fn style_and_script_may_be_kept_for_ever_and_are_not_sent_twice() {
    let gateway = Gateway::room();
    let mut jo = gateway.browser();
    jo.open("/");
    let html = jo.page.html.replace("&#x2f;", "/");
    let at = html.find("/assets/accede-").unwrap();
    let address = html[at..].split('"').next().unwrap().to_owned();
    let first = jo.request("GET", &address, &[], b"");
    assert_eq!(first.status, 200);
    assert!(first.headers["cache-control"].contains("immutable"));
    let again = jo.request(
        "GET",
        &address,
        &[("if-none-match", &first.headers["etag"])],
        b"",
    );
    assert_eq!((again.status, again.html.as_str()), (304, ""));
}
