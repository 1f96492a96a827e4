//! `whole number`, `number` and `money`: exact decimals.

use super::common::{COMMON, amount, capital, check_order, span_of, subject, the, whole};
use super::{Asked, Read, clean, wrong};
use crate::catalogue::meaning;
use crate::condition::{Type, Value};
use crate::declare::{Fields, Key, Problems, Record, Takes, may};
use crate::wording::format::{grouped, money};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value as Json, json};

const LEAST: Key = may(
    "at least",
    Takes::Amount,
    "The smallest number that is right.",
);
const MOST: Key = may(
    "at most",
    Takes::Amount,
    "The largest number that is right.",
);
const PLACES: Key = may(
    "decimal places",
    Takes::Count,
    "How many digits may stand behind the point.",
);
const UNIT: Key = may(
    "unit",
    Takes::Sentence,
    "What is counted, shown behind the box: `MW`.",
);

pub(crate) static WHOLE: Record = Record {
    what: "a question of type `whole number`",
    keys: COMMON,
    also: &[LEAST, MOST, UNIT],
};
pub(crate) static NUMBER: Record = Record {
    what: "a question of type `number`",
    keys: COMMON,
    also: &[LEAST, MOST, PLACES, UNIT],
};
pub(crate) static MONEY: Record = Record {
    what: "a question of type `money`",
    keys: COMMON,
    also: &[LEAST, MOST],
};

/// Which numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without a point.
    Whole,
    /// With digits behind the point.
    Decimal,
    /// Pounds and pence.
    Money,
}

/// A number.
#[derive(Clone, Debug)]
pub struct Number {
    /// Which numbers.
    pub style: Style,
    least: Option<Decimal>,
    most: Option<Decimal>,
    places: u32,
    /// Shown behind the box.
    pub unit: Option<String>,
}

/// Digits behind the point when the editor says nothing.
const USUAL_PLACES: u32 = 6;
/// Digits in all: what every program that reads the answers as JSON numbers keeps exactly.
const DIGITS: usize = 15;

pub(crate) fn declare(style: Style, fields: &Fields<'_>, problems: &mut Problems) -> Number {
    let bound = |key: &str, problems: &mut Problems| {
        amount(fields, key, &[""], problems).map(|(found, _)| found.number)
    };
    let (least, most) = (bound("at least", problems), bound("at most", problems));
    check_order(
        least.as_ref(),
        most.as_ref(),
        span_of(fields, "at most"),
        problems,
    );
    let places = match style {
        Style::Whole => 0,
        Style::Money => 2,
        Style::Decimal => amount(fields, "decimal places", &[""], problems)
            .and_then(|(found, _)| whole(&found, problems))
            .and_then(|places| u32::try_from(places).ok())
            .map_or(USUAL_PLACES, |places| places.min(10)),
    };
    let unit = if style == Style::Money {
        None
    } else {
        fields.text("unit", problems).map(|unit| unit.text)
    };
    Number {
        style,
        least,
        most,
        places,
        unit,
    }
}

impl Number {
    pub(super) fn ty(&self) -> Type {
        if self.style == Style::Money {
            Type::Money
        } else {
            Type::Number
        }
    }

    /// Whether negative numbers can be right.
    #[must_use]
    pub fn may_be_negative(&self) -> bool {
        self.least.is_none_or(|least| least.is_sign_negative()) && self.style != Style::Money
    }

    pub(super) fn read(&self, typed: &str, asked: Asked<'_>) -> Read {
        let text = clean::code(typed);
        if text.is_empty() {
            return asked.blank(|called| format!("Enter {}", the(called)));
        }
        let number = match self.parse(&text) {
            Some(number) => number,
            None => return wrong(self.shape(asked.called)),
        };
        if number.scale() > self.places {
            return wrong(self.too_fine(asked.called));
        }
        if let Some(least) = self.least
            && number < least
        {
            return wrong(format!(
                "{} must be {} or more",
                subject(asked.called),
                self.say(least)
            ));
        }
        if let Some(most) = self.most
            && number > most
        {
            return wrong(format!(
                "{} must be {} or less",
                subject(asked.called),
                self.say(most)
            ));
        }
        Read::right(Value::Number(number))
    }

