//! The tags of a page, one after another, as far as a page that templates printed needs it: names, and attributes with their
//! places. Comments, and what stands in scripts and styles, are no tags.

use std::ops::Range;

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text between tags, a comment, a declaration, or the end of an element that is of no interest.
    Text(&'a str),
    /// The beginning of an element.
    Open(&'a str, Vec<Attribute<'a>>),
    /// The end of an element.
    Close(&'a str),
}

/// An attribute, and where its value stands in the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    pub(super) at: Range<usize>,
}

/// Goes through a page from its beginning.
#[derive(Debug)]
pub(super) struct Tags<'a> {
    page: &'a str,
    at: usize,
    /// The end of the element in which nothing is a tag.
    raw: Option<&'static str>,
}

impl<'a> Tags<'a> {
    pub(super) fn of(page: &'a str) -> Self {
        Self {
            page,
            at: 0,
            raw: None,
        }
    }

    fn rest(&self) -> &'a str {
        self.page.get(self.at..).unwrap_or("")
    }

    /// Goes on by `length` bytes, and hands them over.
    fn take(&mut self, length: usize) -> &'a str {
        let rest = self.rest();
        let taken = rest.get(..length).unwrap_or(rest);
        self.at += taken.len();
        taken
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.take(end)
    }

    fn attribute(&mut self) -> Option<Attribute<'a>> {
        self.take_while(|c| c.is_whitespace() || c == '/');
        let name = self.take_while(|c| !c.is_whitespace() && !"=>/".contains(c));
        if name.is_empty() {
            return None;
        }
        if !self.rest().starts_with('=') {
            let at = self.at..self.at;
            return Some(Attribute {
                name,
                value: "",
                at,
            });
        }
        self.take(1);
        let quote = self.rest().chars().next().filter(|c| "\"'".contains(*c));
        let value = match quote {
            Some(quote) => {
                self.take(1);
                self.take_while(|c| c != quote)
            }
            None => self.take_while(|c| !c.is_whitespace() && c != '>'),
        };
        let at = self.at - value.len()..self.at;
        if quote.is_some() {
            self.take(1);
        }
        Some(Attribute { name, value, at })
    }

    fn tag(&mut self) -> Piece<'a> {
        let ends = self.rest().starts_with("</");
        self.take(if ends { 2 } else { 1 });
        let name = self.take_while(|c| c.is_ascii_alphanumeric() || c == '-');
        let attributes = std::iter::from_fn(|| self.attribute()).collect();
        if self.rest().starts_with('>') {
            self.take(1);
        }
        if ends {
            return Piece::Close(name);
        }
        self.raw = match name {
            "script" => Some("</script"),
            "style" => Some("</style"),
            _ => None,
        };
        Piece::Open(name, attributes)
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        if let Some(end) = self.raw.take() {
            let length = rest.find(end).unwrap_or(rest.len());
            if length > 0 {
                return Some(Piece::Text(self.take(length)));
            }
        }
        if rest.starts_with("<!--") {
            let length = rest.find("-->").map_or(rest.len(), |end| end + 3);
            return Some(Piece::Text(self.take(length)));
        }
        let begins = |text: &str| {
            let text = text.strip_prefix("</").or_else(|| text.strip_prefix('<'));
            text.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        if begins(rest) {
            return Some(self.tag());
        }
        let mut lower = rest
            .match_indices('<')
            .map(|(at, _)| at)
            .filter(|at| *at > 0);
        let length = lower.next().unwrap_or(rest.len());
        Some(Piece::Text(self.take(length)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(page: &str) -> Vec<(String, Vec<(String, String)>)> {
        let pieces = Tags::of(page);
        let opened = pieces.filter_map(|piece| match piece {
            Piece::Open(name, attributes) => {
                let pair = |a: Attribute<'_>| {
                    assert_eq!(page.get(a.at), Some(a.value));
                    (a.name.to_owned(), a.value.to_owned())
                };
                Some((name.to_owned(), attributes.into_iter().map(pair).collect()))
            }
            _ => None,
        });
        opened.collect()
    }

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let found = opened("<!DOCTYPE html><a href=\"/a b\" id='x' hidden data-n=3>1 < 2</a><br/>");
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let all = vec![
            pair("href", "/a b"),
            pair("id", "x"),
            pair("hidden", ""),
            pair("data-n", "3"),
        ];
        assert_eq!(
            found,
            [("a".to_owned(), all), ("br".to_owned(), Vec::new())]
        );
    }

    #[test]
    fn comments_and_scripts_hold_no_tags() {
        let found = opened("<!-- <a href=x> --><script>\"<a id=y>\"</script><p>");
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["script", "p"]);
    }

    #[test]
    fn every_page_comes_to_an_end() {
        for page in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href=\"x",
            "</",
            "<!--",
            "<script>",
            "a<b c",
            "é<é",
        ] {
            assert!(Tags::of(page).count() <= 4, "{page}");
        }
    }
}
