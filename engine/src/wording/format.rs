//! Values as people read them.

use crate::catalogue::meaning;
use crate::condition::{Type, Value};
use jiff::civil::Date;
use rust_decimal::Decimal;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How a placeholder asks to be printed: `{{ total as money }}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// `£1,234.50`.
    Money,
    /// `23 November 2026`.
    Date,
    /// `Monday 23 November 2026`.
    DayAndDate,
    /// `November 2026`.
    Month,
    /// `1,234.5`.
    Number,
}

impl Format {
    /// Every format by the word behind `as`.
    pub(crate) const ALL: [(&'static str, Self); 5] = [
        ("money", Self::Money),
        ("date", Self::Date),
        ("day and date", Self::DayAndDate),
        ("month", Self::Month),
        ("number", Self::Number),
    ];

    /// Whether values of this type can be printed so.
    pub(crate) fn takes(self, ty: &Type) -> bool {
        match self {
            Self::Money | Self::Number => matches!(ty, Type::Number | Type::Money | Type::Wrong),
            Self::Date | Self::DayAndDate | Self::Month => {
                matches!(ty, Type::Date | Type::Month | Type::Wrong)
            }
        }
    }

    /// The value as text.
    #[must_use]
    pub(crate) fn print(self, value: &Value) -> String {
        match (self, value) {
            (Self::Money, Value::Number(number)) => money(*number),
            (Self::Number, Value::Number(number)) => grouped(*number),
            (Self::Date, Value::Date(day)) => date(*day),
            (Self::DayAndDate, Value::Date(day)) => format!("{} {}", weekday(*day), date(*day)),
            (Self::Month, Value::Date(day)) => month(*day),
            (_, other) => plain(other, &Type::Wrong),
        }
    }
}

/// A value by its type, as it is printed when nothing else is asked for. Options print their labels.
#[must_use]
pub(crate) fn plain(value: &Value, ty: &Type) -> String {
    match (value, ty) {
        (Value::Unknown, _) => String::new(),
        (Value::Truth(yes), _) => if *yes { "Yes" } else { "No" }.to_owned(),
        (Value::Text(text), _) => text.to_string(),
        (Value::Option(name), Type::Choice(choices) | Type::Several(choices)) => {
            choices.label(name.as_str()).to_owned()
        }
        (Value::Option(name), _) => name.to_string(),
        (Value::Several(names), _) => {
            let label = |name: &crate::name::OptionName| plain(&Value::Option(name.clone()), ty);
            let labels: Vec<String> = names.iter().map(label).collect();
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            crate::condition::words::listed(&labels, "and")
        }
        (Value::Number(number), Type::Money) => money(*number),
        (Value::Number(number), _) => grouped(*number),
        (Value::Date(day), Type::Month) => month(*day),
        (Value::Date(day), _) => date(*day),
        (Value::Address(address), _) => {
            let parts = [
                &address.line_1,
                &address.line_2,
                &address.town,
                &address.postcode,
                &address.country,
            ];
            parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join(", ")
        }
        (Value::Files(files), _) => {
            let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
            crate::condition::words::listed(&names, "and")
        }
        (Value::Items(items), _) => items.len().to_string(),
    }
}

/// `23 November 2026`.
#[must_use]
pub(crate) fn date(day: Date) -> String {
    format!("{} {}", day.day(), month(day))
}

/// `November 2026`.
#[must_use]
pub(crate) fn month(day: Date) -> String {
    let name = MONTHS
        .get(usize::try_from(day.month() - 1).unwrap_or(0))
        .copied()
        .unwrap_or("");
    format!("{name} {}", day.year())
}

fn weekday(day: Date) -> &'static str {
    const NAMES: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let from_monday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    NAMES.get(from_monday).copied().unwrap_or("")
}

/// `£1,234.50`, and `£1,234` where there are no pence.
#[must_use]
pub(crate) fn money(amount: Decimal) -> String {
    let rounded = amount.round_dp(2);
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() {
        "-"
    } else {
        ""
    };
    let whole = rounded.abs().trunc();
    let pence = (rounded.abs() - whole) * Decimal::from(100);
    let whole = grouped(whole);
    if pence.is_zero() {
        format!("{sign}£{whole}")
    } else {
        format!("{sign}£{whole}.{:02}", pence.trunc())
    }
}

/// `1,234.5`: commas between thousands, no zeros at the end.
#[must_use]
pub(crate) fn grouped(number: Decimal) -> String {
    let text = number.normalize().to_string();
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, rest) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let rest = rest.map_or_else(String::new, |rest| format!(".{rest}"));
    format!("{sign}{grouped}{rest}")
}

meaning!(
    enum Format {
        Money,
        Date,
        DayAndDate,
        Month,
        Number,
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_numbers_are_grouped() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(money(number("1234.5")), "£1,234.50");
        assert_eq!(money(number("-0.05")), "-£0.05");
        assert_eq!(money(number("500")), "£500");
        assert_eq!(money(number("1000000")), "£1,000,000");
        assert_eq!(grouped(number("1234567.8900")), "1,234,567.89");
    }

    #[test]
    fn dates_are_printed_in_words() {
        let day = jiff::civil::date(2026, 11, 23);
        assert_eq!(
            Format::DayAndDate.print(&Value::Date(day)),
            "Monday 23 November 2026"
        );
        assert_eq!(plain(&Value::Date(day), &Type::Month), "November 2026");
    }
}