    /// Reads a number as people write it: `£1,234.50`, `1 234`, `12 MW`. Commas and spaces only between thousands.
    fn parse(&self, text: &str) -> Option<Decimal> {
        let mut text = text;
        if let Some(unit) = &self.unit {
            let at = text.len().checked_sub(unit.len());
            if let Some((number, end)) = at.and_then(|at| text.split_at_checked(at))
                && end.eq_ignore_ascii_case(unit)
            {
                text = number.trim_end();
            }
        }
        let (negative, rest) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest.trim_start()));
        let rest = if self.style == Style::Money {
            rest.strip_prefix('£').unwrap_or(rest).trim_start()
        } else {
            rest
        };
        let (whole, fraction) = rest
            .split_once('.')
            .map_or((rest, None), |(whole, fraction)| (whole, Some(fraction)));
        let digits = ungroup(whole)?;
        let fraction = fraction.unwrap_or("");
        let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(fraction) || (rest.ends_with('.')) || digits.len() + fraction.len() > DIGITS
        {
            return None;
        }
        let number: Decimal = format!("{digits}.{fraction}0").parse().ok()?;
        Some((if negative { -number } else { number }).normalize())
    }

    fn say(&self, number: Decimal) -> String {
        match (self.style, &self.unit) {
            (Style::Money, _) => money(number),
            (_, Some(unit)) => format!("{} {unit}", grouped(number)),
            _ => grouped(number),
        }
    }

    fn shape(&self, called: &str) -> String {
        match self.style {
            Style::Whole => format!("{} must be a whole number, like 15", subject(called)),
            Style::Decimal => format!("{} must be a number, like 15 or 15.5", subject(called)),
            Style::Money => format!(
                "{} must be an amount of money, like 500 or 1,250.50",
                subject(called)
            ),
        }
    }

    fn too_fine(&self, called: &str) -> String {
        match (self.style, self.places) {
            (Style::Whole, _) | (_, 0) => {
                format!("{} must be a whole number, like 15", subject(called))
            }
            (Style::Money, _) => format!(
                "{} must be in pounds and pence, like 1,250.50",
                subject(called)
            ),
            (_, 1) => format!(
                "{} must have no more than 1 digit after the point",
                subject(called)
            ),
            (_, places) => format!(
                "{} must have no more than {places} digits after the point",
                subject(called)
            ),
        }
    }

    pub(super) fn print(&self, value: Decimal) -> String {
        self.say(value)
    }

    pub(super) fn json(number: Decimal) -> Json {
        if number.fract().is_zero()
            && let Some(whole) = number.to_i64()
        {
            return json!(whole);
        }
        number.to_f64().map_or(Json::Null, |number| json!(number))
    }

    pub(super) fn schema(&self) -> Map<String, Json> {
        let mut schema = Map::new();
        schema.insert(
            "type".into(),
            json!(if self.places == 0 {
                "integer"
            } else {
                "number"
            }),
        );
        let bound = |number: Decimal| Self::json(number);
        schema.insert(
            "minimum".into(),
            self.least.map_or(json!(-999_999_999_999_999_i64), bound),
        );
        schema.insert(
            "maximum".into(),
            self.most.map_or(json!(999_999_999_999_999_i64), bound),
        );
        schema
    }

    pub(super) fn beyond_schema(&self, called: &str) -> Vec<String> {
        if self.places == 0 {
            return vec![format!(
                "{} has at most {DIGITS} digits and no fraction",
                capital(called)
            )];
        }
        vec![format!(
            "{} has at most {DIGITS} digits, at most {} of them after the point",
            capital(called),
            self.places
        )]
    }
}

/// The digits of a whole number, without commas or spaces between thousands; `None` when they stand elsewhere.
fn ungroup(whole: &str) -> Option<String> {
    if whole.is_empty() {
        return None;
    }
    if whole.bytes().all(|b| b.is_ascii_digit()) {
        return Some(whole.to_owned());
    }
    let separator = if whole.contains(',') { ',' } else { ' ' };
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(first) || first.len() > 3 {
        return None;
    }
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || !is_digits(group) {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

meaning!(Number {
    style,
    least,
    most,
    places,
    unit
});
meaning!(
    enum Style {
        Whole,
        Decimal,
        Money,
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(style: Style, text: &str) -> Option<String> {
        let places = if style == Style::Whole { 0 } else { 2 };
        let number = Number {
            style,
            least: None,
            most: None,
            places,
            unit: Some("MW".to_owned()),
        };
        number.parse(text).map(|number| number.to_string())
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(parse(Style::Money, "£1,234.50").as_deref(), Some("1234.5"));
        assert_eq!(parse(Style::Decimal, "12.5 mw").as_deref(), Some("12.5"));
        assert_eq!(parse(Style::Whole, "1 000").as_deref(), Some("1000"));
        for wrong in [
            "1,00",
            "1e5",
            "+65",
            "1.",
            ".5",
            "--1",
            "1,0000",
            "12345678901234567890",
            "1.2.3",
            "",
        ] {
            assert_eq!(parse(Style::Decimal, wrong), None, "{wrong}");
        }
    }
}
