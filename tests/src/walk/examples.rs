//! Every example of every form, walked over HTTP: each page is answered with what it asks for, and nothing else is known of it.
//! What the examples promise in the engine must be what a person meets in the pages.

use super::gateway::content;
use super::{Browser, Gateway};
use engine::{Answers, Circumstances, Entered, Example, Form, Outcome, Place, Verdict, verdict};
use scraper::ElementRef;
use std::collections::{BTreeMap, BTreeSet};

/// The day of examples that name none.
const USUAL: &str = "2026-11-25";

/// How a walk ended.
#[derive(Debug, PartialEq)]
enum Ended {
    /// At check your answers.
    Check,
    /// On a page on which the form ends.
    Stop,
    /// On a page that came back with messages.
    Wrong(Vec<String>),
}

/// One example, being walked.
struct Walker<'a> {
    form: &'a Form,
    answers: &'a Answers,
    verdict: Verdict,
    /// The screens that were shown, in order, by their path below the draft.
    visited: Vec<String>,
}

impl Walker<'_> {
    fn walk(&mut self, browser: &mut Browser<'_>) -> Ended {
        browser
            .open(&format!("/forms/{}", self.form.name()))
            .press("Start now");
        for _ in 0..500 {
            let path = path(&browser.page.address);
            if path == "check" {
                return Ended::Check;
            }
            if browser.page.pressed("Continue", &BTreeMap::new()).is_none() {
                self.visited.push(path);
                return Ended::Stop;
            }
            if let Some(section) = path.strip_suffix("/items") {
                self.list(browser, section);
                if browser.page.status == 422 {
                    return Ended::Wrong(browser.page.summary());
                }
                continue;
            }
            // A page that is shown again to say what is unusual is still that page.
            if self.visited.last() != Some(&path) {
                self.visited.push(path.clone());
            }
            self.answer(browser, &path);
            browser.press("Continue");
            if browser.page.status == 422 {
                return Ended::Wrong(browser.page.summary());
            }
        }
        panic!("the walk does not end: {:?}", self.visited)
    }

    /// Adds another item while the example has more.
    fn list(&self, browser: &mut Browser<'_>, section: &str) {
        let shown = browser.page.answers().len();
        let name = section.replace('-', "_");
        let more = shown < self.answers.items(&name).len();
        let html = browser.page.parsed();
        let add = super::page::select(&html, "button[name=_add]");
        let add = add.first().map(|button| super::page::words(*button));
        let button = add.filter(|_| more).unwrap_or("Continue".to_owned());
        browser.press(&button);
    }

    /// Puts in what the example says for each field that the page has.
    fn answer(&self, browser: &mut Browser<'_>, path: &str) {
        let words: Vec<&str> = path.split('/').collect();
        let place = match *words.as_slice() {
            [section, page] => self.form.place(section, None, page),
            [section, item, page] => {
                self.form
                    .place(section, item.parse().ok().map(|n: usize| n - 1), page)
            }
            _ => None,
        };
        let place = place.unwrap_or_else(|| panic!("no page at {path}"));
        let answers = self.verdict.answers_at(self.form, place, self.answers);
        for field in fields(browser) {
            if let Some(Entered::Files(files)) = answers.and_then(|answers| answers.get(&field)) {
                for file in files {
                    browser.attach_to(&field, &file.name, &bytes_of(file));
                }
                continue;
            }
            let texts = texts(answers, &field);
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            browser.put(&field, &texts);
        }
    }

    /// Whether the example has no item of a section.
    fn is_empty(&self, section: usize) -> bool {
        let name = self.form.sections()[section].name();
        self.answers.items(name.as_str()).is_empty()
    }

    /// The pages that the engine has on the way, as far as `place` when one is given.
    fn expected(&self, last: Option<Place>) -> Vec<String> {
        let mut pages = Vec::new();
        for (place, _) in &self.verdict.path {
            if let Some((section, page)) = self.form.page(*place) {
                let (section, page) = (section.name().in_address(), page.name().in_address());
                pages.push(match place {
                    Place::ItemPage { item, .. } => format!("{section}/{}/{page}", item + 1),
                    _ => format!("{section}/{page}"),
                });
            }
            if Some(*place) == last {
                break;
            }
        }
        pages
    }
}

/// The path of a screen below its draft.
fn path(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    path.splitn(5, '/').nth(4).unwrap_or_default().to_owned()
}

/// Names of the fields that a page asks for.
fn fields(browser: &Browser<'_>) -> BTreeSet<String> {
    let html = browser.page.parsed();
    let fields = super::page::select(&html, "form input, form select, form textarea");
    let shown = |field: &ElementRef<'_>| field.attr("type") != Some("hidden");
    let shown = fields.into_iter().filter(shown);
    shown
        .filter_map(|field| field.attr("name").map(str::to_owned))
        .collect()
}

/// As many bytes as an example says, which begin as such a file does.
fn bytes_of(file: &engine::File) -> Vec<u8> {
    let begins: &[u8] = match file.media_type.as_str() {
        "application/pdf" => b"%PDF-1.7\n",
        "image/png" => b"\x89PNG\r\n\x1a\n",
        "image/jpeg" => b"\xff\xd8\xff\xe0",
        _ => b"a,b\n",
    };
    // No two files are the same.
    let mut bytes = [begins, file.name.as_bytes()].concat();
    bytes.resize(usize::try_from(file.size).unwrap(), b' ');
    bytes
}

