//! Mail, as people get it: read from the folder it is delivered to, with the links followed in whatever browser they open it in.

use super::{Browser, Gateway};
use engine::Sources;
use mail_parser::{Message, MessageParser};
use std::time::{Duration, Instant};

const FORM: &str = "form: borrow\ntitle: Borrow a book\nstarted by: anyone\nreference: BOOK\n\
    sections:\n  - section: you\n    title: You\n    pages:\n\
    \x20     - page: name\n        questions:\n          - question: full_name\n            type: text\n            ask: What is your name?\n            called: your name\n\
    \x20     - page: email\n        questions:\n          - question: email\n            type: email\n            ask: What is your email address?\n            called: your email address\n            optional: true\n\
    \x20     - page: book\n        questions:\n          - question: book\n            type: text\n            ask: Which book?\n            called: book\n";

const RECEIVED: &str = "---\nmessage: received\nto: email\nwhen: borrow is sent\nsubject: We look for {{ book }} ({{ reference }})\n---\n\
    Dear {{ full_name }},\n\nwe look for *{{ book }}*. [What it costs](costs.md).\n";

const GO_ON: &str = "---\nmessage: go-on\nwhen: a return link is asked for\nsubject: Go on with {{ form_title }}\n---\n\
    Until {{ valid_until }}:\n\n{{ link }}\n";

const CONFIRM: &str = "---\nmessage: confirm\nwhen: an address is to be confirmed\nsubject: Is this your address?\n---\n\
    For {{ reference }}:\n\n{{ link }}\n";

/// A form that answers by mail.
pub(super) fn sources() -> Sources {
    let service = "service: library\nname: The library\noperator: The friends of the library\nzone: Europe/London\n";
    let files = [
        ("forms/service.yaml", service),
        ("forms/borrow.form.yaml", FORM),
        ("forms/received.message.md", RECEIVED),
        ("forms/go-on.message.md", GO_ON),
        ("forms/confirm.message.md", CONFIRM),
        ("guidance/costs.md", "# Costs\n\nNothing.\n"),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    Sources::new(files)
}

/// A letter, read as a mail program reads it.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) to: String,
    pub(crate) from: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
    pub(crate) id: String,
}

pub(crate) fn read(bytes: &[u8]) -> Read {
    let mail: Message<'_> = MessageParser::default().parse(bytes).unwrap();
    let address = |of: Option<&mail_parser::Address<'_>>| {
        let first = of.and_then(|of| of.first()).unwrap();
        first.address().unwrap().to_owned()
    };
    Read {
        to: address(mail.to()),
        from: address(mail.from()),
        subject: mail.subject().unwrap().to_owned(),
        text: mail.body_text(0).unwrap().replace('\r', ""),
        html: mail.body_html(0).unwrap().into_owned(),
        id: mail.message_id().unwrap().to_owned(),
    }
}

impl Read {
    /// Where its link leads, below the address of the service.
    pub(crate) fn link(&self, base: &str) -> String {
        let words = self.text.split_whitespace();
        let mut links = words.filter(|word| word.contains("/links/"));
        let link = links
            .next()
            .unwrap_or_else(|| panic!("no link: {}", self.text));
        link.strip_prefix(base).unwrap().to_owned()
    }
}

