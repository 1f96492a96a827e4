//! The map of the site that search engines read (sitemaps.org, 0.9).

use super::Plain;
use super::feed::text;
use jiff::civil::Date;
use std::fmt::Write as _;

/// What one map may list.
const MOST: usize = 50_000;

const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The map of pages, each with its whole address and the day on which it last changed. More than one map may list become
/// several, and a list of those. `whole` says what the address of a file is.
#[must_use]
pub fn sitemaps(
    pages: &[(String, Option<Date>)],
    whole: impl Fn(&str) -> Option<String>,
) -> Vec<Plain> {
    let plain = |path: String, xml: String| Plain {
        path,
        bytes: xml.into_bytes(),
    };
    if pages.len() <= MOST {
        return vec![plain("sitemap.xml".to_owned(), map(pages))];
    }
    let mut files = Vec::new();
    let mut list = format!("{BEGIN}<sitemapindex xmlns=\"{SPACE}\">\n");
    for (n, part) in pages.chunks(MOST).enumerate() {
        let path = format!("sitemap-{}.xml", n + 1);
        let _ = writeln!(
            list,
            "<sitemap><loc>{}</loc></sitemap>",
            text(&whole(&path).unwrap_or_default())
        );
        files.push(plain(path, map(part)));
    }
    list.push_str("</sitemapindex>\n");
    files.push(plain("sitemap.xml".to_owned(), list));
    files
}

fn map(pages: &[(String, Option<Date>)]) -> String {
    let mut xml = format!("{BEGIN}<urlset xmlns=\"{SPACE}\">\n");
    for (address, day) in pages {
        let changed = day.map_or_else(String::new, |day| format!("<lastmod>{day}</lastmod>"));
        let _ = writeln!(xml, "<url><loc>{}</loc>{changed}</url>", text(address));
    }
    xml.push_str("</urlset>\n");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_one_map_may_list_become_several() {
        let pages: Vec<(String, Option<Date>)> = (0..MOST + 1)
            .map(|n| (format!("https://e.org/{n}"), None))
            .collect();
        let files = sitemaps(&pages, |file| Some(format!("https://e.org/{file}")));
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        assert!(
            String::from_utf8_lossy(&files[2].bytes)
                .contains("<loc>https://e.org/sitemap-2.xml</loc>")
        );
    }
}
