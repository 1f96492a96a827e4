//! Every component, held to what the design system's own macros print: its fixtures are options in, HTML out.
//!
//! A difference that is meant stands in `tests/cases/components/differences.yaml`, with its reason.

use super::dom;
use scraper::Selector;
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What the theme must have.
const COMPONENTS: [&str; 36] = [
    "accordion",
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "cookie-banner",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "fieldset",
    "file-upload",
    "footer",
    "generic-header",
    "hint",
    "input",
    "inset-text",
    "label",
    "language-navigation",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tabs",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
];

/// How many differences are listed. The number may only be made smaller.
const DIFFERENCES: usize = 2;

#[derive(Deserialize)]
struct Fixtures {
    fixtures: Vec<Fixture>,
}

#[derive(Deserialize)]
struct Fixture {
    name: String,
    options: serde_json::Value,
    html: String,
}

/// An element of theirs that ours leaves out, or a fixture that ours differs from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    component: String,
    /// A selector of an element that is left out wherever it stands.
    element: Option<String>,
    /// The name of one fixture.
    fixture: Option<String>,
    #[allow(dead_code, reason = "there for the reader, and required")]
    reason: String,
}

fn differences() -> Vec<Difference> {
    let path = super::tidy::root().join("tests/cases/components/differences.yaml");
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn fixtures(component: &str) -> Vec<Fixture> {
    let path = format!("dist/govuk/components/{component}/fixtures.json");
    let text = std::fs::read_to_string(site::theme_folder().join(path)).unwrap();
    serde_json::from_str::<Fixtures>(&text).unwrap().fixtures
}

/// Where two renderings part, or none when they are the same.
fn parting(theirs: &[String], ours: &[String]) -> Option<String> {
    let at = (0..theirs.len().max(ours.len())).find(|&at| theirs.get(at) != ours.get(at))?;
    let from = at.saturating_sub(2);
    let mut text = String::new();
    for (whose, lines) in [("theirs", theirs), ("ours", ours)] {
        let shown = &lines[from.min(lines.len())..(at + 3).min(lines.len())];
        let _ = writeln!(text, "    {whose}: {}", shown.join(" "));
    }
    Some(text)
}

/// A component's fixtures against ours.
#[derive(Default)]
struct Tally {
    total: usize,
    equal: usize,
    /// What differs and is not listed.
    wrong: String,
    /// Differences of the list that were met.
    met: BTreeSet<usize>,
}

impl Tally {
    fn of(component: &str, theme: &site::Theme, listed: &[Difference]) -> Self {
        let mut tally = Self::default();
        let own = || {
            listed
                .iter()
                .enumerate()
                .filter(|(_, one)| one.component == component)
        };
        let left_out: Vec<_> = own()
            .filter_map(|(at, one)| Some((at, Selector::parse(one.element.as_deref()?).unwrap())))
            .collect();
        for fixture in fixtures(component) {
            let met = RefCell::new(Vec::new());
            let theirs = dom::lines(&fixture.html, |element| {
                let found = left_out
                    .iter()
                    .find(|(_, selector)| selector.matches(element));
                met.borrow_mut().extend(found.map(|(at, _)| *at));
                found.is_some()
            });
            tally.met.extend(met.into_inner());
            let ours = theme.component(&component.replace('-', "_"), &fixture.options);
            let ours = ours.map_or_else(
                |error| vec![format!("{error:#}")],
                |html| dom::lines(&html, |_| false),
            );
            let listed = own().find(|(_, one)| one.fixture.as_ref() == Some(&fixture.name));
            tally.total += 1;
            match (parting(&theirs, &ours), listed) {
                (None, _) => tally.equal += 1,
                (Some(_), Some((at, _))) => drop(tally.met.insert(at)),
                (Some(parting), None) => {
                    let _ = writeln!(tally.wrong, "{component}, {}:\n{parting}", fixture.name);
                }
            }
        }
        tally
    }
}

#[test]
fn every_component_prints_what_the_design_system_prints() {
    let theme = site::Theme::new().unwrap();
    let listed = differences();
    let (mut report, mut wrong, mut total, mut equal) = (String::new(), String::new(), 0, 0);
    let mut met = BTreeSet::new();
    for component in COMPONENTS {
        let mut tally = Tally::of(component, &theme, &listed);
        let _ = writeln!(
            report,
            "{component:22} {:3} of {:3}",
            tally.equal, tally.total
        );
        wrong += &tally.wrong;
        total += tally.total;
        equal += tally.equal;
        met.append(&mut tally.met);
    }
    println!("{report}{:22} {equal:3} of {total:3}", "all");
    assert!(wrong.is_empty(), "\n{report}\n{wrong}");
    for (at, one) in listed.iter().enumerate() {
        let Difference {
            component,
            element,
            fixture,
            ..
        } = one;
        assert!(
            met.contains(&at),
            "{component} no longer differs in {element:?} {fixture:?}: take it out of the list"
        );
    }
    assert!(listed.len() <= DIFFERENCES, "the list may only shrink");
}
