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
    pub(crate) contact: Option<Written>,
    pub(crate) help: Option<Written>,
    pub(crate) zone: Option<Written>,
    pub(crate) languages: Vec<Written>,
    pub(crate) weekend: Vec<Weekday>,
    pub(crate) holidays_from: Option<Written>,
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
    Some(ServiceDeclaration {
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
