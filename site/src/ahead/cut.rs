//! A rendered page, cut at its holes.

use super::mark::SIGN;
use super::shape::{Hole, Shape};
use minijinja::HtmlEscape;
use std::fmt::Write as _;
use std::ops::Range;

/// What a page is made of: everything that is the same for everybody, and the holes between.
#[derive(Debug)]
pub(super) struct Cut {
    fixed: String,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    /// A part of what is fixed.
    Fixed(Range<usize>),
    /// A text.
    Text(usize),
    /// One of two parts of what is fixed.
    Choice {
        hole: usize,
        chosen: Range<usize>,
        otherwise: Range<usize>,
    },
}

impl Cut {
    /// Cuts a page at its marks; nothing when a template took a mark apart.
    pub(super) fn at_marks(page: &str) -> Option<Self> {
        let mut cut = Self {
            fixed: String::with_capacity(page.len()),
            pieces: Vec::new(),
        };
        let mut parts = page.split(SIGN);
        let first = cut.keep(parts.next()?);
        cut.add(first);
        while let Some(mark) = parts.next() {
            let (kind, hole) = read(mark)?;
            match kind {
                't' => cut.pieces.push(Piece::Text(hole)),
                'y' => {
                    let chosen = cut.keep(parts.next()?);
                    (read(parts.next()?)? == ('n', hole)).then_some(())?;
                    let otherwise = cut.keep(parts.next()?);
                    (read(parts.next()?)? == ('e', hole)).then_some(())?;
                    cut.pieces.push(Piece::Choice {
                        hole,
                        chosen,
                        otherwise,
                    });
                }
                _ => return None,
            }
            let after = cut.keep(parts.next()?);
            cut.add(after);
        }
        cut.fixed.shrink_to_fit();
        cut.pieces.shrink_to_fit();
        Some(cut)
    }

    fn keep(&mut self, text: &str) -> Range<usize> {
        let start = self.fixed.len();
        self.fixed.push_str(text);
        start..self.fixed.len()
    }

    fn add(&mut self, part: Range<usize>) {
        if !part.is_empty() {
            self.pieces.push(Piece::Fixed(part));
        }
    }

    /// The page with what stands in the holes of a shape.
    pub(super) fn fill(&self, shape: &Shape) -> String {
        let mut page = String::with_capacity(self.fixed.len() + shape.texts.len() * 2);
        let fixed = |part: &Range<usize>| self.fixed.get(part.clone()).unwrap_or_default();
        for piece in &self.pieces {
            match piece {
                Piece::Fixed(part) => page.push_str(fixed(part)),
                Piece::Text(hole) => escape(&mut page, shape.text(*hole)),
                Piece::Choice {
                    hole,
                    chosen,
                    otherwise,
                } => page.push_str(match shape.holes.get(*hole) {
                    Some(Hole::Checked(true)) => fixed(chosen),
                    _ => fixed(otherwise),
                }),
            }
        }
        page
    }

    /// About how much memory it takes.
    pub(super) fn size(&self) -> usize {
        self.fixed.len() + self.pieces.len() * size_of::<Piece>()
    }
}

/// The one way from a value to a page: as templates escape it.
fn escape(page: &mut String, text: &str) {
    let _ = write!(page, "{}", HtmlEscape(text));
}

fn read(mark: &str) -> Option<(char, usize)> {
    let mut chars = mark.chars();
    Some((chars.next()?, chars.as_str().parse().ok()?))
}
