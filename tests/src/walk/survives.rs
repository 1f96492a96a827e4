//! Half-filled drafts in more than twenty states, each under every kind of edit: what the person sees is written in
//! `tests/cases/drafts`, one file for an edit, and read like a table. `UPDATE=1 cargo test` rewrites it.
//!
//! Whatever the edit, when it is taken back the draft is what it was: nothing that was typed is thrown away.

use super::room::{self, FORM};
use super::whole::steps;
use super::{Browser, Gateway};
use crate::tidy::root;
use engine::Sources;
use std::collections::BTreeMap;
use std::fmt::Write;

/// One page: how it is filled in.
type Fill = fn(&mut Browser<'_>);

/// The long way: a club, with coffee, and two guests.
const LONG: [(&str, Fill); 13] = [
    ("Continue", |b| {
        b.fill("What is your name?", "Ann <Lee>");
    }),
    ("Continue", |b| {
        b.choose("A club");
    }),
    ("Continue", |b| {
        b.fill("What is the club called?", "Chess & Go");
    }),
    ("Continue", |_| ()),
    ("Continue", |b| {
        b.fill("Day", "27").fill("Month", "3").fill("Year", "2026");
    }),
    ("Continue", |b| {
        b.choose("Yes")
            .fill("How many cups?", "12")
            .fill("Anything else? (optional)", "Milk");
    }),
    ("Continue", |b| {
        b.fill("Who comes?", "Jo");
    }),
    ("Continue", |b| {
        b.choose("In front");
    }),
    ("Add another guest", |_| ()),
    ("Continue", |b| {
        b.fill("Who comes?", "Bo");
    }),
    ("Continue", |b| {
        b.choose("At the back");
    }),
    ("Continue", |_| ()),
    ("", |_| ()),
];

/// What an editor writes in place of what stands in the form, by the name of the file that says what people see.
const EDITS: [(&str, &[(&str, &str)]); 18] = [
    (
        "a-page-is-added",
        &[(
            "      - page: rules\n",
            "      - page: reason\n        questions:\n          - { question: reason, type: text, ask: Why a room? }\n      - page: rules\n",
        )],
    ),
    (
        "an-optional-question-is-added",
        &[(
            "      - page: who\n",
            "          - { question: nickname, type: text, ask: What do friends call you?, optional: true }\n      - page: who\n",
        )],
    ),
    (
        "a-question-is-added-to-every-guest",
        &[(
            "      - page: seat\n",
            "          - { question: guest_age, type: whole number, ask: How old are they? }\n      - page: seat\n",
        )],
    ),
    (
        "a-question-is-removed",
        &[(
            "          - question: note\n            type: long text\n            ask: Anything else?\n            called: note\n            optional: true\n",
            "",
        )],
    ),
    (
        "a-page-is-removed",
        &[(
            "      - page: club-name\n        show when: who is club\n        questions:\n          - question: club_name\n            type: text\n            ask: What is the club called?\n            called: name of the club\n",
            "",
        )],
    ),
    (
        "a-question-is-renamed",
        &[(
            "question: full_name\n",
            "question: whole_name\n            renamed from: full_name\n",
        )],
    ),
    (
        "a-question-is-renamed-and-nobody-says-so",
        &[("question: full_name\n", "question: whole_name\n")],
    ),
    ("a-page-is-renamed", &[("page: day\n", "page: which-day\n")]),
    (
        "a-section-is-renamed",
        &[(
            "section: guests\n",
            "section: visitors\n    renamed from: guests\n",
        )],
    ),
    (
        "a-question-is-retyped",
        &[
            ("type: date\n", "type: text\n"),
            (
                "            rules:\n              - must be: day is on or after today\n                otherwise: The day must be today or later\n",
                "",
            ),
        ],
    ),
    (
        "a-question-of-every-guest-is-retyped",
        &[
            (
                "question: guest_name\n            type: text\n",
                "question: guest_name\n            type: yes or no\n",
            ),
            (", item title: \"{{ guest_name }}\"", ""),
        ],
    ),
    (
        "a-rule-is-changed",
        &[(
            "must be: day is on or after today\n                otherwise: The day must be today or later\n",
            "must be: day is after 2026-04-30\n                otherwise: The house is painted until the end of April\n",
        )],
    ),
    (
        "an-option-is-added",
        &[(
            "              club: A club\n",
            "              club: A club\n              school: A school\n",
        )],
    ),
    (
        "an-option-is-removed",
        &[(
            "              front: In front\n",
            "              side: At the side\n",
        )],
    ),
    (
        "an-option-is-renamed",
        &[(
            "              front: In front\n",
            "              stage: { renamed from: front, label: Beside the stage }\n",
        )],
    ),
    (
        "a-page-is-made-conditional",
        &[(
            "      - page: extras\n",
            "      - page: extras\n        show when: who is me\n",
        )],
    ),
    (
        "a-section-is-made-repeating",
        &[(
            "    title: The room\n",
            "    title: The room\n    repeat: { each: day, from: 1, to: 3 }\n",
        )],
    ),
    (
        "a-section-repeats-no-more",
        &[(
            "    repeat: { each: guest, from: 1, to: 3, item title: \"{{ guest_name }}\" }\n",
            "",
        )],
    ),
];

fn edited(edits: &[(&str, &str)]) -> Sources {
    let mut form = FORM.to_owned();
    for (old, new) in edits {
        assert!(form.contains(old), "the form has no `{old}`");
        form = form.replacen(old, new, 1);
    }
    let sources = room::sources();
    let file = |path: &str, bytes: &[u8]| match path.ends_with(".form.yaml") {
        true => (path.to_owned(), form.clone().into_bytes()),
        false => (path.to_owned(), bytes.to_vec()),
    };
    Sources::new(
        sources
            .iter()
            .map(|(_, found)| file(&found.path, &found.bytes)),
    )
}

/// A draft somewhere on its way.
struct Begun {
    /// "me 3": so many pages of the short way.
    state: String,
    root: String,
    cookies: BTreeMap<String, String>,
}

impl Begun {
    fn browser<'a>(&self, gateway: &'a Gateway) -> Browser<'a> {
        gateway.browser().with(self.cookies.clone())
    }
}

