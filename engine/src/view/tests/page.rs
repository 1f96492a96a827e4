//! Pages, their questions and their texts.

use super::*;
use crate::wording::HtmlPart;

#[test]
fn the_only_question_heads_its_page() {
    let found = page(&json!({}), "who", "member", Shown::Asked);
    assert_eq!(
        (found.title.as_str(), found.title_is_question),
        ("Are you a member?", true)
    );
    assert_eq!(found.caption.as_deref(), Some("About you"));
    for help in [&found.help, &question(&found, "is_member").help] {
        let note = help.as_ref().and_then(|help| help.note.as_ref()).unwrap();
        assert_eq!(note.name, "members");
        assert_eq!(note.title, "Who counts as a member");
    }
    assert!(found.errors.is_empty());
    // The question that opens under it does not take the heading away.
    assert!(page(&json!({}), "what", "purpose", Shown::Asked).title_is_question);
    let found = page(&json!({}), "who", "name", Shown::Asked);
    assert_eq!(
        (found.title.as_str(), found.title_is_question),
        ("Who are you?", false)
    );
}

#[test]
fn each_kind_has_its_control_and_attributes() {
    let found = page(&json!({}), "who", "name", Shown::Asked);
    let tokens: Vec<_> = questions(&found)
        .iter()
        .map(|q| (q.control, q.attributes.autocomplete))
        .collect();
    let expected = [
        ("text", Some("name")),
        ("text", Some("email")),
        ("text", Some("tel")),
        ("text", Some("url")),
        ("text", Some("postal-code")),
    ];
    assert_eq!(tokens, expected);
    let found = page(&json!({}), "what", "details", Shown::Asked);
    let controls: Vec<&str> = questions(&found)
        .iter()
        .map(|question| question.control)
        .collect();
    assert_eq!(
        controls,
        [
            "checkboxes",
            "date",
            "text",
            "text",
            "textarea",
            "tick",
            "fixed",
            "select"
        ]
    );
    let seats = &question(&found, "seats").attributes;
    assert_eq!(
        (seats.inputmode, seats.suffix.as_deref()),
        (Some("numeric"), Some("people"))
    );
    let fee = &question(&found, "fee").attributes;
    assert_eq!(
        (fee.inputmode, fee.prefix.as_deref()),
        (Some("decimal"), Some("£"))
    );
    assert_eq!(question(&found, "plan").attributes.max, Some(200));
    let found = page(&json!({}), "what", "purpose", Shown::Asked);
    assert_eq!(question(&found, "purpose").attributes.width, Some(25));
}

#[test]
fn an_answer_in_parts_has_a_box_for_each() {
    let found = page(&json!({}), "what", "place", Shown::Asked);
    let controls: Vec<&str> = questions(&found)
        .iter()
        .map(|question| question.control)
        .collect();
    assert_eq!(controls, ["address", "text", "boxes", "select"]);
    let branch = &question(&found, "branch").attributes;
    assert_eq!(
        (branch.inputmode, branch.width, branch.spellcheck),
        (Some("numeric"), Some(2), Some(false))
    );
    let card: Vec<_> = question(&found, "card")
        .boxes
        .iter()
        .map(|b| (b.field.as_str(), b.attributes.inputmode, b.attributes.width))
        .collect();
    assert_eq!(
        card,
        [
            ("card-branch", Some("numeric"), Some(2)),
            ("card-holder", None, Some(6))
        ]
    );
    let home: Vec<_> = question(&found, "home")
        .boxes
        .iter()
        .filter_map(|b| b.attributes.autocomplete)
        .collect();
    assert_eq!(
        home,
        [
            "address-line1",
            "address-line2",
            "address-level2",
            "postal-code",
            "country"
        ]
    );
    let countries: Vec<&str> = question(&found, "nation")
        .options
        .iter()
        .map(|option| option.value.as_str())
        .collect();
    assert_eq!(countries, ["gb", "ie"]); // what is no longer a country is not offered
}

#[test]
fn others_are_not_filled_in_as_the_person() {
    let answers = Answers::new();
    let place = catalogue()
        .form("booking")
        .unwrap()
        .place("guests", Some(0), "guest")
        .unwrap();
    let found = look(&answers, |viewer| viewer.page(place, Shown::Asked).unwrap());
    assert_eq!(question(&found, "guest_name").attributes.autocomplete, None);
    let beyond = Place::ItemPage {
        section: 2,
        item: 1,
        page: 0,
    };
    assert!(look(&answers, |viewer| viewer.page(beyond, Shown::Asked)).is_none());
}

