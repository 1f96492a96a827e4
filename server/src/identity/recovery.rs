//! Recovery codes: for whoever lost their authenticator. Ten, each good once, shown once, kept as digests.

use super::{Person, PersonId};
use crate::mail::SecretKey;
use rand::Rng;

/// How many there are.
const CODES: usize = 10;

/// No digit or letter that is taken for another.
const LETTERS: &[u8; 30] = b"ABCDEFGHJKMNPQRSTVWXYZ23456789";

/// Letters of a code: with 30 to choose from, 73 bits.
const LENGTH: usize = 15;

/// Ten new codes, in groups of five to read.
pub(crate) fn new_codes() -> Vec<String> {
    let mut random = rand::rng();
    let mut letter = || {
        let n = random.random_range(0..LETTERS.len());
        char::from(LETTERS.get(n).copied().unwrap_or(b'A'))
    };
    let mut code = || {
        let letters: Vec<char> = std::iter::repeat_with(&mut letter).take(LENGTH).collect();
        let groups = letters
            .chunks(5)
            .map(|group| group.iter().collect::<String>());
        groups.collect::<Vec<_>>().join("-")
    };
    std::iter::repeat_with(&mut code).take(CODES).collect()
}

/// What the store knows of a code, however it is typed.
pub(crate) fn digest(key: &SecretKey, owner: &PersonId, typed: &str) -> String {
    let letters = typed.chars().filter(|c| c.is_ascii_alphanumeric());
    let plain: String = letters.map(|c| c.to_ascii_uppercase()).collect();
    key.digest("recovery code", &format!("{owner} {plain}"))
}

impl Person {
    /// The same with one recovery code less; none when this is not one of them.
    pub(crate) fn without_code(&self, key: &SecretKey, id: &PersonId, typed: &str) -> Option<Self> {
        let used = digest(key, id, typed);
        let at = self.recovery.iter().position(|code| *code == used)?;
        let mut person = self.clone();
        person.recovery.remove(at);
        Some(person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use std::collections::BTreeSet;

    #[test]
    fn a_code_is_good_once_however_it_is_typed() {
        let folder = tempfile::tempdir().unwrap();
        let (key, id) = (SecretKey::open(folder.path()).unwrap(), PersonId::random());
        let codes = new_codes();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), CODES);
        let mut person = Person::invited("Jo", "jo@example.org", Clock::Machine.now());
        person.recovery = codes.iter().map(|code| digest(&key, &id, code)).collect();
        let typed = codes[3].to_lowercase().replace('-', " ");
        let after = person.without_code(&key, &id, &typed).unwrap();
        assert_eq!(after.recovery.len(), CODES - 1);
        assert!(after.without_code(&key, &id, &typed).is_none(), "twice");
        assert!(
            person
                .without_code(&key, &PersonId::random(), &typed)
                .is_none()
        );
        assert!(person.without_code(&key, &id, "").is_none());
    }
}
