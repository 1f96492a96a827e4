//! Filling in the form of the benches, over HTTP.

use super::Connection;
use engine::Sources;
use std::path::Path;

/// The forms of a content folder, with all that they use.
#[must_use]
pub fn sources(folder: &Path) -> Sources {
    let files = std::fs::read_dir(folder.join("forms"));
    let file = |file: std::fs::DirEntry| {
        let name = format!("forms/{}", file.file_name().to_string_lossy());
        (name, std::fs::read(file.path()).expect("a file"))
    };
    let files = files.expect("forms").flatten().map(file);
    Sources::new(files.collect::<Vec<_>>())
}

/// A draft that was begun, with the cookie of its browser.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its form.
    pub form: &'static str,
    /// Its name in addresses.
    pub id: String,
    /// What its browser sends.
    pub cookie: String,
}

impl Draft {
    /// A request for one of its screens.
    #[must_use]
    pub fn get(&self, screen: &str) -> Vec<u8> {
        let Self { form, id, cookie } = self;
        format!("GET /forms/{form}/{id}/{screen} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n").into()
    }

    /// A request that posts fields to one of its screens.
    #[must_use]
    pub fn post(&self, screen: &str, fields: &str) -> Vec<u8> {
        let Self { form, id, cookie } = self;
        posted(&format!("/forms/{form}/{id}/{screen}"), cookie, fields)
    }
}

fn posted(path: &str, cookie: &str, fields: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{fields}",
        fields.len()
    )
    .into()
}

/// Begins a draft in a browser of its own.
#[must_use]
pub fn begin(connection: &mut Connection, form: &'static str) -> Draft {
    let answer = connection.ask(&posted(&format!("/forms/{form}"), "none=1", ""));
    assert_eq!(answer.status, 303, "{}", answer.head);
    let cookie = answer.header("set-cookie").expect("a cookie");
    let id = answer
        .header("location")
        .and_then(|to| to.rsplit('/').next());
    Draft {
        form,
        id: id.expect("a draft").to_owned(),
        cookie: cookie.split(';').next().unwrap_or_default().to_owned(),
    }
}

/// The pages up to the one that is measured: eight answers.
const EIGHT: [(&str, &str); 8] = [
    ("name", "full_name=Jo+Smith"),
    ("email", "email=jo%40example.org"),
    ("phone", "phone=020+7946+0991"),
    ("has-card", "has_card=yes"),
    ("card", "card=1200+3456"),
    ("purpose", "purpose=meeting"),
    ("people", "people=12"),
    ("town", "town=Sheffield"),
];

/// The others that are on the way.
const OTHERS: [(&str, &str); 14] = [
    (
        "day",
        "held_on-day=3&held_on-month=12&held_on-year=2026&until-day=4&until-month=12&until-year=2026",
    ),
    ("hours", "hours=2.5"),
    ("branch", "branch=south"),
    ("things", "things=chairs"),
    ("chairs", "chairs=12"),
    ("month", "visited_in-month=3&visited_in-year=2026"),
    ("website", "website=https%3A%2F%2Fexample.org"),
    (
        "home",
        "home-line_1=1+Mill+Lane&home-line_2=&home-town=Sheffield&home-postcode=S1+2HH&home-country=gb",
    ),
    ("post", "postcode=S1+2HH"),
    ("country", "country=gb"),
    ("story", "story=A+talk+about+books%2C+and+tea+afterwards."),
    ("fee", "fee=12.50&deposit=100"),
    ("more", ""),
    ("agree", "tidy=yes"),
];

/// Answers ten questions: eight on pages before, and two on the page that is measured.
pub fn fill_ten(connection: &mut Connection, draft: &Draft, project: &str) {
    for (page, fields) in EIGHT {
        put(connection, draft, page, fields);
    }
    put(
        connection,
        draft,
        "about",
        &format!("project={project}&sort=choir"),
    );
}

/// Answers every question.
pub fn fill_all(connection: &mut Connection, draft: &Draft) {
    fill_ten(connection, draft, "A+talk");
    for (page, fields) in OTHERS {
        match page {
            "more" => {
                for part in 0..11 {
                    let fields: Vec<String> = (part * 3..part * 3 + 3).map(more).collect();
                    put(
                        connection,
                        draft,
                        &format!("more-{}", part + 1),
                        &fields.join("&"),
                    );
                }
            }
            _ => put(connection, draft, page, fields),
        }
    }
}

/// The fields of a question of the last pages: their kinds take turns.
fn more(n: usize) -> String {
    let name = format!("more_{}", n + 1);
    let text = match n % 15 {
        0 => "Some+text",
        1 => "7",
        2 => "yes",
        3 => "jo%40example.org",
        4 => return format!("{name}-day=1&{name}-month=2&{name}-year=2024"),
        5 => "99.50",
        6 => "S1+2HH",
        7 => "b",
        8 => "020+7946+0991",
        9 => "Ann+Jones",
        10 => "https%3A%2F%2Fexample.org",
        11 => "2.5",
        12 => "gb",
        13 => "A+longer+text",
        _ => return format!("{name}-month=2&{name}-year=2024"),
    };
    format!("{name}={text}")
}

fn put(connection: &mut Connection, draft: &Draft, page: &str, fields: &str) {
    post(connection, draft, &format!("booking/{page}"), fields);
}

/// What the form of a page carries, to be posted with its fields: it is good for every time that the page is posted.
pub fn nonce(connection: &mut Connection, draft: &Draft, page: &str) -> String {
    let shown = connection.ask(&draft.get(page)).body.to_vec();
    let shown = String::from_utf8_lossy(&shown).into_owned();
    between(&shown, "name=\"_nonce\" value=\"", "\"").to_owned()
}

/// Answers a page, right.
pub fn post(connection: &mut Connection, draft: &Draft, page: &str, fields: &str) {
    let nonce = nonce(connection, draft, page);
    let request = draft.post(page, &format!("{fields}&_nonce={nonce}"));
    let answer = connection.ask(&request);
    let page_said = || String::from_utf8_lossy(answer.body).into_owned();
    assert_eq!(answer.status, 303, "{page}: {}", page_said());
}

/// Sends a draft that is complete; what to quote.
pub fn send(connection: &mut Connection, draft: &Draft) -> String {
    let shown = shown(connection, draft);
    post(connection, draft, "check", &format!("_shown={shown}"));
    let sent = connection.ask(&draft.get("sent")).body.to_vec();
    between(&String::from_utf8_lossy(&sent), "<strong>", "</strong>").to_owned()
}

/// What stands for the answers that are looked over before they are sent: the same for copies of a draft.
#[must_use]
pub fn shown(connection: &mut Connection, draft: &Draft) -> String {
    let check = connection.ask(&draft.get("check")).body.to_vec();
    let check = String::from_utf8_lossy(&check).into_owned();
    between(&check, "name=\"_shown\" value=\"", "\"").to_owned()
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split(before).nth(1).expect("what stands before it");
    rest.split(after).next().unwrap_or_default()
}
