//! Answers beside each other, at the top of a form or in one item: each to the question that it belongs to.

use super::aside::taken_apart;
use super::memory::tag;
use super::{Memory, fits};
use crate::answers::Entered;
use crate::catalogue::{Form, Question, Section, Slot};
use crate::question::{Kind, Offered};

/// Names with what was entered.
pub(super) type Entries = Vec<(String, Entered)>;

/// Where answers stand beside each other.
pub(super) struct Level<'a> {
    pub(super) form: &'a Form,
    pub(super) before: &'a Memory,
    /// The section that repeats, inside one of its items.
    pub(super) section: Option<&'a Section>,
}

/// Ways to a question, the surest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Name,
    Renamed,
    Aside,
    AsideRenamed,
}

impl Level<'_> {
    /// What has a question here, by the name of that question, and what has none.
    pub(super) fn place(&self, entries: Entries) -> (Entries, Entries) {
        let (mut placed, mut left): (Entries, Entries) = (Vec::new(), entries);
        for way in [Way::Name, Way::Renamed, Way::Aside, Way::AsideRenamed] {
            let mut still = Vec::new();
            for (name, entered) in left {
                let found = self.find(&name, way);
                let is_free = |found: &String| placed.iter().all(|(taken, _)| taken != found);
                match found.filter(is_free) {
                    Some(found) => placed.push((found, self.with_options(&name, entered))),
                    None => still.push((name, entered)),
                }
            }
            left = still;
        }
        (placed, left)
    }

    /// The name under which an answer stands from now on.
    fn find(&self, name: &str, way: Way) -> Option<String> {
        let (base, kept_as) = taken_apart(name);
        let is_aside = matches!(way, Way::Aside | Way::AsideRenamed);
        if kept_as.is_some() != is_aside {
            return None;
        }
        if way == Way::Name && self.is_option_name(base) {
            return Some(base.to_owned());
        }
        let tag = kept_as.or_else(|| tag(self.before, base));
        let by_name = matches!(way, Way::Name | Way::Aside);
        let found = self.questions().find(|question| match by_name {
            true => question.name.as_str() == base,
            false => question.renamed_from.iter().any(|old| old == base),
        });
        let found = found.filter(|question| fits(&question.kind, tag));
        found.map(|question| question.name.to_string())
    }

    fn questions(&self) -> impl Iterator<Item = &Question> {
        let of = |wanted: &&Section| match self.section {
            Some(section) => std::ptr::eq(*wanted, section),
            None => wanted.repeat.is_none(),
        };
        let sections = self.form.sections.iter().filter(of);
        sections.flat_map(|section| section.pages.iter().flat_map(|page| page.questions()))
    }

    /// Whether a name is that of the option that an item follows.
    fn is_option_name(&self, name: &str) -> bool {
        let repeat = self.section.and_then(|section| section.repeat.as_ref());
        let each = repeat.and_then(|repeat| repeat.for_each.as_ref());
        each.is_some_and(|each| each.name == name)
    }

    /// The same, with options by the names that they have now.
    fn with_options(&self, name: &str, entered: Entered) -> Entered {
        let (base, _) = taken_apart(name);
        let followed = || {
            let repeat = self.section?.repeat.as_ref()?;
            let slot = repeat.for_each.as_ref()?.slot;
            match self.form.slots.get(slot)? {
                Slot::Question(question) => Some(&**question),
                Slot::Collection => None,
            }
        };
        let question = match self.is_option_name(base) {
            true => followed(),
            false => self.questions().find(|question| question.is_or_was(base)),
        };
        match question.map(|question| &question.kind) {
            Some(Kind::Choice(choice)) => renamed(&choice.options, entered),
            _ => entered,
        }
    }
}

fn renamed(options: &[Offered], entered: Entered) -> Entered {
    let new = |text: String| {
        if options.iter().any(|option| option.name.as_str() == text) {
            return text;
        }
        let was = |option: &&Offered| option.renamed_from.contains(&text);
        let found = options
            .iter()
            .find(was)
            .map(|option| option.name.to_string());
        found.unwrap_or(text)
    };
    match entered {
        Entered::Text(text) => Entered::Text(new(text)),
        Entered::Several(texts) => Entered::Several(texts.into_iter().map(new).collect()),
        other => other,
    }
}

impl Question {
    /// Whether this is its name, or one that it had.
    pub(super) fn is_or_was(&self, name: &str) -> bool {
        self.name.as_str() == name || self.renamed_from.iter().any(|old| old == name)
    }
}
