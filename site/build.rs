//! Fetches the design system, compiles our styles with it, and leaves one stylesheet and two scripts in OUT_DIR.
//!
//! It writes nowhere else (npm keeps its cache where it always does), and runs again only when what it reads has changed.
//! `npm ci` runs only when package.json or the lock have. With `ACCEDE_THEME=DIR`, an unpacked copy of the npm package
//! `govuk-frontend`, npm is needed for the compiler alone, and not at all when `sass` is beside that copy or on the path.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// Long lists that are searched by typing: beside the design system.
const LISTS: &str = "accessible-autocomplete/dist/accessible-autocomplete.min.js";

/// Our scripts in the order in which they run: those of every page, and those of pages that are filled in.
const EVERYWHERE: [&str; 2] = ["accede.js", "tables.js"];
const FILLED_IN: [&str; 7] = [
    "lists.js",
    "typed.js",
    "on_screen.js",
    "keeping.js",
    "ending.js",
    "uploading.js",
    "forms.js",
];

fn main() {
    for read in [
        "build.rs",
        "package.json",
        "package-lock.json",
        ".npmrc",
        "styles",
        "scripts",
    ] {
        println!("cargo::rerun-if-changed={read}");
    }
    println!("cargo::rerun-if-env-changed=ACCEDE_THEME");
    if let Err(sentence) = build() {
        println!("cargo::error={sentence}");
    }
}

fn build() -> Result<(), String> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo gave no folder")?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo gave no OUT_DIR")?);
    let (theme, mut sass) = match env::var_os("ACCEDE_THEME") {
        Some(folder) => given(&here.join("..").join(folder), &here, &out)?,
        None => {
            let modules = fetched(&here, &out)?;
            (modules.join("govuk-frontend"), node_sass(&modules))
        }
    };
    let govuk = theme.join("dist/govuk");
    sass.args([
        "--style=compressed",
        "--no-source-map",
        "--no-charset",
        "--quiet-deps",
    ])
    .arg(format!("--load-path={}", theme.join("dist").display()))
    .arg(here.join("styles/accede.scss"))
    .arg(out.join("accede.css"));
    run(&mut sass, "sass could not compile site/styles")?;
    let beside = theme.parent().map(|modules| modules.join(LISTS));
    let lists = match beside.filter(|file| file.is_file()) {
        Some(lists) => lists,
        None => fetched(&here, &out)?.join(LISTS),
    };
    scripts(&govuk.join("govuk-frontend.min.js"), &lists, &here, &out)
        .map_err(|error| format!("the scripts could not be put together: {error}"))?;
    for name in ["accede.css", "accede.js", "forms.js"] {
        compressed(&out.join(name))
            .map_err(|error| format!("{name} could not be compressed: {error}"))?;
    }
    println!("cargo::rustc-env=ACCEDE_THEME_FOLDER={}", theme.display());
    Ok(())
}

/// A copy that somebody unpacked, and a compiler: the one beside it, the one on the path, or the one that npm fetches.
fn given(theme: &Path, here: &Path, out: &Path) -> Result<(PathBuf, Command), String> {
    let theme = theme.canonicalize().map_err(|error| {
        format!(
            "ACCEDE_THEME names {}, which cannot be read: {error}",
            theme.display()
        )
    })?;
    if !theme.join("dist/govuk/_base.scss").is_file() {
        return Err(format!(
            "ACCEDE_THEME names {}, which is not an unpacked copy of govuk-frontend 6",
            theme.display()
        ));
    }
    let beside = theme
        .parent()
        .filter(|folder| folder.join("sass/sass.js").is_file())
        .map(node_sass);
    let sass = match beside {
        Some(sass) => sass,
        None if answers("sass") => Command::new("sass"),
        None => node_sass(&fetched(here, out)?),
    };
    Ok((theme, sass))
}

/// The folder of packages as the lock names them, fetched once.
fn fetched(here: &Path, out: &Path) -> Result<PathBuf, String> {
    let folder = out.join("npm");
    let modules = folder.join("node_modules");
    let broken = |error: io::Error| {
        format!("the packages of site/package.json could not be copied: {error}")
    };
    let mut same = modules.join("sass/sass.js").is_file() && modules.join(LISTS).is_file();
    fs::create_dir_all(&folder).map_err(broken)?;
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        let wanted = fs::read(here.join(name)).map_err(broken)?;
        same = same && fs::read(folder.join(name)).is_ok_and(|had| had == wanted);
        fs::write(folder.join(name), wanted).map_err(broken)?;
    }
    if same {
        return Ok(modules);
    }
    if !answers("npm") {
        return Err("install Node 18 or later with npm, or set ACCEDE_THEME to an unpacked copy of the npm package govuk-frontend and put sass on the path".into());
    }
    let mut npm = Command::new("npm");
    npm.args([
        "ci",
        "--ignore-scripts",
        "--omit=optional",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        "--loglevel=error",
    ])
    .current_dir(&folder);
    if let Err(sentence) = run(
        &mut npm,
        "npm could not fetch the packages of site/package.json",
    ) {
        let _ = fs::remove_dir_all(&modules);
        return Err(sentence);
    }
    Ok(modules)
}

fn node_sass(modules: &Path) -> Command {
    let mut node = Command::new("node");
    node.arg(modules.join("sass/sass.js"));
    node
}

fn answers(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
}

fn run(command: &mut Command, otherwise: &str) -> Result<(), String> {
    let output = command
        .output()
        .map_err(|error| format!("{otherwise}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    // Cargo prints one line of an error; what the program said goes before it.
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        println!("cargo::warning={line}");
    }
    Err(otherwise.to_owned())
}

/// The same file beside it, as browsers fetch it, in the two ways that they know. Nothing of the time or the machine is in it.
fn compressed(file: &Path) -> io::Result<()> {
    let bytes = fs::read(file)?;
    let beside = |ending: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        name
    };
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&bytes)?;
    fs::write(beside(".gz"), gzip.finish()?)?;
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &parameters)?;
    fs::write(beside(".br"), packed)
}

/// One module for every page, and one more for pages that are filled in.
fn scripts(govuk: &Path, lists: &Path, here: &Path, out: &Path) -> io::Result<()> {
    let bundle = fs::read_to_string(govuk)?;
    let (behaviour, _) = bundle
        .rsplit_once("export{")
        .ok_or(io::ErrorKind::InvalidData)?;
    let rights = "/* Holds govuk-frontend, MIT licence, (c) Crown copyright (Government Digital Service) */\n";
    module(
        &format!("{rights}{behaviour}"),
        &EVERYWHERE,
        here,
        &out.join("accede.js"),
    )?;
    // Where its sources can be had is of no use without them.
    let lists = fs::read_to_string(lists)?;
    let lines = lists.lines().filter(|line| !line.starts_with("//#"));
    let mut lists = rights.replace("govuk-frontend", "accessible-autocomplete");
    lines.for_each(|line| lists.extend([line, "\n"]));
    module(&lists, &FILLED_IN, here, &out.join("forms.js"))
}

/// A module: a package's own bundle without what it exports, and ours after it, all in a scope of their own.
fn module(package: &str, ours: &[&str], here: &Path, file: &Path) -> io::Result<()> {
    let mut module = format!("{package}{{\n");
    for name in ours {
        module.push_str(&fs::read_to_string(here.join("scripts").join(name))?);
    }
    module.push_str("}\n");
    fs::write(file, module)
}
