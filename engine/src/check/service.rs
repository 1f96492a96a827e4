//! The service: its name, its zone, its working days.

use super::world::World;
use crate::calendar::Calendar;
use crate::catalogue::{App, SecretWord, Service};
use crate::condition::Value;
use crate::declare::{
    AppDeclaration, Content, DeclaredFile, FileKind, Problems, ServiceDeclaration, Written,
};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::form as codes;
use crate::name::RoleName;
use crate::source::{FileId, Span};
use jiff::civil::{Date, Weekday};
use std::sync::Arc;

/// Builds the service; there is exactly one.
pub(crate) fn build(
    files: &[(FileId, Arc<DeclaredFile>)],
    world: &World,
    problems: &mut Problems,
) -> Service {
    let mut found: Option<(&ServiceDeclaration, Span)> = None;
    for (id, file) in files {
        let Content::Service(declared) = &file.content else {
            continue;
        };
        let span = file
            .name
            .as_ref()
            .map_or(Span::new(*id, 0, 0), |name| name.span);
        match found {
            None => found = Some((declared, span)),
            Some((_, first)) => {
                let problem = Diagnostic::new(codes::BAD_SERVICE, span, "there are two services")
                    .related(first, "the first one");
                problems.push(problem);
            }
        }
    }
    if let Some((declared, _)) = found {
        return service(declared, world, problems);
    }
    let broken = files
        .iter()
        .any(|(_, file)| file.kind == Some(FileKind::Service));
    if let (false, Some((id, _))) = (broken, files.first()) {
        let message = "no file says what the service is called";
        let help = "add `forms/service.yaml` with `service:`, `name:` and `operator:`";
        problems
            .push(Diagnostic::new(codes::BAD_SERVICE, Span::new(*id, 0, 0), message).help(help));
    }
    Service {
        name: String::new(),
        operator: String::new(),
        summary: None,
        phase: None,
        guidance: None,
        footer: Vec::new(),
        terms: None,
        apps: Vec::new(),
        secret_word: None,
        contact: None,
        help: None,
        zone: "UTC".to_owned(),
        language: "en".to_owned(),
        calendar: Calendar::default(),
    }
}

fn service(declared: &ServiceDeclaration, world: &World, problems: &mut Problems) -> Service {
    let text = |written: &Option<Written>| Written::words(written).unwrap_or_default();
    let zone = zone(declared.zone.as_ref(), problems);
    let weekend = if declared.weekend.is_empty() {
        vec![Weekday::Saturday, Weekday::Sunday]
    } else {
        declared.weekend.clone()
    };
    if weekend.len() >= 7
        && let Some(span) = declared.name.as_ref().map(|name| name.span)
    {
        problems.push(Diagnostic::new(
            codes::BAD_SERVICE,
            span,
            "a week needs at least one working day",
        ));
    }
    let mut note = |written: &Written| world.note(written, problems);
    let guidance = declared.guidance.as_ref().and_then(&mut note);
    let help = declared.help.as_ref().and_then(&mut note);
    let footer = declared.footer.iter().filter_map(&mut note).collect();
    let terms = declared.terms.as_ref().and_then(note);
    let apps = declared
        .apps
        .iter()
        .filter_map(|declared| app(declared, problems))
        .collect();
    Service {
        name: text(&declared.name),
        operator: text(&declared.operator),
        summary: Written::words(&declared.summary),
        phase: declared
            .phase
            .as_ref()
            .map(|(tag, say)| (tag.text.clone(), say.text.clone())),
        guidance,
        footer,
        terms,
        apps,
        secret_word: declared
            .secret_word
            .as_ref()
            .map(|(title, about)| SecretWord {
                title: title.text.clone(),
                about: about.text.clone(),
            }),
        contact: Written::words(&declared.contact),
        help,
        zone,
        language: declared
            .languages
            .first()
            .map_or_else(|| "en".to_owned(), |language| language.text.clone()),
        calendar: Calendar::new(weekend, holidays(declared, world, problems)),
    }
}

/// An application; its roles are looked up with the file of roles.
fn app(declared: &AppDeclaration, problems: &mut Problems) -> Option<App> {
    let address = declared.address.as_ref()?;
    if !["https://", "http://", "/"]
        .iter()
        .any(|way| address.text.starts_with(way))
    {
        let message = format!("`{}` is not an address", address.text);
        let problem = Diagnostic::new(codes::BAD_SERVICE, address.span, message);
        problems.push(problem.help("write it whole, like `https://example.org/app`"));
    }
    Some(App {
        title: Written::words(&declared.title).unwrap_or_default(),
        about: Written::words(&declared.about),
        address: address.text.clone(),
        seen_by: declared
            .seen_by
            .iter()
            .map(|role| RoleName::from(&*role.text))
            .collect(),
    })
}

fn zone(written: Option<&Written>, problems: &mut Problems) -> String {
    let Some(zone) = written else {
        return "UTC".to_owned();
    };
    if jiff::tz::TimeZone::get(&zone.text).is_err() {
        let message = format!("`{}` is not a time zone", zone.text);
        problems.push(
            Diagnostic::new(codes::BAD_SERVICE, zone.span, message)
                .help("write it like `Europe/London`"),
        );
    }
    zone.text.clone()
}

fn holidays(declared: &ServiceDeclaration, world: &World, problems: &mut Problems) -> Vec<Date> {
    let Some(name) = &declared.holidays_from else {
        return Vec::new();
    };
    let Some(list) = world.lists.get(name.text.as_str()) else {
        if world.names.known(FileKind::List, &name.text) == super::names::Known::No {
            let known = world.names.all(FileKind::List);
            let message = format!("there is no list `{}`", name.text);
            problems.push(
                Diagnostic::new(codes::NO_SUCH_LIST, name.span, message)
                    .did_you_mean(&name.text, known),
            );
        }
        return Vec::new();
    };
    let Some(column) = list.column("date") else {
        let message = format!("the list `{}` has no column `date`", name.text);
        problems.push(Diagnostic::new(codes::NO_SUCH_LIST, name.span, message));
        return Vec::new();
    };
    let date = |value: Option<&Value>| match value {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    };
    list.rows
        .iter()
        .filter_map(|row| date(row.cells.get(column)))
        .collect()
}
