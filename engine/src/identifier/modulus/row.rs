//! One row of the table: which sort codes, how, with which weights; and whether digits pass it.

use super::Table;

/// Six digits of the sort code, u to z, and eight of the account, a to h.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits([u32; 14]);

impl Digits {
    pub(super) fn read(text: &str) -> Option<Self> {
        let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
        Some(Self(digits?.try_into().ok()?))
    }

    pub(super) fn sort_code(self) -> u32 {
        self.0
            .iter()
            .take(6)
            .fold(0, |code, digit| code * 10 + digit)
    }

    pub(super) fn with_sort_code(mut self, code: [u32; 6]) -> Self {
        for (place, digit) in self.0.iter_mut().zip(code) {
            *place = digit;
        }
        self
    }

    pub(super) fn a(self) -> u32 {
        self.0[6]
    }

    fn b(self) -> u32 {
        self.0[7]
    }

    pub(super) fn c(self) -> u32 {
        self.0[8]
    }

    pub(super) fn g(self) -> u32 {
        self.0[12]
    }

    pub(super) fn h(self) -> u32 {
        self.0[13]
    }

    /// Without its last digit, a zero in front (exception 14).
    fn shifted(mut self) -> Self {
        let [.., a, b, c, d, e, f, g, h] = &mut self.0;
        (*h, *g, *f, *e, *d, *c, *b, *a) = (*g, *f, *e, *d, *c, *b, *a, 0);
        self
    }
}

/// How the sum is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Divisible by ten.
    Mod10,
    /// Divisible by eleven.
    Mod11,
    /// The digits of the products, divisible by ten.
    Double,
}

/// A row of the table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) method: Method,
    pub(super) weights: [i32; 14],
    pub(super) exception: u8,
}

const EXCEPTION_2: [i32; 14] = [0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1];
const EXCEPTION_2_G_IS_9: [i32; 14] = [0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 10, 9, 3, 1];

/// Whether the digits pass one row with its exception.
pub(super) fn passes(table: &Table, row: &Row, digits: Digits) -> bool {
    let digits = match row.exception {
        5 => table.substituted(digits),
        8 => digits.with_sort_code([0, 9, 0, 1, 2, 6]),
        _ => digits,
    };
    let rest = remainder(row, digits);
    match (row.exception, row.method) {
        (4, _) => rest == digits.g() * 10 + digits.h(),
        (5, Method::Double) => match rest {
            0 => digits.h() == 0,
            rest => 10 - rest == digits.h(),
        },
        (5, _) => match rest {
            0 => digits.g() == 0,
            1 => false,
            rest => 11 - rest == digits.g(),
        },
        (14, _) => {
            let again = || remainder(row, digits.shifted()) == 0;
            rest == 0 || (matches!(digits.h(), 0 | 1 | 9) && again())
        }
        _ => rest == 0,
    }
}

fn remainder(row: &Row, digits: Digits) -> u32 {
    let products = digits
        .0
        .iter()
        .zip(weights(row, digits))
        .map(|(digit, weight)| {
            let product = i32::try_from(*digit).unwrap_or(0) * weight;
            match row.method {
                Method::Double => product / 10 + product % 10,
                _ => product,
            }
        });
    let extra = if row.exception == 1 { 27 } else { 0 };
    let by = if row.method == Method::Mod11 { 11 } else { 10 };
    let rest = (products.sum::<i32>() + extra).rem_euclid(by);
    u32::try_from(rest).unwrap_or(0)
}

fn weights(row: &Row, digits: Digits) -> [i32; 14] {
    let g_is_9 = digits.g() == 9;
    let ab = (digits.a(), digits.b());
    match row.exception {
        2 if digits.a() != 0 && g_is_9 => EXCEPTION_2_G_IS_9,
        2 if digits.a() != 0 => EXCEPTION_2,
        7 if g_is_9 => account_from_c(row.weights),
        10 if g_is_9 && matches!(ab, (0 | 9, 9)) => account_from_c(row.weights),
        _ => row.weights,
    }
}

/// Zeros for the first eight places, u to b.
fn account_from_c(mut weights: [i32; 14]) -> [i32; 14] {
    weights.iter_mut().take(8).for_each(|weight| *weight = 0);
    weights
}
