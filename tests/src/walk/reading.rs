//! Looking things up: the search, the glossary, what helps beside a question and before a form, and whom to ask.

use super::page::{select, words};
use super::{Browser, Gateway, Page, content};

const TODAY: &str = "2026-11-25";

fn rooms() -> Gateway {
    Gateway::on(content("tests/content/rooms"), TODAY)
}

/// The words of every element that a selector finds.
fn all(page: &Page, selector: &str) -> Vec<String> {
    let html = page.parsed();
    select(&html, selector).into_iter().map(words).collect()
}

/// Where every link that a selector finds leads.
fn hrefs(page: &Page, selector: &str) -> Vec<String> {
    let html = page.parsed();
    let links = select(&html, selector).into_iter();
    links
        .filter_map(|link| link.attr("href"))
        .map(str::to_owned)
        .collect()
}

/// The page of a form that asks for the day.
fn day(jo: &mut Browser<'_>) {
    jo.open("/forms/booking").press("Start now");
    for _ in 0..12 {
        if jo.page.heading() == "When is it?" {
            return;
        }
        for (name, value) in [
            ("full_name", "Jo Smith"),
            ("email", "jo.smith@example.com"),
            ("has_card", "no"),
            ("purpose", "meeting"),
            ("people", "10"),
        ] {
            jo.put(name, &[value]);
        }
        jo.press("Continue");
    }
    panic!("never asked for the day: {}", jo.page.text());
}

#[test]
fn a_search_finds_notes_forms_by_their_questions_and_terms_without_scripts() {
    let gateway = rooms();
    let mut jo = gateway.browser();
    let leads = |jo: &Browser<'_>, to: &str| {
        let found = hrefs(&jo.page, ".accede-result__link");
        assert!(
            found.iter().take(3).any(|href| href == to),
            "{to}: {found:?}"
        );
    };
    jo.open("/");
    let html = jo.page.parsed();
    let form = select(&html, "header form[role=search]");
    assert_eq!(form.first().unwrap().attr("action"), Some("/search"));
    jo.open("/search?q=card");
    jo.reads("Search");
    leads(&jo, "/guidance/card");
    assert!(
        all(&jo.page, "main h2")
            .first()
            .unwrap()
            .ends_with("results for “card”")
    );
    assert!(
        all(&jo.page, "mark")
            .iter()
            .all(|mark| mark.eq_ignore_ascii_case("card")),
        "{:?}",
        all(&jo.page, "mark")
    );
    jo.open("/search?q=how+many+hours");
    leads(&jo, "/forms/booking");
    assert!(all(&jo.page, ".accede-result li").contains(&"How many hours?".to_owned()));
    jo.open("/search?q=steward");
    leads(&jo, "/glossary#steward");
    jo.open("/search?q=%C2%A318");
    assert!(
        hrefs(&jo.page, ".accede-result__link").contains(&"/guidance/booking".to_owned()),
        "what a list says is found"
    );
}

#[test]
fn a_search_for_a_slip_or_for_nothing_says_what_to_do() {
    let gateway = rooms();
    let mut jo = gateway.browser();
    jo.open("/search?q=libarry+crad");
    let meant = hrefs(&jo.page, "main p a");
    assert_eq!(meant, ["/search?q=library%20card"]);
    jo.follow("library card");
    assert!(
        hrefs(&jo.page, ".accede-result__link").contains(&"/guidance/card".to_owned()),
        "{}",
        jo.page.text()
    );
    jo.open("/search?q=xyzzyx");
    assert_eq!(all(&jo.page, "main h2"), ["No results for “xyzzyx”"]);
    assert_eq!(
        hrefs(&jo.page, "main li a"),
        ["/guidance/booking", "/glossary"]
    );
    jo.open("/search");
    assert!(
        all(&jo.page, "main h2").is_empty(),
        "nothing was looked for"
    );
}

#[test]
fn whatever_is_looked_for_comes_back_as_text() {
    let gateway = rooms();
    let mut jo = gateway.browser();
    let hostile = [
        "<script>alert(1)</script>",
        "\"><img src=x>",
        "%",
        "\u{0}",
        "&page=9",
    ];
    for typed in hostile {
        let encoded: String = typed.bytes().map(|b| format!("%{b:02X}")).collect();
        jo.open(&format!("/search?q={encoded}&page=2"));
        assert_eq!(jo.page.status, 200, "{typed}");
        let html = jo.page.parsed();
        assert!(select(&html, "main script, main img").is_empty(), "{typed}");
    }
    for query in [
        "q=%FF",
        "q=a&q=b",
        "page=x&q=room",
        "page=99999999999999999999&q=room",
        "page=0&q=room",
        "%%%",
    ] {
        jo.open(&format!("/search?{query}"));
        assert_eq!(jo.page.status, 200, "{query}");
        assert_eq!(jo.page.heading(), "Search", "{query}");
    }
}

#[test]
fn results_come_ten_to_a_page() {
    let notes = (0..23).map(|n| {
        (
            format!("guidance/n/note-{n}.md"),
            format!("# Note {n}\n\nZebras.\n"),
        )
    });
    let service = "service: a\nname: A\noperator: B\n".to_owned();
    let files = notes.chain([("forms/service.yaml".to_owned(), service)]);
    let sources = engine::Sources::new(files.map(|(path, text)| (path, text.into_bytes())));
    let gateway = Gateway::on(sources, TODAY);
    let mut jo = gateway.browser();
    let count = |jo: &Browser<'_>| all(&jo.page, ".accede-result").len();
    jo.open("/search?q=zebra");
    assert_eq!(count(&jo), 10);
    jo.follow("Next page");
    assert_eq!(
        (count(&jo), jo.page.address.as_str()),
        (10, "/search?q=zebra&page=2")
    );
    jo.follow("Next page");
    assert_eq!(count(&jo), 3);
    jo.open("/search?q=zebra&page=77");
    assert_eq!(count(&jo), 3, "behind the last page is the last page");
}

