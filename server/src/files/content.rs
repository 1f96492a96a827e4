//! What is in a file, whatever it is called: by how it begins, by what a packed folder holds, and whether it is text alone.

use super::packed::parts;
use engine::{Content, Format};
use std::fs::File;
use std::io::{Error, Read, Seek, SeekFrom};
use std::path::Path;

/// Bytes that are read at a time.
const PIECE: usize = 64 * 1024;
/// Where a PDF may begin: some have a few bytes before.
const PDF_BEGINS: usize = 1024;
/// Longest run of bytes that says that a PDF is encrypted.
const OVERLAP: usize = 64;

/// Looks into a file.
///
/// # Errors
/// When it cannot be read.
pub(super) fn content(path: &Path) -> Result<Content, Error> {
    let mut file = File::open(path)?;
    let mut head = Vec::with_capacity(PIECE);
    Read::by_ref(&mut file)
        .take(PIECE as u64)
        .read_to_end(&mut head)?;
    let is = |word: &str| Format::of_word(word).map_or(Content::Other, Content::Is);
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(is("PNG"));
    }
    if head.starts_with(b"\xff\xd8\xff") {
        return Ok(is("JPEG"));
    }
    // Where Office keeps what opens with a password; its old files begin so, too.
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Ok(
            if holds(&mut file, |piece| find(piece, &wide("EncryptedPackage")))? {
                Content::Protected
            } else {
                Content::Other
            },
        );
    }
    if head.starts_with(b"PK\x03\x04") {
        let parts = parts(&mut file)?;
        let has = |wanted: &str| parts.iter().any(|part| part.name == wanted);
        return Ok(match () {
            () if !has("[Content_Types].xml") => Content::Other,
            () if has("word/document.xml") => is("DOCX"),
            () if has("xl/workbook.xml") => is("XLSX"),
            () => Content::Other,
        });
    }
    let begins = head.get(..head.len().min(PDF_BEGINS)).unwrap_or(&head);
    if find(begins, b"%PDF-") {
        let locked = holds(&mut file, is_encrypted)?;
        return Ok(if locked {
            Content::Protected
        } else {
            is("PDF")
        });
    }
    let text = !holds(&mut file, |piece| {
        piece.iter().any(|byte| is_no_text(*byte))
    })?;
    Ok(if text { Content::Text } else { Content::Other })
}

/// Characters as UTF-16 keeps them, in which Office names its parts.
fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn find(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Whether some stretch of a file is so, read in pieces that overlap.
fn holds(file: &mut File, is_so: impl Fn(&[u8]) -> bool) -> Result<bool, Error> {
    file.seek(SeekFrom::Start(0))?;
    let mut piece = Vec::with_capacity(PIECE + OVERLAP);
    loop {
        let read = Read::by_ref(file)
            .take(PIECE as u64)
            .read_to_end(&mut piece)?;
        if is_so(&piece) {
            return Ok(true);
        }
        if read == 0 {
            return Ok(false);
        }
        piece.drain(..piece.len().saturating_sub(OVERLAP));
    }
}

/// `/Encrypt 12 0 R` or `/Encrypt <<`: ISO 32000-1, 7.6.1. `/EncryptMetadata` is something else.
fn is_encrypted(piece: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    let mut rest = piece;
    while let Some(at) = rest.windows(KEY.len()).position(|window| window == KEY) {
        rest = rest.get(at + KEY.len()..).unwrap_or_default();
        let value = rest.trim_ascii_start();
        let is_apart = value.len() < rest.len();
        if value.starts_with(b"<<") || is_apart && value.first().is_some_and(u8::is_ascii_digit) {
            return true;
        }
    }
    false
}

/// Control characters that no text has. UTF-16 has zeros among its letters: saved so, a table is not understood.
fn is_no_text(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(bytes: &[u8]) -> Content {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, bytes).unwrap();
        content(&path).unwrap()
    }

    fn is(word: &str) -> Content {
        Content::Is(Format::of_word(word).unwrap())
    }

    #[test]
    fn what_is_in_a_file_decides_what_it_is() {
        assert_eq!(looked(b"%PDF-1.7\n1 0 obj"), is("PDF"));
        assert_eq!(looked(b"\xef\xbb\xbf%PDF-1.4\n"), is("PDF"));
        assert_eq!(looked(b"\x89PNG\r\n\x1a\nmore"), is("PNG"));
        assert_eq!(looked(b"\xff\xd8\xff\xe0more"), is("JPEG"));
        assert_eq!(looked(b"a,b\r\n1,2\r\n"), Content::Text);
        assert_eq!(looked("na\u{ef}ve".as_bytes()), Content::Text);
        assert_eq!(looked(b"MZ\x90\x00\x03"), Content::Other);
        assert_eq!(looked(b""), Content::Text);
        assert_eq!(looked(b"PK\x03\x04 nothing more"), Content::Other);
    }

    #[test]
    fn a_pdf_that_opens_with_a_password_is_told_wherever_it_says_so() {
        let with = |before: usize, key: &str| {
            let mut pdf = b"%PDF-1.7\n".to_vec();
            pdf.resize(before, b' ');
            pdf.extend_from_slice(key.as_bytes());
            looked(&pdf)
        };
        for before in [20, PIECE - 6, 3 * PIECE - 1] {
            assert_eq!(
                with(before, "trailer << /Encrypt 9 0 R >>"),
                Content::Protected
            );
            assert_eq!(with(before, "<</Encrypt<</V 4>>>>"), Content::Protected);
            assert_eq!(
                with(before, "/EncryptMetadata false /Encrypted 3"),
                is("PDF")
            );
        }
    }

    #[test]
    fn a_table_that_opens_with_a_password_is_told_from_an_old_one() {
        let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
        assert_eq!(looked(old), Content::Other);
        assert_eq!(
            looked(&[&old[..], &wide("EncryptedPackage")].concat()),
            Content::Protected
        );
    }
}
