//! What stands on the pages of a site, and where their links lead.

use super::{Site, files};
use scraper::{Html, Selector};
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

fn all(page: &str, selector: &str, attribute: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let selector = Selector::parse(selector).unwrap();
    let found = page
        .select(&selector)
        .filter_map(|element| element.attr(attribute));
    found.map(str::to_owned).collect()
}

fn text(page: &str, selector: &str) -> String {
    let page = Html::parse_document(page);
    let selector = Selector::parse(selector).unwrap();
    let words: String = page
        .select(&selector)
        .flat_map(|element| element.text())
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a relative link leads, below the folder of the site; none when it leaves that.
fn followed(from: &str, link: &str) -> Option<String> {
    let mut path: PathBuf = Path::new(from).parent()?.to_owned();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => {
                if !path.pop() {
                    return None;
                }
            }
            Component::Normal(name) => path.push(name),
            _ => return None,
        }
    }
    Some(path.to_string_lossy().into_owned())
}

/// Followed by hand here, and not by the checker of the program.
#[test]
fn every_link_of_every_page_is_relative_and_leads_to_a_file_of_the_site() {
    for content in ["", "tests/content/rooms"] {
        let site = Site::of(content);
        let files = site.built();
        let mut led_to = BTreeSet::new();
        for (path, bytes) in files
            .iter()
            .filter(|(path, _)| path.ends_with(".html") && *path != "404.html")
        {
            let page = String::from_utf8(bytes.clone()).unwrap();
            let links = ["href", "src", "action"]
                .into_iter()
                .flat_map(|name| all(&page, &format!("[{name}]"), name));
            for link in links {
                let (link, part) = link
                    .split_once('#')
                    .map_or((link.as_str(), None), |(link, part)| (link, Some(part)));
                if link.contains(':') {
                    assert!(
                        link.starts_with("https://") || link.starts_with("mailto:"),
                        "{link} on {path}"
                    );
                    continue;
                }
                let to = if link.is_empty() {
                    path.clone()
                } else {
                    followed(path, link).unwrap_or_default()
                };
                let there = files
                    .get(&to)
                    .unwrap_or_else(|| panic!("{path} leads to {link}: {to} is not there"));
                if let Some(part) = part {
                    let ids = all(&String::from_utf8(there.clone()).unwrap(), "[id]", "id");
                    assert!(
                        ids.iter().any(|id| id == part),
                        "{path} leads to {to}#{part}"
                    );
                }
                led_to.insert(to);
            }
        }
        let pages: BTreeSet<String> = files
            .keys()
            .filter(|path| path.ends_with(".html") && *path != "404.html")
            .cloned()
            .collect();
        let missed: Vec<_> = pages.difference(&led_to).collect();
        assert!(missed.is_empty(), "nothing leads to {missed:?}");
    }
}

#[test]
fn a_form_begins_at_the_service_or_says_that_it_is_there() {
    let site = Site::of("tests/content/rooms");
    site.built();
    let page = site.page("forms/booking.html");
    assert_eq!(
        all(&page, "a.govuk-button--start", "href"),
        ["https://forms.example.org/forms/booking"]
    );
    assert!(all(&page, "form", "action").is_empty());
    let alone = site.build_with(&[], "UTC");
    assert_eq!(alone.code, Some(0), "{}", alone.said);
    let page = site.page("forms/booking.html");
    assert!(
        text(&page, "main")
            .contains("You fill in this form online, at the service itself. Ask at the desk"),
        "{page}"
    );
    assert!(all(&page, "a.govuk-button--start", "href").is_empty());
}

#[test]
fn the_page_for_what_is_not_there_works_from_any_address() {
    let site = Site::of("tests/content/rooms");
    site.built();
    let page = site.page("404.html");
    for link in all(&page, "a[href], link[href]", "href")
        .into_iter()
        .chain(all(&page, "script", "src"))
    {
        assert!(
            link.starts_with("/gateway/") || link.starts_with('#'),
            "{link}"
        );
    }
    let ran = site.build_with(&["--base", "/rooms"], "UTC");
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    assert!(
        all(&site.page("404.html"), "link[rel=stylesheet]", "href")
            .iter()
            .all(|link| link.starts_with("/rooms/assets/"))
    );
}

