//! Sizes of files, as other programs count and print them.

/// Bytes, as folders on most machines count them.
pub(super) const KILOBYTE: u64 = 1024;
pub(super) const MEGABYTE: u64 = 1024 * KILOBYTE;

/// "120 KB", never less than it is: what is one byte too large does not read like what may be.
#[must_use]
pub fn file_size(bytes: u64) -> String {
    if bytes < KILOBYTE {
        let plural = if bytes == 1 { "" } else { "s" };
        return format!("{bytes} byte{plural}");
    }
    if bytes <= MEGABYTE - KILOBYTE {
        return format!("{} KB", bytes.div_ceil(KILOBYTE));
    }
    let tenths = u128::from(bytes) * 10;
    let tenths = tenths.div_ceil(u128::from(MEGABYTE));
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        tenth => format!("{}.{tenth} MB", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_as_folders_show_it() {
        let said = [
            1,
            1023,
            1024,
            1025,
            MEGABYTE,
            MEGABYTE + 1,
            5 * MEGABYTE / 2,
            10 * MEGABYTE,
        ]
        .map(file_size);
        let expected = [
            "1 byte",
            "1023 bytes",
            "1 KB",
            "2 KB",
            "1 MB",
            "1.1 MB",
            "2.5 MB",
            "10 MB",
        ];
        assert_eq!(said, expected);
    }
}
