//! `date` and `month`: boxes for day, month and year, or one text.

use super::common::{COMMON, capital, subject, the};
use super::{Asked, Build, Read, clean, wrong, wrong_part};
use crate::answers::Entered;
use crate::catalogue::meaning;
use crate::condition::{self, Expr, Facts, Type, Value, Wanted};
use crate::declare::{Fields, Key, Problems, Record, Takes, Written, may};
use crate::wording::format;
use jiff::civil::Date;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

const EARLIEST: Key = may(
    "earliest",
    Takes::Expression,
    "The first date that is right: `today`.",
);
const LATEST: Key = may(
    "latest",
    Takes::Expression,
    "The last date that is right: `2 years after today`.",
);

pub(crate) static DATE: Record = Record {
    what: "a question of type `date`",
    keys: COMMON,
    also: &[EARLIEST, LATEST],
};
pub(crate) static MONTH: Record = Record {
    what: "a question of type `month`",
    keys: COMMON,
    also: &[EARLIEST, LATEST],
};

/// A date as written.
#[derive(Clone, Debug)]
pub(crate) struct DayDeclaration {
    month: bool,
    earliest: Option<Written>,
    latest: Option<Written>,
}

/// A date or a month.
#[derive(Debug)]
pub struct Day {
    /// Whether only month and year are asked.
    pub month: bool,
    pub(crate) earliest: Option<Expr>,
    pub(crate) latest: Option<Expr>,
}

pub(crate) fn declare(month: bool, fields: &Fields<'_>, problems: &mut Problems) -> DayDeclaration {
    DayDeclaration {
        month,
        earliest: fields.text("earliest", problems),
        latest: fields.text("latest", problems),
    }
}

impl DayDeclaration {
    pub(crate) fn build(&self, context: &mut Build<'_>) -> Day {
        let wanted = Wanted::Type(Type::Date);
        let mut bound = |written: &Option<Written>| {
            written.as_ref().and_then(|written| {
                condition::compile(written, context.scope, &wanted, context.problems)
            })
        };
        let (earliest, latest) = (bound(&self.earliest), bound(&self.latest));
        Day {
            month: self.month,
            earliest,
            latest,
        }
    }
}

const NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The boxes, in order.
pub(crate) const PARTS: [&str; 3] = ["day", "month", "year"];

impl Day {
    pub(super) fn ty(&self) -> Type {
        if self.month { Type::Month } else { Type::Date }
    }

