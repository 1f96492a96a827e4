//! A secret: typed once, never seen again, wherever one looks.

use super::{Browser, Gateway};
use crate::tidy::files;
use engine::Sources;

/// What nobody may find anywhere.
const MARKER: &str = "zq-heron-on-the-weir-7";

const FORM: &str = "form: locker
title: Rent a locker
started by: anyone
reference: LOCK
pages:
  - page: name
    questions:
      - { question: full_name, type: text, ask: What is your name?, called: your name }
  - page: word
    title: Your word
    questions:
      - { question: word, type: secret, ask: Choose a word, hint: You say it at the desk, called: word, at least: 8 characters }
      - { question: size, type: whole number, ask: Which size?, called: size, at most: 9 }
";

fn sources(form: &str) -> Sources {
    let service = "service: lockers\nname: Lockers\noperator: The station\nzone: Europe/London\n";
    let files = [
        ("forms/service.yaml", service),
        ("forms/locker.form.yaml", form),
    ];
    Sources::new(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())))
}

fn to_word<'b, 'g>(jo: &'b mut Browser<'g>) -> &'b mut Browser<'g> {
    jo.open("/forms/locker")
        .press("Start now")
        .fill("What is your name?", "Jo Smith")
        .press("Continue")
        .reads("Your word")
}

fn to_check(jo: &mut Browser<'_>) {
    to_word(jo)
        .fill("Choose a word", MARKER)
        .fill("Which size?", "4")
        .press("Continue")
        .reads("Check your answers");
}

/// The hash in the store, the last one written; none when none is.
fn hash(gateway: &Gateway) -> Option<String> {
    let bytes = std::fs::read(gateway.data().join("accede.redb")).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let at = text.find("$argon2id$v=19$m=19456,t=2,p=1$")?;
    Some(text[at..at + 97].to_owned())
}

#[test]
fn a_secret_is_on_no_page_in_no_file_and_in_no_address() {
    let gateway = Gateway::on(sources(FORM), "2026-03-02");
    let mut jo = gateway.browser();
    to_word(&mut jo)
        .fill("Choose a word", MARKER)
        .fill("Which size?", "many")
        .press("Continue");
    assert_eq!(
        jo.page.summary(),
        ["The size must be a whole number, like 15"],
        "and no more"
    );
    assert_eq!(jo.page.value("Choose a word").as_deref().unwrap_or(""), "");
    assert!(
        !jo.page.html.contains(MARKER),
        "given back beside a mistake"
    );
    assert_eq!(hash(&gateway), None, "what is wrong is not kept");
    jo.fill("Choose a word", MARKER)
        .fill("Which size?", "4")
        .press("Continue")
        .reads("Check your answers");
    assert_eq!(jo.page.answer("Choose a word").as_deref(), Some("Set"));
    assert!(!jo.page.html.contains(MARKER));
    let sealed = hash(&gateway).expect("it was sealed");
    jo.follow("Change Choose a word").reads("Your word");
    assert!(!jo.page.html.contains(MARKER) && !jo.page.html.contains(&sealed));
    jo.press("Continue").press("Send");
    assert_eq!(jo.page.answer("Choose a word").as_deref(), Some("Set"));
    assert!(!jo.page.html.contains(MARKER) && !jo.page.html.contains("argon2"));
    // What is no file is the socket that commands come through.
    let all = files(&gateway.data().to_string_lossy()).into_iter();
    for path in all.filter(|path| path.is_file()) {
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes
            .windows(MARKER.len())
            .any(|window| window == MARKER.as_bytes());
        assert!(!found, "the secret stands in {}", path.display());
    }
}

