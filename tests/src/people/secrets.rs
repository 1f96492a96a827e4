//! No secret is anywhere but where it belongs: markers are planted, then everything is searched.

use super::{App, add_librarian, codes_on, key_on, rooms};

#[test]
fn no_password_key_code_or_word_is_in_the_store_the_mail_or_a_page() {
    let mut gateway = rooms();
    let link = add_librarian(&gateway, "lou@example.org");
    let mut lou = gateway.browser();
    let password = "marker kettle marmot violin";
    lou.open(&link)
        .press("Accept and continue")
        .fill("Choose a password", password)
        .press("Continue");
    let key = key_on(&lou);
    let mut app = App::with(&key);
    let code = app.code();
    lou.fill("Code", &code).press("Continue");
    let codes = codes_on(&lou);
    let session = lou.cookies()["accede-session"].clone();
    let mut pages = String::new();
    for page in [
        "/apps",
        "/account",
        "/account/codes",
        "/account/password",
        "/desk",
    ] {
        lou.open(page);
        pages.push_str(&lou.page.html);
    }
    gateway.stop();
    let mut markers = vec![
        password.to_owned(),
        key.replace(' ', ""),
        key,
        session,
        link.rsplit('/').next().unwrap().to_owned(),
    ];
    markers.extend(codes.iter().cloned());
    markers.extend(codes.iter().map(|code| code.replace('-', "")));
    let mut bytes = pages.into_bytes();
    let mut open = vec![gateway.data().to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else if let Ok(more) = std::fs::read(entry.path()) {
                bytes.extend(more);
            }
        }
    }
    assert!(bytes.len() > 10_000);
    for marker in markers {
        let found = bytes
            .windows(marker.len())
            .any(|window| window == marker.as_bytes());
        assert!(!found, "{marker}");
    }
}
