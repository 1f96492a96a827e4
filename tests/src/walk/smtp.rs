//! Mail through a real mail server (aiosmtpd, another implementation than the one that sends): in the open and after STARTTLS,
//! refused, busy, and down.

use super::mail::{Read, base, finish, read, sources};
use super::{Browser, Gateway};
use crate::binary;
use crate::tidy::root;
use server::{Security, Settings, Smtp};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Where `tests/run` puts the mail server.
fn packages() -> PathBuf {
    root().join("target/smtp")
}

/// Whether it is there. Whoever runs the tests by `tests/run`, or CI, has it.
fn is_installed() -> bool {
    let there = packages().join("aiosmtpd").is_dir();
    let must = std::env::var_os("CI").is_some();
    assert!(there || !must, "aiosmtpd is missing: tests/run installs it");
    if !there {
        eprintln!("left out: aiosmtpd is missing, tests/run installs it");
    }
    there
}

/// A mail server that stops when it is dropped.
struct Server {
    child: Child,
    port: u16,
    kept: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(kept: &Path, port: u16, certificate: Option<&Certificate>) -> Self {
        let mut command = Command::new("python3");
        command
            .env("PYTHONPATH", packages())
            .arg(root().join("tests/smtp/server.py"))
            .arg(kept)
            .arg(port.to_string());
        if let Some(Certificate { folder }) = certificate {
            command.args([
                folder.path().join("cert.pem"),
                folder.path().join("key.pem"),
            ]);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let port = line
            .trim()
            .strip_prefix("listening ")
            .unwrap_or_else(|| panic!("{line}"));
        Self {
            child,
            port: port.parse().unwrap(),
            kept: kept.to_owned(),
        }
    }

    /// What it was given, once it is so much; whether each came in private.
    fn given(&self, count: usize) -> Vec<(Read, bool)> {
        given(&self.kept, count)
    }
}

fn given(kept: &Path, count: usize) -> Vec<(Read, bool)> {
    let begun = Instant::now();
    loop {
        let mut files: Vec<PathBuf> = std::fs::read_dir(kept)
            .unwrap()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
            .collect();
        files.sort();
        if files.len() >= count || begun.elapsed() > Duration::from_secs(60) {
            assert_eq!(files.len(), count, "{files:?}");
            let private = |path: &PathBuf| path.to_string_lossy().ends_with("-private.eml");
            let letter = |path: &PathBuf| (read(&std::fs::read(path).unwrap()), private(path));
            return files.iter().map(letter).collect();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A certificate for `localhost` that nobody else trusts.
struct Certificate {
    folder: TempDir,
}

impl Certificate {
    fn made() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = Command::new("openssl")
            .args([
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            ])
            .args([
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem",
                "-subj",
                "/CN=localhost",
            ])
            .args(["-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        Self { folder }
    }
}

fn through(
    port: u16,
    security: Security,
    certificates: Option<PathBuf>,
) -> impl Fn(&mut Settings) + Send + Sync + 'static {
    move |settings| {
        settings.from = Some("The library <books@example.org>".to_owned());
        settings.smtp = Some(Smtp {
            host: "localhost".to_owned(),
            port,
            security,
            user: None,
            password: None,
            certificates: certificates.clone(),
        });
    }
}

fn borrow(gateway: &Gateway, address: &str) {
    let mut jo: Browser<'_> = gateway.browser();
    jo.open("/forms/borrow")
        .press("Start now")
        .fill("What is your name?", "Jo")
        .press("Continue");
    finish(&mut jo, address);
}

/// What `accede mail` says beside the running gateway.
fn mail(gateway: &Gateway, more: &[&str]) -> String {
    let mut command = Command::new(binary());
    command.arg("mail").arg("--data").arg(gateway.data());
    let ran = command.args(more).output().unwrap();
    String::from_utf8(ran.stdout).unwrap()
}

/// What it says of the outbox, once each of these words stands in it so often.
fn outbox(gateway: &Gateway, words: &[(&str, usize)]) -> String {
    let begun = Instant::now();
    loop {
        let said = mail(gateway, &[]);
        let count = |word: &str| said.matches(&format!("  {word}")).count();
        if words.iter().all(|(word, wanted)| count(word) == *wanted) {
            return said;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{said}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn letters_go_out_in_private_and_a_server_that_nobody_vouches_for_gets_none() {
    if !is_installed() {
        return;
    }
    let (certificate, kept) = (Certificate::made(), tempfile::tempdir().unwrap());
    let server = Server::start(kept.path(), 0, Some(&certificate));
    let trusted = certificate.folder.path().join("cert.pem");
    let stranger = Gateway::set(sources(), through(server.port, Security::StartTls, None));
    borrow(&stranger, "stranger@example.org");
    let gateway = Gateway::set(
        sources(),
        through(server.port, Security::StartTls, Some(trusted)),
    );
    borrow(&gateway, "jo@example.org");
    let given = server.given(2);
    for (letter, private) in &given {
        assert!(private);
        assert_eq!(
            (&*letter.to, &*letter.from),
            ("jo@example.org", "books@example.org")
        );
    }
    assert!(given[1].0.link(&base(&gateway)).starts_with("/links/"));
    assert!(
        !gateway.data().join("mail").exists(),
        "the folder is for when there is no server"
    );
}

#[test]
fn who_is_refused_is_not_tried_again_and_holds_nobody_up() {
    if !is_installed() {
        return;
    }
    let kept = tempfile::tempdir().unwrap();
    let server = Server::start(kept.path(), 0, None);
    let gateway = Gateway::set(sources(), through(server.port, Security::None, None));
    borrow(&gateway, "refused@example.org");
    borrow(&gateway, "busy@example.org");
    borrow(&gateway, "jo@example.org");
    let to: Vec<String> = server
        .given(4)
        .into_iter()
        .map(|(letter, _)| letter.to)
        .collect();
    let count = |who: &str| to.iter().filter(|to| to.starts_with(who)).count();
    assert_eq!(
        (count("refused"), count("busy"), count("jo")),
        (0, 2, 2),
        "{to:?}"
    );
    let left = outbox(&gateway, &[("given up", 2), ("waiting", 0)]);
    assert!(left.contains("550"), "{left}");
}

#[test]
fn a_letter_that_was_given_up_goes_out_at_once_when_it_is_to_be_tried_again() {
    if !is_installed() {
        return;
    }
    let kept = tempfile::tempdir().unwrap();
    let server = Server::start(kept.path(), 0, None);
    let gateway = Gateway::set(sources(), through(server.port, Security::None, None));
    borrow(&gateway, "moved@example.org");
    let left = outbox(&gateway, &[("given up", 1), ("waiting", 0)]);
    assert!(left.contains("551"), "{left}");
    server.given(1);
    let asked = Instant::now();
    assert!(mail(&gateway, &["--again-all"]).contains("1 letter is tried again"));
    server.given(2);
    // By itself the sender looks every half minute.
    assert!(asked.elapsed() < Duration::from_secs(15));
    outbox(&gateway, &[("given up", 0), ("waiting", 0)]);
}

#[test]
fn no_letter_goes_out_in_the_open_where_it_is_to_go_in_private() {
    if !is_installed() {
        return;
    }
    let kept = tempfile::tempdir().unwrap();
    let server = Server::start(kept.path(), 0, None);
    let gateway = Gateway::set(sources(), through(server.port, Security::StartTls, None));
    borrow(&gateway, "jo@example.org");
    outbox(&gateway, &[("waiting", 2), ("tried 1 times", 2)]);
    assert!(given(kept.path(), 0).is_empty());
}

#[test]
fn letters_wait_for_a_server_that_is_down_and_each_comes_once() {
    if !is_installed() {
        return;
    }
    let kept = tempfile::tempdir().unwrap();
    let port = Server::start(kept.path(), 0, None).port;
    let mut gateway = Gateway::set(sources(), through(port, Security::None, None));
    borrow(&gateway, "jo@example.org");
    std::thread::sleep(Duration::from_millis(300));
    assert!(given(kept.path(), 0).is_empty());
    gateway.restart();
    let server = Server::start(kept.path(), port, None);
    let given = server.given(2);
    assert_ne!(given[0].0.id, given[1].0.id);
    gateway.restart();
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(server.given(2).len(), 2);
}
