//! Names of files as they come from other people's machines: made safe to show, to keep and to give back.

use super::format::extension;

/// Characters of a name.
pub(super) const MOST: usize = 100;

/// What a file is called that came without a name.
const NAMELESS: &str = "file";

/// The name without a path, without what cannot be seen or turns the direction of text, and no longer than a line.
#[must_use]
pub fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|c| !is_unseen(*c)).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| c == '.' || c == ' ');
    let plain: String = name
        .chars()
        .map(|c| if is_special(c) { '_' } else { c })
        .collect();
    let plain = joined(&plain);
    if plain.is_empty() {
        return NAMELESS.to_owned();
    }
    shortened(&plain)
}

/// `report.exe.pdf` could be taken for a program, where endings are hidden: only the last ending has a point.
fn joined(name: &str) -> String {
    let Some(extension) = extension(name) else {
        return name.to_owned();
    };
    let stem = name
        .get(..name.len() - extension.len() - 1)
        .unwrap_or_default();
    let looks_like_one = |piece: &str| {
        (2..=5).contains(&piece.len())
            && piece.bytes().all(|b| b.is_ascii_alphanumeric())
            && piece.bytes().any(|b| b.is_ascii_alphabetic())
    };
    let mut pieces = stem.split('.');
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        whole.push(if looks_like_one(piece) { '_' } else { '.' });
        whole.push_str(piece);
    }
    format!("{whole}.{extension}")
}

/// The beginning and the ending of a long name.
fn shortened(name: &str) -> String {
    let count = name.chars().count();
    if count <= MOST {
        return name.to_owned();
    }
    let ending = extension(name).filter(|ending| ending.len() < 10);
    let ending = ending.map_or_else(String::new, |ending| format!(".{ending}"));
    let kept = MOST.saturating_sub(ending.chars().count());
    let beginning: String = name.chars().take(kept).collect();
    format!("{}{ending}", beginning.trim_end_matches(['.', ' ']))
}

/// Control characters, and what is there and not seen: marks of direction, joiners, tags.
fn is_unseen(c: char) -> bool {
    c != ' ' && c != '\t' && c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// What has a meaning to some machine's folders.
fn is_special(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_no_part_of_a_name() {
        assert_eq!(file_name("C:\\fakepath\\plan.pdf"), "plan.pdf");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("plan.pdf/"), "file");
        assert_eq!(file_name(".."), "file");
    }

    #[test]
    fn what_cannot_be_seen_is_taken_out() {
        assert_eq!(file_name("plan\u{202e}fdp.exe"), "planfdp.exe");
        assert_eq!(file_name("a\u{0}b\r\n\u{200b}c.pdf"), "abc.pdf");
        assert_eq!(file_name("  a \t  b .pdf . "), "a b .pdf");
    }

    #[test]
    fn a_name_shows_one_ending() {
        assert_eq!(file_name("report.exe.pdf"), "report_exe.pdf");
        assert_eq!(file_name("report.html.PDF"), "report_html.PDF");
        assert_eq!(file_name("v1.2 of 3.4.2026.pdf"), "v1.2 of 3.4.2026.pdf");
        assert_eq!(file_name("plan.pdf.exe"), "plan_pdf.exe");
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let long = file_name(&format!("{}.pdf", "é".repeat(300)));
        assert_eq!(long.chars().count(), MOST);
        assert!(long.ends_with("é.pdf"), "{long}");
    }

    #[test]
    fn a_name_that_was_made_safe_stays_as_it_is() {
        for odd in [
            "a.b.c.exe.pdf",
            "x\u{2066}.pdf",
            "..a. b",
            "é.tar.gz",
            "a:b*.csv",
            &"y. ".repeat(99),
        ] {
            let once = file_name(odd);
            assert_eq!(file_name(&once), once, "{odd}");
        }
    }
}
