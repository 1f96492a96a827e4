//! The same expressions in CEL, another language with another program: what both can say must come out alike.
//!
//! An answer that is missing is a key that a map does not have: CEL then errs, and `&&` and `||` pass over an error that the
//! other side settles. So an error there is unknown here.

use super::answers::{Numbers, answers};
use super::expressions::{Inside, condition, date, number};
use super::given::Given;
use super::vectors::file;
use super::world::World;
use crate::cases::cases;
use cel::{Context, Program, Value as Cel};
use engine::condition::{Wanted, read};
use engine::{Truth, Value};
use jiff::civil::Date;
use proptest::prelude::*;
use std::collections::HashMap;
use std::sync::LazyLock;

static WORLD: LazyLock<World> = LazyLock::new(|| World::of(&file()));

/// The day as a number.
pub(super) fn days(day: Date) -> i64 {
    let since = jiff::civil::date(2000, 1, 1).until(day).unwrap();
    i64::from(since.get_days())
}

/// Answers as CEL has them: whole numbers, dates as numbers of days.
fn cel_of(name: &str, given: &Given) -> Cel {
    match given {
        Given::Several(items) => Cel::from(
            items
                .iter()
                .map(|item| cel_of("", item))
                .collect::<Vec<Cel>>(),
        ),
        Given::Named(named) => {
            let named: HashMap<String, Cel> = named
                .iter()
                .map(|(name, given)| (name.clone(), cel_of(name, given)))
                .collect();
            Cel::from(named)
        }
        Given::Text(text) if name.ends_with("_on") => Cel::Int(days(super::world::date(text))),
        Given::Text(text) if ["staff", "seats", "fee", "amount", "hours"].contains(&name) => {
            Cel::Int(text.parse().unwrap())
        }
        Given::Text(text) if ["formed", "listed", "urgent", "p", "q"].contains(&name) => {
            Cel::Bool(text == "yes" || text == "true")
        }
        Given::Text(text) => Cel::from(text.as_str()),
    }
}

/// What CEL makes of it; none where it errs.
fn asked(cel: &str, given: &Given) -> Option<Cel> {
    let program = Program::compile(cel).unwrap_or_else(|problem| panic!("{cel}: {problem}"));
    let mut context = Context::default();
    context.add_variable_from_value("v", cel_of("", given));
    context.add_variable_from_value("today", Cel::Int(days(jiff::civil::date(2026, 11, 25))));
    program.execute(&context).ok()
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn conditions_come_out_as_in_cel(made in condition(2, Inside::Form), given in answers(Numbers::Whole)) {
        prop_assume!(made.cel.is_some());
        let cel = made.cel.unwrap();
        let expr = read(&made.ours, &*WORLD, &Wanted::Truth).unwrap_or_else(|problems| panic!("{}: {problems:?}", made.ours));
        let theirs = match asked(&cel, &given) {
            Some(Cel::Bool(true)) => Truth::True,
            Some(Cel::Bool(false)) => Truth::False,
            None => Truth::Unknown,
            Some(other) => panic!("{cel} is {other:?}"),
        };
        prop_assert_eq!(expr.truth(&WORLD.case(&given)), theirs, "{} and {} with {:?}", made.ours, cel, given);
    }

    #[test]
    fn values_come_out_as_in_cel(number in number(3, Inside::Form), day in date(3, Inside::Form), given in answers(Numbers::Whole)) {
        for made in [number, day] {
            let Some(cel) = made.cel else { continue };
            let expr = read(&made.ours, &*WORLD, &Wanted::Any).unwrap_or_else(|problems| panic!("{}: {problems:?}", made.ours));
            let ours = match &*expr.value(&WORLD.case(&given)) {
                Value::Number(number) => Some(number.to_string()),
                Value::Date(day) => Some(days(*day).to_string()),
                _ => None,
            };
            let theirs = asked(&cel, &given).map(|found| match found {
                Cel::Int(number) => number.to_string(),
                other => panic!("{cel} is {other:?}"),
            });
            prop_assert_eq!(ours, theirs, "{} and {} with {:?}", made.ours, cel, given);
        }
    }
}
