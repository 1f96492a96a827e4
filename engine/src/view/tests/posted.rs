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

const TYPED: &str = "[a-z0-9<>&'\" *\\[\\]()é-]{0,12}";

fn one(options: &'static [&'static str]) -> BoxedStrategy<Entered> {
    let text = |option: &'static str| Entered::Text(option.to_owned());
    prop::sample::select(options).prop_map(text).boxed()
}

fn several(options: &'static [&'static str]) -> BoxedStrategy<Entered> {
    let all = |chosen: Vec<&str>| Entered::Several(chosen.into_iter().map(str::to_owned).collect());
    prop::sample::subsequence(options, 0..=options.len())
        .prop_map(all)
        .boxed()
}

fn parts(names: &'static [&'static str]) -> BoxedStrategy<Entered> {
    let boxes = move |texts: Vec<String>| {
        let names = names.iter().map(|name| (*name).to_owned());
        Entered::Parts(names.zip(texts).collect())
    };
    prop::collection::vec(TYPED, names.len())
        .prop_map(boxes)
        .boxed()
}

fn address() -> BoxedStrategy<Entered> {
    let boxes = parts(&["line_1", "line_2", "town", "postcode"]);
    let country = prop::sample::select(vec!["", "gb", "ie"]);
    let with_country = |(boxes, country): (Entered, &str)| match boxes {
        Entered::Parts(mut parts) => {
            parts.insert("country".to_owned(), country.to_owned());
            Entered::Parts(parts)
        }
        other => other,
    };
    (boxes, country).prop_map(with_country).boxed()
}

/// Anything that somebody could have entered for a question of each kind.
fn entered() -> impl Strategy<Value = Answers> {
    let text = || TYPED.prop_map(Entered::Text).boxed();
    let questions = vec![
        ("is_member", one(&["", "yes", "no"])),
        ("full_name", text()),
        ("email", text()),
        ("phone", text()),
        ("website", text()),
        ("code", text()),
        ("member_since", parts(&["month", "year"])),
        ("kind", one(&["", "talk", "feast", "other"])),
        ("purpose", text()),
        ("meals", several(&["lunch", "tea", "none"])),
        ("starts_on", parts(&["day", "month", "year"])),
        ("seats", text()),
        ("fee", text()),
        ("plan", text()),
        ("keeps_rules", one(&["", "yes"])),
        ("hour", one(&["", "h3", "h21"])),
        ("home", address()),
        ("nation", one(&["", "gb", "ie"])),
        ("branch", text()),
        ("card", parts(&["branch", "holder"])),
    ];
    let (names, entered): (Vec<_>, Vec<_>) = questions.into_iter().unzip();
    entered.prop_map(move |entered| {
        let mut answers = Answers::new();
        for (name, entered) in names.iter().zip(entered) {
            answers.set(*name, entered);
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