#[test]
fn the_map_and_the_news_name_whole_addresses_and_are_left_out_where_those_are_not_known() {
    let site = Site::made_of(&[
        (
            "guidance/fees.md",
            "---\npublished: 2026-01-05\nupdated: 2026-03-02\n---\n# Fees & more\n",
        ),
        (
            "guidance/hours.md",
            "---\npublished: 2026-04-01\n---\n# Hours\n",
        ),
        ("guidance/rules.md", "# Rules\n"),
    ]);
    let files = site.built();
    let read = |path: &str| String::from_utf8(files.get(path).unwrap().clone()).unwrap();
    let map = read("sitemap.xml");
    for line in [
        "<url><loc>https://www.example.org/gateway/</loc></url>",
        "<url><loc>https://www.example.org/gateway/guidance/fees.html</loc><lastmod>2026-03-02</lastmod></url>",
        "<url><loc>https://www.example.org/gateway/guidance/rules.html</loc></url>",
    ] {
        assert!(map.contains(line), "{line} in {map}");
    }
    assert!(!map.contains("404"), "{map}");
    let news = read("feed.xml");
    let at = |text: &str| {
        news.find(text)
            .unwrap_or_else(|| panic!("{text} in {news}"))
    };
    assert!(at("<title>Hours</title>") < at("<title>Fees &amp; more</title>"));
    assert!(!news.contains("Rules"), "{news}");
    at("<published>2026-01-05T00:00:00Z</published><updated>2026-03-02T00:00:00Z</updated>");
    assert_eq!(
        all(
            &site.page("guidance/rules.html"),
            "link[type='application/atom+xml']",
            "href"
        ),
        ["../feed.xml"]
    );
    let ran = site.build_with(&["--base", "/gateway"], "UTC");
    assert!(ran.said.contains("No map of the site"), "{}", ran.said);
    let left = super::files(&site.out());
    assert!(
        !left.contains_key("sitemap.xml") && !left.contains_key("feed.xml"),
        "{:?}",
        left.keys()
    );
}

#[test]
fn without_a_date_there_is_no_news() {
    let site = Site::made_of(&[]);
    assert!(!site.built().contains_key("feed.xml"));
    assert!(all(&site.page("index.html"), "link[rel=alternate]", "href").is_empty());
}

#[test]
fn a_note_stands_among_the_others_of_its_folder() {
    let long = "Words that make this note a long one. ".repeat(40);
    let site = Site::made_of(&[
        (
            "guidance/rooms/index.md",
            "# Rooms\n\n- [Hours](hours.md)\n- [Fees](fees.md#guests)\n- [Hours again](hours.md)\n",
        ),
        (
            "guidance/rooms/hours.md",
            &format!(
                "# Hours\n\n{long}\n\n## Weekdays\n\n## Weekends\n\n## Holidays\n\n### Easter\n"
            ),
        ),
        (
            "guidance/rooms/fees.md",
            "# Fees\n\n## Guests\n\n## Members\n\n## Others\n",
        ),
        ("guidance/rules/late.md", "---\norder: 20\n---\n# Late\n"),
        ("guidance/rules/early.md", "---\norder: 3\n---\n# Early\n"),
        ("guidance/rules/never.md", "# Never\n"),
    ]);
    let files = files_of(&site);
    assert!(files.iter().any(|path| path == "guidance/rules/never.html"));
    let beside = |page: &str| {
        let page = site.page(page);
        let of = |rel: &str| {
            all(&page, &format!("a[rel={rel}]"), "href")
                .pop()
                .unwrap_or_default()
        };
        (of("prev"), of("next"))
    };
    let pair = |before: &str, after: &str| (before.to_owned(), after.to_owned());
    assert_eq!(beside("guidance/rooms/index.html"), pair("", "hours.html"));
    assert_eq!(
        beside("guidance/rooms/hours.html"),
        pair("index.html", "fees.html")
    );
    assert_eq!(beside("guidance/rooms/fees.html"), pair("hours.html", ""));
    assert_eq!(beside("guidance/rules/early.html"), pair("", "late.html"));
    assert_eq!(beside("guidance/rules/never.html"), pair("", ""));
    let page = site.page("guidance/rooms/hours.html");
    let above = all(&page, ".govuk-breadcrumbs a", "href");
    assert_eq!(above, ["../../index.html", "../index.html", "index.html"]);
    assert_eq!(
        all(&page, ".accede-contents a", "href"),
        ["#weekdays", "#weekends", "#holidays"]
    );
    let short = site.page("guidance/rooms/fees.html");
    assert!(
        all(&short, ".accede-contents a", "href").is_empty(),
        "a short note needs no contents"
    );
}

fn files_of(site: &Site) -> Vec<String> {
    site.built();
    files(&site.out()).into_keys().collect()
}