/// The letters in the folder, in the order of sending, once there are so many.
pub(crate) fn letters(gateway: &Gateway, count: usize) -> Vec<Read> {
    let begun = Instant::now();
    loop {
        let mut names: Vec<_> = std::fs::read_dir(gateway.data().join("mail"))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
            .collect();
        names.sort();
        if names.len() >= count || begun.elapsed() > Duration::from_secs(60) {
            assert_eq!(names.len(), count, "{names:?}");
            let letters = names.iter().map(|path| read(&std::fs::read(path).unwrap()));
            return letters.collect();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

pub(super) fn base(gateway: &Gateway) -> String {
    format!("http://{}", gateway.address())
}

/// Begins, and says a name.
fn begun<'a>(gateway: &'a Gateway) -> Browser<'a> {
    let mut jo = gateway.browser();
    jo.open("/forms/borrow").press("Start now");
    jo.fill("What is your name?", "Jo Smith");
    jo
}

fn ask_for_a_link(jo: &mut Browser<'_>, address: &str) {
    jo.press("Save and come back later")
        .reads("Save and come back later")
        .fill("Email address", address)
        .press("Send me a link")
        .reads("Check your email");
}

/// Fills in what is left, and sends it.
pub(super) fn finish(jo: &mut Browser<'_>, address: &str) {
    jo.reads("What is your email address? (optional)")
        .fill("What is your email address? (optional)", address)
        .press("Continue")
        .reads("Which book?")
        .fill("Which book?", "<Dune> & *more*")
        .press("Continue")
        .reads("Check your answers")
        .press("Send");
    assert!(jo.page.text().contains("BOOK-"), "{}", jo.page.text());
}

/// The way back that was sent: where its link leads.
fn link_sent(gateway: &Gateway) -> String {
    let [link] = letters(gateway, 1).try_into().unwrap();
    assert_eq!(link.to, "jo@example.org");
    assert_eq!(link.subject, "Go on with Borrow a book");
    assert!(
        link.text.starts_with("Until 30 March 2026:"),
        "{}",
        link.text
    );
    let way = link.link(&base(gateway));
    assert!(
        link.html
            .contains(&format!("href=\"{}{way}\"", base(gateway)))
    );
    way
}

/// The letter that answers what was sent.
fn acknowledges(received: &Read, base: &str) {
    assert_eq!(received.to, "Jo@example.org");
    assert!(
        received
            .subject
            .starts_with("We look for <Dune> & *more* (BOOK-"),
        "{}",
        received.subject
    );
    assert!(
        received
            .text
            .contains("Dear Jo Smith,\n\nwe look for <Dune> & *more*."),
        "{}",
        received.text
    );
    assert!(
        received
            .text
            .contains(&format!("({}/guidance/costs)", base))
    );
    assert!(
        received.html.contains("&lt;Dune&gt; &amp; *more*")
            && received.html.contains("The friends of the library")
    );
    assert_eq!(received.from, "no-reply@localhost");
}

#[test]
fn somebody_saves_goes_on_in_another_browser_sends_is_answered_once_and_confirms() {
    let gateway = Gateway::on(sources(), "2026-03-02");
    let mut jo = begun(&gateway);
    ask_for_a_link(&mut jo, "jo@example.org");
    let way = link_sent(&gateway);

    let mut phone = gateway.browser();
    phone.open(&way).reads("Go on with “Borrow a book”");
    assert!(phone.cookies().is_empty(), "looking opens nothing");
    phone
        .press("Open my answers")
        .reads("What is your email address? (optional)");
    phone.back();
    assert_eq!(
        phone.page.value("What is your name?").as_deref(),
        Some("Jo Smith")
    );
    phone.press("Continue");
    finish(&mut phone, "Jo@Example.org");
    let sent = phone.page.address.clone();
    assert!(
        phone
            .page
            .text()
            .contains("We have sent a link to Jo@example.org")
    );

    let [_, received, confirm] = letters(&gateway, 3).try_into().unwrap();
    acknowledges(&received, &base(&gateway));
    assert_ne!(received.id, confirm.id);
    let mut mail_program = gateway.browser();
    mail_program
        .open(&confirm.link(&base(&gateway)))
        .reads("Confirm your email address");
    phone.open(&sent);
    assert!(
        !phone.page.text().contains("You confirmed"),
        "looking confirms nothing"
    );
    mail_program
        .press("Yes, confirm my address")
        .reads("Thank you");
    phone.open(&sent);
    assert!(
        phone
            .page
            .text()
            .contains("You confirmed the address Jo@example.org"),
        "{}",
        phone.page.text()
    );
    mail_program
        .open(&way)
        .reads("This link does not open anything");
    assert_eq!(letters(&gateway, 3).len(), 3);
}

#[test]
fn sending_twice_is_answered_once_and_nobody_is_written_to_without_an_address() {
    let gateway = Gateway::on(sources(), "2026-03-02");
    let mut jo = begun(&gateway);
    jo.press("Continue")
        .press("Continue")
        .fill("Which book?", "Dune")
        .press("Continue");
    let mut again = jo.clone();
    jo.press("Send");
    again.press("Send");
    assert_eq!(jo.page.address, again.page.address);
    let mut ann = begun(&gateway);
    ann.press("Continue");
    finish(&mut ann, "ann@example.org");
    let to: Vec<String> = letters(&gateway, 2)
        .into_iter()
        .map(|letter| letter.to)
        .collect();
    assert_eq!(
        to,
        ["ann@example.org", "ann@example.org"],
        "Jo gave no address"
    );
}

#[test]
fn what_is_typed_is_saved_before_the_address_is_asked_for_and_what_is_wrong_is_not_lost() {
    let gateway = Gateway::on(sources(), "2026-03-02");
    let mut jo = begun(&gateway);
    jo.press("Save and come back later")
        .reads("Save and come back later");
    jo.back().reads("What is your email address? (optional)");
    jo.fill("What is your email address? (optional)", "nowhere")
        .press("Save and come back later");
    assert_eq!(jo.page.status, 422);
    assert_eq!(
        jo.page
            .value("What is your email address? (optional)")
            .as_deref(),
        Some("nowhere")
    );
    jo.fill("What is your email address? (optional)", "")
        .press("Save and come back later");
    for (typed, said) in [
        ("", "Enter your email address"),
        (
            "jo@",
            "Enter an email address in the correct format, like name@example.com",
        ),
    ] {
        jo.fill("Email address", typed).press("Send me a link");
        assert_eq!(jo.page.summary(), [said]);
    }
}

#[test]
fn three_links_an_hour_go_to_an_address_and_the_words_are_always_the_same() {
    let gateway = Gateway::on(sources(), "2026-03-02");
    let mut pages = Vec::new();
    for _ in 0..5 {
        let mut jo = begun(&gateway);
        ask_for_a_link(&mut jo, "Jo@example.org");
        pages.push(jo.page.text());
    }
    pages.dedup();
    assert_eq!(pages.len(), 1);
    let mut ann = begun(&gateway);
    ask_for_a_link(&mut ann, "ann@example.org");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(
        letters(&gateway, 3).len(),
        3,
        "nor to another address from the same client"
    );
}

#[test]
fn a_link_opens_for_as_long_as_the_draft_is_kept_and_then_both_are_gone() {
    let mut gateway = Gateway::on(sources(), "2026-03-02");
    let mut jo = begun(&gateway);
    ask_for_a_link(&mut jo, "jo@example.org");
    let draft = jo.page.address.clone();
    let cookies = jo.cookies();
    let way = letters(&gateway, 1)[0].link(&base(&gateway));
    gateway.today("2026-03-30");
    gateway
        .browser()
        .open(&way)
        .reads("Go on with “Borrow a book”");
    gateway
        .browser()
        .with(cookies.clone())
        .open(&draft)
        .reads("Check your email");
    gateway.today("2026-03-31");
    gateway
        .browser()
        .open(&way)
        .reads("This link does not open anything");
    let begun = Instant::now();
    loop {
        let mut jo = gateway.browser().with(cookies.clone());
        jo.open(&draft);
        if jo.page.status == 404 {
            break;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "the draft is still there"
        );
    }
    for wrong in ["/links/x", "/links/00000000000000000000000000000000"] {
        gateway
            .browser()
            .open(wrong)
            .reads("This link does not open anything");
    }
}

#[test]
fn mail_that_waits_goes_out_when_the_server_is_back() {
    let mut gateway = Gateway::on(sources(), "2026-03-02");
    let folder = gateway.data().join("mail");
    std::fs::remove_dir(&folder).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    let mut jo = begun(&gateway);
    jo.press("Continue");
    finish(&mut jo, "jo@example.org");
    drop(jo);
    std::fs::remove_file(&folder).unwrap();
    gateway.restart();
    assert_eq!(letters(&gateway, 2)[0].to, "jo@example.org");
    gateway.restart();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(letters(&gateway, 2).len(), 2, "none goes out twice");
}

#[test]
fn no_secret_of_a_link_is_in_the_store() {
    let gateway = Gateway::on(sources(), "2026-03-02");
    let mut jo = begun(&gateway);
    ask_for_a_link(&mut jo, "jo@example.org");
    let way = letters(&gateway, 1)[0].link(&base(&gateway));
    let secret = way.strip_prefix("/links/").unwrap().to_owned();
    let cookie = jo.cookies().into_values().next().unwrap();
    let mut stores = 0;
    for entry in std::fs::read_dir(gateway.data()).unwrap().flatten() {
        let path = entry.path();
        if !path.is_file() {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for secret in [&secret, &cookie] {
            let found = bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes());
            assert!(!found, "{}", path.display());
        }
        let told = bytes.windows(14).any(|part| part == b"jo@example.org");
        stores += usize::from(told);
    }
    assert!(stores > 0, "the store was looked at");
}

#[test]
fn the_mailbox_shows_what_was_sent_to_whoever_sits_at_this_machine() {
    let gateway = Gateway::written(sources(), true);
    let mut jo = begun(&gateway);
    ask_for_a_link(&mut jo, "jo@example.org");
    letters(&gateway, 1);
    jo.open("/mailbox")
        .reads("Mailbox")
        .follow("Go on with Borrow a book");
    let (read, html) = (
        jo.page.address.clone(),
        jo.page.link("Read it as HTML").unwrap(),
    );
    let link = jo
        .page
        .text()
        .split_whitespace()
        .find(|word| word.contains("/links/"))
        .unwrap()
        .to_owned();
    assert_eq!(
        jo.page.link(&link).as_deref(),
        Some(link.as_str()),
        "it can be followed"
    );
    let mail = jo.request("GET", &html, &[], b"");
    assert!(
        mail.html.contains(&format!("href=\"{link}\"")),
        "{}",
        mail.html
    );
    let policy = &mail.headers["content-security-policy"];
    assert!(
        policy.contains("sandbox") && policy.contains("default-src 'none'"),
        "{policy}"
    );
    for address in ["/mailbox", &read, &html] {
        for header in [
            ("host", "forms.example.org"),
            ("x-forwarded-for", "127.0.0.1"),
        ] {
            assert_eq!(
                jo.request("GET", address, &[header], b"").status,
                404,
                "{header:?}"
            );
        }
    }
    let closed = Gateway::on(sources(), "2026-03-02");
    assert_eq!(
        closed.browser().request("GET", "/mailbox", &[], b"").status,
        404
    );
}

#[test]
fn what_can_be_reached_from_elsewhere_says_how_before_it_writes_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let serve = |more: &[&str]| {
        let mut command = std::process::Command::new(crate::binary());
        command
            .args(["serve", "--listen", "0.0.0.0:0", "--data", "data"])
            .args(more);
        command.current_dir(folder.path()).output().unwrap()
    };
    let refused = serve(&[]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("set `base_address`"), "{said}");
}

