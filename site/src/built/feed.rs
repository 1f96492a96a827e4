//! News for feed readers (Atom, RFC 4287): the notes that carry a date, the latest first.

use jiff::civil::Date;
use std::fmt::Write as _;

/// A note that carries a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its whole address.
    pub address: String,
    /// Its title.
    pub title: String,
    /// When it was first published, where that is said.
    pub published: Option<Date>,
    /// When it last changed.
    pub updated: Date,
}

/// How many notes a feed tells of.
const MOST: usize = 100;

/// The feed at the address `own` of the site at `site`. None when no note carries a date.
#[must_use]
pub fn feed(
    title: &str,
    author: &str,
    own: &str,
    site: &str,
    mut entries: Vec<Entry>,
) -> Option<String> {
    entries.sort_by(|a, b| {
        b.updated
            .cmp(&a.updated)
            .then_with(|| a.address.cmp(&b.address))
    });
    let latest = entries.first()?.updated;
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n".to_owned();
    let _ = writeln!(
        xml,
        "<title>{}</title>\n<id>{}</id>",
        text(title),
        text(own)
    );
    let _ = writeln!(
        xml,
        "<link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>",
        text(own),
        text(site)
    );
    let _ = writeln!(
        xml,
        "<updated>{latest}T00:00:00Z</updated>\n<author><name>{}</name></author>",
        text(author)
    );
    for entry in entries.iter().take(MOST) {
        let address = text(&entry.address);
        let _ = write!(
            xml,
            "<entry><title>{}</title><id>{address}</id><link href=\"{address}\"/>",
            text(&entry.title)
        );
        if let Some(published) = entry.published {
            let _ = write!(xml, "<published>{published}T00:00:00Z</published>");
        }
        let _ = writeln!(
            xml,
            "<updated>{}T00:00:00Z</updated></entry>",
            entry.updated
        );
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

/// Text as XML writes it, in an element or an attribute.
pub(super) fn text(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            // XML 1.0 has no way to write other control characters.
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => xml.push('\u{fffd}'),
            c => xml.push(c),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(address: &str, updated: &str) -> Entry {
        Entry {
            address: address.to_owned(),
            title: "Fees & <dates>".to_owned(),
            published: None,
            updated: updated.parse().unwrap(),
        }
    }

    #[test]
    fn the_latest_comes_first_and_what_is_typed_stays_text() {
        let entries = vec![
            entry("https://e.org/a", "2026-01-01"),
            entry("https://e.org/b", "2026-02-01"),
        ];
        let xml = feed(
            "News",
            "Us",
            "https://e.org/feed.xml",
            "https://e.org/",
            entries,
        )
        .unwrap();
        let at = |text: &str| xml.find(text).unwrap();
        assert!(at("https://e.org/b") < at("https://e.org/a"));
        assert!(
            xml.contains("<title>Fees &amp; &lt;dates&gt;</title>"),
            "{xml}"
        );
        assert!(
            xml.contains("<updated>2026-02-01T00:00:00Z</updated>\n<author>"),
            "{xml}"
        );
    }

    #[test]
    fn without_a_date_there_is_no_feed() {
        assert_eq!(
            feed(
                "News",
                "Us",
                "https://e.org/feed.xml",
                "https://e.org/",
                Vec::new()
            ),
            None
        );
    }
}
