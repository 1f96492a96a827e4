//! The static site, as `accede build` writes it: the same pages as the server's, under any path, without scripts, byte for byte
//! the same whenever and wherever it is built; and nothing in its folder that it did not write is ever touched.

mod again;
mod folder;
mod pages;
mod slips;

pub(crate) use slips::problems;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A content folder and the folder that its site is built in.
struct Site {
    folder: TempDir,
    content: PathBuf,
}

/// How a build ended.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    said: String,
}

const SERVICE: &str = "https://forms.example.org";
const BASE: &str = "https://www.example.org/gateway";

impl Site {
    /// A site of the content that ships, or of the rooms.
    fn of(content: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let content = super::tidy::root().join(content);
        Self { folder, content }
    }

    /// A site of a service made up of these files.
    fn made_of(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        let service = "service: library\nname: Rooms\noperator: The library\nguidance: index\n";
        let more = [
            ("forms/service.yaml", service),
            ("guidance/index.md", "# Guidance\n\nAll of it.\n"),
        ];
        for (path, text) in more.iter().chain(files) {
            put(&content.join(path), text);
        }
        Self { folder, content }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    fn build(&self) -> Ran {
        self.build_with(&["--base", BASE, "--service", SERVICE], "UTC")
    }

    fn build_with(&self, more: &[&str], zone: &str) -> Ran {
        let output = Command::new(crate::binary())
            .arg("build")
            .args(["--today", "2026-11-23", "--content"])
            .arg(&self.content)
            .arg("--out")
            .arg(self.out())
            .args(more)
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .env("TZ", zone)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ran {
            code: output.status.code(),
            said: text(&output.stdout) + &text(&output.stderr),
        }
    }

    /// The same, and it has to be well.
    fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let ran = self.build();
        assert_eq!(ran.code, Some(0), "{}", ran.said);
        files(&self.out())
    }

    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.out().join(path)).unwrap()
    }
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let below = path
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            found.insert(below, fs::read(&path).unwrap());
        }
    }
    found
}
