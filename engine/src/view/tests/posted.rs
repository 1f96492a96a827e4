//! What is posted, and that a page posted back changes nothing.

use super::*;
use proptest::prelude::*;

#[test]
fn what_was_posted_is_read_and_what_is_unknown_is_named() {
    let form = catalogue().form("booking").unwrap();
    let field = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let fields = [
        field("kind", "talk"),
        field("kind", "feast"),
        field("purpose", ""),
        field("is_member", "yes"),
        field("kind-x", "1"),
    ];
    let found = posted(form, place("what", "purpose"), &fields);
    assert_eq!(found.unknown, ["is_member", "kind-x"]);
    assert_eq!(
        found.answers.get("kind"),
        Some(&Entered::Several(vec!["talk".into(), "feast".into()]))
    );
    let found = posted(
        form,
        place("what", "details"),
        &[field("starts_on-day", "1"), field("for_whom", "me")],
    );
    assert_eq!(found.unknown, ["for_whom"]);
    assert_eq!(
        found.answers.get("meals"),
        Some(&Entered::Several(Vec::new()))
    );
    assert_eq!(
        found.answers.get("plan"),
        Some(&Entered::Text(String::new()))
    );
    let Some(Entered::Parts(parts)) = found.answers.get("starts_on") else {
        panic!("boxes");
    };
    assert_eq!((parts.len(), parts["day"].as_str()), (3, "1"));
    let twice = [field("starts_on-day", "1"), field("starts_on-day", "2")];
    let found = posted(form, place("what", "details"), &twice);
    assert_eq!(
        found.answers.get("starts_on"),
        Some(&Entered::Several(vec!["1".into(), "2".into()]))
    );
}

#[test]
fn what_earlier_answers_hide_is_not_blanked_by_a_post() {
    let answers = Answers::from_json(&json!({ "is_member": "no", "member_since": "2020-01" }));
    let kept = look(&answers, |viewer| {
        let place = place("who", "name");
        let fields = [("full_name".to_owned(), "Jo".to_owned())];
        viewer.with_posted(place, &posted(viewer.form, place, &fields))
    });
    assert_eq!(
        kept.get("member_since"),
        Some(&Entered::Text("2020-01".into()))
    );
    assert_eq!(kept.get("full_name"), Some(&Entered::Text("Jo".into())));
    assert_eq!(kept.get("email"), Some(&Entered::Text(String::new())));
}

/// Anything that somebody could have entered for a question of each kind.
fn entered() -> impl Strategy<Value = Answers> {
    let typed = "[a-z0-9<>&'\" *\\[\\]()é-]{0,12}";
    let text = || typed.prop_map(Entered::Text);
    let one = |options: &'static [&'static str]| {
        prop::sample::select(options).prop_map(|option| Entered::Text(option.to_owned()))
    };
    let several = prop::sample::subsequence(vec!["lunch", "tea", "none"], 0..=3)
        .prop_map(|chosen| Entered::Several(chosen.into_iter().map(str::to_owned).collect()));
    let parts = |names: &'static [&'static str]| {
        prop::collection::vec(typed, names.len()).prop_map(move |texts| {
            let names = names.iter().map(|name| (*name).to_owned());
            Entered::Parts(names.zip(texts).collect())
        })
    };
    let address = (
        parts(&["line_1", "line_2", "town", "postcode"]),
        prop::sample::select(vec!["", "gb", "ie"]),
    );
    let address = address.prop_map(|(parts, country)| match parts {
        Entered::Parts(mut parts) => {
            parts.insert("country".to_owned(), country.to_owned());
            Entered::Parts(parts)
        }
        other => other,
    });
    let first = (
        one(&["", "yes", "no"]),
        text(),
        text(),
        text(),
        text(),
        text(),
        parts(&["month", "year"]),
    );
    let second = (
        one(&["", "talk", "feast", "other"]),
        text(),
        several,
        parts(&["day", "month", "year"]),
        text(),
        text(),
        text(),
    );
    let third = (
        one(&["", "yes"]),
        one(&["", "h3", "h21"]),
        address,
        one(&["", "gb", "ie"]),
        text(),
        parts(&["branch", "holder"]),
    );
    (first, second, third).prop_map(|(a, b, c)| {
        let mut answers = Answers::new();
        for (name, entered) in [
            ("is_member", a.0),
            ("full_name", a.1),
            ("email", a.2),
            ("phone", a.3),
            ("website", a.4),
            ("code", a.5),
            ("member_since", a.6),
            ("kind", b.0),
            ("purpose", b.1),
            ("meals", b.2),
            ("starts_on", b.3),
            ("seats", b.4),
            ("fee", b.5),
            ("plan", b.6),
            ("keeps_rules", c.0),
            ("hour", c.1),
            ("home", c.2),
            ("nation", c.3),
            ("branch", c.4),
            ("card", c.5),
        ] {
            answers.set(name, entered);
        }
        answers
    })
}

proptest! {
    #[test]
    fn what_a_page_shows_posted_back_is_the_same_answer(answers in entered()) {
        for (section, name) in [("who", "member"), ("who", "name"), ("what", "purpose"), ("what", "details"), ("what", "place")] {
            let place = place(section, name);
            for shown in [Shown::Asked, Shown::Judged] {
                let again = look(&answers, |viewer| {
                    let page = viewer.page(place, shown).unwrap();
                    let found = posted(viewer.form, place, &submit(&page));
                    assert!(found.unknown.is_empty(), "{:?}", found.unknown);
                    viewer.with_posted(place, &found)
                });
                prop_assert_eq!(&again, &answers);
            }
        }
    }
}
