//! Made-up expressions over the names of the vectors, and made-up answers. Where CEL can say the same, they are written in
//! both languages.

use proptest::prelude::*;
use std::fmt::Write as _;

/// An expression in our words, and in CEL where it has them.
#[derive(Clone, Debug)]
pub(super) struct Both {
    pub(super) ours: String,
    pub(super) cel: Option<String>,
}

fn both(ours: impl Into<String>, cel: impl Into<String>) -> Both {
    Both {
        ours: ours.into(),
        cel: Some(cel.into()),
    }
}

fn ours(ours: impl Into<String>) -> Both {
    Both {
        ours: ours.into(),
        cel: None,
    }
}

/// Joins expressions with the words of each language.
fn with(parts: &[&Both], say: impl Fn(&[&str]) -> String, cel: impl Fn(&[&str]) -> String) -> Both {
    let words: Vec<&str> = parts.iter().map(|part| part.ours.as_str()).collect();
    let others: Option<Vec<&str>> = parts.iter().map(|part| part.cel.as_deref()).collect();
    Both {
        ours: say(&words),
        cel: others.map(|others| cel(&others)),
    }
}

/// Where names are looked for: the form's, and the fields of the items that are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    Form,
    Cost(u8),
    Stay(u8),
}

impl Inside {
    fn depth(self) -> u8 {
        match self {
            Self::Form => 0,
            Self::Cost(depth) | Self::Stay(depth) => depth,
        }
    }
}

/// One of some names of a type; inside an item also of its fields.
fn name(
    names: &'static [&'static str],
    fields: &'static [&'static str],
    inside: Inside,
) -> BoxedStrategy<Both> {
    let form = prop::sample::select(names)
        .prop_map(|name| both(name, format!("v.{name}")))
        .boxed();
    let Inside::Cost(depth) = inside else {
        return form;
    };
    if fields.is_empty() {
        return form;
    }
    let field = prop::sample::select(fields)
        .prop_map(move |field| both(format!("its {field}"), format!("r{depth}.{field}")));
    prop_oneof![form, field].boxed()
}

