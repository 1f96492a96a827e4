//! A page as somebody reads it: headings, fields by their labels, messages, buttons.

use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;

/// What a server answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    pub(crate) status: u16,
    /// The path and query that it was got from.
    pub(crate) address: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) html: String,
}

/// A form on a page: where it is posted, and what a browser would post.
pub(crate) struct Filled {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
    /// Whether it is posted in parts, as files need it.
    pub(crate) in_parts: bool,
}

pub(crate) fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// Words as they are read: without the spaces between them, and without what is said only to those who cannot see.
pub(crate) fn words(element: ElementRef<'_>) -> String {
    let hidden = Selector::parse(".govuk-visually-hidden").unwrap();
    let hidden: Vec<_> = element
        .select(&hidden)
        .flat_map(|found| found.text())
        .collect();
    let text: String = element
        .text()
        .filter(|text| !hidden.contains(text))
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    pub(crate) fn parsed(&self) -> Html {
        Html::parse_document(&self.html)
    }

    fn all(&self, selector: &str) -> Vec<String> {
        let html = self.parsed();
        select(&html, selector).into_iter().map(words).collect()
    }

    /// The heading: what the page is.
    pub(crate) fn heading(&self) -> String {
        self.all("h1").into_iter().next().unwrap_or_default()
    }

    /// The title of the window.
    pub(crate) fn title(&self) -> String {
        self.all("title").into_iter().next().unwrap_or_default()
    }

    /// Everything that is read on it.
    pub(crate) fn text(&self) -> String {
        self.all("main").join(" ")
    }

    /// The links of the page itself, by their words.
    pub(crate) fn links_in_main(&self) -> Vec<String> {
        self.all("main a")
    }

    /// The messages at the top of the page.
    pub(crate) fn summary(&self) -> Vec<String> {
        self.all(".govuk-error-summary__list li")
    }

    /// The messages beside the fields.
    pub(crate) fn messages(&self) -> Vec<String> {
        self.all(".govuk-error-message")
    }

    /// What is unusual.
    pub(crate) fn warnings(&self) -> Vec<String> {
        self.all(".govuk-warning-text__text")
    }

    /// What is new, as the banner at its top says; nothing when there is none.
    pub(crate) fn news(&self) -> String {
        self.all(".govuk-notification-banner__content").join(" ")
    }

    /// The same, line by line, each behind what its list is called.
    pub(crate) fn told(&self) -> Vec<String> {
        let html = self.parsed();
        let parts = ".govuk-notification-banner__content > p.govuk-body, .govuk-notification-banner__content li";
        let mut list = String::new();
        let line = |part: ElementRef<'_>| {
            if part.value().name() == "p" {
                list = words(part);
                return None;
            }
            Some(format!("{list} {}", words(part)))
        };
        select(&html, parts).into_iter().filter_map(line).collect()
    }

    /// Where it leads.
    pub(crate) fn told_links(&self) -> Vec<String> {
        let html = self.parsed();
        let links = select(&html, ".govuk-notification-banner__content a[href]").into_iter();
        links
            .filter_map(|link| link.attr("href"))
            .map(str::to_owned)
            .collect()
    }

    /// Questions with their answers, where a page lists them.
    pub(crate) fn answers(&self) -> Vec<(String, String)> {
        let html = self.parsed();
        let row = |row: ElementRef<'_>| {
            let part = |selector: &str| {
                let found = row.select(&Selector::parse(selector).unwrap()).next();
                found.map(words).unwrap_or_default()
            };
            (
                part(".govuk-summary-list__key"),
                part(".govuk-summary-list__value"),
            )
        };
        select(&html, ".govuk-summary-list__row")
            .into_iter()
            .map(row)
            .collect()
    }

    /// The answer to a question, where a page lists them.
    pub(crate) fn answer(&self, question: &str) -> Option<String> {
        let found = self
            .answers()
            .into_iter()
            .find(|(asked, _)| asked == question);
        found.map(|(_, answer)| answer)
    }

    /// Where a link leads, by its words; those read aloud count too.
    pub(crate) fn link(&self, wanted: &str) -> Option<String> {
        let html = self.parsed();
        let read = |link: &ElementRef<'_>| {
            link.text()
                .collect::<String>()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let mut links = select(&html, "a[href]").into_iter();
        let found = links.find(|link| read(link) == wanted || words(*link) == wanted);
        found.and_then(|link| link.attr("href")).map(str::to_owned)
    }

    /// What stands in the field with this label.
    pub(crate) fn value(&self, label: &str) -> Option<String> {
        let html = self.parsed();
        let field = self.field(&html, label)?;
        let chosen = Selector::parse("option[selected]").unwrap();
        match field.value().name() {
            "textarea" => Some(field.text().collect()),
            "select" => {
                let chosen = field.select(&chosen).next();
                Some(chosen.map(words).unwrap_or_default())
            }
            _ => Some(field.attr("value").unwrap_or_default().to_owned()),
        }
    }

    /// Whether the radio or box with this label is ticked.
    pub(crate) fn is_ticked(&self, label: &str) -> bool {
        let html = self.parsed();
        let field = self
            .field(&html, label)
            .unwrap_or_else(|| panic!("no field `{label}`"));
        field.attr("checked").is_some()
    }

    /// The field with this label.
    pub(crate) fn field<'a>(&self, html: &'a Html, label: &str) -> Option<ElementRef<'a>> {
        let mut labels = select(html, "label[for]").into_iter();
        let found = labels.find(|found| words(*found) == label)?;
        let id = found.attr("for")?;
        select(html, "input, select, textarea")
            .into_iter()
            .find(|field| field.attr("id") == Some(id))
    }

    /// What its form carries that nobody sees.
    pub(crate) fn hidden(&self) -> Vec<(String, String)> {
        let html = self.parsed();
        let field = |field: ElementRef<'_>| {
            let part = |name| field.attr(name).unwrap_or_default().to_owned();
            (part("name"), part("value"))
        };
        let found = select(&html, "form[method=post] input[type=hidden]");
        found.into_iter().map(field).collect()
    }

    /// The form with this button, and what a browser posts when it is pressed: with `typed` in place of what stands there.
    pub(crate) fn pressed(
        &self,
        button: &str,
        typed: &BTreeMap<String, Vec<String>>,
    ) -> Option<Filled> {
        let html = self.parsed();
        let buttons = Selector::parse("button").unwrap();
        for form in select(&html, "form[method=post]") {
            let Some(pressed) = form.select(&buttons).find(|found| words(*found) == button) else {
                continue;
            };
            let mut fields = fields(form, typed);
            if let Some(name) = pressed.attr("name") {
                let value = pressed.attr("value").unwrap_or_default();
                fields.push((name.to_owned(), value.to_owned()));
            }
            let action = form.attr("action").unwrap_or(&self.address).to_owned();
            let in_parts = form.attr("enctype") == Some("multipart/form-data");
            return Some(Filled {
                action,
                fields,
                in_parts,
            });
        }
        None
    }
}

/// The fields of a form as they would be posted.
fn fields(form: ElementRef<'_>, typed: &BTreeMap<String, Vec<String>>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut done: Vec<String> = Vec::new();
    for field in form.select(&Selector::parse("input, select, textarea").unwrap()) {
        let Some(name) = field.attr("name").map(str::to_owned) else {
            continue;
        };
        if let Some(values) = typed.get(&name) {
            if !done.contains(&name) {
                fields.extend(values.iter().map(|value| (name.clone(), value.clone())));
                done.push(name);
            }
            continue;
        }
        let value = match (field.value().name(), field.attr("type")) {
            ("input", Some("radio" | "checkbox")) if field.attr("checked").is_none() => continue,
            ("input", Some("file")) => continue,
            ("textarea", _) => field.text().collect(),
            ("select", _) => {
                let chosen = Selector::parse("option[selected]").unwrap();
                let chosen = field.select(&chosen).next();
                chosen
                    .and_then(|option| option.attr("value"))
                    .unwrap_or_default()
                    .to_owned()
            }
            _ => field.attr("value").unwrap_or_default().to_owned(),
        };
        fields.push((name, value));
    }
    fields
}
