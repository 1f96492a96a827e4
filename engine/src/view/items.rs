//! The list of a repeating section's items.

use super::{ItemLine, ItemsView, Shown, Viewer};
use crate::catalogue::{Repeat, Section};
use crate::condition::words;
use crate::question::capital;
use crate::verdict::{Place, State};

impl Viewer<'_> {
    /// The list of a repeating section's items; none when there is no such section.
    #[must_use]
    pub fn items(&self, section: usize, shown: Shown) -> Option<ItemsView> {
        let found = self.form.sections.get(section)?;
        let repeat = found.repeat.as_ref()?;
        let place = Place::Items { section };
        let count = self.count(section);
        let line = |item| ItemLine {
            item,
            title: self.item_title(section, repeat, item),
            complete: self.is_complete(section, item),
        };
        let follows = repeat.follows_choices();
        let each = repeat.each.replace('_', " ");
        Some(ItemsView {
            title: self.items_title(section, found, repeat, count),
            add: match count {
                0 => format!("Add {}", words::article(&each)),
                _ => format!("Add another {each}"),
            },
            each,
            errors: self.errors(place, shown),
            warnings: self.warnings(place),
            items: (0..count).map(line).collect(),
            may_add: !follows && count < repeat.to,
            takes_tables: !repeat.upload.is_empty(),
            may_remove: !follows && count > repeat.from,
        })
    }

    /// How many items there are: those added, or those chosen.
    pub(super) fn count(&self, section: usize) -> usize {
        let Some(found) = self.form.sections.get(section) else {
            return 0;
        };
        match &found.repeat {
            Some(repeat) if repeat.follows_choices() => {
                let slot = self.verdict.slots.get(repeat.slot);
                match slot {
                    Some(crate::condition::Value::Items(items)) => items.len(),
                    _ => 0,
                }
            }
            Some(_) => self.answers.items(found.name.as_str()).len(),
            None => 0,
        }
    }

    fn items_title(&self, n: usize, section: &Section, repeat: &Repeat, count: usize) -> String {
        let each = repeat.each.replace('_', " ");
        match count {
            _ if repeat.follows_choices() => {
                let known = self
                    .verdict
                    .facts(self.form, self.at, Place::Items { section: n });
                let title = section.title.as_ref().map(|title| title.fill(&known));
                title.unwrap_or_else(|| capital(&section.in_words()))
            }
            0 => format!("You have not added any {}", section.in_words()),
            1 => format!("You have added 1 {each}"),
            count => format!("You have added {count} {}", section.in_words()),
        }
    }

    /// How an item is headed.
    pub(super) fn item_title(&self, section: usize, repeat: &Repeat, item: usize) -> String {
        let place = Place::ItemPage {
            section,
            item,
            page: 0,
        };
        repeat.title(item, &self.verdict.facts(self.form, self.at, place))
    }

    /// Whether every page of an item that is on the path is complete.
    fn is_complete(&self, section: usize, item: usize) -> bool {
        let mut states = self
            .verdict
            .path
            .iter()
            .filter(|(place, _)| {
                matches!(place, Place::ItemPage { section: s, item: i, .. } if *s == section && *i == item)
            })
            .map(|(_, state)| *state)
            .peekable();
        states.peek().is_some() && states.all(|state| state == State::Complete)
    }
}
