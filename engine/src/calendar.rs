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
