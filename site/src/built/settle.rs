//! One pass over a page: links are made relative, and what the page holds and leads to is noted.

use super::faults::Slip;
use super::places::{Leads, Places, relative};
use super::tags::{Attribute, Piece, Tags};
use std::collections::BTreeSet;

/// A page that can stand anywhere, and what it holds.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) html: String,
    pub(super) ids: BTreeSet<String>,
    /// Where its links lead within the site: `guidance/a.html#part`.
    pub(super) links: BTreeSet<String>,
    pub(super) slips: Vec<Slip>,
}

/// Attributes that hold an address.
const ADDRESSES: [&str; 4] = ["href", "src", "action", "formaction"];

/// Attributes that name ids of the same page.
const REFERENCES: [&str; 4] = [
    "for",
    "aria-describedby",
    "aria-labelledby",
    "aria-controls",
];

/// Settles the page that becomes the file `path`. Its links begin at the root when it is shown `anywhere`.
pub(super) fn settle(html: &str, path: &str, places: &Places, anywhere: bool) -> Settled {
    let mut settling = Settling {
        page: html,
        path,
        places,
        anywhere,
        copied: 0,
        references: Vec::new(),
        in_code: 0,
        out: Settled::default(),
    };
    settling.out.html.reserve(html.len());
    for piece in Tags::of(html) {
        match piece {
            Piece::Open(name, attributes) => settling.open(name, &attributes),
            Piece::Close("code" | "pre") => settling.in_code -= 1,
            Piece::Text(text) => settling.text(text),
            Piece::Close(_) => {}
        }
    }
    settling.end()
}

struct Settling<'a> {
    page: &'a str,
    path: &'a str,
    places: &'a Places,
    anywhere: bool,
    /// How much of the page was written.
    copied: usize,
    references: Vec<String>,
    /// Within how many elements that show code.
    in_code: i32,
    out: Settled,
}

impl Settling<'_> {
    fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        if matches!(name, "code" | "pre") {
            self.in_code += 1;
        }
        let of = |wanted: &str| attributes.iter().find(|attribute| attribute.name == wanted);
        if name == "img" && of("alt").is_none() {
            let picture = of("src").map_or("", |source| source.value);
            self.out.slips.push(Slip::NoAlternative(plain(picture)));
        }
        for attribute in attributes {
            match attribute.name {
                "id" => self.id(attribute.value),
                name if ADDRESSES.contains(&name) => self.address(attribute),
                name if REFERENCES.contains(&name) => {
                    let ids = attribute.value.split_whitespace();
                    self.references.extend(ids.map(plain));
                }
                _ => {}
            }
        }
    }

    fn id(&mut self, value: &str) {
        let id = plain(value);
        if !self.out.ids.insert(id.clone()) {
            self.out.slips.push(Slip::SameId(id));
        }
    }

    fn address(&mut self, attribute: &Attribute<'_>) {
        let to = match self.places.leads(self.path, &plain(attribute.value)) {
            Leads::Outside(address) => address,
            Leads::Within(file, part) => {
                let part = part.map_or_else(String::new, |part| format!("#{part}"));
                self.out.links.insert(format!("{file}{part}"));
                if file == self.path && !part.is_empty() {
                    part
                } else if self.anywhere {
                    format!("{}{part}", self.places.base().rooted(&file))
                } else {
                    format!("{}{part}", relative(self.path, &file))
                }
            }
        };
        let before = self.page.get(self.copied..attribute.at.start).unwrap_or("");
        self.out.html.push_str(before);
        escape(&to, &mut self.out.html);
        self.copied = attribute.at.end;
    }

    fn text(&mut self, text: &str) {
        if self.in_code > 0 || text.starts_with("<!--") {
            return;
        }
        if let Some((_, from)) = text.split_once("{{") {
            let name = from.split("}}").next().unwrap_or("").trim();
            self.out.slips.push(Slip::Placeholder(plain(name)));
        }
    }

    fn end(mut self) -> Settled {
        let rest = self.page.get(self.copied..).unwrap_or("");
        self.out.html.push_str(rest);
        for id in self.references {
            if !self.out.ids.contains(&id) {
                self.out.slips.push(Slip::NoSuchId(id));
            }
        }
        self.out
    }
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
}

/// What stands in an attribute, as it is meant: templates write some characters by name or number.
fn plain(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, from)) = rest.split_once('&') {
        plain.push_str(before);
        let meant = from
            .split_once(';')
            .and_then(|(name, behind)| Some((character(name)?, behind)));
        if let Some((c, behind)) = meant {
            plain.push(c);
            rest = behind;
        } else {
            plain.push('&');
            rest = from;
        }
    }
    plain.push_str(rest);
    plain
}

fn character(name: &str) -> Option<char> {
    let number = |digits: &str, base| {
        u32::from_str_radix(digits, base)
            .ok()
            .and_then(char::from_u32)
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        _ => match name.strip_prefix("#x") {
            Some(digits) => number(digits, 16),
            None => number(name.strip_prefix('#')?, 10),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::Base;
    use super::*;

    fn settled(html: &str) -> Settled {
        let pages = ["/", "/guidance/a", "/guidance/b/c"].map(str::to_owned);
        let service = Some("https://forms.example.org".to_owned());
        settle(
            html,
            "guidance/b/c.html",
            &Places::new(Base::root(), service, pages),
            false,
        )
    }

    #[test]
    fn links_within_the_site_become_relative_and_others_stay() {
        let page = "<a href=\"&#x2f;guidance&#x2f;a#x\">A</a> <a href=\"#y\"> <a href=\"/\"> <a href=\"https://e.org/?a=1&amp;b\">";
        let made = settled(page);
        let meant = "<a href=\"../a.html#x\">A</a> <a href=\"#y\"> <a href=\"../../index.html\"> <a href=\"https://e.org/?a=1&amp;b\">";
        assert_eq!(made.html, meant);
        let links: Vec<&str> = made.links.iter().map(String::as_str).collect();
        assert_eq!(
            links,
            ["guidance/a.html#x", "guidance/b/c.html#y", "index.html"]
        );
    }

    #[test]
    fn what_only_the_service_can_answer_leads_there() {
        assert_eq!(
            settled("<a href=\"/forms/x\">").html,
            "<a href=\"https://forms.example.org/forms/x\">"
        );
    }

    #[test]
    fn every_slip_of_a_page_is_found() {
        let page = "<p id=\"a\"><p id=\"a\"><img src=\"x.png\"><label for=\"none\">{{ fee }} <code>{{ shown }}</code>";
        let slips = settled(page).slips;
        let of = |text: &str| text.to_owned();
        assert_eq!(
            slips,
            [
                Slip::SameId(of("a")),
                Slip::NoAlternative(of("x.png")),
                Slip::Placeholder(of("fee")),
                Slip::NoSuchId(of("none"))
            ]
        );
    }
}
