//! The content that ships with the project, carried inside the binary.

use super::is_content_file;
use include_dir::{Dir, include_dir};

static FORMS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../forms");
static GUIDANCE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../guidance");

/// Every file with its path below the content folder.
pub(super) fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for (name, folder) in [("forms", &FORMS), ("guidance", &GUIDANCE)] {
        collect(name, folder, &mut files);
    }
    files
}

fn collect(name: &str, folder: &Dir<'_>, files: &mut Vec<(String, Vec<u8>)>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if is_content_file(path.rsplit('/').next().unwrap_or(&path)) {
            files.push((format!("{name}/{path}"), file.contents().to_vec()));
        }
    }
    for below in folder.dirs() {
        collect(name, below, files);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_service_is_built_in() {
        let files = super::files();
        assert!(files.iter().any(|(path, _)| path == "forms/service.yaml"));
    }
}
