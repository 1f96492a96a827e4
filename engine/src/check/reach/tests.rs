//! What is said to be out of reach, and what is not.

use crate::diagnostic::Diagnostic;
use crate::source::Sources;

const SERVICE: &str = "service: library\nname: Book a room\noperator: The library\n";

/// The problems of a form with these pages, after a first page that asks for `kind`, `member` and `seats`.
fn said(pages: &str) -> Vec<Diagnostic> {
    let form = format!(
        "form: booking\ntitle: Book a room\nstarted by: anyone\nreference: ROO\npages:
  - page: zero
    questions:
      - {{ question: reader, type: yes or no, ask: Reader? }}
  - page: first
    questions:
      - question: kind
        type: choose one
        ask: What are you?
        options:
          reader: A reader
          author: An author
          publisher: {{ label: A publisher, show when: reader is yes and reader is no }}
      - {{ question: member, type: yes or no, ask: Member? }}
      - {{ question: seats, type: whole number, ask: Seats?, optional: true }}
{pages}"
    );
    let files = [
        ("forms/booking.form.yaml", form.as_str()),
        ("forms/service.yaml", SERVICE),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let sources = Sources::new(files);
    let problems = crate::check(&sources, jiff::civil::date(2026, 11, 23)).problems;
    // The option in the first page can never be offered, which every form here says first.
    problems
        .into_iter()
        .filter(|problem| !problem.message.contains("the option"))
        .collect()
}

fn page(name: &str, condition: &str, more: &str) -> String {
    let condition = match condition {
        "" => String::new(),
        condition => format!("    show when: {condition}\n"),
    };
    format!("  - page: {name}\n{condition}{more}    questions:\n      - text: Here\n")
}

fn never(pages: &str) -> Vec<String> {
    said(pages)
        .into_iter()
        .map(|problem| {
            assert_eq!(problem.code.id, "E0520", "{}", problem.message);
            problem.message.split('`').nth(1).unwrap_or("").to_owned()
        })
        .collect()
}

#[test]
fn conditions_that_cannot_hold_together_are_found() {
    for condition in [
        "member is yes and member is no",
        "kind is reader and kind is not one of (reader, author)",
        "kind is publisher",
        "seats is more than 10 and seats is less than 5",
        "seats is between 3 and 5 and seats is 6",
        "kind is reader and kind is not answered",
        "not (member is yes or member is no) and member is answered",
        "1 is more than 2",
    ] {
        assert_eq!(
            never(&page("second", condition, "")),
            ["second"],
            "{condition}"
        );
    }
}

#[test]
fn what_may_hold_is_left_alone() {
    for condition in [
        "member is yes",
        "kind is reader and member is no",
        "kind is not answered or kind is author",
        "seats is more than 10 and seats is less than 12",
        "seats is not answered",
        "seats + 1 is more than 3 and seats + 1 is less than 2",
        "today is after 2030-01-01",
    ] {
        assert_eq!(
            never(&page("second", condition, "")),
            [""; 0],
            "{condition}"
        );
    }
}

#[test]
fn nothing_stands_behind_a_page_that_always_ends_the_form() {
    let pages = [
        page("end", "", "    stop: true\n"),
        page("lost", "", ""),
        page("more", "", ""),
    ]
    .concat();
    let problems = said(&pages);
    assert_eq!(
        problems.len(),
        1,
        "said once, for all that stands behind it"
    );
    assert!(
        problems[0]
            .message
            .contains("the page `lost` is never reached: the form always ends")
    );
    assert_eq!(problems[0].related.len(), 1);
}

#[test]
fn ends_for_every_answer_leave_nothing_behind_them() {
    let stop = "    stop: true\n";
    let ends = [
        page("a", "member is yes", stop),
        page("b", "member is no", stop),
    ]
    .concat();
    // An answer that was not given ends nothing, but `member` is asked of everybody, and the page after needs it.
    assert_eq!(
        never(&[ends.clone(), page("lost", "member is answered", "")].concat()),
        ["lost"]
    );
    assert_eq!(
        never(
            &[
                page("a", "member is yes", stop),
                page("on", "kind is reader", "")
            ]
            .concat()
        ),
        [""; 0]
    );
    assert_eq!(
        never(
            &[
                page("a", "member is yes", stop),
                page("lost", "member is yes", "")
            ]
            .concat()
        ),
        ["lost"]
    );
}

#[test]
fn an_answer_brings_the_conditions_under_which_it_is_asked() {
    let asked = "  - page: asked
    show when: kind is reader
    questions:
      - { question: card, type: yes or no, ask: Card? }
";
    let problems = said(&[asked, &page("lost", "card is yes and kind is author", "")].concat());
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0]
            .related
            .iter()
            .any(|(_, says)| says.contains("asked only when"))
    );
    assert_eq!(
        never(&[asked, &page("on", "card is yes", "")].concat()),
        [""; 0]
    );
}

#[test]
fn the_outermost_is_reported_alone() {
    let inner = "  - page: second
    show when: member is yes and member is no
    questions:
      - { question: card, type: yes or no, ask: Card?, show when: kind is reader }
";
    assert_eq!(never(inner), ["second"]);
}

#[test]
fn a_named_value_is_looked_into() {
    let pages = page("second", "is_new and member is yes", "");
    let values = "values:\n  is_new: member is no\n";
    assert_eq!(never(&[pages.as_str(), values].concat()), ["second"]);
}