#[test]
fn every_message_leads_to_the_first_field_at_fault() {
    let document = json!({ "full_name": "Jo", "starts_on": { "day": "3", "month": "13", "year": "2026" }, "meals": ["lunch", "none"] });
    let found = page(&document, "what", "details", Shown::Judged);
    let lines: Vec<(&str, &str)> = found
        .errors
        .iter()
        .map(|line| (line.field.as_deref().unwrap_or(""), line.message.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            ("meals", "Select “None of these” or other options, not both"),
            (
                "starts_on-month",
                "The start date must be a real date, like 23 11 2026"
            ),
            ("seats", "Enter the number of people"),
            ("fee", "Enter the fee"),
            ("plan", "Enter the plan"),
            ("keeps_rules", "Tick the box to confirm your agreement"),
            ("hour", "Select the hour"),
        ]
    );
    let date = question(&found, "starts_on");
    assert_eq!(date.error.as_deref(), Some(lines[1].1));
    let boxes: Vec<(&str, bool)> = date
        .boxes
        .iter()
        .map(|b| (b.value.as_str(), b.wrong))
        .collect();
    assert_eq!(boxes, [("3", false), ("13", true), ("2026", false)]);
    assert!(
        page(&document, "what", "details", Shown::Asked)
            .errors
            .is_empty()
    );
}

#[test]
fn a_question_starts_as_its_form_says_until_something_is_entered() {
    let values = |document: &Json| {
        let found = page(document, "what", "details", Shown::Asked);
        let boxes = question(&found, "starts_on").boxes.iter();
        boxes.map(|part| part.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(values(&json!({})), ["25", "11", "2026"]);
    assert_eq!(values(&json!({ "starts_on": { "day": "" } })), ["", "", ""]);
    assert_eq!(
        values(&json!({ "starts_on": "2027-01-02" })),
        ["2", "1", "2027"]
    );
    assert_eq!(values(&json!({ "starts_on": "soon" })), ["soon", "", ""]);
    let found = page(
        &json!({ "full_name": "Jo Smith" }),
        "what",
        "details",
        Shown::Asked,
    );
    assert_eq!(question(&found, "for_whom").value, "Jo Smith");
}

#[test]
fn what_a_choice_on_the_page_opens_is_there_closed() {
    let found = page(&json!({}), "what", "purpose", Shown::Asked);
    let opens = Some(("kind".to_owned(), vec!["other".to_owned()]));
    assert_eq!(question(&found, "purpose").revealed_by, opens);
    let ItemView::Text { revealed_by, .. } = &found.items[2] else {
        panic!("a text");
    };
    assert_eq!(
        *revealed_by,
        Some(("kind".to_owned(), vec!["feast".to_owned()]))
    );
    // What earlier pages hide is not there at all, and neither is an option.
    let member = page(&json!({ "is_member": "yes" }), "who", "name", Shown::Asked);
    assert_eq!(questions(&member).len(), 6);
    let options = |document: &Json| {
        let found = page(document, "what", "purpose", Shown::Asked);
        question(&found, "kind").options.len()
    };
    assert_eq!(
        (options(&json!({})), options(&json!({ "is_member": "yes" }))),
        (3, 4)
    );
}

#[test]
fn an_answer_in_a_text_is_never_markup() {
    for hostile in [
        "[x](javascript:alert(1))",
        "<script>alert(1)</script>",
        "**bold** _x_ `code`",
        "# Head",
        "![x](https://e.org/x.png)",
        "&lt;b&gt;",
        "x\n\n# Head\n\n- y",
        "a | b",
        "<https://e.org>",
        "\\[x](y.md)",
        "https://e.org",
        "a@b.org",
        "~~x~~",
        "$x$",
    ] {
        let mut answers = Answers::new();
        answers.set("is_member", Entered::Text("yes".into()));
        answers.set("plan", Entered::Text(hostile.into()));
        let found = look(&answers, |viewer| {
            viewer.page(place("what", "place"), Shown::Asked)
        });
        let found = found.unwrap();
        let Some(ItemView::Text { html, .. }) = found.items.first() else {
            panic!("a text");
        };
        let written = |part: &HtmlPart| match part {
            HtmlPart::Text(text) => text.replace('&', "&amp;").replace('<', "&lt;"),
            HtmlPart::Fixed(html) | HtmlPart::Whole(html) => html.clone(),
        };
        let wording: String = html.iter().map(written).collect();
        let parsed = scraper::Html::parse_fragment(&wording);
        let elements = parsed
            .tree
            .root()
            .descendants()
            .filter(|node| node.value().is_element())
            .count();
        assert_eq!(elements, 2, "{hostile}: {wording}"); // the fragment's root and one paragraph
        let text: String = parsed.root_element().text().collect();
        assert_eq!(text.trim(), hostile.replace('\n', " "), "{wording}");
    }
}
