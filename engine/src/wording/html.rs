//! Markdown with placeholders as HTML: rendered once, whatever fills them.

use super::{Piece, Wording};
use crate::condition::Facts;
use crate::guidance;
use serde::Serialize;

/// Stands for a placeholder in Markdown; a character that Unicode leaves to private agreements.
const SIGN: char = '\u{F8FE}';

/// A part of a rendered text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HtmlPart {
    /// HTML that is the same for everybody.
    Fixed(String),
    /// What fills a placeholder: text, to be escaped.
    Text(String),
    /// The whole as HTML, where what fills a placeholder has a say in the rest, as in the address of a link.
    Whole(String),
}

/// A rendered text with its placeholders open.
#[derive(Clone, Debug)]
pub(super) struct Rendered(Option<Vec<Open>>);

#[derive(Clone, Debug)]
enum Open {
    Fixed(String),
    Piece(usize),
}

impl Wording {
    /// The Markdown as HTML, with every placeholder filled.
    pub(crate) fn html(&self, facts: &dyn Facts) -> Vec<HtmlPart> {
        let rendered = self.rendered.get_or_init(|| self.render());
        let Some(parts) = &rendered.0 else {
            let whole = guidance::html(&self.fill_markdown(facts));
            return vec![HtmlPart::Whole(whole)];
        };
        let part = |open: &Open| match open {
            Open::Fixed(html) => HtmlPart::Fixed(html.clone()),
            Open::Piece(n) => {
                let piece = self.pieces.get(*n);
                let text = piece.map_or_else(String::new, |piece| piece.fill(facts));
                HtmlPart::Text(text.replace(['\n', '\r'], " "))
            }
        };
        parts.iter().map(part).collect()
    }

    /// Renders it with signs in the place of placeholders, and cuts it there.
    fn render(&self) -> Rendered {
        let mut markdown = String::new();
        for (n, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Text(text) if text.contains(SIGN) => return Rendered(None),
                Piece::Text(text) => markdown.push_str(text),
                _ => markdown.push_str(&format!("{SIGN}{n}{SIGN}")),
            }
        }
        Rendered(cut(&guidance::html(&markdown)))
    }
}

/// Nothing when a sign is not simply among the words.
fn cut(html: &str) -> Option<Vec<Open>> {
    let mut parts = Vec::new();
    let mut between = html.split(SIGN);
    loop {
        let fixed = between.next()?;
        let in_a_tag = fixed.rfind('<') > fixed.rfind('>');
        parts.push(Open::Fixed(fixed.to_owned()));
        match between.next() {
            None => return Some(parts),
            Some(piece) if !in_a_tag => parts.push(Open::Piece(piece.parse().ok()?)),
            Some(_) => return None,
        }
    }
}
