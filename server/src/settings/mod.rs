//! The operator's settings: from `accede.toml`, above it `ACCEDE_*` variables, above them flags.
//!
//! What the service is called and does is content (`service.yaml`); this is about the machine it runs on. Every setting has
//! one row in [`table::KNOWN`]; whatever is wrong with them is said at once, each with where it was written.

mod network;
mod read;
mod table;
#[cfg(test)]
mod tests;
mod typed;

pub use network::Network;
pub(crate) use read::{Written, read};
pub(crate) use table::{KNOWN, Known};
pub use typed::{Limits, Log, Security, Settings, Smtp};

/// What each setting is for, and the variable that sets it.
pub(crate) fn about() -> String {
    let entry = |known: &Known| {
        let (name, variable, about) = (known.name, known.variable(), known.about);
        format!("{name} ({variable})\n    {about}\n")
    };
    KNOWN.iter().map(entry).collect()
}

/// What is in force, one line a setting with where it comes from; secrets masked.
pub(crate) fn print(written: &Written) -> String {
    let shown = |known: &Known| match written.get(known.name) {
        Some((_, value)) if known.secret && !value.is_empty() => "(set)".to_owned(),
        Some((_, "")) => "(empty)".to_owned(),
        Some((_, value)) => value.to_owned(),
        None => "(not set)".to_owned(),
    };
    let origin = |known: &Known| match written.get(known.name) {
        Some((origin, _)) => origin.to_string(),
        None => String::new(),
    };
    let rows: Vec<[String; 3]> = KNOWN
        .iter()
        .map(|known| [known.name.to_owned(), shown(known), origin(known)])
        .collect();
    let width = |n: usize| {
        let lengths = rows.iter().filter_map(|row| row.get(n));
        lengths.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let (names, values) = (width(0), width(1));
    let line = |[name, value, from]: &[String; 3]| {
        let line = format!("{name:names$}  {value:values$}  {from}");
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}