#[test]
fn a_note_prints_the_values_of_the_day_and_what_it_includes() {
    let gateway = rooms();
    let mut jo = gateway.browser();
    jo.open("/guidance/booking");
    let text = jo.page.text();
    assert!(
        text.contains("Cleaning costs £18. The hall is £30 an hour."),
        "{text}"
    );
    assert!(
        text.contains("We need 5 working days to prepare a room."),
        "{text}"
    );
    let later = Gateway::on(content("tests/content/rooms"), "2027-01-02");
    let mut jo = later.browser();
    jo.open("/guidance/booking");
    assert!(
        jo.page.text().contains("Cleaning costs £20."),
        "{}",
        jo.page.text()
    );
    jo.open("/search?q=cleaning");
    assert!(
        jo.page.text().contains("Cleaning costs £20."),
        "{}",
        jo.page.text()
    );
}

#[test]
fn a_term_leads_to_its_explanation_where_it_is_first_used() {
    let gateway = rooms();
    let mut jo = gateway.browser();
    jo.open("/guidance/booking");
    let terms = hrefs(&jo.page, "a.accede-term");
    assert_eq!(terms, ["/glossary#working-day", "/glossary#library-card"]);
    jo.open("/glossary");
    jo.reads("Glossary");
    assert_eq!(all(&jo.page, "dt").len(), 5);
    for term in terms {
        let html = jo.page.parsed();
        let id = term.split('#').nth(1).unwrap();
        assert_eq!(select(&html, &format!("dt[id={id}]")).len(), 1, "{id}");
    }
    let library = Gateway::room();
    let mut jo = library.browser();
    jo.open("/glossary");
    assert_eq!(
        jo.page.status, 404,
        "a service without terms has no glossary"
    );
}

#[test]
fn beside_a_question_its_note_is_opened_in_place_and_its_links_leave_the_page_where_it_is() {
    let gateway = rooms();
    let mut jo = gateway.browser();
    day(&mut jo);
    let help = all(&jo.page, "details.accede-help summary");
    assert_eq!(
        help.first().unwrap(),
        "Notice",
        "the section that the page names"
    );
    let text = all(&jo.page, "details.accede-help .govuk-details__text");
    let text = text.first().unwrap();
    assert!(
        text.contains("We need 5 working days to prepare a room."),
        "{text}"
    );
    assert!(
        !text.contains("Cleaning"),
        "the rest of the note stays away: {text}"
    );
    let html = jo.page.parsed();
    let links = select(&html, "details.accede-help a[href^='/']");
    assert!(!links.is_empty());
    for link in links {
        assert_eq!(link.attr("target"), Some("_blank"), "{}", words(link));
    }
    let whole = hrefs(&jo.page, "details.accede-help a");
    assert!(
        whole.contains(&"/guidance/booking#notice".to_owned()),
        "{whole:?}"
    );
    let ids: Vec<&str> = select(&html, "[id]")
        .into_iter()
        .filter_map(|one| one.attr("id"))
        .collect();
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "{ids:?}");
}

#[test]
fn where_a_form_begins_it_says_what_it_needs() {
    let gateway = rooms();
    let mut jo = gateway.browser();
    jo.open("/forms/booking");
    let needs = all(&jo.page, ".accede-needs").join(" ");
    for said in [
        "What you need for this form",
        "you may need: ",
        "library card",
        "minutes, for ",
        "pages",
        "You need no account",
        "After you send it: What happens next",
    ] {
        assert!(needs.contains(said), "{said}: {needs}");
    }
    assert_eq!(needs.matches("library card").count(), 1, "{needs}");
}

#[test]
fn every_page_of_a_form_leads_to_whom_to_ask_and_says_there_which_page_it_was() {
    let gateway = rooms();
    let mut jo = gateway.browser();
    let ask = "Get help with this page (opens in new tab)";
    let about = |jo: &mut Browser<'_>| {
        let href = jo
            .page
            .link(ask)
            .unwrap_or_else(|| panic!("no help at {}", jo.page.address));
        jo.open(&href).reads("How to reach us");
        let line = all(&jo.page, ".accede-quote").pop().unwrap();
        assert!(href.ends_with(&line), "{href} {line}");
        line
    };
    jo.open("/forms/booking");
    let line = about(&mut jo);
    let version = gateway
        .catalogue()
        .form("booking")
        .unwrap()
        .version()
        .as_str()
        .get(..8)
        .unwrap()
        .to_owned();
    assert_eq!(line, format!("booking/start/{version}"));
    day(&mut jo);
    assert_eq!(about(&mut jo), format!("booking/event/day/{version}"));
}

#[test]
fn nothing_but_a_page_of_a_form_is_quoted() {
    let gateway = rooms();
    let mut jo = gateway.browser();
    for forged in [
        "booking/event/day",
        "booking/event/nowhere/1a2b3c4d",
        "nothing/event/day/1a2b3c4d",
        "booking/event/day/please-call",
        "booking/start/1a2b3c4d%3Cb%3E",
        "%FF",
        "",
    ] {
        jo.open(&format!("/guidance/help?about={forged}"));
        assert_eq!(jo.page.status, 200, "{forged}");
        assert!(all(&jo.page, ".accede-quote").is_empty(), "{forged}");
    }
    jo.open("/guidance/card?about=booking/start/1a2b3c4d");
    assert!(
        all(&jo.page, ".accede-quote").is_empty(),
        "only the note that says whom to ask"
    );
}
