//! The command line, as somebody runs it: what each command prints and how it ends.

mod check;
mod commands;
mod folders;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// How a command ended: its code, and what it printed.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn last(&self) -> &str {
        self.out.lines().last().unwrap_or("")
    }
}

fn accede(folder: &Path, arguments: &[&str]) -> Ran {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(crate::binary())
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Ran {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// A service in a folder of its own, as `accede init` writes it.
struct Service(TempDir);

const FORM: &str = "forms/lost-item.form.yaml";

impl Service {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = accede(folder.path(), &["init", "."]);
        assert_eq!((made.code, made.err.as_str()), (0, ""), "{}", made.out);
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn file(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    /// The same with one piece of text of a file changed.
    fn with(self, path: &str, old: &str, new: &str) -> Self {
        let text = std::fs::read_to_string(self.file(path)).unwrap();
        assert_eq!(text.matches(old).count(), 1, "{old} in {path}");
        std::fs::write(self.file(path), text.replace(old, new)).unwrap();
        self
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        accede(self.path(), arguments)
    }
}
