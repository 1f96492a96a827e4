//! The check over a table made up for this file: a row for each exception.

use super::{Table, check};

const WEIGHTS: &str = "
# from  to     method u v w x y z a b c d e f g h exception
100000 100009 MOD10  0 0 0 0 0 0 7 1 3 7 1 3 7 1
100010 100019 DBLAL  2 1 2 1 2 1 2 1 2 1 2 1 2 1   1
100020 100029 MOD11  0 0 0 0 0 0 8 7 6 5 4 3 2 1   6
100030 100039 MOD11  0 0 0 0 0 0 8 7 6 5 4 3 2 1   14
100040 100049 MOD11  0 0 0 0 0 0 8 7 6 5 4 3 2 1
100040 100049 DBLAL  2 1 2 1 2 1 2 1 2 1 2 1 2 1   3
";

fn passes(digits: &str) -> bool {
    let table = Table::read(WEIGHTS, "").unwrap();
    check(&table, digits)
}

/// How many of the last two digits make the account pass.
fn passing(start: &str) -> usize {
    (0..100)
        .filter(|end| passes(&format!("{start}{end:02}")))
        .count()
}

#[test]
fn one_account_in_ten_passes_and_what_the_table_does_not_know_passes() {
    assert_eq!(passing("100005123456"), 10);
    assert_eq!(passing("999999123456"), 100);
    assert!(passes("10000000000000") && !passes("10000000000001"));
}

#[test]
fn exceptions_change_what_passes() {
    // 1: 27 is added.
    assert!(!passes("10001000000000"));
    // 6: a foreign currency, a is 4 to 8 and the last two digits are the same.
    assert!(passes("10002040000011") && passes("10002080000077"));
    assert!(!passes("10002030000011") && !passes("10002040000012"));
    // 14: once more without the last digit.
    assert!(passes("10003010000040") && !passes("10003010000042"));
    // 3: the second row is left out when c is 6 or 9.
    assert!(passing("100040006000") > passing("100040005000"));
}

#[test]
fn a_line_that_cannot_be_read_is_found() {
    let broken = |weights: &str, substitutes: &str| Table::read(weights, substitutes).err();
    assert_eq!(
        broken("\n100000 100009 MOD12 1 1 1 1 1 1 1 1 1 1 1 1 1 1", ""),
        Some((false, 2))
    );
    assert_eq!(broken("100000 100009 MOD10 1 1", ""), Some((false, 1)));
    assert_eq!(broken("", "100000 99"), Some((true, 1)));
    assert_eq!(broken(WEIGHTS, "100000 100001\n"), None);
}
