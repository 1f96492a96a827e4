//! Dates with reasons: the latest or earliest of several, each for a reason of its own.

use super::Wording;
use super::format;
use crate::catalogue::meaning;
use crate::condition::{Expr, Facts, Value, date};

/// The latest or earliest of several dates, each with its reason.
#[derive(Clone, Debug)]
pub(crate) struct Bounds {
    /// Whether the latest wins; otherwise the earliest.
    pub latest: bool,
    /// The dates with their reasons.
    pub candidates: Vec<(Expr, Wording)>,
}

impl Bounds {
    /// The date that wins; unknown when one of them is, since that one could win.
    #[must_use]
    pub(crate) fn value(&self, facts: &dyn Facts) -> Value {
        let dates: Option<Vec<_>> = self
            .candidates
            .iter()
            .map(|(expr, _)| date(&expr.value(facts)))
            .collect();
        let dates = dates.into_iter().flatten();
        let found = if self.latest {
            dates.max()
        } else {
            dates.min()
        };
        found.map_or(Value::Unknown, Value::Date)
    }

    /// Why: the reason of the date that wins. Where a date is not known yet, the reason of the one that wins so far, and what
    /// could still change it.
    #[must_use]
    pub(crate) fn because(&self, facts: &dyn Facts) -> Option<String> {
        let known = self
            .candidates
            .iter()
            .filter_map(|(expr, because)| Some((date(&expr.value(facts))?, because)));
        let winner = if self.latest {
            known.max_by_key(|(day, _)| *day)
        } else {
            known.min_by_key(|(day, _)| *day)
        };
        let open: Vec<String> = self
            .candidates
            .iter()
            .filter(|(expr, _)| expr.value(facts).is_unknown())
            .map(|(_, because)| because.fill(facts))
            .collect();
        let (day, because) = winner?;
        let because = because.fill(facts);
        if open.is_empty() {
            return Some(because);
        }
        let (before, later) = if self.latest {
            ("not before", "later")
        } else {
            ("not after", "earlier")
        };
        Some(format!(
            "{before} {}, because {because}, and perhaps {later}, because {}",
            format::date(day),
            open.join(" and because ")
        ))
    }

    /// Every known date with its reason, the deciding one first; none when no date is known.
    #[must_use]
    pub(crate) fn reasons(&self, facts: &dyn Facts) -> Option<String> {
        let mut all: Vec<_> = self
            .candidates
            .iter()
            .filter_map(|(expr, because)| Some((date(&expr.value(facts))?, because.fill(facts))))
            .collect();
        all.sort();
        if self.latest {
            all.reverse();
        }
        let line = |(day, because)| format!("{}, because {because}", format::date(day));
        let lines: Vec<String> = all.into_iter().map(line).collect();
        (!lines.is_empty()).then(|| lines.join("; "))
    }
}

meaning!(Bounds { latest, candidates });