/// A number. Every operation stands in brackets in CEL, so that ours shows which it does not need.
pub(super) fn number(depth: u32, inside: Inside) -> BoxedStrategy<Both> {
    let leaf = prop_oneof![
        4 => name(&["staff", "seats", "fee"], &["amount", "hours"], inside),
        2 => (-9_i32..30).prop_map(|n| both(n.to_string(), format!("({n})"))),
        1 => Just(both("length of name", "size(v.name)")),
        1 => Just(both("length of rooms", "size(v.rooms)")),
        1 => Just(ours("period.days")),
        1 => Just(ours("notice.long.days on starts_on")),
        1 => Just(ours("0.1")),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let two = || {
        (
            plain_number(depth - 1, inside),
            plain_number(depth - 1, inside),
        )
    };
    prop_oneof![
        4 => leaf,
        1 => two().prop_map(|(a, b)| with(&[&a, &b], |w| format!("({} + {})", w[0], w[1]), |c| format!("({} + {})", c[0], c[1]))),
        1 => two().prop_map(|(a, b)| with(&[&a, &b], |w| format!("({} - {})", w[0], w[1]), |c| format!("({} - {})", c[0], c[1]))),
        1 => two().prop_map(|(a, b)| with(&[&a, &b], |w| format!("({} * {})", w[0], w[1]), |c| format!("({} * {})", c[0], c[1]))),
        // The remainder has the sign of the divisor with us, and of the dividend there.
        1 => two().prop_map(|(a, b)| with(&[&a, &b], |w| format!("({} mod {})", w[0], w[1]), |c| format!("((({0} % {1}) + {1}) % {1})", c[0], c[1]))),
        1 => two().prop_map(|(a, b)| ours(format!("({} / {})", a.ours, b.ours))),
        1 => costs(depth - 1, inside).prop_map(|c| with(&[&c], |w| format!("number of {}", w[0]), |c| format!("size({})", c[0]))),
        1 => costs(depth - 1, inside).prop_map(|c| ours(format!("sum of {}.amount", c.ours))),
    ]
    .boxed()
}

/// A number without money, which does not go with every sign: what a sum is made of.
fn plain_number(depth: u32, inside: Inside) -> BoxedStrategy<Both> {
    let leaf = prop_oneof![
        4 => name(&["staff", "seats"], &["hours"], inside),
        2 => (-9_i32..30).prop_map(|n| both(n.to_string(), format!("({n})"))),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let two = || {
        (
            plain_number(depth - 1, inside),
            plain_number(depth - 1, inside),
        )
    };
    prop_oneof![
        3 => leaf,
        1 => two().prop_map(|(a, b)| with(&[&a, &b], |w| format!("({} + {})", w[0], w[1]), |c| format!("({} + {})", c[0], c[1]))),
        1 => two().prop_map(|(a, b)| with(&[&a, &b], |w| format!("({} * {})", w[0], w[1]), |c| format!("({} * {})", c[0], c[1]))),
    ]
    .boxed()
}

/// A date; in CEL a count of days.
pub(super) fn date(depth: u32, inside: Inside) -> BoxedStrategy<Both> {
    let leaf = prop_oneof![
        4 => name(&["starts_on", "ends_on"], &["paid_on"], inside),
        1 => Just(both("today", "today")),
        1 => (0_i32..400).prop_map(|n| {
            let day = jiff::civil::date(2026, 6, 1).checked_add(jiff::Span::new().days(n)).unwrap();
            both(day.to_string(), format!("({})", super::cel::days(day)))
        }),
        1 => Just(ours("notice.long.runs_on")),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let shifted = (
        -5_i32..40,
        prop::sample::select(&["days", "weeks", "months", "working days", "years"]),
        any::<bool>(),
        date(depth - 1, inside),
    );
    let counted = (
        plain_number(0, inside),
        any::<bool>(),
        date(depth - 1, inside),
    );
    prop_oneof![
        3 => leaf,
        2 => shifted.prop_map(|(n, unit, after, from)| {
            let (side, sign) = if after { ("after", "+") } else { ("before", "-") };
            let days = match unit {
                "days" => Some(n),
                "weeks" => Some(n * 7),
                _ => None,
            };
            let cel = from.cel.zip(days).map(|(from, days)| format!("({from} {sign} ({days}))"));
            Both { ours: format!("({n} {unit} {side} {})", from.ours), cel }
        }),
        1 => counted.prop_map(|(n, after, from)| {
            let (side, sign) = if after { ("after", "+") } else { ("before", "-") };
            with(&[&n, &from], |w| format!("({} days {side} {})", w[0], w[1]), |c| format!("({} {sign} {})", c[1], c[0]))
        }),
        1 => (date(depth - 1, inside), date(depth - 1, inside)).prop_map(|(a, b)| {
            with(&[&a, &b], |w| format!("latest of ({}, {})", w[0], w[1]), |c| format!("(({0} < {1}) ? {1} : {0})", c[0], c[1]))
        }),
        1 => costs(depth - 1, inside).prop_map(|c| ours(format!("earliest of {}.paid_on", c.ours))),
    ]
    .boxed()
}

/// The costs, perhaps filtered.
fn costs(depth: u32, inside: Inside) -> BoxedStrategy<Both> {
    let all = Just(both("costs", "v.costs"));
    let next = inside.depth() + 1;
    if depth == 0 || next > 2 {
        return all.boxed();
    }
    let filtered = condition(depth - 1, Inside::Cost(next)).prop_map(move |c| {
        with(
            &[&c],
            |w| format!("(costs where {})", w[0]),
            |c| format!("v.costs.filter(r{next}, {})", c[0]),
        )
    });
    prop_oneof![1 => all, 2 => filtered].boxed()
}

fn stays(depth: u32, inside: Inside) -> BoxedStrategy<Both> {
    let live = prop_oneof![
        Just("it is live".to_owned()),
        Just("its who is name".to_owned()),
        date(depth.min(1), Inside::Stay(inside.depth() + 1))
            .prop_map(|day| format!("it is live on {}", day.ours)),
        date(0, Inside::Form).prop_map(|day| format!("it overlaps {} to ends_on", day.ours)),
    ];
    live.prop_map(|condition| ours(format!("(stays where {condition})")))
        .boxed()
}

const ORDER: [(&str, &str); 6] = [
    ("is more than", ">"),
    ("is less than", "<"),
    ("is at least", ">="),
    ("is at most", "<="),
    ("is", "=="),
    ("is not", "!="),
];
const DATES: [(&str, &str); 4] = [
    ("is after", ">"),
    ("is before", "<"),
    ("is on or after", ">="),
    ("is on or before", "<="),
];

fn compared(how: (&'static str, &'static str), a: &Both, b: &Both) -> Both {
    with(
        &[a, b],
        |w| format!("{} {} {}", w[0], how.0, w[1]),
        |c| format!("({} {} {})", c[0], how.1, c[1]),
    )
}

/// A comparison, or what else is true or false without joining others.
fn plain(depth: u32, inside: Inside) -> BoxedStrategy<Both> {
    let numbers = (
        number(depth, inside),
        prop::sample::select(&ORDER),
        plain_number(depth, inside),
    );
    let dates = (
        date(depth, inside),
        prop::sample::select(&DATES),
        date(depth, inside),
    );
    let between = (
        plain_number(depth, inside),
        plain_number(0, inside),
        plain_number(0, inside),
    );
    prop_oneof![
        3 => numbers.prop_map(|(a, how, b)| compared(how, &a, &b)),
        3 => dates.prop_map(|(a, how, b)| compared(how, &a, &b)),
        1 => between.prop_map(|(x, a, b)| {
            with(&[&x, &a, &b], |w| format!("{} is between {} and {}", w[0], w[1], w[2]), |c| format!("({1} <= {0} && {0} <= {2})", c[0], c[1], c[2]))
        }),
        1 => (plain_number(depth, inside), plain_number(0, inside), plain_number(0, inside), any::<bool>()).prop_map(|(x, a, b, yes)| {
            let not = if yes { "" } else { "not " };
            with(&[&x, &a, &b], move |w| format!("{} is {not}one of ({}, {})", w[0], w[1], w[2]), move |c| {
                format!("({3}({0} == {1} || {0} == {2}))", c[0], c[1], c[2], if yes { "" } else { "!" })
            })
        }),
        4 => words(inside),
        1 => Just(both("p", "v.p")),
        1 => Just(both("q", "v.q")),
    ]
    .boxed()
}

/// Conditions on texts, choices and answers.
fn words(inside: Inside) -> BoxedStrategy<Both> {
    let text = name(&["name", "alias"], &["what_for"], inside);
    let yes_no = name(&["formed", "listed"], &["urgent"], inside);
    let answered = name(
        &["name", "formed", "kind", "rooms", "staff", "starts_on"],
        &["amount", "paid_on", "urgent"],
        inside,
    );
    let kinds = prop::sample::subsequence(&["club", "school", "firm"], 1..3);
    let rooms = prop::sample::subsequence(&["hall", "attic", "cellar"], 1..3);
    prop_oneof![
        (text.clone(), text.clone()).prop_map(|(a, b)| compared(("is", "=="), &a, &b)),
        (text, prop::sample::select(&["A", "Acme"])).prop_map(|(a, text)| compared(
            ("is not", "!="),
            &a,
            &both(format!("{text:?}"), format!("{text:?}"))
        )),
        (yes_no, any::<bool>()).prop_map(|(a, yes)| compared(
            ("is", "=="),
            &a,
            &both(if yes { "yes" } else { "no" }, yes.to_string())
        )),
        (kinds, any::<bool>()).prop_map(|(kinds, yes)| {
            let (not, bang) = if yes { ("", "") } else { ("not ", "!") };
            both(
                format!("kind is {not}one of ({})", kinds.join(", ")),
                format!("({bang}(v.kind in {kinds:?}))"),
            )
        }),
        Just(both("kind is second_kind", "(v.kind == v.second_kind)")),
        (
            rooms,
            prop::sample::select(&[
                ("any", "exists", ""),
                ("all", "all", ""),
                ("none", "exists", "!")
            ])
        )
            .prop_map(|(rooms, (how, one, not))| {
                both(
                    format!("rooms includes {how} of ({})", rooms.join(", ")),
                    format!("({not}({rooms:?}.{one}(o, o in v.rooms)))"),
                )
            }),
        (answered, any::<bool>()).prop_map(|(a, yes)| {
            let (not, bang) = if yes { ("", "") } else { ("not ", "!") };
            with(
                &[&a],
                move |w| format!("{} is {not}answered", w[0]),
                move |c| format!("({bang}has({}))", c[0]),
            )
        }),
        Just(ours("home is answered")),
        Just(ours("first_month is before last_month")),
        Just(ours("period is one of (short, old)")),
        Just(ours("name is not one of notice")),
    ]
    .boxed()
}

/// A condition.
pub(super) fn condition(depth: u32, inside: Inside) -> BoxedStrategy<Both> {
    if depth == 0 {
        return plain(0, inside);
    }
    let parts = || prop::collection::vec(condition(depth - 1, inside), 2..4);
    let next = inside.depth() + 1;
    let every = (
        costs(depth - 1, inside),
        condition(depth.min(2) - 1, Inside::Cost(next.min(2))),
    );
    prop_oneof![
        3 => plain(depth - 1, inside),
        2 => parts().prop_map(|parts| joined(&parts, " and ", " && ")),
        2 => parts().prop_map(|parts| joined(&parts, " or ", " || ")),
        1 => condition(depth - 1, inside).prop_map(|c| with(&[&c], |w| format!("not ({})", w[0]), |c| format!("(!{})", c[0]))),
        1 => costs(depth - 1, inside).prop_map(|c| with(&[&c], |w| format!("any of {}", w[0]), |c| format!("(size({}) > 0)", c[0])))
            .prop_map(exists),
        1 => costs(depth - 1, inside).prop_map(|c| with(&[&c], |w| format!("no {}", w[0]), |c| format!("(size({}) > 0)", c[0])))
            .prop_map(exists).prop_map(|c| Both { cel: c.cel.map(|cel| format!("(!{cel})")), ..c }),
        1 => every.prop_map(move |(costs, holds)| every_cost(&costs, &holds, next.min(2))),
        1 => stays(depth - 1, inside).prop_map(|c| ours(format!("any of {}", c.ours))),
        1 => costs(depth - 1, inside).prop_map(|c| ours(format!("no other {}", c.ours))),
    ]
    .boxed()
}

/// `filter(…)` that is asked whether it finds any is `exists(…)`, which an item that errs does not stop.
fn exists(c: Both) -> Both {
    let cel = c.cel.map(|cel| {
        match cel
            .strip_prefix("(size(v.costs.filter(")
            .and_then(|rest| rest.strip_suffix(") > 0)"))
        {
            Some(inner) => format!("v.costs.exists({inner}"),
            None => cel,
        }
    });
    Both { cel, ..c }
}

fn every_cost(costs: &Both, holds: &Both, depth: u8) -> Both {
    let say = format!("every {} ({})", costs.ours, holds.ours);
    let cel = costs
        .cel
        .as_deref()
        .zip(holds.cel.as_deref())
        .and_then(|(costs, holds)| {
            let all = format!("v.costs.all(r{depth}, ");
            if costs == "v.costs" {
                return Some(format!("{all}{holds})"));
            }
            let filter = costs
                .strip_prefix(&format!("v.costs.filter(r{depth}, "))?
                .strip_suffix(')')?;
            Some(format!("{all}(!{filter}) || {holds})"))
        });
    Both { ours: say, cel }
}

fn joined(parts: &[Both], word: &str, sign: &str) -> Both {
    let parts: Vec<&Both> = parts.iter().collect();
    let brackets = |items: &[&str], between: &str| {
        let mut said = String::new();
        for (n, item) in items.iter().enumerate() {
            let _ = write!(said, "{}({item})", if n == 0 { "" } else { between });
        }
        said
    };
    with(
        &parts,
        |w| brackets(w, word),
        |c| format!("({})", brackets(c, sign)),
    )
}
