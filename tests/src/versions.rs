//! Definition versions: the rooms of a library, edited. What changes no meaning keeps a form's version, everything else gives
//! it another.

use super::diagnostics::{sources, today};
use super::tidy::root;
use engine::Sources;
use std::collections::BTreeSet;

const BOOKING: &str = "forms/booking.form.yaml";
const YOU: &str = "forms/sections/about_you.section.yaml";
const ROOMS: &str = "forms/lists/rooms.list.yaml";
const CHARGES: &str = "forms/lists/charges.list.yaml";
const COUNTRIES: &str = "forms/lists/countries.list.yaml";
const CARD: &str = "forms/types/library_card.type.yaml";
const FEEDBACK: &str = "forms/feedback.form.yaml";
const NOTE: &str = "guidance/booking.md";

/// A file, what stands in it, and what an editor writes instead.
type Edit = (&'static str, &'static str, &'static str);

/// What may be written differently without meaning anything else.
const THE_SAME: &[Edit] = &[
    (
        BOOKING,
        "title: Book a meeting room\n",
        "# A comment\ntitle:   \"Book a meeting room\"   # and another\n",
    ),
    (
        BOOKING,
        "source: House rules of the library\n",
        "source: The wall\nunconfirmed: Whether it is on the wall\n",
    ),
    (
        BOOKING,
        "                source: House rules, section 2\n",
        "",
    ),
    (
        BOOKING,
        "unconfirmed: Whether readers find this helpful",
        "unconfirmed: Nobody asked",
    ),
    (
        BOOKING,
        ", unconfirmed: The painter has not confirmed it",
        "",
    ),
    // Keys in another order.
    (
        BOOKING,
        "            type: choose one\n            ask: What is the room for?\n",
        "            ask: What is the room for?\n            type: choose one\n",
    ),
    (
        BOOKING,
        "{ label: A class, hint: With a teacher }",
        "{ hint: With a teacher, label: A class }",
    ),
    (
        BOOKING,
        "{ label: Nothing, alone: true }",
        "\n                  label: Nothing\n                  alone: true\n",
    ),
    // Conditions with other spaces and brackets, a number with another spelling, what holds anyway.
    (
        BOOKING,
        "must be: hours mod 0.5 is 0",
        "must be: ((hours   mod 0.50) is 0)",
    ),
    (
        BOOKING,
        "total: (hours * hourly) + cleaning",
        "total: ((hours * (hourly)) + cleaning)",
    ),
    (BOOKING, "at least: 0.5", "at least: 0.50"),
    (
        BOOKING,
        "      - page: no-parties\n",
        "\n\n      - page: no-parties\n        unconfirmed: Whether to allow them\n",
    ),
    (ROOMS, "by_the_hour: 12.50", "by_the_hour: 12.5"),
    (ROOMS, "source: Floor plan", "source: A map"),
    (
        CARD,
        "source: The back of a card",
        "source: The front of a card",
    ),
    (CARD, "remove: [space, hyphen]", "remove: [hyphen, space]"),
    // A note counts by its name alone, and another form not at all.
    (NOTE, "# ", "# All about "),
    (FEEDBACK, "title: Tell us how it was", "title: Tell us"),
    (YOU, "# Both forms ask this.\n", ""),
];

/// What means something else: each of these gives a version of its own.
const ANOTHER: &[Edit] = &[
    // The form.
    (BOOKING, "title: Book a meeting room", "title: Book a room"),
    (
        BOOKING,
        "guidance: booking\nstarted",
        "guidance: card\nstarted",
    ),
    (BOOKING, "reference: ROOM", "reference: RM"),
    (BOOKING, "and pay what is due", "and I pay"),
    (BOOKING, "when sent: { show: booked }\n", ""),
    // Sections and pages.
    (BOOKING, "title: The event", "title: Your event"),
    (
        BOOKING,
        "    show when: things includes none of (nothing)\n",
        "",
    ),
    (
        BOOKING,
        "title: We lend no room for parties",
        "title: No parties",
    ),
    (BOOKING, "        stop: true\n", ""),
    (
        BOOKING,
        "The community centre over the road",
        "The community centre",
    ),
    (BOOKING, "        guidance: booking#notice\n", ""),
    (BOOKING, "- page: people\n", "- page: how-many\n"),
    // Repeats.
    (BOOKING, "each: guest,", "each: visitor,"),
    (BOOKING, "from: 0, to: 5", "from: 1, to: 5"),
    (BOOKING, "from: 0, to: 5", "from: 0, to: 6"),
    (
        BOOKING,
        "item title: \"{{ guest_name }}\"",
        "item title: \"Guest {{ guest_name }}\"",
    ),
    // Questions: words, kind, properties.
    (BOOKING, "ask: What is taught?", "ask: What do you teach?"),
    (
        BOOKING,
        "hint: Half hours are fine",
        "hint: Half hours, too",
    ),
    (BOOKING, "called: number of hours", "called: hours"),
    (BOOKING, "at least: 3 characters", "at least: 3 words"),
    (BOOKING, "at most: 60 characters", "at most: 61 characters"),
    (BOOKING, "at most: 60\n", "at most: 59\n"),
    (BOOKING, "decimal places: 1", "decimal places: 2"),
    (BOOKING, "unit: hours", "unit: h"),
    (BOOKING, "latest: last_day", "latest: 2027-06-30"),
    (
        BOOKING,
        "starts as: held_on",
        "starts as: 1 days before held_on",
    ),
    (BOOKING, "            fixed: true\n", ""),
    (
        BOOKING,
        "            at most: 500\n",
        "            at most: 500\n            masked: all\n",
    ),
    (BOOKING, "            optional: true\n", ""),
    (
        YOU,
        "optional: email is answered",
        "optional: email is not answered",
    ),
    (YOU, "        type: phone\n", "        type: text\n"),
    (YOU, "        guidance: card\n", ""),
    (
        BOOKING,
        "question: purpose\n",
        "question: purpose\n            renamed from: reason\n",
    ),
    // Options.
    (BOOKING, "party: A party", "party: A feast"),
    (BOOKING, "desk: At the desk", "counter: At the desk"),
    (BOOKING, "hint: With a teacher", "hint: With teachers"),
    (
        BOOKING,
        "{ label: A concert, show when: has_card is yes }",
        "{ label: A concert }",
    ),
    (
        BOOKING,
        "{ label: Nothing, alone: true }",
        "{ label: Nothing }",
    ),
    (
        BOOKING,
        "              tables: Tables\n              projector: A projector\n",
        "              projector: A projector\n              tables: Tables\n",
    ),
    (
        BOOKING,
        "offer: its seats is at least people",
        "offer: its seats is more than people",
    ),
    (
        BOOKING,
        "            at least: 1\n            at most: 3",
        "            at least: 2\n            at most: 3",
    ),
    // Rules: the test, the words, when it applies, and how hard it is.
    (
        BOOKING,
        "must be: hours is at most 4",
        "must be: hours is at most 5",
    ),
    (
        BOOKING,
        "otherwise: A concert lasts 4 hours at most",
        "otherwise: A concert lasts at most 4 hours",
    ),
    (BOOKING, "                show when: thing is tables\n", ""),
    (
        BOOKING,
        "warn when: room.seats is more than 3 * people",
        "warn when: room.seats is more than 4 * people",
    ),
    (
        BOOKING,
        "must be: number of guests is less than people",
        "must be: number of guests is at most people",
    ),
    // Placeholders.
    (
        BOOKING,
        "{{ first_day as date }}",
        "{{ first_day as day and date }}",
    ),
    (BOOKING, "or \"nothing\"", "or \"no money\""),
    // Values.
    (BOOKING, "date: 2026-12-01", "date: 2026-12-02"),
    (
        BOOKING,
        "because: the hall is painted until the end of November",
        "because: of the painter",
    ),
    (BOOKING, "    latest of:", "    earliest of:"),
    (
        BOOKING,
        "cleaning: charges.cleaning.amount on held_on",
        "cleaning: charges.cleaning.amount on today",
    ),
    // Lists and types that it uses.
    (ROOMS, "label: The hall", "label: The great hall"),
    (ROOMS, "seats: 20", "seats: 21"),
    (ROOMS, "valid to: 2027-05-31", "valid to: 2027-06-30"),
    (CHARGES, "days: 5", "days: 6"),
    (COUNTRIES, "  fr: { label: France }\n", ""),
    (
        CARD,
        "weights: [2, 7, 6, 5, 4, 3, 2]",
        "weights: [2, 7, 6, 4, 4, 3, 2]",
    ),
    (CARD, "remove: [space, hyphen]", "remove: [space]"),
    (
        CARD,
        "branch: 2 digits, member: 5 digits",
        "branch: 3 digits, member: 4 digits",
    ),
    (
        CARD,
        "on screen: That is a library card of ours",
        "on screen: It is ours",
    ),
    (
        CARD,
        "a digit is wrong, or two are swapped",
        "a digit is wrong",
    ),
];

/// The version of the booking form once some files were edited. What the check says about it is of no interest here.
fn version(edits: &[Edit]) -> Option<String> {
    let mut files: Vec<(String, Vec<u8>)> = sources(&root().join("tests/content/rooms"))
        .iter()
        .filter(|(_, file)| {
            !file.path.ends_with(".examples.yaml") && !file.path.ends_with(".story.yaml")
        })
        .map(|(_, file)| (file.path.to_string(), file.bytes.to_vec()))
        .collect();
    for (path, old, new) in edits {
        let (_, bytes) = files.iter_mut().find(|(found, _)| found == path).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(old), "{path} has no `{old}`");
        *bytes = text.replacen(old, new, 1).into_bytes();
    }
    let sources = Sources::new(files);
    let checked = engine::check(&sources, today());
    let form = checked
        .catalogue
        .as_ref()
        .and_then(|all| all.form("booking"));
    form.map(|form| form.version().to_string())
}