#[test]
fn an_operator_sees_what_waits_beside_a_running_server_and_without_one() {
    let mut gateway = Gateway::on(sources(), "2026-03-02");
    let folder = gateway.data().join("mail");
    std::fs::remove_dir(&folder).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    let mut jo = begun(&gateway);
    ask_for_a_link(&mut jo, "jo@example.org");
    let data = gateway.data().to_owned();
    let accede = |more: &[&str]| {
        let mut command = std::process::Command::new(crate::binary());
        command.arg("mail").arg("--data").arg(&data).args(more);
        let ran = command.output().unwrap();
        let said = [ran.stdout, ran.stderr].concat();
        (ran.status.code(), String::from_utf8(said).unwrap())
    };
    let waits = |(code, said): (Option<i32>, String)| {
        assert_eq!(code, Some(0), "{said}");
        assert!(
            said.contains("waiting\n  Go on with Borrow a book (go-on)\n  to jo@example.org"),
            "{said}"
        );
    };
    waits(accede(&[]));
    assert_eq!(accede(&["--again-all"]).0, Some(2), "nothing was given up");
    gateway.stop();
    waits(accede(&[]));
    assert!(accede(&["--sent"]).1.contains("No letter was sent"));
    std::fs::remove_file(&folder).unwrap();
    gateway.restart();
    letters(&gateway, 1);
    let (_, said) = accede(&["--sent"]);
    assert!(said.contains("Go on with Borrow a book"), "{said}");
    assert!(accede(&[]).1.contains("No letter waits"));
}

#[test]
fn an_address_that_is_judged_while_it_is_typed_is_not_written_to() {
    let gateway = Gateway::on(sources(), "2026-03-02");
    let mut jo = begun(&gateway);
    jo.press("Continue").press("Save and come back later");
    let html = jo.page.parsed();
    let nonce = super::page::select(&html, "input[name=_nonce]");
    let nonce = nonce[0].attr("value").unwrap().to_owned();
    let fields = [("_nonce", nonce.as_str()), ("_address", "jo@example.org")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let address = format!("{}?check=_address", jo.page.address);
    assert_eq!(jo.post_fields(&address, &fields).status, 404);
    jo.fill("Email address", "ann@example.org")
        .press("Send me a link");
    assert_eq!(letters(&gateway, 1)[0].to, "ann@example.org");
}
