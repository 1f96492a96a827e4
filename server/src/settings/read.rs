//! Where settings are written, and which of several places counts.

use super::table::{KNOWN, Known};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// The file that is read when none is named.
const FILE: &str = "accede.toml";

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Nobody set it.
    Default,
    /// A line of the file.
    File(PathBuf, usize),
    /// A variable of the environment.
    Variable(String),
    /// A flag of the command.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Variable(name) => write!(f, "variable {name}"),
            Self::Flag(name) => write!(f, "flag {name}"),
        }
    }
}

/// Settings as text, each with where it was written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written(BTreeMap<&'static str, (Origin, String)>);

impl Written {
    /// What holds when nobody sets anything.
    pub(super) fn unset() -> Self {
        let mut written = Self::default();
        for known in &KNOWN {
            if let Some(value) = known.default {
                written.set(known, Origin::Default, value.to_owned());
            }
        }
        written
    }

    /// A setting, with where it comes from.
    pub(crate) fn get(&self, name: &str) -> Option<(&Origin, &str)> {
        let (origin, value) = self.0.get(name)?;
        Some((origin, value))
    }

    fn set(&mut self, known: &'static Known, origin: Origin, value: String) {
        self.0.insert(known.name, (origin, value));
    }
}

/// Reads what is set: the file (`accede.toml` here when none is named), above it variables, above them flags (the name of
/// a setting with its value).
///
/// # Errors
/// Everything that is wrong, a sentence each.
pub(crate) fn read(
    file: Option<&Path>,
    variables: &BTreeMap<String, String>,
    flags: &[(&str, String)],
) -> Result<Written, Vec<String>> {
    let mut written = Written::unset();
    let mut problems = Vec::new();
    read_file(file, &mut written, &mut problems);
    read_variables(variables, &mut written, &mut problems);
    for (name, value) in flags {
        match KNOWN.iter().find(|known| known.name == *name) {
            Some(known) => {
                let flag = format!("--{}", name.replace(['_', '.'], "-"));
                written.set(known, Origin::Flag(flag), value.clone());
            }
            None => problems.push(unknown("the setting", name)),
        }
    }
    if problems.is_empty() {
        Ok(written)
    } else {
        Err(problems)
    }
}

fn unknown(what: &str, name: &str) -> String {
    let near = engine::nearest(name, KNOWN.iter().map(|known| known.name));
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("there is no setting `{name}` ({what}){near}")
}

fn read_file(named: Option<&Path>, written: &mut Written, problems: &mut Vec<String>) {
    let path = named.unwrap_or(Path::new(FILE));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => return,
        Err(error) => {
            problems.push(format!("{} cannot be read: {error}", path.display()));
            return;
        }
    };
    let line = |at: usize| text.bytes().take(at).filter(|b| *b == b'\n').count() + 1;
    match DeTable::parse(&text) {
        Ok(table) => {
            let place = |at: usize| Origin::File(path.to_owned(), line(at));
            read_table("", table.get_ref(), &place, written, problems);
        }
        Err(error) => {
            let line = error.span().map_or(1, |span| line(span.start));
            let said = error.message();
            problems.push(format!("{}:{line}: {said}", path.display()));
        }
    }
}

fn read_table(
    above: &str,
    table: &DeTable<'_>,
    place: &dyn Fn(usize) -> Origin,
    written: &mut Written,
    problems: &mut Vec<String>,
) {
    for (key, value) in table {
        let name = format!("{above}{}", key.get_ref());
        let origin = place(key.span().start);
        if let DeValue::Table(inner) = value.get_ref() {
            read_table(&format!("{name}."), inner, place, written, problems);
            continue;
        }
        let of_file = name.strip_suffix("_file").map(str::to_owned);
        let by_name = |name: &str| KNOWN.iter().find(|known| known.name == name);
        match (by_name(&name), of_file.as_deref().and_then(by_name)) {
            (Some(known), _) if known.secret => problems.push(format!(
                "{origin}: a secret does not belong in this file: set the variable {}, or write `{name}_file` with the path of a file that holds it",
                known.variable()
            )),
            (Some(known), _) => match text_of(value.get_ref()) {
                Some(text) => written.set(known, origin, text),
                None => problems.push(format!("{origin}: `{name}` takes a text, a number or a list of texts")),
            },
            (None, Some(known)) if known.secret => {
                let path = text_of(value.get_ref()).unwrap_or_default();
                secret_from(known, origin, Path::new(&path), written, problems);
            }
            _ => problems.push(unknown(&origin.to_string(), &name)),
        }
    }
}

fn text_of(value: &DeValue<'_>) -> Option<String> {
    Some(match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Array(values) => {
            let texts: Option<Vec<String>> = values
                .iter()
                .map(|value| text_of(value.get_ref()))
                .collect();
            texts?.join(", ")
        }
        _ => return None,
    })
}

fn secret_from(
    known: &'static Known,
    origin: Origin,
    path: &Path,
    written: &mut Written,
    problems: &mut Vec<String>,
) {
    match std::fs::read_to_string(path) {
        Ok(text) => written.set(
            known,
            origin,
            text.trim_end_matches(['\r', '\n']).to_owned(),
        ),
        Err(error) => problems.push(format!(
            "{origin}: the file {} for `{}` cannot be read: {error}",
            path.display(),
            known.name
        )),
    }
}

fn read_variables(
    variables: &BTreeMap<String, String>,
    written: &mut Written,
    problems: &mut Vec<String>,
) {
    for (variable, value) in variables {
        if !variable.starts_with("ACCEDE_") {
            continue;
        }
        let by_name = |name: &str| KNOWN.iter().find(|known| known.variable() == name);
        let origin = Origin::Variable(variable.clone());
        let of_file = variable.strip_suffix("_FILE").and_then(by_name);
        match (by_name(variable), of_file) {
            (Some(known), _) => written.set(known, origin, value.clone()),
            (None, Some(known)) if known.secret => {
                secret_from(known, origin, Path::new(value), written, problems);
            }
            _ if OURS_BESIDES.contains(&variable.as_str()) => {}
            _ => {
                let names: Vec<String> = KNOWN.iter().map(Known::variable).collect();
                let near = engine::nearest(variable, names.iter().map(String::as_str));
                let near =
                    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                problems.push(format!("the variable {variable} is no setting{near}"));
            }
        }
    }
}

/// Variables of builds and tests that are no settings.
const OURS_BESIDES: [&str; 3] = ["ACCEDE_THEME", "ACCEDE_CASES", "ACCEDE_HEAVY"];
