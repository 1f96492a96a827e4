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

fn text() -> BoxedStrategy<Entered> {
    TYPED.prop_map(Entered::Text).boxed()
}

fn one(options: &'static [&'static str]) -> BoxedStrategy<Entered> {
    let option = prop::sample::select(options);
    option
        .prop_map(|option| Entered::Text(option.to_owned()))
        .boxed()
}

fn several(options: &'static [&'static str]) -> BoxedStrategy<Entered> {
    let chosen = prop::sample::subsequence(options, 0..=options.len());
    let texts = |chosen: Vec<&str>| chosen.into_iter().map(str::to_owned).collect();
    chosen
        .prop_map(move |chosen| Entered::Several(texts(chosen)))
        .boxed()
}

fn parts(names: &'static [&'static str]) -> BoxedStrategy<Entered> {
    let texts = prop::collection::vec(TYPED, names.len());
    let named = move |texts: Vec<String>| {
        let names = names.iter().map(|name| (*name).to_owned());
        Entered::Parts(names.zip(texts).collect())
    };
    texts.prop_map(named).boxed()
}

fn address() -> BoxedStrategy<Entered> {
    let lines = parts(&["line_1", "line_2", "town", "postcode"]);
    let country = prop::sample::select(&["", "gb", "ie"][..]);
    let whole = |(lines, country): (Entered, &str)| {
        let Entered::Parts(mut parts) = lines else {
            return lines;
        };
        parts.insert("country".to_owned(), country.to_owned());
        Entered::Parts(parts)
    };
    (lines, country).prop_map(whole).boxed()
}

/// Anything that somebody could have entered for a question of each kind.
fn entered() -> impl Strategy<Value = Answers> {
    let fields = [
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
        ("branch", text()),
        ("card", parts(&["branch", "holder"])),
        ("nation", one(&["", "gb", "ie"])),
    ];
    let named = fields.map(|(name, entered)| entered.prop_map(move |found| (name, found)).boxed());
    Vec::from(named).prop_map(|all| {
        let mut answers = Answers::new();
        all.into_iter()
            .for_each(|(name, found)| answers.set(name, found));
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
