//! How many cases the property tests try.

/// `ACCEDE_CASES`, or as many as this test tries when nobody asks for more.
pub(crate) fn cases(usual: u32) -> proptest::test_runner::Config {
    let asked = std::env::var("ACCEDE_CASES")
        .ok()
        .and_then(|text| text.parse().ok());
    let cases = asked.unwrap_or(usual);
    proptest::test_runner::Config {
        max_global_rejects: cases.saturating_mul(20).max(20_000),
        cases,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Default::default()
    }
}
