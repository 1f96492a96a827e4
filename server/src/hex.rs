//! Bytes as digits: the names of drafts, people and sessions, the secrets of links, cursors.

/// Whether a text is so many digits as we write them: small ones.
pub(crate) fn is(text: &str, digits: usize) -> bool {
    let is_ours = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    text.len() == digits && text.bytes().all(is_ours)
}

/// Bytes, two digits each.
pub(crate) fn of<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> String {
    let digits = bytes.into_iter().map(|byte| format!("{byte:02x}"));
    digits.collect()
}

/// The bytes that a text says, in small digits or capitals; none when it says something else.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    digits.chunks(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_they_were_and_nothing_else_is_taken_for_them() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes(&of(&all)), Some(all));
        assert_eq!(bytes("0F"), Some(vec![15]));
        for odd in ["0", "0g", "+f", "é"] {
            assert_eq!(bytes(odd), None, "{odd}");
        }
        assert!(is("0f", 2) && !is("0F", 2) && !is("0f0", 2) && !is("0g", 2));
    }
}
