//! People, from the letter that invites them to the organisation that they act for, as they walk it: over HTTP, from sign-in
//! on, with the codes that an authenticator app would show.

mod access;
mod secrets;
mod sessions;
mod setting_up;
mod signing_in;

use crate::walk::{Browser, Gateway, content, letters};
use crate::{binary, tidy::root};
use jiff::Timestamp;
use std::process::Command;
use totp_rs::{Builder, Secret, Totp};

/// The day of these walks.
const DAY: &str = "2026-03-02";

/// A password that nobody guesses.
const PASSWORD: &str = "kettle marmot violin";

/// The rooms, with a day of their own.
fn rooms() -> Gateway {
    Gateway::on(content("tests/content/rooms"), DAY)
}

/// Somebody's authenticator app. The clock of a walk stands still, so codes of neighbouring steps are used in their order.
struct App {
    totp: Totp,
    step: i64,
}

impl App {
    /// Set up with the key that a page shows.
    fn with(key: &str) -> Self {
        let key: String = key.split_whitespace().collect();
        let secret = Secret::try_from_base32(key).unwrap();
        let totp = Builder::new()
            .with_secret(secret)
            .with_account_name("somebody")
            .with_issuer(Some("rooms"))
            .build()
            .unwrap();
        Self { totp, step: -1 }
    }

    /// A code that was not used yet.
    fn code(&mut self) -> String {
        let midnight: Timestamp = format!("{DAY}T00:00:00Z").parse().unwrap();
        let at = midnight.as_second() + 30 * self.step;
        self.step += 1;
        self.totp.generate(u64::try_from(at).unwrap()).to_string()
    }
}

/// Runs a command beside the server; what it printed.
fn accede(gateway: &Gateway, arguments: &[&str]) -> String {
    let output = Command::new(binary())
        .args(arguments)
        .arg("--data")
        .arg(gateway.data())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}{err}");
    said
}

/// The path of the link that a command printed.
fn printed_link(said: &str) -> String {
    let at = said.find("/links/").unwrap();
    said[at..].split_whitespace().next().unwrap().to_owned()
}

/// Adds somebody of the staff; the way to set up.
fn add_librarian(gateway: &Gateway, address: &str) -> String {
    let rooms = root().join("tests/content/rooms");
    let rooms = rooms.to_str().unwrap();
    let said = accede(
        gateway,
        &[
            "person",
            "add",
            address,
            "--name",
            "Lou Brary",
            "--role",
            "librarian",
            "--content",
            rooms,
            "--today",
            DAY,
        ],
    );
    printed_link(&said)
}

/// Sets up how to sign in, from the link on; whoever did is signed in.
fn set_up(browser: &mut Browser<'_>, link: &str) -> App {
    browser
        .open(link)
        .press("Accept and continue")
        .reads("Choose a password")
        .fill("Choose a password", PASSWORD)
        .press("Continue")
        .reads("Set up your authenticator app");
    let mut app = App::with(&key_on(browser));
    let code = app.code();
    browser.fill("Code", &code).press("Continue");
    browser.reads("Step 3 of 3. Keep your recovery codes");
    app
}

/// The key that the page shows.
fn key_on(browser: &Browser<'_>) -> String {
    let html = browser.page.parsed();
    let keys = crate::walk::select(&html, ".accede-key");
    crate::walk::words(keys[0])
}

/// The codes that the page shows.
fn codes_on(browser: &Browser<'_>) -> Vec<String> {
    let html = browser.page.parsed();
    let codes = crate::walk::select(&html, ".accede-codes .accede-key");
    codes.into_iter().map(crate::walk::words).collect()
}

/// Signs in, from the page for it.
fn sign_in(browser: &mut Browser<'_>, address: &str, app: &mut App) {
    let code = app.code();
    browser
        .open("/sign-in")
        .reads("Sign in")
        .fill("Email address", address)
        .fill("Password", PASSWORD)
        .press("Continue")
        .reads("Prove that it is you")
        .fill("Code", &code)
        .press("Sign in");
}

/// A keeper of a club: the club made by command, the first person by the librarian's hand would take a form; both ways are
/// walked in [`access`].
fn club(gateway: &Gateway, name: &str, address: &str) -> (String, String) {
    let id = accede(gateway, &["party", "add", name]).trim().to_owned();
    let rooms = root().join("tests/content/rooms");
    let rooms = rooms.to_str().unwrap();
    let said = accede(
        gateway,
        &[
            "person",
            "add",
            address,
            "--name",
            "Kit Keeper",
            "--role",
            "keeper",
            "--party",
            &id,
            "--content",
            rooms,
            "--today",
            DAY,
        ],
    );
    (id, printed_link(&said))
}

/// The link in the last of so many letters.
fn link_in_letter(gateway: &Gateway, count: usize) -> String {
    let letters = letters(gateway, count);
    let base = format!("http://{}", gateway.address());
    letters.last().unwrap().link(&base)
}