#[test]
fn a_secret_that_was_set_stays_when_its_box_is_left_empty_and_goes_when_another_is_typed() {
    let gateway = Gateway::on(sources(FORM), "2026-03-02");
    let mut jo = gateway.browser();
    to_check(&mut jo);
    let first = hash(&gateway);
    jo.follow("Change Which size?");
    let text = jo.page.text();
    assert!(
        text.contains("You say it at the desk. This is already set"),
        "{text}"
    );
    jo.fill("Which size?", "5")
        .press("Continue")
        .reads("Check your answers");
    assert_eq!(jo.page.answer("Choose a word").as_deref(), Some("Set"));
    assert_eq!(jo.page.answer("Which size?").as_deref(), Some("5"));
    assert!(first.is_some());
    jo.follow("Change Choose a word")
        .fill("Choose a word", "short")
        .press("Continue");
    assert_eq!(jo.page.summary(), ["The word must be 8 characters or more"]);
    jo.follow("Back").reads("Check your answers");
    assert_eq!(jo.page.answer("Choose a word").as_deref(), Some("Set"));
}

#[test]
fn a_hash_that_somebody_types_is_a_word_like_any_other() {
    let gateway = Gateway::on(sources(FORM), "2026-03-02");
    let mut jo = gateway.browser();
    let typed = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b5dWRWJTmaaJObG5bnCmwWzoRk";
    to_word(&mut jo)
        .fill("Choose a word", typed)
        .put("word-sealed", &[typed])
        .fill("Which size?", "4")
        .press("Continue")
        .reads("Check your answers");
    assert_ne!(hash(&gateway).as_deref(), Some(typed));
}

#[test]
fn a_secret_typed_on_a_page_that_is_gone_is_not_kept_and_what_was_set_stays() {
    let mut gateway = Gateway::on(sources(FORM), "2026-03-02");
    let mut jo = gateway.browser();
    to_check(&mut jo);
    let first = hash(&gateway);
    jo.follow("Change Which size?");
    let (cookies, old) = (jo.cookies(), jo.page.address.clone());
    let carried = jo.page.hidden();
    gateway.serve(sources(&FORM.replace("page: word", "page: your-word")));
    let mut jo = gateway.browser().with(cookies);
    let another = "zq-another-word-9";
    let typed = [("word", another), ("size", "7")];
    let typed = typed.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let answer = jo.post_fields(&old, &[&typed[..], &carried].concat());
    assert_eq!(answer.status, 303);
    jo.open(&answer.headers["location"])
        .reads("Check your answers");
    assert_eq!(jo.page.answer("Which size?").as_deref(), Some("7"));
    assert_eq!(jo.page.answer("Choose a word").as_deref(), Some("Set"));
    assert!(first.is_some() && hash(&gateway) == first);
    let store = std::fs::read(gateway.data().join("accede.redb")).unwrap();
    assert!(!String::from_utf8_lossy(&store).contains(another));
}

#[test]
fn a_secret_that_was_typed_and_not_sent_is_kept_nowhere() {
    let gateway = Gateway::on(sources(FORM), "2026-03-02");
    let mut jo = gateway.browser();
    to_word(&mut jo);
    let here = jo.page.address.clone();
    let typed = [("word", MARKER), ("size", "4")];
    let typed = typed.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let typed = [&typed[..], &jo.page.hidden()].concat();
    let answer = jo.post_fields(&format!("{here}?keep"), &typed);
    assert!(answer.html.contains("\"kept\":true"), "{}", answer.html);
    let store = std::fs::read(gateway.data().join("accede.redb")).unwrap();
    assert!(!String::from_utf8_lossy(&store).contains(MARKER));
    jo.open(&here);
    assert_eq!(jo.page.value("Which size?").as_deref(), Some("4"));
    assert!(!jo.page.text().contains("This is already set"));
}

#[test]
fn what_was_typed_to_be_read_does_not_become_a_secret() {
    let open = FORM.replace("type: secret", "type: text");
    let mut gateway = Gateway::on(sources(&open), "2026-03-02");
    let mut jo = gateway.browser();
    to_check(&mut jo);
    let (cookies, check) = (jo.cookies(), jo.page.address.clone());
    gateway.serve(sources(FORM));
    let mut jo = gateway.browser().with(cookies);
    jo.open(&check).reads("Your word");
    assert!(!jo.page.html.contains(MARKER), "it stands in the box");
    jo.fill("Choose a word", "another word")
        .press("Continue")
        .reads("Check your answers");
    assert_eq!(jo.page.answer("Choose a word").as_deref(), Some("Set"));
}
