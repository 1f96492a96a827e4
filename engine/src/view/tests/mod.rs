//! Views of a form with a question of every kind, declared as editors declare it.

mod page;
mod posted;
mod summary;

use super::*;
use crate::answers::Entered;
use crate::source::Sources;
use crate::verdict::verdict;
use jiff::civil::Date;
use serde_json::{Value as Json, json};
use std::sync::{Arc, OnceLock};

const SERVICE: &str = "service: rooms\nname: Rooms\noperator: The library\nzone: Europe/London\n";

const COUNTRIES: &str = "list: countries\ntitle: Countries\nrows:\n  gb: { label: United Kingdom }\n  ie: { label: Ireland }\n  xx: { label: Nowhere, valid to: 2020-01-01 }\n";

const BRANCH: &str = "type: branch\ntitle: Branch\nlooks like: [branch: 2 digits]\nvalid: [\"12\"]\ninvalid: { \"1\": digits }\n";

const CARD: &str = "type: card\ntitle: Library card\nmade of: { branch: branch, holder: holder }\nvalid: [\"12 AB3456\"]\ninvalid: { \"1\": digits }\n";

const HOLDER: &str = "type: holder\ntitle: Holder\nlooks like: [town: 2 letters, digits: 4 digits]\nvalid: [\"AB3456\"]\ninvalid: { \"1\": letters }\n";

const NOTE: &str = "# Who counts as a member\n\nEverybody with a card.\n";

const FORM: &str = include_str!("booking.form.yaml");

fn today() -> Date {
    jiff::civil::date(2026, 11, 23)
}

fn catalogue() -> &'static Catalogue {
    static FOUND: OnceLock<Arc<Catalogue>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let files = [
            ("forms/service.yaml", SERVICE),
            ("forms/countries.list.yaml", COUNTRIES),
            ("forms/booking.form.yaml", FORM),
            ("forms/branch.type.yaml", BRANCH),
            ("forms/holder.type.yaml", HOLDER),
            ("forms/card.type.yaml", CARD),
            ("guidance/members.md", NOTE),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        let checked = crate::check(&Sources::new(files), today());
        let problems: Vec<&String> = checked
            .problems
            .iter()
            .map(|found| &found.message)
            .collect();
        assert!(problems.is_empty(), "{problems:?}");
        checked.catalogue.unwrap()
    })
}

fn look<T>(answers: &Answers, look: impl FnOnce(Viewer<'_>) -> T) -> T {
    let catalogue = catalogue();
    let form = catalogue.form("booking").unwrap();
    let at = Circumstances {
        today: today(),
        calendar: &catalogue.service().calendar,
    };
    let verdict = verdict(form, answers, &at);
    look(Viewer {
        catalogue,
        form,
        answers,
        verdict: &verdict,
        at,
    })
}

fn place(section: &str, page: &str) -> Place {
    catalogue()
        .form("booking")
        .unwrap()
        .place(section, None, page)
        .unwrap()
}

fn page(document: &Json, section: &str, name: &str, shown: Shown) -> PageView {
    let answers = Answers::from_json(document);
    look(&answers, |viewer| {
        viewer.page(place(section, name), shown).unwrap()
    })
}

fn questions(page: &PageView) -> Vec<&QuestionView> {
    let mut found = Vec::new();
    for item in &page.items {
        if let ItemView::Question(question) = item {
            found.push(question.as_ref());
        }
    }
    found
}

fn question<'a>(page: &'a PageView, name: &str) -> &'a QuestionView {
    questions(page)
        .into_iter()
        .find(|found| found.field == name)
        .unwrap()
}

/// What a browser posts for a page as it stands.
fn submit(page: &PageView) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for question in questions(page) {
        let mut post = |name: &str, text: &str| fields.push((name.to_owned(), text.to_owned()));
        match question.control {
            "text" | "textarea" => post(&question.field, &question.value),
            "radios" | "checkboxes" | "tick" | "select" => {
                let chosen = question.options.iter().filter(|option| option.chosen);
                chosen.for_each(|option| post(&question.field, &option.value));
            }
            "date" | "month" | "address" | "boxes" => {
                for part in &question.boxes {
                    let chosen = part.options.iter().find(|option| option.chosen);
                    let text = if part.options.is_empty() {
                        Some(&part.value)
                    } else {
                        chosen.map(|o| &o.value)
                    };
                    text.into_iter().for_each(|text| post(&part.field, text));
                }
            }
            "fixed" => {}
            other => panic!("no browser knows {other}"),
        }
    }
    fields
}
