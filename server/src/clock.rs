//! What time it is. The engine has no clock: the day comes in as a value, from here.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::time::{Duration, SystemTime};

/// Where the time comes from.
#[derive(Clone, Copy, Debug, Default)]
pub enum Clock {
    /// From the machine.
    #[default]
    Machine,
    /// It is always this day, for tests and for trying what will hold on it.
    Always(Date),
}

impl Clock {
    /// The day in the service's zone.
    pub(crate) fn today(self, zone: &TimeZone) -> Date {
        match self {
            Self::Machine => ZonedDateTime::now().with_time_zone(zone.clone()).date(),
            Self::Always(day) => day,
        }
    }

    /// This instant.
    pub(crate) fn now(self) -> Moment {
        Moment(match self {
            Self::Machine => Timestamp::now(),
            Self::Always(day) => day
                .to_zoned_datetime(TimeZone::UTC)
                .map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp()),
        })
    }
}

/// An instant, kept as its text in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(Timestamp);

impl Moment {
    /// Its day in UTC, in words that sort: `2026-03-02`.
    pub(crate) fn day(self) -> String {
        self.0.to_zoned_datetime(TimeZone::UTC).date().to_string()
    }

    /// In digits that sort.
    pub(crate) fn digits(self) -> String {
        format!("{:016x}", self.0.as_microsecond().max(0))
    }

    /// Seconds since the beginning of 1970 in UTC.
    pub(crate) fn seconds(self) -> u64 {
        u64::try_from(self.0.as_second()).unwrap_or_default()
    }

    /// The moment that is so many seconds after the beginning of 1970 in UTC.
    #[cfg(test)]
    pub(crate) fn of_seconds(seconds: i64) -> Self {
        Self(Timestamp::from_second(seconds).unwrap())
    }

    /// So much later.
    pub(crate) fn after(self, wait: Duration) -> Self {
        Self(self.0.saturating_add(wait).unwrap_or(self.0))
    }

    /// So much earlier.
    pub(crate) fn before(self, wait: Duration) -> Self {
        Self(self.0.saturating_sub(wait).unwrap_or(self.0))
    }

    /// How long until then; nothing when it is over.
    pub(crate) fn until(self, then: Self) -> Duration {
        Duration::try_from(then.0.duration_since(self.0)).unwrap_or_default()
    }

    /// As other libraries have it.
    pub(crate) fn system_time(self) -> SystemTime {
        let millis = u64::try_from(self.0.as_millisecond()).unwrap_or_default();
        SystemTime::UNIX_EPOCH + Duration::from_millis(millis)
    }
}

impl fmt::Display for Moment {
    /// All of the same length, so that they sort.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.9}", self.0)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_kept_as_text() {
        let moment = Clock::Always("2026-03-02".parse().unwrap()).now();
        let json = serde_json::to_string(&moment).unwrap();
        assert_eq!(json, "\"2026-03-02T00:00:00Z\"");
        assert_eq!(serde_json::from_str::<Moment>(&json).unwrap(), moment);
    }
}
