//! Cells: what a column holds, and its value in one row.

use super::super::fields::Problems;
use super::super::written::Written;
use crate::condition::{Column, Type, Value};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::declare as codes;
use crate::yaml::Node;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Types of columns.
pub(super) static TYPES: [&str; 7] = [
    "text",
    "yes or no",
    "whole number",
    "number",
    "money",
    "date",
    "month",
];

/// The type of a column.
pub(super) fn ty(column: &Written, node: &Node, problems: &mut Problems) -> Option<Type> {
    let Some(written) = Written::of(node) else {
        let what = format!("`{}:`", column.text);
        problems.push(super::super::wrong_shape(node, &what, "a type"));
        return None;
    };
    Some(match written.text.as_str() {
        "text" => Type::Text,
        "yes or no" => Type::YesNo,
        "whole number" | "number" => Type::Number,
        "money" => Type::Money,
        "date" => Type::Date,
        "month" => Type::Month,
        other => {
            let message = format!("a column cannot be of type `{other}`");
            let problem = Diagnostic::new(codes::BAD_VALUE, written.span, message);
            let help = format!(
                "take one of {}",
                crate::condition::words::listed(&TYPES, "and")
            );
            problems.push(problem.did_you_mean(other, TYPES).help(help));
            return None;
        }
    })
}

/// The value of a cell; what is none of its column's is reported and unknown.
pub(super) fn read(column: &Column, written: &Written, problems: &mut Problems) -> Value {
    let text = written.text.trim();
    let found = match &column.ty {
        Type::YesNo => match text {
            "yes" => Some(Value::Truth(true)),
            "no" => Some(Value::Truth(false)),
            _ => None,
        },
        Type::Number | Type::Money => number(text).map(Value::Number),
        Type::Date => text.parse::<Date>().ok().map(Value::Date),
        Type::Month => format!("{text}-01").parse::<Date>().ok().map(Value::Date),
        _ => Some(Value::Text(text.into())),
    };
    found.unwrap_or_else(|| {
        let wanted = match &column.ty {
            Type::YesNo => "`yes` or `no`",
            Type::Date => "a date, like 2026-11-23",
            Type::Month => "a month, like 2026-11",
            _ => "a number",
        };
        let message = format!("`{}` takes {wanted}, not `{text}`", column.name);
        problems.push(Diagnostic::new(codes::BAD_VALUE, written.span, message));
        Value::Unknown
    })
}

fn number(text: &str) -> Option<Decimal> {
    text.replace(',', "").parse().ok()
}
