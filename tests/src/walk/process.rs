//! The program itself: what it says when it starts, when it cannot, and how it stops.

use crate::binary;
use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A folder with the content of these tests.
fn content() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (_, file) in super::room::sources().iter() {
        let path = folder.path().join(&*file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
    }
    folder
}

fn serve(content: &Path, data: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command
        .arg("serve")
        .arg("--content")
        .arg(content)
        .arg("--data")
        .arg(data)
        .args(more);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A server that was started, and what it said; it is stopped when this is dropped.
struct Started {
    child: Child,
    said: String,
}

impl Started {
    fn new(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = String::new();
        while !said.contains("Ctrl-C") {
            let Some(line) = lines.next() else {
                panic!("it stopped, and said: {said}")
            };
            said.push_str(&line.unwrap());
            said.push('\n');
        }
        Self { child, said }
    }

    fn address(&self) -> String {
        let at = self.said.find("http://").unwrap() + "http://".len();
        self.said[at..]
            .split_whitespace()
            .next()
            .unwrap()
            .to_owned()
    }

    fn ask(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", signal, &id])
                .status()
                .unwrap()
                .success()
        );
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_says_where_it_listens_what_it_serves_and_what_to_try() {
    let (content, data) = (content(), tempfile::tempdir().unwrap());
    let server = Started::new(serve(
        content.path(),
        data.path(),
        &["--listen", "127.0.0.1:0"],
    ));
    let port = server.address().split(':').nth(1).unwrap().to_owned();
    for part in [
        format!("listening on http://127.0.0.1:{port}"),
        format!("http://localhost:{port}"),
        content.path().display().to_string(),
        data.path().display().to_string(),
        format!("http://localhost:{port}/forms/borrow-a-room"),
        "accede test".to_owned(),
    ] {
        assert!(server.said.contains(&part), "`{part}` in:\n{}", server.said);
    }
    let page = ureq::get(format!("http://{}/", server.address()))
        .call()
        .unwrap();
    assert_eq!(page.status(), 200);
}

#[test]
fn it_stops_when_it_is_asked_to_and_says_so_with_its_status() {
    let (content, data) = (content(), tempfile::tempdir().unwrap());
    for signal in ["TERM", "INT"] {
        let mut server = Started::new(serve(
            content.path(),
            data.path(),
            &["--listen", "127.0.0.1:0"],
        ));
        server.ask(signal);
        assert!(server.child.wait().unwrap().success(), "{signal}");
    }
}

#[test]
fn a_port_that_is_taken_is_said_with_the_command_that_works() {
    let (content, data) = (content(), tempfile::tempdir().unwrap());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let listen = address.to_string();
    let output = serve(content.path(), data.path(), &["--listen", &listen])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains(&format!("port {} is taken", address.port())),
        "{said}"
    );
    let at = said.find("--listen ").unwrap_or_else(|| panic!("{said}"));
    let other = said[at..].split_whitespace().nth(1).unwrap().to_owned();
    Started::new(serve(content.path(), data.path(), &["--listen", &other]));
}

#[test]
fn a_demo_is_for_this_machine_alone_and_keeps_its_data_apart() {
    let (content, data) = (content(), tempfile::tempdir().unwrap());
    let demo = data.path().join("demo");
    let refused = serve(content.path(), &demo, &["--demo", "--listen", "0.0.0.0:0"])
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(!demo.exists(), "nothing was made");
    drop(Started::new(serve(
        content.path(),
        &demo,
        &["--demo", "--listen", "127.0.0.1:0"],
    )));
    let refused = serve(content.path(), &demo, &["--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    assert_eq!(
        refused.status.code(),
        Some(2),
        "made-up data is not served as real"
    );
    let real = data.path().join("real");
    drop(Started::new(serve(
        content.path(),
        &real,
        &["--listen", "127.0.0.1:0"],
    )));
    let refused = serve(
        content.path(),
        &real,
        &["--demo", "--listen", "127.0.0.1:0"],
    )
    .output()
    .unwrap();
    assert_eq!(
        refused.status.code(),
        Some(2),
        "real data is not taken for a demo"
    );
}

#[test]
fn content_with_an_error_is_not_served() {
    let (content, data) = (content(), tempfile::tempdir().unwrap());
    let form = content.path().join("forms/borrow-a-room.form.yaml");
    let broken = std::fs::read_to_string(&form)
        .unwrap()
        .replace("type: date", "type: dat");
    std::fs::write(&form, broken).unwrap();
    let mut child = serve(content.path(), data.path(), &["--listen", "127.0.0.1:0"])
        .spawn()
        .unwrap();
    let mut said = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(said.contains("did you mean `date`?"), "{said}");
}

#[test]
fn editing_is_for_this_machine_alone_and_needs_content_of_ones_own() {
    let (content, data) = (content(), tempfile::tempdir().unwrap());
    let open = ["--edit", "--listen", "0.0.0.0:0"];
    let refused = serve(content.path(), data.path(), &open).output().unwrap();
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        said.starts_with("accede: --edit is for this machine alone: 0.0.0.0 "),
        "{said}"
    );
    let refused = Command::new(binary())
        .args(["serve", "--edit", "--listen", "127.0.0.1:0"])
        .current_dir(data.path())
        .output()
        .unwrap();
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(said.contains("accede init DIR"), "{said}");
}

#[test]
fn the_terminal_says_what_is_wrong_with_an_edit_and_when_it_is_served() {
    let (content, data) = (content(), tempfile::tempdir().unwrap());
    let local = ["--listen", "127.0.0.1:0"];
    let mut child = serve(content.path(), data.path(), &local).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut until = |wanted: &str| {
        let mut said = String::new();
        while !said.contains(wanted) {
            let line = lines.next().unwrap_or_else(|| panic!("{wanted}: {said}"));
            said = format!("{said}{}\n", line.unwrap());
        }
        said
    };
    until("Ctrl-C");
    let form = content.path().join("forms/borrow-a-room.form.yaml");
    let good = std::fs::read_to_string(&form).unwrap();
    super::reload::rename_over(&form, &good.replace("type: date", "type: dat"));
    let said = until("is still served, until this is mended.");
    for part in [
        "borrow-a-room.form.yaml:",
        "did you mean `date`?",
        "1 error in ",
    ] {
        assert!(said.contains(part), "no {part} in: {said}");
    }
    super::reload::rename_over(&form, &good);
    let said = until("served as it is now");
    assert!(said.contains("borrow-a-room.form.yaml changed: "), "{said}");
    child.kill().unwrap();
    child.wait().unwrap();
}
