//! What is in the log, and what must never be.

use super::server::Place;
use super::{Line, encoded};

/// Walks through everything that a visitor can say, with a mark in each.
fn say_everything(line: &mut Line) -> Vec<String> {
    let sent = line.leave("MARK-answer").unwrap();
    let mut references = Vec::new();
    let mut note = |answer: super::Answer| {
        references.push(answer.header("request-reference").unwrap().to_owned())
    };
    note(line.get(&sent).unwrap());
    let draft = line.begin().unwrap().location().to_owned();
    let page = line.get(&draft).unwrap().location().to_owned();
    note(
        line.fill(&page, &format!("words={}", "MARK-long".repeat(900)))
            .unwrap(),
    );
    note(line.post(&page, "words=%FFMARK-odd").unwrap());
    note(line.fill(&page, "words=&word=MARK-secret").unwrap());
    note(
        line.fill(&page, "words=MARK-words&word=MARK-secret")
            .unwrap(),
    );
    note(line.get("/forms/MARK-path?MARK-query=MARK-value").unwrap());
    let headers = [
        ("cookie", "accede=MARK-cookie; other=MARK-other"),
        ("x-forwarded-for", "MARK-forwarded"),
        ("user-agent", "MARK-agent"),
        ("referer", "http://localhost/MARK-referer"),
        ("authorization", "Bearer MARK-token"),
    ];
    note(line.ask("GET", &page, &headers, "").unwrap());
    let body = format!("MARK-name={}", encoded("MARK-type"));
    note(
        line.ask("POST", &page, &[("content-type", "text/MARK-kind")], &body)
            .unwrap(),
    );
    note(line.ask("MARK", "/", &[], "").unwrap());
    references
}

#[test]
fn no_answer_cookie_or_address_is_in_the_log_and_each_request_can_be_found() {
    for format in ["text", "json"] {
        let place = Place::new();
        let server = place.start(&[("LOG_LEVEL", "debug"), ("LOG_FORMAT", format)]);
        let mut line = Line::to(&server.address).unwrap();
        let references = say_everything(&mut line);
        let secret = line.cookie.split('=').nth(1).unwrap().to_owned();
        let log = place.log();
        assert!(!log.contains("MARK"), "{log}");
        assert!(!log.contains(&secret), "{log}");
        for reference in references {
            assert!(log.contains(&reference), "{reference} in\n{log}");
        }
        assert!(log.contains("/forms/{form}/{draft}/{*screen}"), "{log}");
        if format == "json" {
            for line in log.lines() {
                let entry: serde_json::Value = serde_json::from_str(line).unwrap();
                assert!(
                    entry["level"].is_string() && entry["timestamp"].is_string(),
                    "{line}"
                );
            }
        }
    }
}

#[test]
fn the_page_of_whoever_was_refused_carries_the_reference_that_is_in_the_log() {
    let place = Place::new();
    let server = place.start(&[]);
    let mut line = Line::to(&server.address).unwrap();
    let sent = line.leave("words").unwrap();
    // What is under the submission goes away: nothing that a visitor could do.
    drop(server);
    super::damage(&place, "submissions");
    let server = place.start(&[]);
    let mut again = Line::to(&server.address).unwrap();
    again.cookie.clone_from(&line.cookie);
    let refused = again.get(&sent).unwrap();
    assert_eq!(refused.status, 500, "{}", refused.body);
    let reference = refused.header("request-reference").unwrap();
    assert!(refused.body.contains(reference), "{}", refused.body);
    let log = place.log();
    let found = log.lines().find(|line| line.contains(reference));
    let found = found.unwrap_or_else(|| panic!("{reference} in\n{log}"));
    assert!(found.contains("cannot be read"), "{found}");
    assert!(!log.contains("MARK"), "{log}");
}