    /// The boxes that are asked.
    #[must_use]
    pub fn parts(&self) -> &'static [&'static str] {
        if self.month {
            PARTS.get(1..).unwrap_or(&[])
        } else {
            &PARTS
        }
    }

    pub(super) fn read(
        &self,
        entered: Option<&Entered>,
        asked: Asked<'_>,
        facts: &dyn Facts,
    ) -> Read {
        let found = match entered {
            Some(Entered::Parts(parts)) => self.of_parts(parts, asked),
            Some(Entered::Text(text)) if !text.trim().is_empty() => self
                .of_text(text)
                .ok_or_else(|| wrong(self.not_real(asked.called))),
            _ => Err(asked.blank(|called| format!("Enter {}", the(called)))),
        };
        match found {
            Ok(date) => self.within(date, asked, facts),
            Err(read) => read,
        }
    }

    fn of_parts(&self, parts: &BTreeMap<String, String>, asked: Asked<'_>) -> Result<Date, Read> {
        let typed = |part: &str| parts.get(part).map_or("", String::as_str);
        let empty = |part: &&&str| clean::code(typed(part)).is_empty();
        let missing: Vec<&str> = self.parts().iter().filter(empty).copied().collect();
        if missing.len() == self.parts().len() {
            return Err(asked.blank(|called| format!("Enter {}", the(called))));
        }
        // A whole date, pasted into the first box.
        let lone = self
            .parts()
            .first()
            .filter(|first| !missing.contains(first));
        if missing.len() + 1 == self.parts().len()
            && let Some(date) = lone.and_then(|first| self.of_text(typed(first)))
        {
            return Ok(date);
        }
        if let Some(first) = missing.first().copied() {
            let list = condition::words::listed(&missing, "and");
            return Err(wrong_part(
                format!("{} must include a {list}", subject(asked.called)),
                first,
            ));
        }
        let whole = |part: &'static str, from: i16, to: i16| {
            let text = clean::code(typed(part));
            let number = text.parse::<i16>().ok().or_else(|| {
                if part == "month" {
                    month_by_name(&text)
                } else {
                    None
                }
            });
            number
                .filter(|number| (from..=to).contains(number))
                .ok_or(part)
        };
        let made = (|| {
            let day = if self.month { 1 } else { whole("day", 1, 31)? };
            let month = whole("month", 1, 12)?;
            let year = whole("year", 1, 9999)?;
            Ok((day, month, year))
        })();
        match made {
            Err("year") | Ok((_, _, ..1000)) => Err(wrong_part(
                format!(
                    "{} must have a year of four digits, like 2026",
                    subject(asked.called)
                ),
                "year",
            )),
            Err(part) => Err(wrong_part(self.not_real(asked.called), part)),
            Ok((day, month, year)) => {
                real(year, month, day).ok_or_else(|| wrong_part(self.not_real(asked.called), "day"))
            }
        }
    }

    /// `2026-11-23`, `23/11/2026`, `23 November 2026`; of a month `2026-11`, `11/2026`, `November 2026`.
    fn of_text(&self, text: &str) -> Option<Date> {
        let text = clean::code(text);
        let pieces: Vec<&str> = text
            .split(['-', '/', '.', ' '])
            .filter(|piece| !piece.is_empty())
            .collect();
        let number = |piece: &str| {
            piece
                .parse::<i16>()
                .ok()
                .filter(|_| piece.bytes().all(|b| b.is_ascii_digit()))
        };
        let month = |piece: &str| number(piece).or_else(|| month_by_name(piece));
        let is_year = |piece: &str| piece.len() == 4;
        match (self.month, pieces.as_slice()) {
            (false, [year, m, day]) if is_year(year) => {
                real(number(year)?, month(m)?, number(day)?)
            }
            (false, [day, m, year]) if is_year(year) => {
                real(number(year)?, month(m)?, number(day)?)
            }
            (true, [year, m]) if is_year(year) => real(number(year)?, month(m)?, 1),
            (true, [m, year]) if is_year(year) => real(number(year)?, month(m)?, 1),
            _ => None,
        }
    }

    fn within(&self, date: Date, asked: Asked<'_>, facts: &dyn Facts) -> Read {
        let bound = |expr: &Option<Expr>| {
            expr.as_ref()
                .and_then(|expr| condition::date(&expr.value(facts)))
        };
        let first = |date: Date| {
            if self.month {
                date.first_of_month()
            } else {
                date
            }
        };
        if let Some(earliest) = bound(&self.earliest)
            && date < first(earliest)
        {
            return wrong(format!(
                "{} must be {} or later",
                subject(asked.called),
                self.say(earliest, facts)
            ));
        }
        if let Some(latest) = bound(&self.latest)
            && date > latest
        {
            return wrong(format!(
                "{} must be {} or earlier",
                subject(asked.called),
                self.say(latest, facts)
            ));
        }
        Read::right(Value::Date(date))
    }

    fn say(&self, date: Date, facts: &dyn Facts) -> String {
        match (self.month, date == facts.today()) {
            (false, true) => "today".to_owned(),
            (false, false) => format::date(date),
            (true, _) => format::month(date),
        }
    }

    fn not_real(&self, called: &str) -> String {
        let (what, like) = if self.month {
            ("month", "11 2026")
        } else {
            ("date", "23 11 2026")
        };
        format!("{} must be a real {what}, like {like}", subject(called))
    }

    pub(super) fn print(&self, date: Date) -> String {
        if self.month {
            format::month(date)
        } else {
            format::date(date)
        }
    }

    /// The date as one text, as the API takes it.
    #[must_use]
    pub fn text(&self, date: Date) -> String {
        if self.month {
            date.strftime("%Y-%m").to_string()
        } else {
            date.to_string()
        }
    }

    pub(super) fn entered(&self, date: Date) -> Entered {
        let value = |part: &str| match part {
            "day" => date.day().to_string(),
            "month" => date.month().to_string(),
            _ => date.year().to_string(),
        };
        Entered::Parts(
            self.parts()
                .iter()
                .map(|part| ((*part).to_owned(), value(part)))
                .collect(),
        )
    }

    pub(super) fn schema(&self) -> Map<String, Json> {
        let mut schema = Map::new();
        schema.insert("type".into(), json!("string"));
        let pattern = if self.month {
            "^[1-9][0-9]{3}-(0[1-9]|1[0-2])$"
        } else {
            "^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
        };
        schema.insert("pattern".into(), json!(pattern));
        if !self.month {
            schema.insert("format".into(), json!("date"));
        }
        schema
    }

    pub(super) fn beyond_schema(&self, called: &str) -> Vec<String> {
        let mut rules = vec![format!(
            "{} is a real {}",
            capital(called),
            if self.month { "month" } else { "date" }
        )];
        let mut bound = |expr: &Option<Expr>, side: &str| {
            if let Some(expr) = expr {
                rules.push(format!(
                    "{} is {} or {side}",
                    capital(called),
                    expr.sentence()
                ));
            }
        };
        bound(&self.earliest, "later");
        bound(&self.latest, "earlier");
        rules
    }
}

fn month_by_name(text: &str) -> Option<i16> {
    let text = text.to_lowercase();
    let found = NAMES.iter().position(|name| {
        text.len() >= 3 && name.starts_with(&text) || (*name == "september" && text == "sept")
    });
    found.and_then(|n| i16::try_from(n + 1).ok())
}

fn real(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

meaning!(Day {
    month,
    earliest,
    latest
});
