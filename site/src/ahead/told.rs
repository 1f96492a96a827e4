//! A shape as what a template is given: the same values as from the page itself, with marks in its holes.

use super::mark::{self, SIGN};
use super::shape::Tag;
use minijinja::Value;

/// What a template is given; nothing when a text of the shape could be taken for a mark.
pub(super) fn value(name: &str, key: &[u8]) -> Option<Value> {
    let mut reader = Reader { key, holes: 0 };
    let said = reader.next()?;
    (said.as_str() == Some(name)).then_some(())?;
    reader.next()
}

struct Reader<'a> {
    key: &'a [u8],
    holes: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<Value> {
        let tag = self.tag()?;
        self.of(tag)
    }

    fn of(&mut self, tag: Tag) -> Option<Value> {
        Some(match tag {
            Tag::None => Value::from(()),
            Tag::No => Value::from(false),
            Tag::Yes => Value::from(true),
            Tag::Number => Value::from(i64::from_le_bytes(self.take()?)),
            Tag::Text => Value::from(self.text()?),
            Tag::List => {
                let mut all = Vec::new();
                loop {
                    match self.tag()? {
                        Tag::End => return Some(Value::from(all)),
                        tag => all.push(self.of(tag)?),
                    }
                }
            }
            Tag::Map => {
                let mut all = Vec::new();
                loop {
                    match self.tag()? {
                        Tag::End => return Some(Value::from_pairs(all)),
                        tag => {
                            let name = self.of(tag)?;
                            all.push((name, self.next()?));
                        }
                    }
                }
            }
            Tag::Html => {
                let mut html = String::new();
                (self.tag()? == Tag::List).then_some(())?;
                loop {
                    match self.tag()? {
                        Tag::End => return Some(Value::from(html)),
                        tag => html.push_str(self.of(tag)?.as_str()?),
                    }
                }
            }
            Tag::End => return None,
            Tag::TextHole => Value::from(mark::text(self.hole())),
            Tag::CheckedHole => mark::checked(self.hole()),
        })
    }

    fn hole(&mut self) -> usize {
        self.holes += 1;
        self.holes - 1
    }

    fn tag(&mut self) -> Option<Tag> {
        let [byte] = self.take()?;
        Tag::ALL.into_iter().find(|tag| *tag as u8 == byte)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(u32::from_le_bytes(self.take()?)).ok()?;
        let (text, rest) = self.key.split_at_checked(length)?;
        self.key = rest;
        let text = std::str::from_utf8(text).ok()?;
        (!text.contains(SIGN)).then(|| text.to_owned())
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.key.split_first_chunk::<N>()?;
        self.key = rest;
        Some(*taken)
    }
}
