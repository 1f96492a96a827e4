//! The modulus check of sort codes and account numbers (Vocalink, "Validating account numbers"): weights for ranges of sort
//! codes, and a dozen exceptions. The table is the operator's, since it is not free; without it nothing can be said.

mod row;
mod table;

pub(super) use table::Table;

use row::{Digits, Row};

/// Whether a sort code and account number, fourteen digits, may belong together. What the table does not know may.
pub(super) fn check(table: &Table, digits: &str) -> bool {
    let Some(digits) = Digits::read(digits) else {
        return false;
    };
    let rows = table.rows(digits.sort_code());
    match rows.as_slice() {
        [] => true,
        [first, rest @ ..] => judge(table, first, rest.first().copied(), digits),
    }
}

fn judge(table: &Table, first: &Row, second: Option<&Row>, digits: Digits) -> bool {
    // Exception 6: an account in a foreign currency, which cannot be checked.
    if first.exception == 6 && (4..=8).contains(&digits.a()) && digits.g() == digits.h() {
        return true;
    }
    let passes = row::passes(table, first, digits);
    let Some(second) = second else { return passes };
    let second_passes = || row::passes(table, second, digits);
    match (first.exception, second.exception) {
        // 2 and 9: when the first fails, the second is tried with a sort code of its own.
        (2, 9) => passes || row::passes(table, second, digits.with_sort_code([3, 0, 9, 6, 3, 4])),
        (10, 11) | (12, 13) => passes || second_passes(),
        // Exception 3: the second row is not for accounts whose third digit is 6 or 9.
        (_, 3) if matches!(digits.c(), 6 | 9) => passes,
        _ => passes && second_passes(),
    }
}

#[cfg(test)]
mod tests;
