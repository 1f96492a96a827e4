//! Where things stand: which file a page is, where the site is put, and where the service answers.

use std::collections::BTreeSet;
use std::fmt;

/// Where the site is put: a path on its host, and the host where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    host: Option<String>,
    /// With a slash at both ends.
    path: String,
}

/// Something that is no place for a site.
#[derive(Debug, PartialEq, Eq)]
pub struct BadBase;

impl fmt::Display for BadBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "write a path like /gateway, or a whole address like https://www.example.org/gateway",
        )
    }
}

impl std::error::Error for BadBase {}

impl Base {
    /// The root of a host that is not known.
    #[must_use]
    pub fn root() -> Self {
        Self {
            host: None,
            path: "/".to_owned(),
        }
    }

    /// A path, or an address with a host.
    ///
    /// # Errors
    ///
    /// When it is neither.
    pub fn read(written: &str) -> Result<Self, BadBase> {
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| written.starts_with(scheme));
        let (host, path) = match scheme {
            Some(scheme) => {
                let rest = written.strip_prefix(scheme).unwrap_or("");
                let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
                if host.is_empty() {
                    return Err(BadBase);
                }
                (Some(format!("{scheme}{host}")), path)
            }
            None => (None, written),
        };
        let path = path.trim_matches('/');
        let known = |c: char| c.is_ascii_alphanumeric() || "-._~/:".contains(c);
        if !written.chars().all(known)
            || path.split('/').any(|part| part == "..")
            || path.contains(':')
        {
            return Err(BadBase);
        }
        let path = if path.is_empty() {
            "/".to_owned()
        } else {
            format!("/{path}/")
        };
        Ok(Self { host, path })
    }

    /// The whole address of a file of the site, where the host is known.
    #[must_use]
    pub fn whole(&self, file: &str) -> Option<String> {
        let host = self.host.as_ref()?;
        let file = if file == "index.html" { "" } else { file };
        Some(format!("{host}{}{file}", self.path))
    }

    pub(super) fn rooted(&self, file: &str) -> String {
        format!("{}{file}", self.path)
    }
}

/// Where everything stands.
#[derive(Clone, Debug)]
pub struct Places {
    base: Base,
    /// How people reach the service, without a slash at its end.
    service: Option<String>,
    /// The address of every page.
    pages: BTreeSet<String>,
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// A file of the site, and a place in it.
    Within(String, Option<String>),
    /// Somewhere else.
    Outside(String),
}

impl Places {
    /// The places of a site with these pages.
    #[must_use]
    pub fn new(
        base: Base,
        service: Option<String>,
        pages: impl IntoIterator<Item = String>,
    ) -> Self {
        let service = service.map(|address| address.trim_end_matches('/').to_owned());
        let pages = pages.into_iter().collect();
        Self {
            base,
            service,
            pages,
        }
    }

    /// Where the site is put.
    #[must_use]
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// The file of a page, below the output folder.
    #[must_use]
    pub fn file(&self, address: &str) -> String {
        match address.trim_start_matches('/') {
            "" => "index.html".to_owned(),
            path => format!("{path}.html"),
        }
    }

    /// Where a link on the page `from` leads. What is no page of the site is the service's.
    pub(super) fn leads(&self, from: &str, link: &str) -> Leads {
        let (link, part) = link
            .split_once('#')
            .map_or((link, None), |(link, part)| (link, Some(part.to_owned())));
        if link.is_empty() {
            return Leads::Within(from.to_owned(), part);
        }
        if !link.starts_with('/') {
            let part = part.map_or_else(String::new, |part| format!("#{part}"));
            return Leads::Outside(format!("{link}{part}"));
        }
        if self.pages.contains(link) {
            return Leads::Within(self.file(link), part);
        }
        let ours = ["/guidance/", "/assets/", "/feed.xml"];
        let is_ours = ours.iter().any(|begin| link.starts_with(begin));
        match &self.service {
            Some(service) if !is_ours => {
                let part = part.map_or_else(String::new, |part| format!("#{part}"));
                Leads::Outside(format!("{service}{link}{part}"))
            }
            _ => Leads::Within(link.trim_start_matches('/').to_owned(), part),
        }
    }
}

/// The way from one file to another, both below the same folder.
pub(super) fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = folders.split_last().map_or(&[][..], |(_, folders)| folders);
    let parts: Vec<&str> = to.split('/').collect();
    let last = parts.len().saturating_sub(1);
    let same = folders
        .iter()
        .zip(parts.iter().take(last))
        .take_while(|(a, b)| a == b)
        .count();
    let mut way = "../".repeat(folders.len() - same);
    way.push_str(
        &parts
            .iter()
            .skip(same)
            .copied()
            .collect::<Vec<_>>()
            .join("/"),
    );
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_up_no_further_than_it_must() {
        for (from, to, way) in [
            ("index.html", "guidance/a.html", "guidance/a.html"),
            ("guidance/a/b.html", "guidance/a/c.html", "c.html"),
            ("guidance/a/b.html", "guidance/a.html", "../a.html"),
            ("guidance/a/b.html", "index.html", "../../index.html"),
            ("guidance/a.html", "guidance/a/b.html", "a/b.html"),
            ("a.html", "a.html", "a.html"),
        ] {
            assert_eq!(relative(from, to), way, "{from} to {to}");
        }
    }

    #[test]
    fn a_base_is_a_path_or_a_whole_address() {
        let whole = |written: &str| {
            Base::read(written).map(|base| (base.rooted("404.html"), base.whole("index.html")))
        };
        assert_eq!(whole("/").unwrap(), ("/404.html".to_owned(), None));
        assert_eq!(whole("gateway").unwrap().0, "/gateway/404.html");
        let address = whole("https://www.example.org/a/b/").unwrap();
        assert_eq!(
            address,
            (
                "/a/b/404.html".to_owned(),
                Some("https://www.example.org/a/b/".to_owned())
            )
        );
        for bad in ["https://", "ftp://example.org", "/a b", "/a/../b", "/a?b"] {
            assert_eq!(whole(bad), Err(BadBase), "{bad}");
        }
    }

    #[test]
    fn what_is_no_page_is_the_services() {
        let pages = ["/".to_owned(), "/guidance/a".to_owned()];
        let alone = Places::new(Base::root(), None, pages.clone());
        let beside = Places::new(
            Base::root(),
            Some("https://forms.example.org/".to_owned()),
            pages,
        );
        let form = "https://forms.example.org/forms/b#c".to_owned();
        assert_eq!(
            beside.leads("index.html", "/forms/b#c"),
            Leads::Outside(form)
        );
        assert_eq!(
            alone.leads("index.html", "/forms/b"),
            Leads::Within("forms/b".to_owned(), None)
        );
        let gone = Leads::Within("guidance/gone".to_owned(), None);
        assert_eq!(beside.leads("index.html", "/guidance/gone"), gone);
        let part = Some("p".to_owned());
        assert_eq!(
            beside.leads("x.html", "/guidance/a#p"),
            Leads::Within("guidance/a.html".to_owned(), part.clone())
        );
        assert_eq!(
            beside.leads("x.html", "#p"),
            Leads::Within("x.html".to_owned(), part)
        );
    }
}
