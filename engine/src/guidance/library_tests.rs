//! Notes put together: includes, values of the day, terms.

use crate::catalogue::Catalogue;
use crate::check::check;
use crate::source::Sources;
use jiff::civil::date;
use std::sync::Arc;

const CHARGES: &str = "list: charges\ncolumns: { amount: money, from: date, days: whole number }\nrows:\n  - { row: hall, amount: 30, from: 2026-12-01, valid to: 2026-12-31 }\n  - { row: hall, amount: 32.5, from: 2027-01-01, valid from: 2027-01-01 }\n  - { row: attic, days: 1200 }\n";
const GLOSSARY: &str = "list: glossary\ncolumns: { explanation: text, also: text }\nrows:\n  steward: { label: steward, explanation: Opens the rooms., also: caretaker }\n";
const SERVICE: &str = "service: rooms\nname: Rooms\noperator: The library\n";

fn catalogue(notes: &[(&str, &str)]) -> Arc<Catalogue> {
    let mut files = vec![
        ("forms/service.yaml", SERVICE),
        ("forms/charges.list.yaml", CHARGES),
        ("forms/glossary.list.yaml", GLOSSARY),
    ];
    files.extend(notes);
    let files = files.iter();
    let sources = Sources::new(files.map(|(path, text)| ((*path).to_owned(), text.as_bytes())));
    let checked = check(&sources, date(2026, 11, 25));
    let said = crate::text(&checked.problems, &sources, false);
    checked.catalogue.ok_or(said).unwrap()
}

fn html(catalogue: &Catalogue, note: &str, day: jiff::civil::Date) -> String {
    catalogue.html(catalogue.note(note).unwrap(), day)
}

#[test]
fn a_value_is_that_of_the_day_and_printed_by_its_type() {
    let catalogue = catalogue(&[(
        "guidance/costs.md",
        "# Costs\n\nThe hall is **{{ charges.hall.amount }}** from {{ charges.hall.from }}, {{ charges.attic.days as number }} days.\n",
    )]);
    let (this, next) = (date(2026, 11, 25), date(2027, 1, 1));
    assert_eq!(
        html(&catalogue, "costs", this),
        "<p class=\"govuk-body\">The hall is <strong>£30</strong> from 1 December 2026, 1,200 days.</p>\n"
    );
    assert!(
        html(&catalogue, "costs", next).contains("<strong>£32.50</strong> from 1 January 2027")
    );
    let note = catalogue.note("costs").unwrap();
    assert!(
        catalogue
            .words(note, next)
            .contains("The hall is £32.50 from")
    );
}

#[test]
fn what_is_included_stands_in_the_place_of_its_line_and_anchors_do_not_clash() {
    let catalogue = catalogue(&[
        (
            "guidance/booking.md",
            "# Booking\n\n## Fees\n\nOurs.\n\n{{ include: shared/fees }}\n\nAfter [ours](#fees).\n\n## Last\n",
        ),
        (
            "guidance/shared/fees.md",
            "# Shared\n\n## Fees\n\nSee [above](#fees) and [hours](hours.md). {{ charges.hall.amount }}.\n",
        ),
        ("guidance/shared/hours.md", "# Hours\n\nTen to five.\n"),
    ]);
    let day = date(2026, 11, 25);
    assert_eq!(
        html(&catalogue, "booking", day),
        "<h2 class=\"govuk-heading-m\" id=\"fees\">Fees</h2>\n<p class=\"govuk-body\">Ours.</p>\n\
         <h2 class=\"govuk-heading-m\" id=\"fees-2\">Fees</h2>\n\
         <p class=\"govuk-body\">See <a class=\"govuk-link\" href=\"#fees-2\">above</a> and \
         <a class=\"govuk-link\" href=\"/guidance/shared/hours\">hours</a>. £30.</p>\n\
         <p class=\"govuk-body\">After <a class=\"govuk-link\" href=\"#fees\">ours</a>.</p>\n\
         <h2 class=\"govuk-heading-m\" id=\"last\">Last</h2>\n"
    );
    assert!(html(&catalogue, "shared/fees", day).contains("id=\"fees\""));
}

#[test]
fn a_term_is_explained_where_it_is_first_used_in_the_text() {
    let text = "# A steward\n\n## The steward\n\n`steward` and [a steward](b.md), a steward, a caretaker.\n\n{{ include: b }}\n";
    let catalogue = catalogue(&[
        ("guidance/a.md", text),
        ("guidance/b.md", "# B\n\nStewards.\n"),
    ]);
    let (a, b) = (
        html(&catalogue, "a", date(2026, 11, 25)),
        html(&catalogue, "b", date(2026, 11, 25)),
    );
    let link = |words: &str| {
        format!("<a class=\"govuk-link accede-term\" href=\"/glossary#steward\">{words}</a>")
    };
    assert_eq!(a.matches("/glossary#").count(), 1, "{a}");
    assert!(
        a.contains(&format!(", a {}, a caretaker", link("steward"))),
        "{a}"
    );
    assert!(b.contains(&link("Stewards")), "{b}");
}

#[test]
fn a_note_that_includes_itself_is_said_once_with_the_way_back() {
    let note = |path: &str, includes: &str| {
        let text = format!("# {path}\n\n{{{{ include: {includes} }}}}\n");
        (format!("guidance/{path}.md"), text.into_bytes())
    };
    let service = ("forms/service.yaml".to_owned(), SERVICE.as_bytes().to_vec());
    let sources = Sources::new([service, note("a", "b"), note("b", "c"), note("c", "b")]);
    let checked = check(&sources, date(2026, 11, 25));
    let said: Vec<&str> = checked
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(
        said,
        ["a note cannot include itself: `b` includes `c` includes `b`"]
    );
}
