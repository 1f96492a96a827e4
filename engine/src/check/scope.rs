//! Which names an expression of a form may use, from where it stands.

use super::cells::{self, refuse, wrong};
use super::members::{Member, Members, Position, What};
use super::names::Known;
use super::window::Window;
use crate::catalogue::List;
use crate::condition::{Binding, Lookup, Place, Scope, Type};
use crate::declare::FileKind;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::form as codes;
use crate::source::Span;
use std::sync::Arc;

/// How far an expression may look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Earlier pages.
    Before,
    /// Earlier pages, and a closed choice earlier on its own page.
    Reveal,
    /// Its own page too.
    Page,
    /// The whole form.
    Whole,
}

/// The names that an expression at one place of a form may use.
pub(crate) struct FormScope<'a> {
    pub(crate) world: &'a Window<'a>,
    pub(crate) members: &'a Members,
    pub(crate) here: Position,
    /// The section that repeats around it.
    pub(crate) repeat: Option<usize>,
    pub(crate) reach: Reach,
    /// Conditions that hold wherever this is used, in normal form.
    pub(crate) guards: &'a [String],
}

impl FormScope<'_> {
    fn member(&self, name: &str, member: &Member, span: Span) -> Lookup {
        let place = match &member.what {
            What::Question {
                slot,
                section: None,
            } => Place::Form(*slot),
            What::Question { slot, section } if *section == self.repeat => Place::Item(*slot),
            What::Question { .. } => return refuse(self.outside_item(name, member, span)),
            What::Collection { slot, .. } => Place::Form(*slot),
            What::Value(index) => Place::Named(*index),
        };
        if !self.reaches(member) {
            return refuse(self.later(name, member, span));
        }
        let ty = member.ty.clone().unwrap_or(Type::Wrong);
        Lookup::Found(Binding {
            place,
            ty,
            called: member.called.clone(),
        })
    }

    fn reaches(&self, member: &Member) -> bool {
        let before = member.at.pages_before(self.here);
        let on_this_page = member.at.same_page(self.here);
        let is_value = matches!(member.what, What::Value(_));
        if is_value && member.at == Position::START {
            return true; // needs no answer at all
        }
        match self.reach {
            Reach::Before => before,
            Reach::Reveal => {
                let closed = matches!(
                    member.ty,
                    Some(Type::YesNo | Type::Choice(_) | Type::Several(_) | Type::Wrong)
                );
                before || (on_this_page && !is_value && closed && member.at.item < self.here.item)
            }
            Reach::Page => before || on_this_page || self.holds_this_item(member),
            Reach::Whole => true,
        }
    }

    /// Whether these are the items of the section around it: all were read before a rule looks at one.
    fn holds_this_item(&self, member: &Member) -> bool {
        matches!(member.what, What::Collection { section, .. } if Some(section) == self.repeat)
    }

    /// Whether it was surely answered when this is used: it must be, and whatever it hangs on holds here too.
    fn surely(&self, name: &str, member: &Member) -> bool {
        let place = match &member.what {
            What::Question {
                slot,
                section: Some(_),
            } => format!("item.{slot}"),
            What::Question { slot, .. } | What::Collection { slot, .. } => format!("form.{slot}"),
            What::Value(index) => format!("value.{index}"),
        };
        let _ = name;
        let holds = |guard: &String| self.guards.contains(guard);
        holds(&format!("(answered {place})"))
            || (!member.optional && member.guards.iter().all(holds))
    }

    fn later(&self, name: &str, member: &Member, span: Span) -> Diagnostic {
        let message = match (&member.what, member.at.same_page(self.here)) {
            (What::Collection { section, .. }, _) if Some(*section) == self.repeat => {
                format!("the list `{name}` is not complete while one of its items is filled in")
            }
            (What::Value(_), _) => format!("`{name}` needs an answer that is asked later"),
            (_, true) => format!("`{name}` is asked on this page"),
            (_, false) => format!("`{name}` is asked later, on the page `{}`", member.page),
        };
        let help = match member.at.same_page(self.here) {
            true => "move this to the next page",
            false => "move this to a page after it, or the question to a page before this",
        };
        Diagnostic::new(codes::ASKED_LATER, span, message)
            .related(member.span, "asked here")
            .help(help)
    }

    fn outside_item(&self, name: &str, member: &Member, span: Span) -> Diagnostic {
        let message = format!("`{name}` is asked for each item, so it has many answers here");
        Diagnostic::new(codes::OTHER_ITEM, span, message)
            .related(member.span, "asked here")
            .help("say which, for example `any of (things where its amount is more than 10)`, or count them")
    }

    fn cell(&self, path: &[&str], span: Span) -> Lookup {
        let Some(list) = path.first() else {
            return Lookup::Missing;
        };
        let broken = || self.world.known(FileKind::List, list) == Known::Broken;
        cells::cell(path, self.world.list(list), broken, span)
    }
}

/// What is known of a form only once it was sent.
fn once_sent(name: &str, span: Span) -> Option<Diagnostic> {
    let (message, help) = match name {
        "reference" | "sent_on" => (
            format!("`{name}` is known only once the form was sent"),
            "a message that goes out when the form is sent can say it",
        ),
        "sent_by" => (
            "nobody signs in yet, so `sent_by` is known nowhere".to_owned(),
            "ask for the name or the email address, and say that",
        ),
        _ => return None,
    };
    Some(Diagnostic::new(codes::ASKED_LATER, span, message).help(help))
}

impl Scope for FormScope<'_> {
    fn look_up(&self, path: &[&str], span: Span) -> Lookup {
        match path {
            [name] => match self.members.get(name) {
                Some(member) => self.member(name, member, span),
                None => match self.cell(path, span) {
                    Lookup::Missing if self.members.open => Lookup::Found(wrong(name)),
                    Lookup::Missing => once_sent(name, span).map_or(Lookup::Missing, refuse),
                    found => found,
                },
            },
            _ => self.cell(path, span),
        }
    }

    fn list(&self, name: &str) -> Option<Arc<List>> {
        self.world.list(name).cloned()
    }

    fn is_sure(&self, place: &Place) -> bool {
        self.members
            .at_place(place, self.repeat)
            .is_none_or(|(name, member)| self.surely(name, member))
    }

    fn is_masked(&self, place: &Place) -> bool {
        self.members
            .at_place(place, self.repeat)
            .is_some_and(|(_, member)| member.masked)
    }

    fn names(&self) -> Vec<String> {
        let members = self.members.names().into_iter().map(str::to_owned);
        members
            .chain(
                self.world
                    .all(FileKind::List)
                    .into_iter()
                    .map(str::to_owned),
            )
            .collect()
    }
}
