//! The Luhn algorithm (ISO/IEC 7812-1, annex B): every second digit from the right is doubled.

/// Whether the digits are right, the check digit last.
pub(super) fn luhn(characters: impl DoubleEndedIterator<Item = char>) -> bool {
    let mut sum = 0;
    for (place, c) in characters.rev().enumerate() {
        let Some(digit) = c.to_digit(10) else {
            return false;
        };
        sum += match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        };
    }
    sum % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::luhn;

    #[test]
    fn one_wrong_digit_is_always_found() {
        let right = "79927398713";
        assert!(luhn(right.chars()));
        for at in 0..right.len() {
            for digit in '0'..='9' {
                let mut other: Vec<char> = right.chars().collect();
                let same = other[at] == digit;
                other[at] = digit;
                assert_eq!(luhn(other.into_iter()), same, "{digit} at {at}");
            }
        }
        assert!(!luhn("7992739871X".chars()));
    }
}
