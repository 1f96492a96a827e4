//! The names of one form: what each stands for and where in the order of the screens it becomes known.

use crate::condition::{Place, Record, Type};
use crate::declare::{
    FormDeclaration, ItemDeclaration, Problems, RepeatDeclaration, SectionDeclaration, Written,
};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::form as codes;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A place in the order of the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) section: usize,
    pub(crate) page: usize,
    pub(crate) item: usize,
}

impl Position {
    /// Before everything.
    pub(crate) const START: Self = Self {
        section: 0,
        page: 0,
        item: 0,
    };

    /// Whether this is on the same page as `other`.
    pub(crate) fn same_page(self, other: Self) -> bool {
        (self.section, self.page) == (other.section, other.page)
    }

    /// Whether this is on a page before `other`'s.
    pub(crate) fn pages_before(self, other: Self) -> bool {
        (self.section, self.page) < (other.section, other.page)
    }
}

/// Something that a name stands for.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) span: Span,
    /// Where it is asked; for a value, where the last answer that it needs is asked.
    pub(crate) at: Position,
    /// The page's name, for messages.
    pub(crate) page: String,
    pub(crate) called: String,
    /// Its type; none until it was built.
    pub(crate) ty: Option<Type>,
    /// Conditions under which it is asked, in normal form.
    pub(crate) guards: Vec<String>,
    /// Whether it may be left blank.
    pub(crate) optional: bool,
    /// Whether it is never printed as it is.
    pub(crate) masked: bool,
    pub(crate) what: What,
}

/// What a name stands for.
#[derive(Debug)]
pub(crate) enum What {
    /// A question: its slot, and the section that repeats around it.
    Question { slot: usize, section: Option<usize> },
    /// A section that repeats.
    Collection {
        slot: usize,
        section: usize,
        record: Option<Arc<Record>>,
    },
    /// A named value, by its position.
    Value(usize),
}

/// Every name of a form.
#[derive(Debug, Default)]
pub(crate) struct Members {
    by_name: HashMap<String, Member>,
    /// Whether some of its names are not known, since what they stand in could not be read or found.
    pub(crate) open: bool,
    /// How many slots the form has.
    pub(crate) slots: usize,
}

impl Members {
    /// Numbers the slots of a form and collects its names.
    pub(crate) fn of(
        form: &FormDeclaration,
        sections: &[&SectionDeclaration],
        problems: &mut Problems,
    ) -> Self {
        let mut members = Self::default();
        for (section, declared) in sections.iter().enumerate() {
            members.section(section, declared, problems);
        }
        for (index, (name, _)) in form.values.iter().enumerate() {
            let member = Member {
                span: name.span,
                at: Position::START,
                page: String::new(),
                called: in_words(&name.text),
                ty: None,
                guards: Vec::new(),
                optional: false,
                masked: false,
                what: What::Value(index),
            };
            members.add(name, member, problems);
        }
        members
    }

    fn section(&mut self, section: usize, declared: &SectionDeclaration, problems: &mut Problems) {
        let repeats = declared.repeat.as_ref();
        let mut inner = 0;
        if let Some(repeat) = repeats {
            self.collection(section, declared, repeat, problems);
            inner = usize::from(repeat.for_each.is_some());
        }
        for (page, declared_page) in declared.pages.iter().enumerate() {
            for (item, declared_item) in declared_page.items.iter().enumerate() {
                let ItemDeclaration::Question(question) = declared_item else {
                    continue;
                };
                let slot = if repeats.is_some() {
                    inner
                } else {
                    self.take_slot()
                };
                inner += usize::from(repeats.is_some());
                let what = What::Question {
                    slot,
                    section: repeats.map(|_| section),
                };
                // Item 0 is the page itself; what stands on it is counted from 1.
                let at = Position {
                    section,
                    page,
                    item: item + 1,
                };
                let mut member = member(&question.name, at, &declared_page.name.text, what);
                if let Some(called) = &question.called {
                    member.called.clone_from(&called.text);
                }
                self.add(&question.name, member, problems);
            }
        }
    }

    /// The items of a section that repeats, and the word for the option of each.
    fn collection(
        &mut self,
        section: usize,
        declared: &SectionDeclaration,
        repeat: &RepeatDeclaration,
        problems: &mut Problems,
    ) {
        let slot = self.take_slot();
        // Known after its last page, when its fields are.
        let at = Position {
            section,
            page: declared.pages.len(),
            item: usize::MAX,
        };
        let what = What::Collection {
            slot,
            section,
            record: None,
        };
        let collection = member(&declared.name, at, "", what);
        self.add(&declared.name, collection, problems);
        let Some(name) = &repeat.name else { return };
        let what = What::Question {
            slot: 0,
            section: Some(section),
        };
        let at = Position {
            section,
            page: 0,
            item: 0,
        };
        let option = Member {
            ty: Some(Type::Wrong),
            ..member(name, at, "", what)
        };
        self.add(name, option, problems);
    }