/// What an example says for a field.
fn texts(answers: Option<&Answers>, field: &str) -> Vec<String> {
    let (name, part) = field
        .split_once('-')
        .map_or((field, None), |(n, p)| (n, Some(p)));
    match (answers.and_then(|answers| answers.get(name)), part) {
        (Some(Entered::Text(text)), None) => vec![text.clone()],
        (Some(Entered::Text(text)), Some(part)) => in_box(text, part),
        (Some(Entered::Several(texts)), _) => texts.clone(),
        (Some(Entered::Parts(parts)), Some(part)) => parts.get(part).cloned().into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A date that an example writes as one, in its boxes.
fn in_box(text: &str, part: &str) -> Vec<String> {
    let mut words = text.split('-');
    let n = match part {
        "year" => 0,
        "month" => 1,
        _ => 2,
    };
    words.nth(n).map(str::to_owned).into_iter().collect()
}

fn walk(gateway: &Gateway, form: &Form, example: &Example, at: &Circumstances<'_>) {
    let told = format!("{}: {}", form.name(), example.name());
    let verdict = verdict(form, example.answers(), at);
    let mut walker = Walker {
        form,
        answers: example.answers(),
        verdict,
        visited: Vec::new(),
    };
    let mut browser = gateway.browser();
    let ended = walker.walk(&mut browser);
    let of_page = |place: Place| -> Vec<String> {
        let wrong = walker
            .verdict
            .wrong
            .iter()
            .filter(|wrong| wrong.place == place);
        wrong.map(|wrong| wrong.message.clone()).collect()
    };
    let first = walker.verdict.wrong.first().map(|wrong| wrong.place);
    match (walker.verdict.outcome, first) {
        (Outcome::Stopped(place), None) => {
            assert_eq!(ended, Ended::Stop, "{told}");
            assert_eq!(walker.visited, walker.expected(Some(place)), "{told}");
        }
        (_, Some(Place::Check)) => {
            assert_eq!(ended, Ended::Check, "{told}");
            assert_eq!(browser.page.summary(), of_page(Place::Check), "{told}");
        }
        (_, Some(Place::Items { section })) if walker.is_empty(section) => {
            // A list that must not be empty begins with its first item, which then has nothing in it.
            let asked = matches!(&ended, Ended::Wrong(messages) if !messages.is_empty());
            assert!(asked, "{told}: {ended:?}");
        }
        (_, Some(first)) => {
            // A rule that compares items refuses the later of two, though both are wrong together.
            let mut wrong = walker.verdict.wrong.iter().map(|wrong| wrong.place);
            let here = wrong.find(|place| walker.visited == walker.expected(Some(*place)));
            let is_item = |place| matches!(place, Place::ItemPage { .. });
            let here = here.filter(|here| *here == first || (is_item(*here) && is_item(first)));
            let visited = walker.expected(Some(first));
            let here =
                here.unwrap_or_else(|| panic!("{told}: {:?}, not {visited:?}", walker.visited));
            assert_eq!(ended, Ended::Wrong(of_page(here)), "{told}");
        }
        (_, None) => {
            assert_eq!(ended, Ended::Check, "{told}");
            assert_eq!(walker.visited, walker.expected(None), "{told}");
            sends(&mut browser, &walker, at, &told);
        }
    }
}

/// What was answered is what is shown, sent, and shown again.
fn sends(browser: &mut Browser<'_>, walker: &Walker<'_>, at: &Circumstances<'_>, told: &str) {
    let line = |line: engine::RecordLine| {
        let blank = line.answer.is_empty();
        let answer = if blank {
            "Not answered".to_owned()
        } else {
            line.answer.join("")
        };
        (spaced(&line.asked), spaced(&answer))
    };
    let record: Vec<_> = walker
        .verdict
        .record(walker.form, *at)
        .into_iter()
        .map(line)
        .collect();
    let read = |page: &super::Page| -> Vec<(String, String)> {
        page.answers()
            .into_iter()
            .map(|(asked, answer)| (asked, spaced(&answer)))
            .collect()
    };
    assert_eq!(read(&browser.page), record, "{told}: check your answers");
    let send = ["Accept and send", "Send"];
    let send = send
        .iter()
        .find(|send| browser.page.pressed(send, &BTreeMap::new()).is_some());
    browser.press(send.unwrap());
    let reference = format!("{}-", walker.form.reference());
    assert!(
        browser.page.text().contains(&reference),
        "{told}: {}",
        browser.page.text()
    );
    assert_eq!(read(&browser.page), record, "{told}: what was sent");
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Walks every example of the content in a folder; how many there were.
fn walk_all(folder: &str) -> usize {
    let mut walked = 0;
    let mut gateway = Gateway::on(content(folder), USUAL);
    let usual = USUAL.parse().unwrap();
    let catalogue = gateway.catalogue();
    for form in catalogue.forms() {
        for example in catalogue.examples(form.name().as_str()) {
            let today = example.today().unwrap_or(usual);
            gateway.today(&today.to_string());
            let calendar = &catalogue.service().calendar;
            walk(&gateway, form, example, &Circumstances { today, calendar });
            walked += 1;
        }
    }
    walked
}

#[test]
fn every_example_of_the_rooms_is_met_in_their_pages() {
    let walked = walk_all("tests/content/rooms");
    assert!(walked >= 10, "{walked} examples");
}

#[test]
fn every_example_of_the_shipped_forms_is_met_in_their_pages() {
    let walked = walk_all(".");
    assert!(walked >= 10, "{walked} examples");
}