/// A draft in every state.
fn drafts(gateway: &Gateway) -> Vec<Begun> {
    let short = steps().into_iter().map(|(_, fill, _)| ("Continue", fill));
    let ways: [(&str, Vec<(&str, Fill)>); 2] = [
        ("short way", short.chain([("", (|_| ()) as Fill)]).collect()),
        ("long way", LONG.into()),
    ];
    let mut begun = Vec::new();
    for (way, steps) in &ways {
        for pages in 0..steps.len() {
            let mut browser = gateway.browser();
            browser.open("/").follow("Borrow a room").press("Start now");
            let address = browser.page.address.clone();
            for (button, fill) in steps.iter().take(pages) {
                fill(&mut browser);
                browser.press(button);
            }
            begun.push(Begun {
                state: format!("{way}, {pages} pages"),
                root: address.trim_end_matches("/you/name").to_owned(),
                cookies: browser.cookies(),
            });
        }
    }
    begun
}

/// What stands on a page: its heading, what its fields hold, what it says is wrong, answers that it lists.
fn stands(browser: &Browser<'_>) -> String {
    let page = &browser.page;
    let mut found = page.heading();
    let filled = page.pressed("Continue", &BTreeMap::new());
    let fields = filled.map(|filled| filled.fields).unwrap_or_default();
    for (name, value) in fields
        .iter()
        .filter(|(name, value)| !name.starts_with('_') && !value.is_empty())
    {
        write!(found, " [{name} {value}]").unwrap();
    }
    for message in page.summary() {
        write!(found, " !{message}").unwrap();
    }
    for (question, answer) in page.answers() {
        write!(found, " {question}={answer}").unwrap();
    }
    found
}

const SCREENS: [&str; 13] = [
    "you/name",
    "you/who",
    "you/club-name",
    "you/rules",
    "room/day",
    "room/extras",
    "guests/1/who-comes",
    "guests/1/seat",
    "guests/2/who-comes",
    "guests/2/seat",
    "guests/3/who-comes",
    "guests/items",
    "check",
];

/// A screen, and what stands on it.
type Screen = (&'static str, String);

/// Those of the screens of a draft that may be opened.
fn whole(browser: &mut Browser<'_>, root: &str, screens: &[&'static str]) -> Vec<Screen> {
    let mut all = Vec::new();
    for screen in screens {
        let address = format!("{root}/{screen}");
        browser.open(&address);
        if browser.page.address == address {
            assert_eq!(browser.page.status, 200, "{address}");
            all.push((*screen, stands(browser)));
        }
    }
    all
}

/// What somebody sees who comes back to a draft: what is new, where it goes on. What is new is told once, and links lead to it.
fn comes_back(browser: &mut Browser<'_>, root: &str) -> String {
    browser.open(root);
    assert_eq!(browser.page.status, 200, "{root}");
    let (page, news) = (stands(browser), browser.page.told());
    let links = browser.page.told_links();
    let here = browser.page.address.clone();
    let mut seen = format!("    {page}\n");
    for line in news {
        writeln!(seen, "    * {line}").unwrap();
    }
    browser.open(&here);
    assert_eq!(browser.page.news(), "", "told twice at {here}");
    assert_eq!(stands(browser), page);
    for link in links {
        browser.open(&link);
        assert_eq!(browser.page.status, 200, "{link}");
    }
    seen
}

#[test]
fn half_filled_drafts_survive_every_edit_and_lose_nothing() {
    let mut gateway = Gateway::room();
    let drafts = drafts(&gateway);
    assert!(drafts.len() >= 20);
    let before = |draft: &Begun| whole(&mut draft.browser(&gateway), &draft.root, &SCREENS);
    let before: Vec<Vec<Screen>> = drafts.iter().map(before).collect();
    gateway.stop();
    let store = std::fs::read(gateway.data().join("accede.redb")).unwrap();
    let mut wrong = Vec::new();
    for (name, edits) in EDITS {
        // Every edit is made to the same drafts.
        gateway.stop();
        std::fs::write(gateway.data().join("accede.redb"), &store).unwrap();
        gateway.serve(edited(edits));
        let mut seen = String::new();
        for draft in &drafts {
            let sees = comes_back(&mut draft.browser(&gateway), &draft.root);
            writeln!(seen, "{}\n{sees}", draft.state).unwrap();
        }
        if !is_expected(name, &seen) {
            wrong.push(format!("{name}\n{seen}"));
        }
        gateway.serve(room::sources());
        for (draft, before) in drafts.iter().zip(&before) {
            let screens: Vec<&str> = before.iter().map(|(screen, _)| *screen).collect();
            let after = whole(&mut draft.browser(&gateway), &draft.root, &screens);
            assert_eq!(after, *before, "{name}, taken back: {}", draft.state);
        }
    }
    let wrong = wrong.join("\n");
    assert!(
        wrong.is_empty(),
        "otherwise than in tests/cases/drafts:\n{wrong}"
    );
}

fn is_expected(name: &str, seen: &str) -> bool {
    let path = root()
        .join("tests/cases/drafts")
        .join(format!("{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, seen).unwrap();
    }
    std::fs::read_to_string(&path).unwrap_or_default() == seen
}
