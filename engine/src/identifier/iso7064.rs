//! ISO 7064, MOD 97-10: letters become 10 to 35, and the whole number leaves 1 over when divided by 97.

use super::sum::Counting;

/// Whether the characters are right, the check digits last.
pub(super) fn mod_97_10(characters: impl Iterator<Item = char>) -> bool {
    let counting = Counting::standard();
    let mut rest = 0;
    for c in characters {
        let Some(value) = counting.value(c) else {
            return false;
        };
        let shift = if value < 10 { 10 } else { 100 };
        rest = (rest * shift + value) % 97;
    }
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::mod_97_10;

    #[test]
    fn published_numbers_are_right_and_their_neighbours_are_not() {
        // ISO 17442 and ISO 13616, published examples; the second with its first four characters moved to the end.
        for right in ["5493001KJTIIGC8Y1R12", "WEST12345698765432GB82"] {
            assert!(mod_97_10(right.chars()), "{right}");
            for at in 0..right.len() {
                let mut wrong: Vec<char> = right.chars().collect();
                wrong[at] = match wrong[at] {
                    '7' => '8',
                    'X' => 'Y',
                    c if c.is_ascii_digit() => '7',
                    _ => 'X',
                };
                assert!(!mod_97_10(wrong.into_iter()), "{right} at {at}");
            }
        }
        assert!(!mod_97_10("".chars()));
        assert!(!mod_97_10("*1".chars()));
    }
}
