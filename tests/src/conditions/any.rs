//! What holds for any expression and any answers.

use super::answers::{Numbers, answers};
use super::expressions::{Inside, condition, date, number};
use super::vectors::file;
use super::world::World;
use crate::cases::cases;
use engine::condition::{Wanted, read, spelling};
use engine::{Truth, Value};
use proptest::prelude::*;
use std::sync::LazyLock;

static WORLD: LazyLock<World> = LazyLock::new(|| World::of(&file()));

proptest! {
    #![proptest_config(cases(500))]

    /// Written back, an expression is the same expression, in fewer words or as many.
    #[test]
    fn an_expression_written_back_is_the_same(made in condition(3, Inside::Form)) {
        let wanted = Wanted::Truth;
        let expr = read(&made.ours, &*WORLD, &wanted).unwrap_or_else(|problems| panic!("{}: {problems:?}", made.ours));
        let spelled = spelling(&made.ours).unwrap();
        let again = read(&spelled, &*WORLD, &wanted).unwrap_or_else(|problems| panic!("{spelled}: {problems:?}"));
        prop_assert_eq!(expr.canonical(), again.canonical(), "{} became {}", made.ours, spelled);
        prop_assert_eq!(&spelling(&spelled).unwrap(), &spelled);
        prop_assert!(spelled.len() <= made.ours.len(), "{} became {}", made.ours, spelled);
        prop_assert_eq!(expr.sentence(), again.sentence());
    }

    /// Whatever is known, a condition comes out as one of the three, and the same each time.
    #[test]
    fn every_condition_comes_out_and_has_a_sentence(made in condition(3, Inside::Form), given in answers(Numbers::Any)) {
        let expr = read(&made.ours, &*WORLD, &Wanted::Truth).unwrap_or_else(|problems| panic!("{}: {problems:?}", made.ours));
        let case = WORLD.case(&given);
        let truth = expr.truth(&case);
        let value = expr.value(&case).into_owned();
        let same = match truth {
            Truth::True => value == Value::Truth(true),
            Truth::False => value == Value::Truth(false),
            Truth::Unknown => value.is_unknown(),
        };
        prop_assert!(same, "{} is {truth:?} and {value:?}", made.ours);
        prop_assert_eq!(!truth, read(&format!("not ({})", made.ours), &*WORLD, &Wanted::Truth).unwrap().truth(&case));
        let sentence = expr.sentence();
        prop_assert!(!sentence.trim().is_empty() && !sentence.contains("  "), "{sentence:?}");
        prop_assert_eq!(sentence.matches('(').count(), sentence.matches(')').count());
    }

    /// Numbers and dates come out as such or unknown, however large.
    #[test]
    fn every_value_comes_out(number in number(3, Inside::Form), day in date(3, Inside::Form), given in answers(Numbers::Any)) {
        let case = WORLD.case(&given);
        let read = |text: &str| read(text, &*WORLD, &Wanted::Any).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
        let (number, day) = (read(&number.ours), read(&day.ours));
        prop_assert!(matches!(&*number.value(&case), Value::Number(_) | Value::Unknown));
        prop_assert!(matches!(&*day.value(&case), Value::Date(_) | Value::Unknown));
        prop_assert!(!number.sentence().is_empty() && !day.sentence().is_empty());
    }

    /// With more known, nothing that was settled changes: an unknown may only become true or false.
    #[test]
    fn more_answers_settle_more_and_change_nothing(made in condition(2, Inside::Form), given in answers(Numbers::Whole), missing in any::<prop::sample::Index>()) {
        let asks = ["answered", "other", "live", "overlaps"];
        prop_assume!(asks.iter().all(|word| !made.ours.contains(word)));
        let expr = read(&made.ours, &*WORLD, &Wanted::Truth).unwrap_or_else(|problems| panic!("{}: {problems:?}", made.ours));
        let whole = expr.truth(&WORLD.case(&given));
        let super::given::Given::Named(mut named) = given else { unreachable!() };
        prop_assume!(!named.is_empty());
        let name = missing.get(&named.keys().cloned().collect::<Vec<_>>()).clone();
        named.remove(&name);
        let less = expr.truth(&WORLD.case(&super::given::Given::Named(named)));
        prop_assert!(less == Truth::Unknown || less == whole, "{} was {less:?} without {name} and is {whole:?}", made.ours);
    }

    /// Whatever is written, reading it ends with an expression or with one problem inside of it.
    #[test]
    fn any_text_is_read_or_refused(words in prop::collection::vec(prop::sample::select(WORDS), 0..14)) {
        let text = words.join(" ");
        match read(&text, &*WORLD, &Wanted::Truth) {
            Ok(expr) => prop_assert!(!expr.sentence().is_empty()),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(problem.primary.end as usize <= text.len() && problem.primary.start <= problem.primary.end);
                    prop_assert!(text.get(problem.primary.start as usize..problem.primary.end as usize).is_some());
                }
            }
        }
    }
}

const WORDS: &[&str] = &[
    "name",
    "staff",
    "costs",
    "rooms",
    "kind",
    "formed",
    "club",
    "hall",
    "p",
    "starts_on",
    "notice.short.days",
    "period.days",
    "is",
    "not",
    "and",
    "or",
    "(",
    ")",
    ",",
    "one",
    "of",
    "includes",
    "any",
    "all",
    "none",
    "no",
    "other",
    "every",
    "where",
    "its",
    "amount",
    "it",
    "live",
    "on",
    "overlaps",
    "to",
    "sum",
    "number",
    "earliest",
    "latest",
    "length",
    "days",
    "working",
    "after",
    "before",
    "more",
    "than",
    "at",
    "least",
    "between",
    "answered",
    "today",
    "yes",
    "3",
    "1.50",
    "2026-11-25",
    "\"é\"",
    "+",
    "-",
    "*",
    "/",
    "mod",
    ".",
    ".amount",
    "=",
    "é",
    "\"",
    "2026-13-01",
];
