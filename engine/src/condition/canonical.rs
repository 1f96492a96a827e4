//! A normal form of expressions, for comparing meanings.

use super::expr::{Expr, Op, Place};
use super::value::Value;

impl Expr {
    /// A normal form: the same for expressions that mean the same, word for word.
    #[must_use]
    pub fn canonical(&self) -> String {
        let parts: Vec<String> = self.parts().into_iter().map(Self::canonical).collect();
        let name = match &self.op {
            Op::Literal(Value::Number(number)) => return number.normalize().to_string(),
            Op::Literal(value) => return format!("{value:?}"),
            Op::Option(name, _) => return format!("`{name}`"),
            Op::YesNo(yes) => return if *yes { "`yes`" } else { "`no`" }.to_owned(),
            Op::Read(place, _) => return canonical_place(place),
            Op::And(_) => "and".to_owned(),
            Op::Or(_) => "or".to_owned(),
            Op::Not(_) => "not".to_owned(),
            Op::Answered(_, yes) => if *yes { "answered" } else { "unanswered" }.to_owned(),
            Op::Compare(how, ..) => format!("{how:?}"),
            Op::OneOf(.., yes) => if *yes { "one" } else { "none" }.to_owned(),
            Op::RowOf(_, list, yes) => {
                format!("{} {}", if *yes { "one" } else { "none" }, list.name)
            }
            Op::Between(_) => "between".to_owned(),
            Op::Includes(_, how, _) => format!("includes{how:?}"),
            Op::Arithmetic(how, ..) => format!("{how:?}"),
            Op::Shift { unit, after, .. } => format!("shift{unit:?}{after}"),
            Op::Length(_) => "length".to_owned(),
            Op::Extreme(latest, _) => format!("extreme{latest}"),
            Op::Count(_) => "count".to_owned(),
            Op::Over(over, _, slot) => format!("{over:?}{slot}"),
            Op::Some(quantity, _) => format!("some{quantity:?}"),
            Op::Every(..) => "every".to_owned(),
            Op::Live(..) => "live".to_owned(),
            Op::Overlaps(..) => "overlaps".to_owned(),
            Op::Column { list, column, .. } => format!("column {} {column}", list.name),
            Op::CellOn {
                list, row, column, ..
            } => format!("cell {} {row} {column}", list.name),
        };
        format!("({name} {})", parts.join(" "))
    }
}

fn canonical_place(place: &Place) -> String {
    match place {
        Place::Form(slot) => format!("form.{slot}"),
        Place::Item(slot) => format!("item.{slot}"),
        Place::Its(slot) => format!("its.{slot}"),
        Place::Named(index) => format!("value.{index}"),
        Place::Today => "today".to_owned(),
        Place::Cell { list, row, column } => format!("{}.{row}.{column}", list.name),
        Place::Outside(name) => name.to_string(),
    }
}
