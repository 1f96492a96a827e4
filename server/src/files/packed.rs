//! What is in a packed folder (ZIP), read from its directory at the end. Nothing is unpacked.

use std::io::{Error, Read, Seek, SeekFrom};

/// The end of the directory is within so many bytes of the end of the file: its comment is no longer than that.
const END: u64 = 22 + 65_535;
/// The largest directory that is looked at. A document has some dozens of parts.
const LARGEST: u64 = 1024 * 1024;
const END_MARK: &[u8] = b"PK\x05\x06";
const ENTRY_MARK: &[u8] = b"PK\x01\x02";
/// Bytes of an entry before its name.
const ENTRY: usize = 46;
/// Bytes of a part's own header before its name.
const HEADER: u64 = 30;
/// The one way of packing that workbooks know.
const DEFLATED: u16 = 8;

/// A part of a packed folder.
#[derive(Debug)]
pub(crate) struct Part {
    pub(super) name: String,
    /// Where its bytes begin.
    pub(crate) from: u64,
    /// As many as they are, packed.
    pub(crate) size: u64,
    /// Whether they are packed at all.
    pub(crate) is_deflated: bool,
}

/// The parts; none where the directory is not as it should be.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn parts(file: &mut (impl Read + Seek)) -> Result<Vec<Part>, Error> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(END)))?;
    let mut end = Vec::new();
    Read::by_ref(file).take(END).read_to_end(&mut end)?;
    let Some((size, from)) = directory(&end).filter(|(size, _)| *size <= LARGEST) else {
        return Ok(Vec::new());
    };
    file.seek(SeekFrom::Start(from))?;
    let mut directory = Vec::new();
    Read::by_ref(file).take(size).read_to_end(&mut directory)?;
    let mut parts = entries(&directory);
    for part in &mut parts {
        part.from = begins(file, part.from)?;
    }
    Ok(parts)
}

/// Where the bytes of a part begin: behind a header of its own, whose length only it knows.
fn begins(file: &mut (impl Read + Seek), header: u64) -> Result<u64, Error> {
    file.seek(SeekFrom::Start(header))?;
    let mut head = Vec::new();
    Read::by_ref(file).take(HEADER).read_to_end(&mut head)?;
    let lengths = [26, 28].map(|at| short(&head, at).unwrap_or_default());
    let behind: u64 = lengths.into_iter().map(u64::from).sum();
    Ok(header + HEADER + behind)
}

/// The size of the directory and where it begins.
fn directory(end: &[u8]) -> Option<(u64, u64)> {
    let at = end
        .windows(END_MARK.len())
        .rposition(|window| window == END_MARK)?;
    Some((number(end, at + 12)?.into(), number(end, at + 16)?.into()))
}

fn entries(directory: &[u8]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = directory;
    while rest.starts_with(ENTRY_MARK) {
        let lengths = [28, 30, 32].map(|at| short(rest, at).unwrap_or_default());
        let [name, extra, comment] = lengths.map(usize::from);
        let Some(bytes) = rest.get(ENTRY..ENTRY + name) else {
            break;
        };
        parts.push(Part {
            name: String::from_utf8_lossy(bytes).into_owned(),
            from: number(rest, 42).unwrap_or_default().into(),
            size: number(rest, 20).unwrap_or_default().into(),
            is_deflated: short(rest, 10) == Some(DEFLATED),
        });
        rest = rest
            .get(ENTRY + name + extra + comment..)
            .unwrap_or_default();
    }
    parts
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let found = bytes.get(at..)?.first_chunk::<2>()?;
    Some(u16::from_le_bytes(*found))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let found = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// A directory with these names, and nothing in front of it.
    fn packed(names: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for name in names {
            let mut entry = vec![0; ENTRY];
            entry[..4].copy_from_slice(ENTRY_MARK);
            entry[28..30].copy_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
            bytes.extend(entry);
            bytes.extend(name.as_bytes());
        }
        let size = u32::try_from(bytes.len()).unwrap();
        bytes.extend(END_MARK);
        bytes.extend([0; 8]);
        bytes.extend(size.to_le_bytes());
        bytes.extend([0; 6]);
        bytes
    }

    #[test]
    fn the_names_are_read_from_the_directory() {
        let bytes = packed(&["[Content_Types].xml", "word/document.xml"]);
        let found = parts(&mut Cursor::new(bytes)).unwrap();
        let found: Vec<String> = found.into_iter().map(|part| part.name).collect();
        assert_eq!(found, ["[Content_Types].xml", "word/document.xml"]);
    }

    #[test]
    fn a_directory_that_lies_about_itself_does_no_harm() {
        let whole = packed(&["a", "b"]);
        for cut in 0..whole.len() {
            let _ = parts(&mut Cursor::new(&whole[..cut])).unwrap();
            let mut odd = whole.clone();
            odd[cut] = 0xff;
            let _ = parts(&mut Cursor::new(odd)).unwrap();
        }
    }
}
