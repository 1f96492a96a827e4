//! Working days.

use jiff::civil::{Date, Weekday};

/// Which days are working days.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Days of the week on which nobody works.
    weekend: Vec<Weekday>,
    /// Other days on which nobody works, sorted.
    holidays: Vec<Date>,
}

impl Calendar {
    /// A calendar with these days off.
    #[must_use]
    pub fn new(weekend: Vec<Weekday>, mut holidays: Vec<Date>) -> Self {
        holidays.sort_unstable();
        holidays.dedup();
        Self { weekend, holidays }
    }

    /// Whether `day` is a working day.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        !self.weekend.contains(&day.weekday()) && self.holidays.binary_search(&day).is_err()
    }
}

/// Working days are counted no further than this, about two hundred years.
const FARTHEST: u64 = 60_000;

impl Calendar {
    /// The day `count` working days after `from`, or before it when negative. `from` itself is not counted; zero is `from`.
    /// `None` beyond any calendar that people use.
    ///
    /// ```
    /// use engine::Calendar;
    /// use jiff::civil::{Weekday, date};
    /// let calendar = Calendar::new(vec![Weekday::Saturday, Weekday::Sunday], vec![date(2024, 12, 25), date(2024, 12, 26)]);
    /// assert_eq!(calendar.shift(date(2024, 12, 24), 1), Some(date(2024, 12, 27)));
    /// assert_eq!(calendar.shift(date(2025, 1, 6), -1), Some(date(2025, 1, 3)));
    /// ```
    #[must_use]
    pub fn shift(&self, from: Date, count: i64) -> Option<Date> {
        if count.unsigned_abs() > FARTHEST || self.weekend.len() >= 7 {
            return None;
        }
        let mut day = from;
        for _ in 0..count.unsigned_abs() {
            loop {
                day = if count > 0 {
                    day.tomorrow()
                } else {
                    day.yesterday()
                }
                .ok()?;
                if self.is_working(day) {
                    break;
                }
            }
        }
        Some(day)
    }
}