#[track_caller]
fn edited(edit: &Edit) -> String {
    version(&[*edit]).unwrap_or_else(|| panic!("the content is wrong after {edit:?}"))
}

#[test]
fn comments_spaces_the_order_of_keys_and_sources_keep_a_version() {
    let version = version(&[]).unwrap();
    for edit in THE_SAME {
        assert_eq!(edited(edit), version, "{edit:?}");
    }
    let all: Vec<Edit> = THE_SAME.to_vec();
    assert_eq!(self::version(&all).unwrap(), version);
}

#[test]
fn every_change_of_meaning_gives_a_version_of_its_own() {
    let mut versions = BTreeSet::from([version(&[]).unwrap()]);
    for edit in ANOTHER {
        assert!(versions.insert(edited(edit)), "{edit:?}");
    }
}

#[test]
fn a_section_in_a_file_of_its_own_means_what_it_means_in_place() {
    let folder = sources(&root().join("tests/content/rooms"));
    let about_you = folder
        .iter()
        .find(|(_, file)| &*file.path == YOU)
        .unwrap()
        .1;
    let text = String::from_utf8(about_you.bytes.to_vec()).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let place =
        |(n, line): (usize, &str)| format!("{}{line}\n", if n == 0 { "  - " } else { "    " });
    let inlined: String = lines.enumerate().map(place).collect();
    let edit = (BOOKING, "  - section from: about_you\n", &*inlined.leak());
    assert_eq!(version(&[edit]), version(&[]));
}
