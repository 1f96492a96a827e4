//! How long it takes to refuse files that are made to cost: aliases of aliases, ten thousand levels, fifty megabytes.
//!
//! `cargo bench -p tests --bench bombs`; the bar for each is 1 s.

use engine::Sources;
use std::time::{Duration, Instant};
use tests::load::Bars;

const BAR: Duration = Duration::from_secs(1);

fn aliases() -> String {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..20 {
        let before = format!("*a{}", n - 1);
        let nine = [before.as_str(); 9].join(", ");
        bomb.push_str(&format!("a{n}: &a{n} [{nine}]\n"));
    }
    bomb
}

fn main() -> Bars {
    let mut bars = Bars::new();
    let bombs = [
        ("aliases of aliases", aliases()),
        (
            "10,000 levels of lists",
            "[".repeat(10_000) + &"]".repeat(10_000),
        ),
        (
            "10,000 levels of blocks",
            "{a: ".repeat(10_000) + &"}".repeat(10_000),
        ),
        (
            "1,000 levels of steps",
            (0..1_000).map(|n| " ".repeat(n) + "a:\n").collect(),
        ),
        ("50 MB", "a: b # c\n".repeat(5_500_000)),
        ("60,000 items", "- a\n".repeat(60_000)),
        ("30,000 times one key", "a: b\n".repeat(30_000)),
    ];
    for (what, text) in bombs {
        let path = "forms/bomb.form.yaml".to_owned();
        let sources = Sources::new([(path, text.into_bytes())]);
        let begun = Instant::now();
        let checked = engine::check(&sources, jiff::civil::date(2026, 11, 23));
        let took = begun.elapsed();
        assert!(checked.catalogue.is_none(), "{what} was not refused");
        bars.time(&format!("{what} refused"), took, BAR);
    }
    bars
}
