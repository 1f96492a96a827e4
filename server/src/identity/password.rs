//! Which passwords will do: long, and not made of what is guessed first. No rules about capitals or signs, which make
//! passwords worse (NIST SP 800-63B, 5.1.1.2).
//!
//! A password is taken apart into the pieces that somebody would try: common passwords, what others know of the person and
//! the service, runs like `aaaa`, `1234` and `qwerty`, numbers, and repeats of what came before. What is left over, letter by
//! letter, is what makes it hard.

use std::collections::HashSet;
use std::sync::LazyLock;

/// The fewest and the most characters.
const LEAST: usize = 12;
const MOST: usize = 128;

/// What a password has to weigh: a letter that belongs to no piece is one, a common word two, any other piece one.
const ENOUGH: usize = 6;

/// The ten thousand passwords that were found most often in stolen lists, without those of digits alone; lower case, a line
/// each. Counted by the authors of the library zxcvbn.
static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common.txt").lines().collect());

/// The longest of them that is looked for.
const LONGEST: usize = 16;

/// Keys beside each other, and the alphabet.
const RUNS: [&str; 6] = [
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1234567890",
    "qazwsxedcrfvtgbyhnujmikolp",
];

/// Why a password will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weak {
    /// Nothing was typed.
    Missing,
    /// It has fewer than twelve characters.
    Short,
    /// It has more than 128.
    Long,
    /// It is among the first that somebody would try.
    Guessed,
}

impl Weak {
    /// What to do about it.
    pub(crate) const fn says(self) -> &'static str {
        match self {
            Self::Missing => "Enter a password",
            Self::Short => "Your password must have 12 characters or more",
            Self::Long => "Your password must have 128 characters or fewer",
            Self::Guessed => {
                "Choose a password that is harder to guess, such as three or four words that do not belong together"
            }
        }
    }
}

/// Judges a password; `known` is what others know of the person and the service, and is no secret.
///
/// # Errors
/// Why it will not do.
pub(crate) fn judge(typed: &str, known: &[&str]) -> Result<(), Weak> {
    match typed.chars().count() {
        0 => Err(Weak::Missing),
        length if length < LEAST => Err(Weak::Short),
        length if length > MOST => Err(Weak::Long),
        _ if weight(typed, known) < ENOUGH => Err(Weak::Guessed),
        _ => Ok(()),
    }
}

/// The least that a password weighs, however it is taken apart.
fn weight(typed: &str, known: &[&str]) -> usize {
    let letters: Vec<char> = typed.chars().flat_map(char::to_lowercase).collect();
    let known = words(known);
    let mut least = vec![usize::MAX; letters.len() + 1];
    if let Some(first) = least.first_mut() {
        *first = 0;
    }
    for from in 0..letters.len() {
        let so_far = least.get(from).copied().unwrap_or(usize::MAX);
        for to in from + 1..=letters.len().min(from + LONGEST) {
            let piece = letters.get(from..to).unwrap_or_default();
            let before = letters.get(..from).unwrap_or_default();
            let Some(weighs) = piece_weight(piece, before, &known) else {
                continue;
            };
            if let Some(there) = least.get_mut(to) {
                *there = (*there).min(so_far.saturating_add(weighs));
            }
        }
    }
    least.last().copied().unwrap_or_default()
}

/// The words that others know, lower case.
fn words(known: &[&str]) -> HashSet<String> {
    let parts = known
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let parts = parts.filter(|part| part.chars().count() > 2);
    parts.map(str::to_lowercase).collect()
}

/// What a piece weighs; none when it is no piece.
fn piece_weight(piece: &[char], before: &[char], known: &HashSet<String>) -> Option<usize> {
    if let [letter] = piece {
        return Some(usize::from(letter.is_alphanumeric() || !letter.is_ascii()));
    }
    let text: String = piece.iter().collect();
    let is_repeat = piece.len() > 2 && before.windows(piece.len()).any(|was| was == piece);
    if is_repeat {
        return Some(0);
    }
    let is_number = piece.iter().all(char::is_ascii_digit) && piece.len() <= 8;
    if is_number || is_run(piece) || known.contains(&text) {
        return Some(1);
    }
    let plain: String = piece.iter().map(|letter| unmasked(*letter)).collect();
    (COMMON.contains(&*text) || COMMON.contains(&*plain)).then_some(2)
}

/// The same letter again and again, or neighbours, one way or the other.
fn is_run(piece: &[char]) -> bool {
    if piece.len() < 3 {
        return false;
    }
    let same = piece.windows(2).all(|pair| pair.first() == pair.last());
    let forward: String = piece.iter().collect();
    let backward: String = piece.iter().rev().collect();
    let in_a_row = |run: &str| run.contains(&forward) || run.contains(&backward);
    same || RUNS.iter().any(|run| in_a_row(run))
}

/// The letter that a sign stands for.
const fn unmasked(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_in_characters_and_at_both_ends() {
        let known = ["jo@example.org"];
        assert_eq!(judge("", &known), Err(Weak::Missing));
        assert_eq!(judge("vq8Zr2mKx0t", &known), Err(Weak::Short));
        assert_eq!(judge("vq8Zr2mKx0tW", &known), Ok(()));
        assert_eq!(judge("éèêëàâäîïôöù", &known), Ok(()));
        let long = |n: usize| {
            "vq8 Zr2 mKx0 tW-"
                .chars()
                .cycle()
                .take(n)
                .collect::<String>()
        };
        assert_eq!(judge(&long(128), &known), Ok(()));
        assert_eq!(judge(&long(129), &known), Err(Weak::Long));
    }

    #[test]
    fn what_is_guessed_first_will_not_do() {
        let known = ["josephine.bloggs@example.org", "Josephine Bloggs", "Rooms"];
        for weak in [
            "password1234",
            "P@ssw0rd1234",
            "123456789012",
            "qwertyuiop12",
            "aaaaaaaaaaaa",
            "josephine2026",
            "bloggsbloggs",
            "iloveyou1234",
            "summer winter 1999",
            "Rooms-Josephine-1!",
            "poiuytrewq987654",
        ] {
            assert_eq!(judge(weak, &known), Err(Weak::Guessed), "{weak}");
        }
        for fine in [
            "kettle marmot violin",
            "correct-ladder-onion-9",
            "my aunt keeps 3 geese",
        ] {
            assert_eq!(judge(fine, &known), Ok(()), "{fine}");
        }
    }
}
