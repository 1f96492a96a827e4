//! Parts of a text before it is written: its headings with their ids, one section of it, and words that belong together.

use super::blocks::Words;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// What Markdown is made of, each with its place.
pub(super) type Events<'e> = Vec<(Event<'e>, Range<usize>)>;

/// A heading with the ids that it has: in its own text, and on the page.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) words: Words,
    /// As links of the same text name it.
    pub(super) here: String,
    /// As the page names it, which other texts may stand on too.
    pub(super) id: String,
}

impl Named {
    /// Both ids.
    pub(super) fn ids(&self) -> (String, String) {
        (self.here.clone(), self.id.clone())
    }
}

/// Keeps what stands under one heading, up to the next of its level: its words. Nothing is kept when there is no such heading.
pub(super) fn keep_section(
    events: &mut Events<'_>,
    headings: &mut Vec<Named>,
    id: &str,
) -> Option<String> {
    let Some(position) = headings.iter().position(|heading| heading.here == id) else {
        events.clear();
        headings.clear();
        return None;
    };
    let heading = headings.get(position)?.words.clone();
    let is_over = |next: &Named| next.words.level <= heading.level;
    let after = headings.iter().skip(position + 1);
    let kept = after.take_while(|next| !is_over(next)).count();
    let starts: Vec<usize> = places(events, |event| {
        matches!(event, Event::Start(Tag::Heading { .. }))
    });
    let ends: Vec<usize> = places(events, |event| {
        matches!(event, Event::End(TagEnd::Heading(_)))
    });
    let from = ends.get(position).map_or(0, |end| end + 1);
    let to = starts.get(position + kept + 1).copied();
    events.truncate(to.unwrap_or(events.len()));
    events.drain(..from.min(events.len()));
    headings.truncate(position + kept + 1);
    headings.drain(..=position);
    Some(heading.text)
}

fn places(events: &Events<'_>, is: impl Fn(&Event<'_>) -> bool) -> Vec<usize> {
    let numbered = events.iter().enumerate();
    numbered
        .filter(|(_, (event, _))| is(event))
        .map(|(n, _)| n)
        .collect()
}

/// Words that only the end of a line stands between, in one piece.
pub(super) fn merged(events: Events<'_>) -> Events<'_> {
    let mut merged: Events<'_> = Vec::with_capacity(events.len());
    for (event, range) in events {
        let more = match &event {
            Event::Text(text) => text.as_ref(),
            Event::SoftBreak => "\n",
            _ => {
                merged.push((event, range));
                continue;
            }
        };
        match merged.last_mut() {
            Some((Event::Text(words), before)) => {
                *words = format!("{words}{more}").into();
                before.end = range.end;
            }
            _ => merged.push((Event::Text(more.to_owned().into()), range)),
        }
    }
    merged
}
