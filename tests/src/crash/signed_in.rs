//! What the program says to a mail server that it signs in to, and in letters: none of it is in the log.

use super::server::Place;
use super::{Answer, Line, encoded};
use crate::walk::{Read, read};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

const GO_ON: &str = "---\nmessage: go-on\nwhen: a return link is asked for\nsubject: MARK-subject\n---\n\
    Until {{ valid_until }}:\n\n{{ link }}\n";

/// What came in.
enum Came {
    /// What it signed in with, as it was sent.
    SignedIn(String),
    Letter(Box<Read>),
    Refused,
}

/// Listens as a mail server that lets in whoever signs in, and refuses one address in words of its own.
fn listen() -> (u16, Receiver<Came>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (come, came) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let come = come.clone();
            std::thread::spawn(move || talk(stream, &come));
        }
    });
    (port, came)
}

fn talk(mut stream: TcpStream, come: &Sender<Came>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?);
    let mut next = move || {
        let mut line = String::new();
        let read = lines.read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim_end().to_owned())
    };
    stream.write_all(b"220 localhost\r\n").ok()?;
    loop {
        let line = next()?;
        let answer = match line.split([' ', ':']).next()?.to_ascii_uppercase().as_str() {
            "EHLO" => "250-localhost\r\n250 AUTH PLAIN",
            "AUTH" => {
                come.send(Came::SignedIn(line)).ok()?;
                "235 let in"
            }
            "RCPT" if line.contains("MARK-refused") => {
                come.send(Came::Refused).ok()?;
                "550 MARK-refused of MARK-said is not here"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").ok()?;
                let mut letter = String::new();
                loop {
                    match next()?.as_str() {
                        "." => break,
                        line => letter.extend([line.strip_prefix('.').unwrap_or(line), "\r\n"]),
                    }
                }
                come.send(Came::Letter(Box::new(read(letter.as_bytes()))))
                    .ok()?;
                "250 taken"
            }
            _ => "250 good",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).ok()?;
    }
}

/// Asks for a link, opens it in another browser, leaves a note whose letter is refused; the secrets of all that.
fn write_and_come_back(address: &str, came: &Receiver<Came>) -> Vec<String> {
    let mut jo = Line::to(address).unwrap();
    let draft = jo.begin().unwrap().location().to_owned();
    let way = format!("{draft}/come-back");
    let to = encoded("MARK-to@example.org");
    let asked = jo.fill(&way, &format!("_address={to}")).unwrap();
    assert_eq!(asked.status, 303, "{}", asked.body);
    let mut secrets = vec![cookie(&jo)];
    let take = |secrets: &mut Vec<String>| loop {
        match came.recv_timeout(Duration::from_secs(20)).unwrap() {
            Came::SignedIn(line) => secrets.push(line.split(' ').next_back().unwrap().to_owned()),
            Came::Letter(letter) => return Some(letter),
            Came::Refused => return None,
        }
    };
    let letter = take(&mut secrets).expect("the way back");
    let at = letter.text.find("/links/").expect("a link");
    let link = letter.text[at..].split_whitespace().next().unwrap();
    secrets.push(link.rsplit('/').next().unwrap().to_owned());
    let mut phone = Line::to(address).unwrap();
    assert_eq!(phone.get(link).unwrap().status, 200);
    let opened: Answer = phone.post(link, "").unwrap();
    assert_eq!(opened.status, 303, "{}", opened.body);
    secrets.push(cookie(&phone));
    // One that opens nothing is as secret: it may be another one, mistyped.
    phone.get("/links/MARK-link").unwrap();
    jo.leave_with("MARK-words", "MARK-refused@example.org")
        .unwrap();
    assert!(take(&mut secrets).is_none());
    secrets
}

fn cookie(line: &Line) -> String {
    line.cookie.split('=').nth(1).unwrap().to_owned()
}

#[test]
fn no_link_letter_or_password_of_the_mail_server_is_in_the_log() {
    let place = Place::new();
    std::fs::write(place.content().join("forms/go-on.message.md"), GO_ON).unwrap();
    let (port, came) = listen();
    let port = port.to_string();
    let server = place.start(&[
        ("LOG_LEVEL", "debug"),
        ("SMTP_HOST", "localhost"),
        ("SMTP_PORT", &port),
        ("SMTP_SECURITY", "none"),
        ("SMTP_USER", "MARK-user"),
        ("SMTP_PASSWORD", "MARK-password"),
        ("SMTP_FROM", "notes@example.org"),
    ]);
    let secrets = write_and_come_back(&server.address, &came);
    assert!(secrets.len() >= 4, "two cookies, a password and a link");
    let until = std::time::Instant::now() + Duration::from_secs(20);
    while !place.log().contains("given up") {
        assert!(std::time::Instant::now() < until, "{}", place.log());
        std::thread::sleep(Duration::from_millis(20));
    }
    let log = place.log();
    assert!(
        log.contains("DEBUG"),
        "the highest level says something: {log}"
    );
    assert!(!log.contains("MARK"), "{log}");
    for secret in secrets {
        assert!(secret.len() > 16, "{secret}");
        assert!(!log.contains(&secret), "{secret} in\n{log}");
    }
}
