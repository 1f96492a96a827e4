//! What comes of one text: plain words for some programs, HTML for others, and no answer taken for more than it is.

use super::*;
use crate::{Answers, Sources, check, verdict};
use jiff::civil::date;

const FORM: &str = "form: lend\ntitle: Borrow a room\nstarted by: anyone\nreference: ROOM\n\
    pages:\n  - page: you\n    questions:\n      - question: name\n        type: text\n        ask: Name?\n        called: name\n\
    \x20     - question: email\n        type: email\n        ask: Email?\n        called: email\n        optional: true\n";

const SENT: &str = "---\nmessage: sent\nto: email\nwhen: lend is sent\nsubject: \"Got it: {{ name }} ({{ reference }})\"\n---\n\
    # Thank you\n\nDear {{ name }},\n\n1. We read it.\n2. We *write*\n   on time:\n   - by [our rules](rules.md)\n   - or by <https://example.org>\n\n\
    > Keep {{ reference }}, of {{ sent_on }}.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";

const LINK: &str = "---\nmessage: link\nwhen: a return link is asked for\nsubject: Go on with {{ form_title }}\n---\n\
    Open this:\n\n{{ link }}\n\nIt opens until {{ valid_until }}.\n";

fn sources() -> Sources {
    let service = "service: s\nname: The library\noperator: Us\nzone: UTC\n";
    let files = [
        ("forms/service.yaml", service),
        ("forms/lend.form.yaml", FORM),
        ("forms/sent.message.md", SENT),
        ("forms/link.message.md", LINK),
        ("guidance/rules.md", "# Rules\n\nBe kind.\n"),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    Sources::new(files)
}

fn written(trigger: &Trigger, name: &str) -> (Option<String>, Mail) {
    let checked = check(&sources(), date(2026, 3, 2));
    assert!(checked.problems.is_empty(), "{:#?}", checked.problems);
    let catalogue = checked.catalogue.unwrap();
    let form = catalogue.form("lend").unwrap();
    let at = Circumstances {
        today: date(2026, 3, 2),
        calendar: &catalogue.service().calendar,
    };
    let answers = serde_json::json!({ "name": name, "email": "jo@example.org" });
    let verdict = verdict(form, &Answers::from_json(&answers), &at);
    let known = verdict.facts(form, at, crate::Place::Check);
    let message = catalogue.messages(trigger).next().unwrap();
    let occasion = Occasion {
        at,
        answers: Some(known),
        service_name: "The library",
        form_title: form.title(),
        reference: Some("ROOM-7K3M-92QF"),
        person: None,
        organisation: None,
        role: None,
        valid_until: Some(date(2026, 3, 30)),
        link: Some("http://127.0.0.1:1/return/ab_*c"),
        base: "https://rooms.example",
    };
    (message.address(&known), message.write(&occasion))
}

#[test]
fn one_text_is_read_as_plain_words_and_as_html() {
    let (to, mail) = written(&Trigger::Sent("lend".into()), "Jo");
    assert_eq!(to.as_deref(), Some("jo@example.org"));
    assert_eq!(mail.subject, "Got it: Jo (ROOM-7K3M-92QF)");
    let plain = "Thank you\n\nDear Jo,\n\n1. We read it.\n2. We write on time:\n   - by our rules \
        (https://rooms.example/guidance/rules)\n   - or by https://example.org\n\n> Keep ROOM-7K3M-92QF, of 2 March \
        2026.\n\na | b\n1 | 2\n";
    assert_eq!(mail.text, plain);
    assert!(
        mail.html
            .contains("href=\"https://rooms.example/guidance/rules\""),
        "{}",
        mail.html
    );
}

#[test]
fn an_answer_is_never_markdown_html_or_a_header() {
    let hostile = "<b>*Jo*</b> [x](https://evil.example) {{ reference }}";
    let (_, mail) = written(&Trigger::Sent("lend".into()), hostile);
    assert!(
        mail.text.contains(&format!("Dear {hostile},")),
        "{}",
        mail.text
    );
    assert!(!mail.html.contains("<b>") && !mail.html.contains("href=\"https://evil"));
    let (_, mail) = written(&Trigger::Sent("lend".into()), "Jo\r\nBcc: all@example.org");
    assert!(!mail.subject.contains(['\r', '\n']), "{:?}", mail.subject);
}

#[test]
fn the_link_is_one_whole_whatever_signs_are_in_it() {
    let (_, mail) = written(&Trigger::LinkAsked, "Jo");
    let link = "http://127.0.0.1:1/return/ab_*c";
    assert_eq!(
        mail.text,
        format!("Open this:\n\n{link}\n\nIt opens until 30 March 2026.\n")
    );
    assert!(
        mail.html
            .contains(&format!("<a href=\"{link}\">{link}</a>")),
        "{}",
        mail.html
    );
}

#[test]
fn what_is_known_once_a_form_was_sent_is_said_in_messages_alone_and_who_sent_it_nowhere() {
    let said = |path: &str, old: &str, new: &str| -> Vec<String> {
        let sources = sources();
        let files = sources.iter().map(|(_, file)| {
            let text = String::from_utf8(file.bytes.to_vec()).unwrap();
            let text = match &*file.path == path {
                true => text.replacen(old, new, 1),
                false => text,
            };
            (file.path.to_string(), text.into_bytes())
        });
        let checked = check(&Sources::new(files), date(2026, 3, 2));
        let problems = checked.problems.into_iter();
        problems.map(|problem| problem.message).collect()
    };
    let form = "forms/lend.form.yaml";
    for name in ["reference", "sent_on"] {
        let ask = format!("ask: \"Name? {{{{ {name} }}}}\"");
        assert_eq!(
            said(form, "ask: Name?", &ask),
            [format!("`{name}` is known only once the form was sent")]
        );
    }
    let by = said(form, "ask: Name?", "ask: \"{{ sent_by }}?\"");
    assert_eq!(by, ["nobody signs in yet, so `sent_by` is known nowhere"]);
    let by = said("forms/sent.message.md", "Dear {{ name }}", "{{ sent_by }}");
    assert_eq!(by, ["nobody signs in yet, so `sent_by` is known nowhere"]);
}
