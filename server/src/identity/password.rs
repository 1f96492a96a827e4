//! Which passwords will do: long, and not among those that are guessed first. No rules about capitals or signs, which make
//! passwords worse (NIST SP 800-63B, 5.1.1.2).

use zxcvbn::{Score, zxcvbn};

/// The fewest and the most characters.
const LEAST: usize = 12;
const MOST: usize = 128;

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
    let length = typed.chars().count();
    match length {
        0 => return Err(Weak::Missing),
        _ if length < LEAST => return Err(Weak::Short),
        _ if length > MOST => return Err(Weak::Long),
        _ => {}
    }
    let words = known.iter().flat_map(|text| {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        parts.filter(|part| part.len() > 2).chain([*text])
    });
    let words: Vec<&str> = words.collect();
    if zxcvbn(typed, &words).score() < Score::Three {
        return Err(Weak::Guessed);
    }
    Ok(())
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
            "123456789012",
            "qwertyuiop12",
            "aaaaaaaaaaaa",
            "josephine2026",
            "bloggsbloggs",
            "iloveyou1234",
        ] {
            assert_eq!(judge(weak, &known), Err(Weak::Guessed), "{weak}");
        }
        for fine in ["kettle marmot violin", "correct-ladder-onion-9"] {
            assert_eq!(judge(fine, &known), Ok(()), "{fine}");
        }
    }
}
