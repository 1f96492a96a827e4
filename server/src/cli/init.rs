//! `accede init`: a small complete service to start from. Nothing that exists is ever overwritten.

use super::terminal::print;
use super::{Ended, Refused};
use clap::Args;
use include_dir::{Dir, include_dir};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/starter");
/// Where editors that know YAML find what may be written.
const SCHEMA: &str = ".vscode/declarations.schema.json";
const SETTINGS: &str = r#"{
  "yaml.schemas": { "./.vscode/declarations.schema.json": "forms/**/*.yaml" }
}
"#;
const EXTENSIONS: &str = "{\n  \"recommendations\": [\"redhat.vscode-yaml\"]\n}\n";

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder to write to; it must be new or empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn run(options: &Options) -> Result<Ended, Refused> {
    let folder = &options.folder;
    let shown = folder.display();
    let refused = |cause: io::Error| Refused(format!("{shown} cannot be written: {cause}"));
    if is_taken(folder).map_err(refused)? {
        let sentence = "is not empty; name a folder that is new or empty";
        return Err(Refused(format!("{shown} {sentence}")));
    }
    let files = files();
    for (path, text) in &files {
        write(&folder.join(path), text).map_err(refused)?;
    }
    let mut said = format!("Wrote {} files to {shown}:\n", files.len());
    for (path, _) in files.iter().filter(|(path, _)| !path.starts_with('.')) {
        said.push_str(&format!("  {path}\n"));
    }
    said.push_str(&format!(
        "\nOpen forms/lost-item.form.yaml: it says what to try. Then:\n  \
         accede check --content {shown}\n  \
         accede test --content {shown}\n  \
         accede serve --content {shown}\n"
    ));
    print(&said);
    Ok(Ended::Well)
}

/// Whether something stands there; a fresh Git repository does not count.
fn is_taken(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.flatten().any(|entry| entry.file_name() != ".git")),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(cause),
    }
}

fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&STARTER, &mut files);
    let schema = format!("{:#}\n", engine::declarations_schema());
    files.push((SCHEMA.to_owned(), schema));
    files.push((".vscode/settings.json".to_owned(), SETTINGS.to_owned()));
    files.push((".vscode/extensions.json".to_owned(), EXTENSIONS.to_owned()));
    files
}

fn collect(folder: &Dir<'_>, files: &mut Vec<(String, String)>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let text = file.contents_utf8().unwrap_or("").to_owned();
        files.push((path, text));
    }
    for below in folder.dirs() {
        collect(below, files);
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    File::create_new(path)?.write_all(text.as_bytes())
}
