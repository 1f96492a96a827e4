//! Bars: what a bench holds the gateway to. Each is told in a line, and whoever started the bench hears of one that was missed.

use super::{Turn, median};
use std::process::{ExitCode, Termination};
use std::time::Duration;

/// The bars of a bench, as far as they were judged.
#[derive(Debug, Default)]
pub struct Bars {
    missed: usize,
}

impl Bars {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Ours beside a peer's, both so many a second: the ratio has to reach the bar.
    pub fn beside(&mut self, what: &str, ours: f64, (peer, theirs): (&str, f64), bar: f64) {
        let ratio = ours / theirs;
        let verdict = self.judge(ratio >= bar);
        println!(
            "{what}: ours {ours:.0}/s, {peer} {theirs:.0}/s, ratio {ratio:.2} (bar {bar:.2}): {verdict}"
        );
    }

    /// The same of turns, with what each request cost in processor time: that does not depend on who else was waiting.
    pub fn turns(&mut self, what: &str, ours: &[Turn], (peer, theirs): (&str, &[Turn]), bar: f64) {
        let (own, other) = (median(ours), median(theirs));
        self.beside(what, own.rate, (peer, other.rate), bar);
        println!(
            "  of the processor {:.1} µs and {:.1} µs: ratio {:.2}",
            own.cost,
            other.cost,
            other.cost / own.cost
        );
    }

    /// A time that must stay below the bar.
    pub fn time(&mut self, what: &str, ours: Duration, bar: Duration) {
        let verdict = self.judge(ours < bar);
        println!("{what}: ours {ours:.2?} (bar {bar:?}): {verdict}");
    }

    /// Megabytes that must stay below the bar.
    pub fn memory(&mut self, what: &str, ours: f64, bar: f64) {
        let verdict = self.judge(ours < bar);
        println!("{what}: ours {ours:.0} MB (bar {bar:.0} MB): {verdict}");
    }

    fn judge(&mut self, met: bool) -> &'static str {
        self.missed += usize::from(!met);
        if met { "met" } else { "missed" }
    }
}

impl Termination for Bars {
    fn report(self) -> ExitCode {
        if self.missed == 0 {
            return ExitCode::SUCCESS;
        }
        println!("bars missed: {}", self.missed);
        ExitCode::FAILURE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bar_that_was_missed_fails_the_bench() {
        let mut bars = Bars::new();
        bars.beside("reached", 50.0, ("peer", 100.0), 0.5);
        bars.time("short", Duration::from_millis(9), Duration::from_millis(10));
        bars.memory("small", 9.0, 10.0);
        assert_eq!(bars.missed, 0);
        bars.beside("slow", 49.0, ("peer", 100.0), 0.5);
        bars.time("long", Duration::from_millis(10), Duration::from_millis(10));
        bars.memory("large", 10.0, 10.0);
        assert_eq!(bars.missed, 3);
        assert_eq!(
            format!("{:?}", bars.report()),
            format!("{:?}", ExitCode::FAILURE)
        );
    }
}
