//! The program, started with content and data of its own; killed when it is dropped.

use crate::binary;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

const SERVICE: &str = "service: notes\nname: Notes\noperator: The readers\nzone: Europe/London\n";

const FORM: &str = "form: note
title: Leave a note
started by: anyone
reference: NOTE
pages:
  - page: words
    questions:
      - question: words
        type: long text
        ask: What do you want to say?
        called: your note
        at most: 4000 characters
      - question: email
        type: email
        ask: Where do we write to?
        called: your email address
        optional: true
      - question: word
        type: secret
        ask: Choose a word
        called: your word
        optional: true
";

const KEPT: &str = "---
message: kept
to: email
when: note is sent
subject: Your note {{ reference }}
---
We keep your note {{ reference }}:

{{ words }}
";

/// Content of one page, with a letter to whoever gives an address, and its data folder.
pub(crate) struct Place {
    content: tempfile::TempDir,
    kept: tempfile::TempDir,
    pub(crate) data: PathBuf,
}

impl Place {
    pub(crate) fn new() -> Self {
        let content = tempfile::tempdir().unwrap();
        let files = [
            ("service.yaml", SERVICE),
            ("note.form.yaml", FORM),
            ("kept.message.md", KEPT),
        ];
        for (path, text) in files {
            let path = content.path().join("forms").join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        std::fs::create_dir_all(content.path().join("guidance")).unwrap();
        let kept = tempfile::tempdir().unwrap();
        let data = kept.path().join("data");
        Self {
            content,
            kept,
            data,
        }
    }

    /// What the program logged, in all its runs.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.kept.path().join("log")).unwrap_or_default()
    }

    /// Starts the program; `settings` are variables without `ACCEDE_`.
    pub(crate) fn start(&self, settings: &[(&str, &str)]) -> Server {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.kept.path().join("log"));
        let mut command = Command::new(binary());
        command
            .arg("serve")
            .arg("--content")
            .arg(self.content.path());
        command
            .arg("--data")
            .arg(&self.data)
            .args(["--listen", "127.0.0.1:0"]);
        // All clients of a test come from one address.
        for limit in [
            "POSTS_PER_MINUTE",
            "DRAFTS_PER_HOUR",
            "CONNECTIONS_PER_CLIENT",
        ] {
            command.env(format!("ACCEDE_LIMITS_{limit}"), "1000000");
        }
        for (name, value) in settings {
            command.env(format!("ACCEDE_{name}"), value);
        }
        command.current_dir(self.kept.path()).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(log.unwrap());
        Server::wait_for(command.spawn().unwrap(), &|| self.log())
    }

    /// What a command prints, beside a running server or without one.
    pub(crate) fn command(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(binary());
        command.args(arguments).arg("--data").arg(&self.data);
        let ran = command
            .current_dir(self.kept.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            ran.status.code().unwrap_or(-1),
            text(ran.stdout),
            text(ran.stderr),
        )
    }

    /// The folder of its content.
    pub(crate) fn content(&self) -> &Path {
        self.content.path()
    }

    /// The folder that commands are run in.
    pub(crate) fn folder(&self) -> &Path {
        self.kept.path()
    }
}

impl Drop for Place {
    /// No part of the program panicked in any of its runs: neither in the words of its log, nor in those of a program that
    /// does not log yet.
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let log = self.log();
        for words in ["fell over", "panicked"] {
            assert!(!log.contains(words), "{log}");
        }
    }
}

/// A running program.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    fn wait_for(mut child: Child, log: &dyn Fn() -> String) -> Self {
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        while !said.contains("Ctrl-C stops it") {
            let read = out.read_line(&mut said).unwrap();
            assert!(read > 0, "it did not start: {said}\n{}", log());
        }
        std::thread::spawn(move || out.read_to_end(&mut Vec::new()));
        let at = said.find("http://").unwrap() + "http://".len();
        let address = said[at..].split_whitespace().next().unwrap().to_owned();
        Self { child, address }
    }

    /// Without any warning: `kill -9`.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop, as service managers do.
    pub(crate) fn ask_to_stop(&self) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", "TERM", &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// How it ended; panics when it does not within this time.
    pub(crate) fn ended(&mut self, within: Duration) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < within, "it still runs after {within:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// How many files it has open, connections among them.
    pub(crate) fn files(&self) -> usize {
        let open = std::fs::read_dir(format!("/proc/{}/fd", self.child.id()));
        open.unwrap().count()
    }

    /// The memory that it holds, in bytes.
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS:"))
            .unwrap();
        let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
        kilobytes * 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
