//! How much a packed file holds when it is unpacked, found by unpacking it into nothing: what its directory says may be a lie.

use flate2::read::DeflateDecoder;
use std::fs::File;
use std::io::{Error, Read, Seek, SeekFrom};
use std::path::Path;

/// The most that a workbook may hold. Five megabytes of packed text are seldom more than fifty.
const MOST: u64 = 64 * 1024 * 1024;

/// Whether all parts of a packed file together are no more than may be unpacked.
///
/// # Errors
/// When it cannot be read.
pub(super) fn is_bearable(path: &Path) -> Result<bool, Error> {
    let mut file = File::open(path)?;
    let parts = crate::files::parts(&mut file)?;
    let mut left = MOST;
    for part in parts {
        file.seek(SeekFrom::Start(part.from))?;
        let packed = Read::by_ref(&mut file).take(part.size);
        let size = if part.is_deflated {
            unpacked(DeflateDecoder::new(packed), left)
        } else {
            part.size
        };
        let Some(rest) = left.checked_sub(size).filter(|rest| *rest > 0) else {
            return Ok(false);
        };
        left = rest;
    }
    Ok(true)
}

/// Bytes that come out, up to one more than `most`. What cannot be unpacked holds what came out before.
fn unpacked(mut from: impl Read, most: u64) -> u64 {
    let mut piece = vec![0; 64 * 1024];
    let mut all = 0;
    while all <= most {
        match from.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(read) => all += read as u64,
        }
    }
    all
}
