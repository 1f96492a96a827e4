//! The service as written.

use super::fields::{Fields, Problems};
use super::form::check_kebab;
use super::tables;
use super::written::Written;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::yaml::Node;
use jiff::civil::Weekday;

/// `service.yaml`.
#[derive(Clone, Debug)]
pub(crate) struct ServiceDeclaration {
    pub(crate) name: Option<Written>,
    pub(crate) operator: Option<Written>,
    pub(crate) summary: Option<Written>,
    pub(crate) phase: Option<(Written, Written)>,
    pub(crate) guidance: Option<Written>,
    pub(crate) footer: Vec<Written>,
    pub(crate) terms: Option<Written>,
    pub(crate) apps: Vec<AppDeclaration>,
    pub(crate) secret_word: Option<(Written, Written)>,
    pub(crate) contact: Option<Written>,
    pub(crate) help: Option<Written>,
    pub(crate) zone: Option<Written>,
    pub(crate) languages: Vec<Written>,
    pub(crate) weekend: Vec<Weekday>,
    pub(crate) holidays_from: Option<Written>,
}

/// Another application.
#[derive(Clone, Debug)]
pub(crate) struct AppDeclaration {
    pub(crate) title: Option<Written>,
    pub(crate) about: Option<Written>,
    pub(crate) address: Option<Written>,
    pub(crate) seen_by: Vec<Written>,
}

/// Reads the service.
pub(crate) fn declare(node: &Node, problems: &mut Problems) -> Option<ServiceDeclaration> {
    let fields = Fields::open(node, &tables::SERVICE, problems)?;
    if let Some(id) = fields.text("service", problems) {
        check_kebab(&id, "a service", problems);
    }
    let days = fields
        .get("working days")
        .and_then(|node| Fields::open(node, &tables::WORKING_DAYS, problems));
    let phase = fields
        .get("phase")
        .and_then(|node| Fields::open(node, &tables::PHASE, problems));
    let mut weekend = Vec::new();
    for day in days.map_or(&[][..], |days| days.items("weekend")) {
        weekend.extend(weekday(day, problems));
    }
    let word = fields
        .get("secret word")
        .and_then(|node| Fields::open(node, &tables::SECRET_WORD, problems));
    let apps = fields.list("apps", problems).iter();
    let apps = apps.filter_map(|node| app(node, problems)).collect();
    Some(ServiceDeclaration {
        terms: fields.text("terms", problems),
        apps,
        secret_word: word.and_then(|word| {
            word.text("title", problems)
                .zip(word.text("about", problems))
        }),
        name: fields.text("name", problems),
        operator: fields.text("operator", problems),
        summary: fields.text("summary", problems),
        phase: phase.and_then(|phase| phase.text("tag", problems).zip(phase.text("say", problems))),
        guidance: fields.text("guidance", problems),
        footer: fields
            .items("footer")
            .iter()
            .filter_map(Written::of)
            .collect(),
        contact: fields.text("contact", problems),
        help: fields.text("help", problems),
        zone: fields.text("zone", problems),
        languages: fields
            .items("languages")
            .iter()
            .filter_map(Written::of)
            .collect(),
        weekend,
        holidays_from: days.and_then(|days| days.text("holidays from", problems)),
    })
}

fn app(node: &Node, problems: &mut Problems) -> Option<AppDeclaration> {
    let fields = Fields::open(node, &tables::APP, problems)?;
    Some(AppDeclaration {
        title: fields.text("title", problems),
        about: fields.text("about", problems),
        address: fields.text("address", problems),
        seen_by: fields
            .items("seen by")
            .iter()
            .filter_map(Written::of)
            .collect(),
    })
}

fn weekday(node: &Node, problems: &mut Problems) -> Option<Weekday> {
    let written = Written::of(node)?;
    let position = tables::WEEKDAYS.iter().position(|day| *day == written.text);
    if position.is_none() {
        let message = format!("`{}` is not a day of the week", written.text);
        problems.push(
            Diagnostic::new(codes::BAD_VALUE, written.span, message)
                .did_you_mean(&written.text, tables::WEEKDAYS),
        );
    }
    Weekday::from_monday_zero_offset(i8::try_from(position?).ok()?).ok()
}
