//! The binary `accede`, built as the tests are and never older than the sources.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Where the binary `accede` stands, in the profile that this process was built in: `debug`, `ci` or `release`. A test of
/// this crate alone builds no binaries, so it is built here, once; after a build of the whole workspace that takes no time.
///
/// # Panics
///
/// When it cannot be built; the panic says what cargo said.
#[must_use]
pub fn binary() -> PathBuf {
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let built = BUILT.get_or_init(|| build().map_err(|why| format!("accede is not built: {why}")));
    #[expect(
        clippy::panic,
        reason = "a test or bench without the binary can only fail"
    )]
    match built {
        Ok(path) => path.clone(),
        Err(why) => panic!("{why}"),
    }
}

fn build() -> Result<PathBuf, String> {
    let own = std::env::current_exe().map_err(|cause| cause.to_string())?;
    let deps = own.parent().filter(|folder| folder.ends_with("deps"));
    let folder = deps
        .and_then(Path::parent)
        .ok_or("this test does not run from a target folder")?;
    let name = folder.file_name().unwrap_or_default();
    let profile = if name == "debug" {
        "dev".as_ref()
    } else {
        name
    };
    let target = folder.parent().ok_or("there is no target folder")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    // All of the workspace, so that crates have the features that they have in its tests and nothing is built twice.
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--workspace", "--bins", "--profile"])
        .arg(profile)
        .arg("--target-dir")
        .arg(target)
        .current_dir(root)
        .output()
        .map_err(|cause| format!("cargo does not run: {cause}"))?;
    if built.status.success() {
        Ok(folder.join(format!("accede{}", std::env::consts::EXE_SUFFIX)))
    } else {
        Err(String::from_utf8_lossy(&built.stderr).into_owned())
    }
}
