//! What operators write, and what they are told.

use super::*;
use std::collections::BTreeMap;
use std::path::Path;

fn variables(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

fn problems(text: &str, pairs: &[(&str, &str)]) -> Vec<String> {
    let file = file(text);
    let place = file.path().display().to_string();
    let said = match read(Some(file.path()), &variables(pairs), &[]) {
        Ok(written) => Settings::of(&written).map(|_| ()).unwrap_err(),
        Err(said) => said,
    };
    said.iter()
        .map(|said| said.replace(&place, "accede.toml"))
        .collect()
}

#[test]
fn nothing_written_is_enough() {
    let written = read(None, &BTreeMap::new(), &[]).unwrap();
    let settings = Settings::of(&written).unwrap();
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
    assert!(settings.smtp.is_none() && settings.base_address.is_none());
    assert_eq!(settings.limits.body, 4 << 20);
    let (usual, problems) = Settings::taken(&Written::unset());
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(format!("{usual:?}"), format!("{settings:?}"));
}

#[test]
fn a_flag_counts_above_a_variable_above_the_file() {
    let file =
        file("listen = \"127.0.0.1:1\"\ndata = \"from-file\"\n\n[limits]\nconnections = 5\n");
    let set = variables(&[
        ("ACCEDE_LISTEN", "127.0.0.1:2"),
        ("ACCEDE_DATA", "from-variable"),
    ]);
    let flags = [("listen", "127.0.0.1:3".to_owned())];
    let written = read(Some(file.path()), &set, &flags).unwrap();
    let settings = Settings::of(&written).unwrap();
    assert_eq!(settings.listen.port(), 3);
    assert_eq!(settings.data, Path::new("from-variable"));
    assert_eq!(settings.limits.connections, 5);
    let printed = print(&written);
    let line = |name: &str| printed.lines().find(|line| line.starts_with(name)).unwrap();
    assert!(line("listen").ends_with("flag --listen"), "{printed}");
    assert!(line("data").ends_with("variable ACCEDE_DATA"), "{printed}");
    assert!(line("limits.connections ").ends_with(":5"), "{printed}");
    assert!(line("smtp.port").ends_with("default"), "{printed}");
}

#[test]
fn an_unknown_name_is_told_with_the_nearest() {
    let said = problems(
        "lisen = \"x\"\n[smtp]\nhots = \"y\"\n",
        &[("ACCEDE_DATE", "z")],
    );
    assert_eq!(
        said,
        [
            "there is no setting `lisen` (accede.toml:1); did you mean `listen`?",
            "there is no setting `smtp.hots` (accede.toml:3); did you mean `smtp.host`?",
            "the variable ACCEDE_DATE is no setting; did you mean `ACCEDE_DATA`?",
        ]
    );
}

#[test]
fn everything_wrong_is_told_at_once() {
    let text = "listen = \"here\"\nbase_address = \"https://a.example/path\"\n\
                trusted_proxies = [\"10.0.0.0/99\"]\n[smtp]\nhost = \"mail.example\"\nport = \"many\"\n\
                security = \"some\"\n[limits]\nconnections = 0\n[log]\nlevel = \"loud\"\n";
    let said = problems(text, &[]);
    assert_eq!(said.len(), 8, "{said:#?}");
    assert_eq!(
        said[0],
        "`listen` is an address with a port, like 127.0.0.1:8080; accede.toml:1 says `here`"
    );
    assert!(
        said.iter()
            .any(|said| said.contains("`smtp.from` is needed")),
        "{said:#?}"
    );
}

#[test]
fn a_secret_comes_from_a_variable_or_a_file_and_is_never_shown() {
    let said = problems("[smtp]\npassword = \"hunter2\"\n", &[]);
    assert!(
        said[0].contains("a secret does not belong in this file"),
        "{said:#?}"
    );
    assert!(!said[0].contains("hunter2"));
    let kept = file("hunter2\n");
    let path = kept.path().display().to_string();
    let by_file = file(&format!(
        "[smtp]\nhost = \"h\"\nfrom = \"a@example.org\"\npassword_file = \"{path}\"\n"
    ));
    for (file, set) in [
        (by_file.path(), BTreeMap::new()),
        (
            kept.path(),
            variables(&[("ACCEDE_SMTP_PASSWORD_FILE", &path)]),
        ),
        (
            kept.path(),
            variables(&[("ACCEDE_SMTP_PASSWORD", "hunter2")]),
        ),
    ] {
        let file = (file != kept.path()).then_some(file);
        let written = read(file, &set, &[]).unwrap();
        assert_eq!(written.get("smtp.password").unwrap().1, "hunter2");
        let printed = print(&written);
        assert!(
            printed.contains("(set)") && !printed.contains("hunter2"),
            "{printed}"
        );
        let settings = format!("{:?}", Settings::of(&written).unwrap());
        assert!(!settings.contains("hunter2"), "{settings}");
    }
}

#[test]
fn a_file_that_is_no_toml_is_told_with_its_line() {
    let said = problems("listen = \"x\"\ndata =\n", &[]);
    assert!(said[0].starts_with("accede.toml:2: "), "{said:#?}");
}

#[test]
fn every_setting_says_what_it_is_for() {
    for known in &KNOWN {
        assert!(
            known.about.ends_with('.') && known.about.len() > 8,
            "{}",
            known.name
        );
    }
}

/// The table of the operator's page.
fn table() -> String {
    let row = |known: &Known| {
        let usual = match (known.secret, known.default) {
            (true, _) => "never in the file".to_owned(),
            (false, Some("") | None) => "not set".to_owned(),
            (false, Some(value)) => format!("`{value}`"),
        };
        format!("| `{}` | {usual} | {} |\n", known.name, known.about)
    };
    let rows: String = KNOWN.iter().map(row).collect();
    format!("| Setting | When nobody sets it | What it is |\n|---|---|---|\n{rows}")
}

#[test]
fn the_handbook_lists_the_settings_as_they_are() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/src/handbook/running.md");
    let text = std::fs::read_to_string(&page).unwrap();
    let (begins, ends) = ("writes them -->\n", "<!-- end of the settings -->");
    let from = text.find(begins).unwrap() + begins.len();
    let to = text.find(ends).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        let (before, after) = (&text[..from], &text[to..]);
        std::fs::write(&page, format!("{before}{}{after}", table())).unwrap();
        return;
    }
    assert_eq!(&text[from..to], table(), "UPDATE=1 writes the table");
}
