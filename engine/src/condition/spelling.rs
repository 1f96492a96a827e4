//! Expressions written back in the one way that each is spelled: single spaces, brackets only where they are needed.

use super::syntax::{Arithmetic, Compare, Includes, Node, Over, Quantity, Syntax, Unit};

/// What can stand at a place without brackets; each level holds those after it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// `and`, `or`.
    Joined,
    /// A comparison and whatever else is true or false.
    Part,
    /// `+`, `-`.
    Sum,
    /// `*`, `/`, `mod`.
    Product,
    /// A date some days after another, a cell on a day.
    Operand,
    /// A name, a literal, a word with what it is of.
    Value,
}

impl Syntax {
    /// The expression as it is spelled.
    pub(super) fn spelled(&self) -> String {
        self.at(Level::Joined)
    }

    /// The expression where `level` is needed, in brackets where it would not be read as a whole.
    fn at(&self, level: Level) -> String {
        if self.level() < level {
            format!("({})", self.words())
        } else {
            self.words()
        }
    }

    fn level(&self) -> Level {
        use Arithmetic::{Add, Subtract};
        match &*self.node {
            Node::And(_) | Node::Or(_) => Level::Joined,
            Node::Not(_)
            | Node::Answered(..)
            | Node::Compare(..)
            | Node::CompareDates(..)
            | Node::OneOf(..)
            | Node::RowOf(..)
            | Node::Between(..)
            | Node::Includes(..)
            | Node::Some(..)
            | Node::Every(..)
            | Node::Live(_)
            | Node::Overlaps(..) => Level::Part,
            Node::Arithmetic(Add | Subtract, ..) => Level::Sum,
            Node::Arithmetic(..) => Level::Product,
            Node::Shift { .. } | Node::On(..) => Level::Operand,
            _ => Level::Value,
        }
    }

    fn words(&self) -> String {
        let value = |syntax: &Self| syntax.at(Level::Value);
        match &*self.node {
            Node::Name(path) => path.join("."),
            Node::Its(field) => format!("its {field}"),
            Node::Number(number) => number.to_string(),
            Node::Date(date) => date.to_string(),
            Node::Text(text) => format!("\"{text}\""),
            Node::Today => "today".to_owned(),
            Node::Arithmetic(how, left, right) => arithmetic(*how, left, right),
            Node::Shift {
                count,
                unit,
                after,
                from,
            } => {
                let side = if *after { "after" } else { "before" };
                let from = from.at(Level::Operand);
                format!("{} {} {side} {from}", value(count), units(count, *unit))
            }
            Node::Length(of) => format!("length of {}", value(of)),
            Node::Extreme(latest, dates) => format!("{} of {}", end(*latest), list(dates)),
            Node::Count(of) => format!("number of {}", value(of)),
            Node::Over(over, of, field) => {
                let word = match over {
                    Over::Sum => "sum",
                    Over::Earliest => end(false),
                    Over::Latest => end(true),
                };
                format!("{word} of {}.{field}", value(of))
            }
            Node::Filter(of, condition) => {
                let condition = condition.at(Level::Joined);
                format!("({} where {condition})", of.at(Level::Joined))
            }
            Node::On(cell, day) => format!("{} on {}", value(cell), value(day)),
            _ => self.condition(),
        }
    }

    /// What is true or false in itself.
    fn condition(&self) -> String {
        let sum = |syntax: &Self| syntax.at(Level::Sum);
        match &*self.node {
            Node::And(parts) => joined(parts, " and "),
            Node::Or(parts) => joined(parts, " or "),
            Node::Not(part) => format!("not ({})", part.words()),
            Node::Answered(of, true) => format!("{} is answered", sum(of)),
            Node::Answered(of, false) => format!("{} is not answered", sum(of)),
            Node::Compare(how, left, right) => {
                format!("{} {} {}", sum(left), compared(*how), sum(right))
            }
            Node::CompareDates(how, left, right) => {
                format!("{} {} {}", sum(left), dates_compared(*how), sum(right))
            }
            Node::OneOf(of, options, yes) => {
                let not = if *yes { "" } else { "not " };
                format!("{} is {not}one of {}", sum(of), list(options))
            }
            Node::RowOf(of, list, yes) => {
                let not = if *yes { "" } else { "not " };
                format!("{} is {not}one of {}", sum(of), list.words())
            }
            Node::Between(of, low, high) => {
                format!("{} is between {} and {}", sum(of), sum(low), sum(high))
            }
            Node::Includes(of, how, options) => match (how, options.as_slice()) {
                (Includes::Any, [option]) => format!("{} includes {}", sum(of), sum(option)),
                (how, options) => {
                    format!("{} includes {} of {}", sum(of), part(*how), list(options))
                }
            },
            Node::Some(quantity, of) => format!("{} {}", some(*quantity), of.at(Level::Value)),
            Node::Every(of, condition) => {
                format!(
                    "every {} {}",
                    of.at(Level::Value),
                    condition.at(Level::Part)
                )
            }
            Node::Live(None) => "it is live".to_owned(),
            Node::Live(Some(day)) => format!("it is live on {}", sum(day)),
            Node::Overlaps(first, last) => format!("it overlaps {} to {}", sum(first), sum(last)),
            _ => String::new(), // a value, which `words` knows
        }
    }
}

fn arithmetic(how: Arithmetic, left: &Syntax, right: &Syntax) -> String {
    let (sign, least) = match how {
        Arithmetic::Add => ("+", Level::Sum),
        Arithmetic::Subtract => ("-", Level::Sum),
        Arithmetic::Multiply => ("*", Level::Product),
        Arithmetic::Divide => ("/", Level::Product),
        Arithmetic::Modulo => ("mod", Level::Product),
    };
    let next = if least == Level::Sum {
        Level::Product
    } else {
        Level::Operand
    };
    format!("{} {sign} {}", left.at(least), right.at(next))
}

fn joined(parts: &[Syntax], word: &str) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part.at(Level::Part)).collect();
    parts.join(word)
}

fn list(items: &[Syntax]) -> String {
    let items: Vec<String> = items.iter().map(|item| item.at(Level::Sum)).collect();
    format!("({})", items.join(", "))
}

fn units(count: &Syntax, unit: Unit) -> String {
    let unit = match unit {
        Unit::Days => "day",
        Unit::WorkingDays => "working day",
        Unit::Weeks => "week",
        Unit::Months => "month",
        Unit::Years => "year",
    };
    let one = matches!(&*count.node, Node::Number(number) if *number == 1.into());
    format!("{unit}{}", if one { "" } else { "s" })
}

fn end(latest: bool) -> &'static str {
    if latest { "latest" } else { "earliest" }
}

fn part(how: Includes) -> &'static str {
    match how {
        Includes::Any => "any",
        Includes::All => "all",
        Includes::None => "none",
    }
}

fn some(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Any => "any of",
        Quantity::None => "no",
        Quantity::NoOther => "no other",
    }
}

fn compared(how: Compare) -> &'static str {
    match how {
        Compare::Is => "is",
        Compare::IsNot => "is not",
        Compare::More => "is more than",
        Compare::Less => "is less than",
        Compare::AtLeast => "is at least",
        Compare::AtMost => "is at most",
    }
}

fn dates_compared(how: Compare) -> &'static str {
    match how {
        Compare::Is => "is",
        Compare::IsNot => "is not",
        Compare::More => "is after",
        Compare::Less => "is before",
        Compare::AtLeast => "is on or after",
        Compare::AtMost => "is on or before",
    }
}
