//! HTML as what a browser makes of it: elements, attributes in order of name, and text, without comments and white space that
//! nobody sees.

use scraper::{ElementRef, Html, Node};

/// Elements that stand in a line of text: a space beside them is seen. Beside any other it is not.
const INLINE: [&str; 10] = [
    "a", "abbr", "b", "br", "code", "em", "i", "small", "span", "strong",
];

/// The lines of a fragment: one for every start, text and end. Elements that `skip` picks are left out.
pub(crate) fn lines(html: &str, skip: impl Fn(&ElementRef) -> bool) -> Vec<String> {
    let mut lines = Lines::default();
    for child in Html::parse_fragment(html).root_element().children() {
        lines.node(child, &skip);
    }
    lines.boundary();
    lines.done
}

#[derive(Default)]
struct Lines {
    done: Vec<String>,
    /// Where the last text of the line of text stands, when it ends in a space.
    space: Option<usize>,
    /// Whether text has been seen since the last boundary, so that a space before more of it counts.
    begun: bool,
}

impl Lines {
    fn node(&mut self, node: ego_tree::NodeRef<Node>, skip: &impl Fn(&ElementRef) -> bool) {
        match node.value() {
            Node::Text(text) => self.text(text),
            Node::Element(element) => {
                let Some(found) = ElementRef::wrap(node).filter(|found| !skip(found)) else {
                    return;
                };
                let name = element.name();
                let mut attributes: Vec<_> = element.attrs().collect();
                attributes.sort_unstable();
                let inline = INLINE.contains(&name);
                if !inline {
                    self.boundary();
                }
                self.done.push(format!("<{name} {attributes:?}>"));
                if name == "textarea" || name == "pre" {
                    self.done.push(found.text().collect());
                } else {
                    node.children().for_each(|child| self.node(child, skip));
                }
                if !inline {
                    self.boundary();
                }
                self.done.push(format!("</{name}>"));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let white = |c: char| c.is_ascii_whitespace();
        let words = text.split(white).filter(|word| !word.is_empty());
        let mut seen = words.collect::<Vec<_>>().join(" ");
        if seen.is_empty() && !text.is_empty() {
            if self.begun && self.space.is_none() {
                self.done.push(" ".to_owned());
                self.space = Some(self.done.len() - 1);
            }
            return;
        }
        if self.begun && self.space.is_none() && text.starts_with(white) {
            seen.insert(0, ' ');
        }
        if text.ends_with(white) {
            seen.push(' ');
        }
        self.begun = true;
        self.space = seen.ends_with(' ').then_some(self.done.len());
        self.done.push(seen);
    }

    /// The line of text ends: a space at its end is not seen.
    fn boundary(&mut self) {
        if let Some(at) = self.space.take() {
            let kept = self.done[at].trim_end_matches(' ').to_owned();
            if kept.is_empty() {
                self.done.remove(at);
            } else {
                self.done[at] = kept;
            }
        }
        self.begun = false;
    }
}