    fn take_slot(&mut self) -> usize {
        self.slots += 1;
        self.slots - 1
    }

    fn add(&mut self, name: &Written, member: Member, problems: &mut Problems) {
        if let Some(first) = self.by_name.get(&name.text) {
            let message = format!("there are two of `{}` in this form", name.text);
            problems.push(
                Diagnostic::new(codes::DUPLICATE_NAME, name.span, message)
                    .related(first.span, "the first one"),
            );
        } else {
            self.by_name.insert(name.text.clone(), member);
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Member> {
        self.by_name.get(name)
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Member> {
        self.by_name.get_mut(name)
    }

    /// What stands at a place, seen from inside the section `repeat`.
    pub(crate) fn at_place(&self, place: &Place, repeat: Option<usize>) -> Option<(&str, &Member)> {
        let found = self
            .by_name
            .iter()
            .find(|(_, member)| match (place, &member.what) {
                (
                    Place::Form(slot),
                    What::Question {
                        slot: own,
                        section: None,
                    }
                    | What::Collection { slot: own, .. },
                ) => slot == own,
                (
                    Place::Item(slot),
                    What::Question {
                        slot: own,
                        section: Some(section),
                    },
                ) => slot == own && repeat == Some(*section),
                (Place::Named(index), What::Value(own)) => index == own,
                _ => false,
            });
        found.map(|(name, member)| (name.as_str(), member))
    }

    /// Every name, in order.
    pub(crate) fn names(&self) -> BTreeSet<&str> {
        self.by_name.keys().map(String::as_str).collect()
    }

    /// Says where each value becomes known: after the last answer that it needs. Values that need each other are reported
    /// and become known nowhere.
    pub(crate) fn place_values(
        &mut self,
        needs: &BTreeMap<String, Vec<String>>,
        problems: &mut Problems,
    ) {
        let mut placed: BTreeMap<&str, Position> = BTreeMap::new();
        for name in needs.keys() {
            let mut open = Vec::new();
            self.place_value(name, needs, &mut placed, &mut open, problems);
        }
        for (name, at) in placed {
            if let Some(member) = self.by_name.get_mut(name) {
                member.at = at;
            }
        }
    }

    fn place_value<'a>(
        &self,
        name: &'a str,
        needs: &'a BTreeMap<String, Vec<String>>,
        placed: &mut BTreeMap<&'a str, Position>,
        open: &mut Vec<&'a str>,
        problems: &mut Problems,
    ) -> Position {
        if let Some(at) = placed.get(name) {
            return *at;
        }
        let Some(needed) = needs.get(name) else {
            return self.get(name).map_or(Position::START, |member| member.at);
        };
        if let Some(start) = open.iter().position(|other| *other == name) {
            let circle: Vec<String> = open
                .iter()
                .skip(start)
                .map(|name| format!("`{name}`"))
                .collect();
            let message = format!("{} need each other", circle.join(" and "));
            let message = if circle.len() == 1 {
                format!("{} needs itself", circle.join(""))
            } else {
                message
            };
            if let Some(member) = self.get(name) {
                let mut problem = Diagnostic::new(codes::VALUE_CIRCLE, member.span, message);
                let others = open.iter().skip(start).filter(|other| **other != name);
                for other in others.filter_map(|other| self.get(other)) {
                    problem = problem.related(other.span, "and this");
                }
                problems.push(problem.help("work one of them out from answers alone"));
            }
            return Position::START;
        }
        open.push(name);
        let mut at = Position::START;
        for other in needed {
            at = at.max(self.place_value(other, needs, placed, open, problems));
        }
        open.pop();
        placed.insert(name, at);
        at
    }
}

fn member(name: &Written, at: Position, page: &str, what: What) -> Member {
    Member {
        span: name.span,
        at,
        page: page.to_owned(),
        called: in_words(&name.text),
        ty: None,
        guards: Vec::new(),
        optional: false,
        masked: false,
        what,
    }
}

/// `out_of_hours_phone` as words.
pub(crate) fn in_words(name: &str) -> String {
    name.replace(['_', '-'], " ")
}
